"""Which schools and which block the files mean, what may be taken from whom, and what must first be made."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from blocks.rules.intake.placing.standing import KnownSchool, Sender, Standing, Wish
from blocks.rules.intake.reading.facts import HistoryRow, Parsed, Problem, Severity, SheetKind, TargetRow, TopicsRow
from blocks.rules.intake.reading.units import (
    block_number,
    display_name,
    guess_level,
    guess_ownership,
    match_school,
    school_key,
    slip_of,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.units import Level
from thidua.text import squeeze


@dataclass(frozen=True)
class PlannedSchool:
    """A school that the files name: `id` None where it is to be made; `to_place` where it joins the block."""

    key: str
    name: str
    id: int | None
    level: str = ""
    ownership: str = ""
    position: int = 0
    to_place: bool = False


@dataclass
class Places:
    """Schools by key, the tables (file, number) that may be taken, and the reasons why others may not."""

    schools: dict[str, PlannedSchool] = field(default_factory=dict)
    new_block: tuple[str, str, str] | None = None
    taken: set[tuple[int, int]] = field(default_factory=set)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    meant: dict[str, str] = field(default_factory=dict)  # key of a written name → key of the school

    def key_of(self, name: str) -> str:
        """The key of the school that a written name means; "" when it means none."""
        return self.meant.get(school_key(name), "")


def settle_schools(files: list[list[Parsed]], standing: Standing, wish: Wish, sender: Sender) -> Places:
    """Decide table by table what may be taken, and gather the schools that they need."""
    places = Places()
    _settle_names(places, files, standing)
    own = {school.id: school for school in standing.schools}
    for number, tables in enumerate(files):
        for place, table in enumerate(tables):
            reason = _refusal(table, places, own, wish, sender)
            if reason:
                _say(places, number, table, *reason)
            elif table.kind != SheetKind.UNKNOWN:
                places.taken.add((number, place))
                _warn_block(places, number, table, wish)
    _settle_block(places, files, wish, sender)
    _keep_needed(places, files, own, wish, sender)
    return places


def names_in(table: Parsed) -> Iterator[str]:
    """Every school name that a table writes, in order."""
    if table.kind == SheetKind.REGISTRATIONS:
        yield table.school_name
    for row in table.rows:
        if isinstance(row, TargetRow | TopicsRow | HistoryRow):
            yield row.school_name


def _settle_names(places: Places, files: list[list[Parsed]], standing: Standing) -> None:
    """One school for all its spellings: a known one, else the best written of the new names."""
    known = [school.name for school in standing.schools]
    ids = {school.name: school.id for school in standing.schools}
    fresh: dict[str, list[str]] = defaultdict(list)
    tables = _in_block_order([table for each in files for table in each])
    for name in dict.fromkeys(name for table in tables for name in names_in(table) if school_key(name)):
        match = match_school(name, known)
        if match.name is not None:
            key = school_key(match.name)
            places.meant[school_key(name)] = key
            places.schools.setdefault(key, PlannedSchool(key, match.name, ids[match.name]))
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


def _refusal(
    table: Parsed, places: Places, own: dict[int, KnownSchool], wish: Wish, sender: Sender
) -> tuple[str, str] | None:
    """(code, sentence) why a table as a whole cannot be taken, None if it can."""
    if table.kind == SheetKind.UNKNOWN or not table.rows:
        return None
    if table.kind != SheetKind.HISTORY and table.year_code and table.year_code != wish.year_code:
        told = f"Bảng ghi năm {table.year_code}, đợt này nhận cho năm {wish.year_code}. Chọn đúng năm rồi tải lên lại."
        return "year", told
    if table.kind == SheetKind.REGISTRATIONS:
        return _list_refusal(places.schools.get(places.key_of(table.school_name)), own, sender)
    if sender.school_id and table.kind != SheetKind.TOPICS:
        told = "Trường chỉ gửi danh sách đăng ký, công trình và chuyên đề của mình. Bảng này do khối trưởng gửi."
        return "not_yours", told
    return None


def _list_refusal(school: PlannedSchool | None, own: dict[int, KnownSchool], sender: Sender) -> tuple[str, str] | None:
    if school is None:
        return "no_school", "Không biết danh sách của trường nào. Ghi “Trường …” vào dòng đầu của bảng rồi tải lên lại."
    if sender.school_id and school.id != sender.school_id:
        return "not_yours", f"Danh sách này của {school.name}; chỉ gửi được danh sách của trường mình."
    known = own.get(school.id or 0)
    if known is None:
        return None
    if sender.block_id and known.block_id not in (None, sender.block_id):
        return "not_yours", f"{school.name} không thuộc khối của bạn trong năm này."
    return _closed(known, sender)


def _closed(school: KnownSchool, sender: Sender) -> tuple[str, str] | None:
    """A school writes into its draft; the block and the office into what was sent to them or never begun."""
    state = school.sheet_state
    if not state:
        return None
    label = SheetState(state).label.lower()
    if sender.school_id:
        if state == SheetState.DRAFT:
            return None
        told = f"Danh sách của trường đang ở trạng thái “{label}”, chỉ nhận tệp vào bản nháp."
        return "closed", told
    if state in (SheetState.SENT, SheetState.RECEIVED) or (state == SheetState.DRAFT and not school.sheet_rows):
        return None
    told = f"Danh sách của {school.name} đang ở trạng thái “{label}”, không ghi đè bằng tệp được."
    return "closed", told


def _warn_block(places: Places, number: int, table: Parsed, wish: Wish) -> None:
    code = block_number(table.block_label)
    if code and wish.block_code and code != wish.block_code:
        told = f"Bảng ghi “{table.block_label}” nhưng đợt này nhận cho khối {wish.block_code}. Kiểm tra lại."
        _say(places, number, table, "block", told, Severity.WARNING)


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
        reason = _school_refusal(school, own, places, block, sender, [each.name for each in own.values()])
        reason = reason or _other_level(school, places, wish)
        if reason:
            _say(places, number, table, *reason, value=name)
            _drop(places, files, key)
            continue
        others = [*(each.name for each in own.values()), *(each.name for each in kept.values())]
        if school.id is None and (like := slip_of(school.name, others)):
            told = f"Sẽ lập trường mới “{school.name}”, chỉ khác “{like}” một chữ. Nếu gõ nhầm thì sửa tên trong tệp."
            _say(places, number, table, "slip", told, Severity.WARNING, value=name)
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


def _school_refusal(
    school: PlannedSchool,
    own: dict[int, KnownSchool],
    places: Places,
    block: int | None,
    sender: Sender,
    known: list[str],
) -> tuple[str, str] | None:
    """Why rows of a school cannot be taken."""
    standing = own.get(school.id or 0)
    if sender.school_id:
        return None if school.id == sender.school_id else ("not_yours", f"{school.name} không phải trường của bạn.")
    if standing and block and standing.block_id not in (None, block):
        return (
            "other_block",
            f"{school.name} đang thuộc khối khác trong năm này. Chọn đúng khối hoặc xếp lại trường trước.",
        )
    if standing is not None:
        return None
    near = match_school(school.name, known).nearest
    hint = f" Gần giống: {', '.join(near)}." if near else ""
    if not sender.is_office:
        return "unknown_school", f"Chưa có trường “{school.name}”; đơn vị quản lý thêm trường trước.{hint}"
    if not block and not places.new_block:
        told = f"Chưa có trường “{school.name}”. Chọn khối khi tải lên để lập trường mới, hoặc sửa tên cho khớp.{hint}"
        return "unknown_school", told
    return None


def _other_level(school: PlannedSchool, places: Places, wish: Wish) -> tuple[str, str] | None:
    """A new school of another level of schooling does not slip into a block because its file lay among the others."""
    block = places.new_block[2] if places.new_block else wish.block_level
    level = wish.levels.get(school.key) or guess_level(school.name).value
    plain = {Level.MN.value, Level.TH.value, Level.THCS.value, Level.THPT.value}
    if school.id is not None or not {block, level} <= plain or block == level:
        return None
    labels = {each.value: each.label.lower() for each in Level}
    return "other_level", (
        f"{school.name} là trường {labels[level]}, khối của đợt này là khối {labels[block]}: chưa lấy. "
        "Gửi riêng tệp này và chọn đúng khối."
    )


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


def _say(
    places: Places,
    number: int,
    table: Parsed,
    code: str,
    told: str,
    severity: Severity = Severity.ERROR,
    value: str = "",
) -> None:
    places.problems[number].append(Problem(table.sheet, 0, "", "", value, code, told, severity))
