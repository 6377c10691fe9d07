"""Deeds of who takes part in a movement: join, tell the result, report on its days."""

from django.db import transaction

from blocks.models import Movement, MovementMilestone, MovementParticipation, MovementReport, School
from blocks.queries.movements.movements import asked_schools, demand_movement, demand_school
from blocks.queries.year.years import current_year
from blocks.rules.movements.movements import RUNNING, MovementState, clean_words, shut
from blocks.services.movements.movements import check_version, locked
from thidua import clock
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.stamps import put_stamp


def _running(movement: Movement) -> Movement:
    row = locked(movement)
    if row.state not in RUNNING:
        raise RuleViolation("state", shut(row.state, during=True))
    return row


@transaction.atomic
def save_participation(
    *, movement: Movement, school: School, version: int, promise: str, result: str, by: Actor
) -> MovementParticipation:
    """The school takes part (`version` 0: it did not yet), with what it promises and what came of it."""
    demand_school(by, school.pk)
    held = _running(movement)
    row = MovementParticipation.objects.filter(movement=held, school=school).first()
    check_version(row or MovementParticipation(version=0), version, "Phần tham gia của trường")
    texts = {
        "promise": clean_words(promise, "Nội dung đăng ký", "promise"),
        "result": clean_words(result, "Kết quả", "result"),
    }
    if row is None:
        if not asked_schools(held, current_year(None)).filter(pk=school.pk).exists():
            raise RuleViolation("scope", f"{school.name} không thuộc phạm vi của phong trào này.")
        row = MovementParticipation(movement=held, school=school, version=0)
        put_stamp(row, "joined", by)
    old = {"promise": row.promise[:1000], "result": row.result[:1000]} if row.pk else None
    verb = "ghi kết quả tham gia phong trào" if row.pk else "đăng ký tham gia phong trào"
    row.promise, row.result, row.version = texts["promise"], texts["result"], row.version + 1
    row.save()
    new = {"school": school.name, "promise": row.promise[:1000], "result": row.result[:1000]}
    audit.record(by=by, verb=verb, target=held, old=old, new=new)
    return row


@transaction.atomic
def leave_movement(*, movement: Movement, school: School, version: int, by: Actor) -> None:
    """The school takes its registration back; what was reported already keeps it in."""
    demand_school(by, school.pk)
    held = _running(movement)
    row = MovementParticipation.objects.filter(movement=held, school=school).first()
    if row is None:
        raise RuleViolation("gone", "Trường chưa đăng ký tham gia phong trào này.")
    check_version(row, version, "Phần tham gia của trường")
    if row.result or MovementReport.objects.filter(milestone__movement=held, school=school).exists():
        raise RuleViolation("reported", "Trường đã ghi kết quả hoặc báo cáo nên không rút đăng ký được.")
    row.delete()
    audit.record(by=by, verb="rút đăng ký tham gia phong trào", target=held, old={"school": school.name})


@transaction.atomic
def send_report(
    *, milestone: MovementMilestone, school: School | None, version: int, text: str, by: Actor
) -> MovementReport:
    """What there is to report on that day, of a school that takes part or (None) of whose movement it is.

    After its day it is late for ever; `version` 0 where nothing was reported yet.
    """
    if school is None:
        demand_movement(by, Action.EDIT_MOVEMENT, milestone.movement)
    else:
        demand_school(by, school.pk)
    held = locked(milestone.movement)
    if held.state != MovementState.LAUNCHED:
        raise RuleViolation("state", shut(held.state, during=True) or shut(held.state))
    if school is not None and not held.participations.filter(school=school).exists():
        raise RuleViolation("scope", "Trường chưa đăng ký tham gia phong trào; đăng ký rồi báo cáo.")
    row = MovementReport.objects.filter(milestone=milestone, school=school).first()
    check_version(row or MovementReport(version=0), version, "Báo cáo này")
    words = clean_words(text, "Kết quả", "text")
    if not words:
        raise RuleViolation("empty", "Ghi kết quả của kỳ này.", where="text")
    old = {"report": row.text[:1000]} if row else None
    if row is None:
        row = MovementReport(milestone=milestone, school=school, version=0, late=clock.today() > milestone.due)
    row.text, row.version = words, row.version + 1
    put_stamp(row, "sent", by)
    row.save()
    new = {"milestone": str(milestone), "school": school.name if school else "", "report": words[:1000]}
    audit.record(by=by, verb="báo cáo phong trào thi đua", target=held, old=old, new=new | {"late": row.late})
    return row
