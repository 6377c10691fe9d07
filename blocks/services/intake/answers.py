"""What a person answers and chooses on the preview: columns, schools, year, block, what blanks in a file mean."""

from collections.abc import Mapping

from django.db import transaction

from blocks.models import Block, EmulationYear, IntakeBatch, LearnedSpelling, School
from blocks.queries.intake.learned import title_labels
from blocks.rules.intake.placing.answers import SpellingKind, checked_meaning
from blocks.rules.intake.placing.states import BatchState
from blocks.services.intake.batches import READ, check_decider, locked
from blocks.services.intake.review import keep
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.queue import outbox
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import stamped

MOST_ANSWERS = 120


@transaction.atomic
def answer_columns(*, batch: IntakeBatch, answers: Mapping[str, str], by: Actor) -> IntakeBatch:
    """Remember what columns are (key of the heading → meaning, "" forgets) and have the files read again."""
    demand(by, Action.INTAKE)
    batch = _open(batch, by)
    if len(answers) > MOST_ANSWERS:
        raise RuleViolation("many", f"Mỗi lần trả lời nhiều nhất {MOST_ANSWERS} cột.", where="cot")
    titles = set(title_labels())
    told = {key[:300]: checked_meaning(meaning, titles) if meaning else "" for key, meaning in answers.items() if key}
    if not told:
        raise RuleViolation("nothing", "Chưa chọn nghĩa cho cột nào.", where="cot")
    _remember(SpellingKind.COLUMN, told, by)
    title = f"Đọc lại tệp gửi lên cho {str(batch.year).lower()}"
    batch.job = outbox.later(READ, by=by, args={"batch": batch.pk}, title=title)
    batch.state = BatchState.NEW
    batch.save(update_fields=["job", "state"])
    audit.record(by=by, verb="trả lời về cột của tệp", target=batch, new={"columns": sorted(told)})
    return batch


@transaction.atomic
def arrange(
    *,
    batch: IntakeBatch,
    by: Actor,
    year: EmulationYear | None = None,
    block: Block | None = None,
    block_code: str = "",
    schools: Mapping[str, int] | None = None,
    erase: bool | None = None,
) -> IntakeBatch:
    """Choose year and block, say which schools are meant (key of the written name → id), and what blanks do.

    What is None stays. `erase` True lets blank cells of the files take away what stands. The files are compared anew.
    """
    demand(by, Action.INTAKE)
    batch = _open(batch, by)
    wish = dict(batch.options.get("wish", {}))
    if year is not None:
        batch.year = year
    if by.is_office and (block is not None or squeeze(block_code)):
        batch.block, wish["block_code"] = block, "" if block else squeeze(block_code)[:20]
    if schools:
        known = set(School.objects.filter(pk__in=schools.values()).values_list("pk", flat=True))
        chosen = {key[:300]: pk for key, pk in schools.items() if pk in known}
        wish["schools"] = {**wish.get("schools", {}), **chosen}
        _remember(SpellingKind.SCHOOL, {key: str(pk) for key, pk in chosen.items()}, by)
    if erase is not None:
        wish["erase"] = erase
    batch.options = {**batch.options, "wish": wish}
    batch.save(update_fields=["options", "year", "block"])
    keep(batch)
    told = {"year": batch.year.code, "block": batch.block and batch.block.code, "erase": bool(wish.get("erase"))}
    audit.record(by=by, verb="chọn cho đợt nhận tệp", target=batch, new=told)
    return batch


def _open(batch: IntakeBatch, by: Actor) -> IntakeBatch:
    batch = locked(batch)
    check_decider(batch, by)
    if batch.state != BatchState.READY:
        label = BatchState(batch.state).label.lower()
        raise RuleViolation("state", f"Đợt nhận tệp đang ở trạng thái “{label}”, không chọn lại được.")
    return batch


def _remember(kind: SpellingKind, told: Mapping[str, str], by: Actor) -> None:
    LearnedSpelling.objects.filter(kind=kind, written__in=list(told)).delete()
    mark = stamped("answered", by)
    LearnedSpelling.objects.bulk_create(
        LearnedSpelling(kind=kind, written=written, meaning=meaning, **mark)
        for written, meaning in told.items()
        if meaning
    )
