"""The subject of a question, read into a case of its kind."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from awards.rules.verdicts.cases import read_places as places
from awards.rules.verdicts.cases import read_records as read
from awards.rules.verdicts.cases.cases import Case, PersonCase, SchoolCase, TableCase
from awards.rules.verdicts.cases.read_counts import read_counts, read_flags, read_rank_counts
from awards.rules.verdicts.cases.reader import CaseError, Reader
from awards.rules.verdicts.cases.records import Served, UnitFacts
from awards.rules.verdicts.cases.values import confirmed, read_cap, read_rounding, words
from awards.rules.verdicts.dates import Cycle, read_cycle
from blocks.rules.law import Law

_UNREAD = "không có dữ kiện mang tên này nên không được xét."
Values = dict[str, Any]


def read_subject(record: Values, law: Law, cycle: Cycle | None, notes: list[str]) -> Case:
    """The case that `subject` tells. Raises CaseError naming the place of what cannot be read."""
    reader, kind = Reader(record, "subject", notes), record["kind"]
    reader.skip("kind", "id", "note", "gender", "birth_date", "council", "full_name", "school", "level")
    readers: dict[str, Callable[[Reader, Law, Cycle | None], Case]] = {"person": _person, "school": _school}
    case = readers.get(kind, _table)(reader, law, cycle)
    reader.done(_UNREAD)
    return case


def _common(reader: Reader, law: Law) -> Values:
    return {
        "kind": reader.raw("kind"),
        "name": reader.text("name"),
        "unit": reader.text("unit"),
        "history_complete": reader.flag("history_complete") is True,
        "registrations": reader.many(partial(read.read_registered, law=law), "registrations"),
        "titles": reader.many(partial(read.read_title, law=law), "titles"),
        "awards": reader.many(partial(read.read_award, law=law), "awards"),
        "pending": reader.many(read.read_matter, "pending"),
        "attested": _attested(reader),
        "other_merits": reader.many(read.read_merit, "other_merits", "achievements"),
        "other_proposals": reader.many(partial(read.read_proposed, law=law), "other_proposals"),
        "published_on": reader.day("published_on"),
        "published": reader.flag("published"),
    }


def _attested(reader: Reader) -> frozenset[str] | None:
    listed = reader.raw("attested")
    if listed is None:
        return None
    if not isinstance(listed, list):
        raise CaseError("subject.attested: cần một danh sách các tiêu chí đã xác nhận.")
    known = {word for code, synonyms in words()["attested"].items() for word in (code, *synonyms)}
    given = {str(told).lower() for told in listed}
    for told in sorted(given - known):
        reader.note("attested", told)
    return confirmed(given)


def _ranks(reader: Reader, law: Law, name: str) -> dict[str, str] | None:
    """Yearly ranking by cycle. Raises CaseError for a level that does not exist."""
    told = reader.raw(name)
    if told is None:
        return None
    if not isinstance(told, dict):
        raise CaseError('ranking: cần một đối tượng theo năm, ví dụ {"2023-2024": "HTT"}.')
    for cycle, level in told.items():
        if level is not None and (not isinstance(level, str) or level not in law.scales["ranks"]):
            known = ", ".join(law.scales["ranks"])
            raise CaseError(f"ranking: không có mức “{str(level)[:60]}” (năm {str(cycle)[:20]}); các mức là {known}.")
        if read_cycle(str(cycle)) is None:
            reader.note(name, str(cycle))
    return {str(cycle): level for cycle, level in told.items() if level is not None}


def _person(reader: Reader, law: Law, cycle: Cycle | None) -> PersonCase:
    sector = reader.raw("sector")
    outside = sector in ("outside", "ngoai_nganh", "ngoài ngành") if isinstance(sector, str) else None
    said = reader.flag("outsider", "is_outsider")
    quota = reader.inner("unit_quota")
    current, service = _service(reader)
    case = PersonCase(
        **_common(reader, law),
        ranks=_ranks(reader, law, "ranking"),
        role=reader.text("role"),
        head=reader.flag("head"),
        manager=_manager(reader),
        recruited_on=reader.day("recruited_on"),
        retired_on=reader.day("retired_on"),
        initiatives=reader.many(partial(read.read_initiative, law=law), "initiatives"),
        research=reader.many(partial(read.read_research, law=law), "research"),
        discipline=reader.many(partial(read.read_disciplined, law=law), "discipline"),
        leave=reader.many(read.read_away, "leave"),
        study=reader.many(read.read_study, "study"),
        moves=reader.many(read.read_move, "moves"),
        unit_facts=_unit_facts(reader, law, cycle),
        unit_quota=_table(quota, law, cycle, kind="school_quota") if quota else None,
        outsider=said if said is not None else outside,
        hard_area_current=current,
        service=service,
    )
    if quota:
        quota.done()
    return case


def _manager(reader: Reader) -> bool | None:
    """As said, else by a word of the role that means one; None where neither says."""
    said, role = reader.flag("manager", "is_manager"), reader.text("role").lower()
    return True if said is None and any(word in role for word in words()["manager_roles"]) else said


def _unit_facts(reader: Reader, law: Law, cycle: Cycle | None) -> UnitFacts | None:
    inner = reader.inner("unit_facts")
    if inner is None:
        return None
    inner.skip("note", "name")
    titles = _unit_titles(inner, law)
    value = inner.raw("rank", "ranking")
    if isinstance(value, dict):
        value = value.get(str(cycle))
    rank = value if isinstance(value, str) and value in law.scales["ranks"] else ""
    if value is not None and not rank:
        inner.note("rank", str(value))
    ownership = inner.text("ownership")
    if ownership and ownership not in words()["ownership"]:
        inner.note("ownership", ownership)
    facts = UnitFacts(rank, ownership, titles)
    inner.done()
    return facts


def _unit_titles(inner: Reader, law: Law) -> tuple[str, ...] | None:
    """The unit's titles of the cycle: a list of codes, or `ttldxs` yes or no; None where neither is told."""
    listed, excellent = inner.raw("titles"), inner.flag("ttldxs")
    if listed is not None and not isinstance(listed, list):
        raise CaseError("unit_facts.titles: cần một danh sách mã danh hiệu; nếu không có gì hãy ghi [].")
    if listed is None:
        return None if excellent is None else ("TTLDXS",) if excellent else ()
    codes = tuple(str(one.get("title") if isinstance(one, dict) else one) for one in listed)
    for code in codes:
        if code not in law.titles:
            inner.note("titles", code)
    return codes


def _service(reader: Reader) -> tuple[bool | None, dict[str, Served]]:
    """(whether now in a hard area, years by kind): a number, or since a day; names are data."""
    served, kinds = {}, words()["service_years"]
    current = reader.flag(*kinds["hard"]["current"])
    for what, names in kinds.items():
        served[what] = Served(_number(reader, names["numbers"]), _since(reader, names["dates"]))
    area = reader.raw("hard_area")
    if isinstance(area, dict):
        inner = Reader(area, "subject.hard_area", reader.notes)
        inner.skip("years", "from", "since", "name")
        now = inner.flag("current")
        current = now if current is None else current
        inner.done()
    if area == []:
        current = False if current is None else current
        served["hard"] = Served(Fraction(0))
    return current, {what: told for what, told in served.items() if told != Served()}


def _number(reader: Reader, names: list[str]) -> Fraction | None:
    for name in names:
        value = reader.raw(name)
        if isinstance(value, dict):
            value = value.get("years")
        if value is not None and not isinstance(value, str | list):
            return Reader({name: value}, reader.where, []).number(name)
    return None


def _since(reader: Reader, names: list[str]) -> Any:
    for name in names:
        value = reader.raw(name)
        if isinstance(value, dict):
            value = value.get("from") or value.get("since")
        if isinstance(value, str) and value[:4].isdigit():
            return Reader({name: value}, reader.where, []).day(name)
    return None


def _figures(reader: Reader, law: Law, cycle: Cycle | None) -> Values:
    return {
        "counts": read_counts(reader),
        "rank_counts": read_rank_counts(reader, law),
        "local_cap": read_cap(reader.raw("local_cap")),
        "rounding": read_rounding(reader.raw("rounding")),
        "flags_proposed": read_flags(reader),
    }


def _school(reader: Reader, law: Law, cycle: Cycle | None) -> SchoolCase:
    return SchoolCase(
        **_common(reader, law),
        **_figures(reader, law, cycle),
        ranks=_ranks(reader, law, "rank"),
        founded_on=reader.day("founded_on"),
        disciplined=reader.many(partial(read.read_disciplined, law=law), "disciplined"),
        block=reader.read(places.read_block, "block"),
        exceeded_targets=reader.flag("exceeded_targets"),
        eligible_for_flags=reader.flag("eligible_for_flags"),
        theme=reader.read(places.read_theme, "theme") if reader.raw("theme") else None,
    )


def _table(reader: Reader, law: Law, cycle: Cycle | None, kind: str = "") -> TableCase:
    unit_rank, ranks = reader.text("unit_rank"), reader.raw("rank")
    if not unit_rank and isinstance(ranks, dict):
        unit_rank = (_ranks(reader, law, "rank") or {}).get(str(cycle), "")
    of = reader.text("of", "subjects")
    own = {} if kind else _common(reader, law)
    case = TableCase(
        **{**own, "kind": kind or own["kind"]},
        **_figures(reader, law, cycle),
        unit_rank=unit_rank,
        of_units=of in {"units", "unit", "schools", "don_vi"} or bool(reader.raw("units")),
    )
    reader.skip("block")
    return case
