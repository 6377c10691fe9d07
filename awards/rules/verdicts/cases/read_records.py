"""Records of a question, each read by name: the names of judge.md first, then the others people use."""

from collections.abc import Container

from awards.rules.verdicts.cases import records as rec
from awards.rules.verdicts.cases.reader import CaseError, Reader, as_cycle
from awards.rules.verdicts.cases.record_words import (
    GIVEN,
    GOOD_RESULTS,
    MOVES,
    NOT_GIVEN,
    POOR_RESULTS,
    REVOKED,
    WORK_STATES,
)
from awards.rules.verdicts.cases.values import code_of, organ_of, read_article
from blocks.rules.law import Law


def _title(reader: Reader, law: Law) -> str:
    """The code of a title, of a unit's or a person's form also without its ending; noted and unknown where there is
    none of that name."""
    code = reader.text("title")
    if code and not any(one in law.titles for one in (code, f"{code}_CN", f"{code}_TT")):
        reader.note("title", code)
        return ""
    return code


def _known(reader: Reader, name: str, words: Container[str]) -> str:
    """A word of a closed list; noted where it is none of them, and kept, so that it counts as unknown."""
    told = reader.text(name)
    if told and told not in words:
        reader.note(name, told)
    return told


def read_period(reader: Reader) -> rec.Period:
    """The time of an achievement; a period that names a single deed has no ends."""
    return rec.Period(reader.edge("from"), reader.edge("to"), reader.text("event"))


def period_of(reader: Reader, *names: str) -> rec.Period | None:
    """A period inside a record; None where none is written or told."""
    return reader.read(read_period, *names)


def read_registered(reader: Reader, law: Law) -> rec.Registered:
    """A registration."""
    reader.skip("registered_on", "note")
    return rec.Registered(_title(reader, law), reader.cycle("cycle"), reader.text("held_by"))


def read_title(reader: Reader, law: Law) -> rec.Given:
    """A record of `titles`."""
    return _given(reader, law, is_title=True)


def read_award(reader: Reader, law: Law) -> rec.Given:
    """A record of `awards`."""
    return _given(reader, law, is_title=False)


def _given(reader: Reader, law: Law, *, is_title: bool) -> rec.Given:
    reader.skip("note", "name", "unit", "number")
    status = reader.text("status")
    if status and status not in (*NOT_GIVEN, *REVOKED, *GIVEN):
        reader.note("status", status)
        status = "unknown"
    return rec.Given(
        title=_title(reader, law),
        cycle=reader.cycle("cycle"),
        decision=reader.text("decision"),
        decided_on=reader.day("decided_on"),
        decided_by=reader.text("decided_by"),
        status=status,
        revoked_on=reader.day("revoked_on"),
        merit=_known(reader, "merit", law.scales["merits"]),
        period=period_of(reader, "period", "achievement_period"),
        is_title=is_title,
        held_by=reader.text("held_by"),
    )


def _uses(reader: Reader) -> tuple[rec.Use, ...] | None:
    listed = reader.raw("used_for")
    if listed is None:
        return None
    if not isinstance(listed, list):
        raise CaseError(f"{reader.place('used_for')}: giá trị sai kiểu; hãy ghi một danh sách.")
    uses = []
    for told in listed:
        if not isinstance(told, dict):
            uses.append(rec.Use(str(told)))
            continue
        inner = Reader(told, reader.place("used_for"), reader.notes)
        uses.append(rec.Use(inner.text("title"), as_cycle(inner.raw("cycle"))))
        inner.done()
    return tuple(uses)


def _level(reader: Reader, law: Law) -> str:
    level = reader.text("level")
    if level and level not in law.scales["levels"]:
        known = ", ".join(law.scales["levels"])
        raise CaseError(f"initiatives: không có cấp “{level[:60]}”; các cấp là {known}.")
    return level


def read_initiative(reader: Reader, law: Law) -> rec.Work:
    """An initiative. Raises CaseError for a level that does not exist."""
    reader.skip("note", "accepted_on", "paper", "id", "decision")
    signer = reader.text("recognised_by")
    return rec.Work(
        name=reader.text("name"),
        cycle=reader.cycle("cycle"),
        level=_level(reader, law),
        status=_known(reader, "status", WORK_STATES),
        day=reader.day("recognised_on"),
        recognised_by=signer,
        organ=organ_of(signer),
        used_for=_uses(reader),
        held_by=reader.text("held_by"),
    )


def read_research(reader: Reader, law: Law) -> rec.Work:
    """Accepted research. Raises CaseError for a level that does not exist."""
    reader.skip("note", "status", "recognised_on", "paper", "id", "decision")
    signer = reader.text("recognised_by")
    return rec.Work(
        name=reader.text("name"),
        cycle=reader.cycle("cycle"),
        level=_level(reader, law),
        day=reader.day("accepted_on"),
        recognised_by=signer,
        organ=organ_of(signer),
        used_for=_uses(reader),
        is_research=True,
        held_by=reader.text("held_by"),
    )


def read_disciplined(reader: Reader, law: Law) -> rec.Disciplined:
    """A discipline."""
    reader.skip("note", "id", "name", "person", "decision", "decided_by", "staff", "reason")
    unit = reader.text("violation_unit", "violated_at", "old_unit", "unit")
    return rec.Disciplined(
        form=_known(reader, "form", law.scales["discipline"]),
        decided_on=reader.day("decided_on"),
        ends_on=reader.day("ends_on"),
        related_to_duty=reader.flag("related_to_duty"),
        moral_decay=reader.flag("moral_decay"),
        unit=unit,
        at_old_unit=reader.flag("violation_at_old_unit"),
    )


def read_matter(reader: Reader) -> rec.Matter:
    """Something being looked into; a kind nobody knows is noted and holds like any other."""
    reader.skip("note", "name", "person", "id")
    told = reader.text("kind")
    kind = code_of("pending", told)
    if told and not kind:
        reader.note("kind", told)
    return rec.Matter(kind, reader.day("opened_on"), reader.day("closed_on"), reader.text("outcome"))


def read_away(reader: Reader) -> rec.Away:
    """A leave; a kind nobody knows is noted and counts as an absence."""
    reader.skip("note")
    told = reader.text("kind", "type")
    kind = code_of("leave", told)
    if told and not kind:
        reader.note("kind", told)
    length = reader.number("months"), reader.number("days"), reader.number("working_days")
    return rec.Away(kind, reader.day("from"), reader.day("to"), *length)


def read_study(reader: Reader) -> rec.Study:
    """A time of study."""
    reader.skip("note", "kind", "name")
    result = reader.text("result")
    good = (
        None
        if not result
        else True
        if result.lower() in GOOD_RESULTS
        else False
        if result.lower() in POOR_RESULTS
        else None
    )
    if result and good is None:
        reader.note("result", result)
    return rec.Study(reader.day("from"), reader.day("to"), reader.number("months"), result, good)


def read_move(reader: Reader) -> rec.Move:
    """A move between units."""
    reader.skip("note")
    comment, kind = reader.raw("old_unit_comment"), reader.text("kind")
    if kind not in MOVES:
        reader.note("kind", kind)
    return rec.Move(
        kind=MOVES.get(kind, "unknown"),
        on=reader.day("on"),
        from_unit=reader.text("from_unit"),
        to_unit=reader.text("to_unit"),
        months_at_old=reader.number("months_at_old"),
        old_unit_comment=bool(comment) if isinstance(comment, str) else reader.flag("old_unit_comment"),
        confirmed=reader.flag("confirmed", "host_confirmation", "receiving_unit_confirmation"),
    )


def read_merit(reader: Reader) -> rec.Merit:
    """Another achievement; the option is the letter it names, else that of its kind."""
    reader.skip("note", "name", "cycle", "decision", "decided_on", "by", "event", "period", "title")
    kind, option = reader.text("kind", "merit"), reader.text("option", "basis")
    if kind and not code_of("merits", kind):
        reader.note("kind", kind)
    letter = read_article(option)[2] or option[-1:]
    return rec.Merit(kind, letter)


def read_proposed(reader: Reader, law: Law) -> rec.Proposed:
    """Another proposal."""
    reader.skip("note", "basis", "by", "received")
    return rec.Proposed(
        title=_title(reader, law),
        cycle=reader.cycle("cycle"),
        merit=_known(reader, "merit", law.scales["merits"]),
        period=period_of(reader, "period", "achievement_period"),
        same_achievement=reader.flag("same_achievement"),
    )
