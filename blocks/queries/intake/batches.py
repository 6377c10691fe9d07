"""What the comparison of a batch needs to know of the authority's rows, and the batches themselves."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from blocks.models import (
    Block,
    EmulationYear,
    IntakeBatch,
    IntakeFile,
    Placement,
    Posting,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
)
from blocks.queries.intake.learned import learned_schools
from blocks.rules.intake.placing.places import names_in
from blocks.rules.intake.placing.standing import KnownPerson, KnownRow, KnownSchool, KnownTarget, Sender, Standing, Wish
from blocks.rules.intake.reading.facts import HistoryRow, Parsed, RegistrationRow
from blocks.rules.intake.reading.units import match_school
from blocks.rules.registration.registrations import SENDS
from thidua.actors import Actor
from thidua.flow.steps import with_step
from thidua.text import plain_key


def standing_for(
    tables: Iterable[Parsed], year: EmulationYear, sender: Sender, schools_meant: Iterable[int] = ()
) -> Standing:
    """The schools the sender can mean, and the rows of those that the tables name. Eight queries whatever the rows."""
    tables = list(tables)
    schools = _schools(year, sender)
    named = {name for table in tables for name in names_in(table)}
    names = [school.name for school in schools]
    meant = {match.name for name in named if (match := match_school(name, names)).name}
    chosen = set(schools_meant)
    ids = [school.id for school in schools if school.name in meant or school.id in chosen]
    keys = {plain_key(r.full_name) for t in tables for r in t.rows if isinstance(r, RegistrationRow | HistoryRow)}
    return Standing(
        schools=tuple(schools),
        people=tuple(_people(keys)),
        rows=tuple(_rows(year, ids)),
        targets=_targets(year, ids),
        topics=_topics(year, ids),
    )


def sender_of(batch: IntakeBatch) -> Sender:
    """Whose batch it is."""
    return Sender(**batch.options.get("sender", {}))


def wish_of(batch: IntakeBatch) -> Wish:
    """What the person chose for the batch."""
    chosen = batch.options.get("wish", {})
    known = {"year_code": batch.year.code, "block_id": batch.block_id}
    if batch.block:
        known |= {"block_code": batch.block.code, "block_level": batch.block.level}
    schools = {**learned_schools(), **chosen.get("schools", {})}
    return Wish(**{**chosen, **known, "schools": schools})


def files_of(batch: IntakeBatch) -> list[IntakeFile]:
    """The files of a batch in the order in which they were given."""
    return list(IntakeFile.objects.filter(batch=batch).select_related("stored").order_by("position"))


def _schools(year: EmulationYear, sender: Sender) -> list[KnownSchool]:
    found = School.objects.filter(closed_on=None)
    placed = dict(Placement.objects.filter(year=year).values_list("school", "block"))
    if sender.school_id:
        beside = [school for school, block in placed.items() if block == placed.get(sender.school_id)]
        found = found.filter(Q(pk=sender.school_id) | Q(pk__in=beside))
    begun = with_step(RegistrationSheet.objects.filter(year=year), *SENDS, sent_by="move")
    counted = begun.annotate(rows=Count("registrations")).values_list("school", "state", "rows", "sent_by")
    sheets = {school: (state, rows, sent_by or "") for school, state, rows, sent_by in counted}
    return [
        KnownSchool(pk, name, placed.get(pk), *sheets.get(pk, ("", 0, "")))
        for pk, name in found.order_by("id").values_list("pk", "name")
    ]


def _people(keys: set[str]) -> list[KnownPerson]:
    people = {
        pk: KnownPerson(pk, None, key, name, born, gender)
        for pk, key, name, born, gender in StaffMember.objects.filter(name_key__in=keys).values_list(
            "pk", "name_key", "full_name", "birth_date", "gender"
        )
    }
    posted = Posting.objects.filter(staff__in=people, valid_to=None).values_list("staff", "school")
    at: dict[int, list[int]] = defaultdict(list)
    for staff, school in posted:
        at[staff].append(school)
    return [
        KnownPerson(pk, school, each.name_key, each.full_name, each.birth_date, each.gender)
        for pk, each in sorted(people.items())
        for school in at.get(pk, [None])
    ]


def _rows(year: EmulationYear, schools: list[int]) -> list[KnownRow]:
    found = Registration.objects.filter(sheet__year=year, sheet__school__in=schools)
    ticks: dict[int, set[str]] = defaultdict(set)
    for row, title in found.exclude(ticks=None).values_list("pk", "ticks__title"):
        ticks[row].add(title)
    names = ("pk", "sheet__school", "staff", "staff__full_name", "position", "job_title", "initiative", "note")
    listed = found.order_by("sheet", "position").values_list(*names)
    return [KnownRow(*told, frozenset(ticks[told[0]])) for told in listed]  # type: ignore[call-arg]


def _targets(year: EmulationYear, schools: list[int]) -> dict[tuple[int, str, str], KnownTarget]:
    found = Target.objects.filter(year=year, school__in=schools)
    return {
        (school, subject, title or ""): KnownTarget(pk, sent, value)
        for pk, school, subject, title, sent, value in found.values_list(
            "pk", "school", "subject", "title", "sent_value", "value"
        )
    }


def _topics(year: EmulationYear, schools: list[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    lists: dict[tuple[int, str], list[str]] = defaultdict(list)
    found = Topic.objects.filter(year=year, school__in=schools).order_by("position")
    for school, kind, text in found.values_list("school", "kind", "text"):
        lists[school, kind].append(text)
    return {place: tuple(texts) for place, texts in lists.items()}


def may_decide(batch: IntakeBatch, actor: Actor) -> bool:
    """Who sent a batch decides on it; the office on every one, a block leader on those of the block's leader."""
    sender = sender_of(batch)
    mine = actor.account_id is not None and batch.created_account == actor.account_id
    same = (sender.block_id, sender.school_id) == (actor.block_id, actor.school_id)
    return actor.is_office or (same and (mine or actor.block_id is not None))


def block_by_code(code: str) -> Block | None:
    """The block of that code."""
    return Block.objects.filter(code=code).first()
