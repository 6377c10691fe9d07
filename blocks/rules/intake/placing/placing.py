"""Which schools and which block the files mean, what may be taken from whom, and what must first be made."""

from collections import defaultdict

from blocks.rules.intake.placing.places import Places, PlannedSchool, names_in, say
from blocks.rules.intake.placing.refusals import other_level, school_refusal, table_refusal
from blocks.rules.intake.placing.standing import KnownSchool, Sender, Standing, Wish
from blocks.rules.intake.reading.facts import Parsed, Severity, SheetKind
from blocks.rules.intake.reading.units import (
    block_number,
    display_name,
    guess_level,
    guess_ownership,
    match_school,
    school_key,
    slip_of,
)
from blocks.rules.units.units import Level
from thidua.text import squeeze


def settle_schools(files: list[list[Parsed]], standing: Standing, wish: Wish, sender: Sender) -> Places:
    """Decide table by table what may be taken, and gather the schools that they need."""
    places = Places()
    _settle_names(places, files, standing, wish)
    own = {school.id: school for school in standing.schools}
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            reason = table_refusal(table, places, own, wish, sender)
            if reason:
                say(places, number, table, *reason)
            elif table.kind != SheetKind.UNKNOWN and table.rows:
                places.taken.add((number, place))
                _warn_block(places, number, table, wish)
    _settle_block(places, files, wish, sender)
    _keep_needed(places, files, own, wish, sender)
    return places


def _settle_names(places: Places, files: list[list[Parsed]], standing: Standing, wish: Wish) -> None:
    """One school for all its spellings: a known one, else the best written of the new names."""
    known = [school.name for school in standing.schools]
    ids = {school.name: school.id for school in standing.schools}
    named = {school.id: school.name for school in standing.schools}
    fresh: dict[str, list[str]] = defaultdict(list)
    tables = _in_block_order([table for each in files for table in each])
    for name in dict.fromkeys(name for table in tables for name in names_in(table) if school_key(name)):
        meant = named.get(wish.schools.get(school_key(name), 0)) or match_school(name, known).name
        if meant is not None:
            key = school_key(meant)
            places.meant[school_key(name)] = key
            places.schools.setdefault(key, PlannedSchool(key, meant, ids[meant]))
        else:
            fresh[school_key(name)].append(name)
    for key, names in fresh.items():
        best = max(names, key=lambda name: (not name.isupper(), not name.islower(), len(name)))
        shown = display_name(best)
        places.meant[key] = key
        places.schools[key] = PlannedSchool(key, shown, None)
    for key in fresh:  # "Phường 1" in one file, "Trường Mầm non Phường 1" in another
        others = [each.name for other, each in places.schools.items() if other != key]
        match = match_school(fresh[key][0], others)
        if match.name is not None and key in places.schools:
            places.meant[key] = school_key(match.name)
            del places.schools[key]


def _in_block_order(tables: list[Parsed]) -> list[Parsed]:
    return sorted(tables, key=lambda table: table.kind != SheetKind.COLLECTIVE_TARGETS)


def _warn_block(places: Places, number: int, table: Parsed, wish: Wish) -> None:
    code = block_number(table.block_label)
    if code and wish.block_code and code != wish.block_code:
        told = f"Bảng ghi “{table.block_label}” nhưng đợt này nhận cho khối {wish.block_code}. Kiểm tra lại."
        say(places, number, table, "block", told, Severity.WARNING)


def _settle_block(places: Places, files: list[list[Parsed]], wish: Wish, sender: Sender) -> None:
    """A block that is not there yet is proposed with the code and the name that the tables tell."""
    if wish.block_id or sender.block_id or sender.school_id:
        return
    label = next((table.block_label for tables in files for table in tables if table.block_label), "")
    code = wish.block_code or block_number(label)
    if code:
        levels = [guess_level(school.name) for school in places.schools.values() if school.id is None]
        common = max(set(levels), key=levels.count) if levels else Level.OTHER
        level = wish.block_level if wish.block_level != Level.OTHER else common.value
        places.new_block = (code, wish.block_name or _block_name(label, code), level)


def _block_name(label: str, code: str) -> str:
    """`KHỐI THI ĐUA 29 - MẦM NON` → `Khối thi đua 29 - Mầm non`."""
    words = squeeze(label)
    if not words or block_number(words) != code:
        return f"Khối thi đua {code}"
    parts = [part.strip() for part in words.split(" - ")]
    return " - ".join(part[:1].upper() + part[1:].lower() if part.isupper() else part for part in parts)


def _keep_needed(
    places: Places, files: list[list[Parsed]], own: dict[int, KnownSchool], wish: Wish, sender: Sender
) -> None:
    """Schools of taken tables stay; new ones get level, ownership and a place; where that cannot be, it is said."""
    needed: dict[str, tuple[int, Parsed, str]] = {}
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            if (number, place) in places.taken and table.kind != SheetKind.HISTORY:
                for name in names_in(table):
                    needed.setdefault(places.key_of(name), (number, table, name))
    order = _order(files, places)
    block = wish.block_id or sender.block_id
    kept: dict[str, PlannedSchool] = {}
    for key, (number, table, name) in needed.items():
        school = places.schools.get(key)
        if school is None:
            continue
        reason = school_refusal(school, own, places, block, sender, [each.name for each in own.values()])
        reason = reason or other_level(school, places, wish)
        if reason:
            say(places, number, table, *reason, value=name)
            _drop(places, files, key)
            continue
        others = [*(each.name for each in own.values()), *(each.name for each in kept.values())]
        if school.id is None and (like := slip_of(school.name, others)):
            told = f"Sẽ lập trường mới “{school.name}”, chỉ khác “{like}” một chữ. Nếu gõ nhầm thì sửa tên trong tệp."
            say(places, number, table, "slip", told, Severity.WARNING, value=name)
        known = own.get(school.id or 0)
        kept[key] = PlannedSchool(
            key,
            school.name,
            school.id,
            wish.levels.get(key) or guess_level(school.name).value,
            wish.ownerships.get(key) or guess_ownership(school.name).value,
            order.get(key, len(order) + 1),
            to_place=bool(block or places.new_block) and (known is None or known.block_id is None),
        )
    places.schools = kept


def _drop(places: Places, files: list[list[Parsed]], key: str) -> None:
    """A list of a school that cannot be taken is not taken at all; other tables only lose that school's row."""
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            if table.kind == SheetKind.REGISTRATIONS and places.key_of(table.school_name) == key:
                places.taken.discard((number, place))


def _order(files: list[list[Parsed]], places: Places) -> dict[str, int]:
    """The order of the block: that of its target tables, else of its works and topics, else of the files."""
    rank = {SheetKind.COLLECTIVE_TARGETS: 0, SheetKind.PERSON_TARGETS: 1, SheetKind.TOPICS: 2}
    tables = sorted(
        (t for each in files for t in each if t.kind != SheetKind.HISTORY), key=lambda t: rank.get(t.kind, 3)
    )
    order: dict[str, int] = {}
    for table in tables:
        for name in names_in(table):
            order.setdefault(places.key_of(name), len(order) + 1)
    return order
