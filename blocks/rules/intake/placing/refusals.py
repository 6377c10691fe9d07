"""Why a table, or the rows of one school, cannot be taken from who sends them."""

from blocks.rules.intake.placing.places import Places, PlannedSchool
from blocks.rules.intake.placing.standing import KnownSchool, Sender, Wish
from blocks.rules.intake.reading.facts import Parsed, SheetKind
from blocks.rules.intake.reading.units import (
    guess_level,
    match_school,
)
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.units import Level


def table_refusal(
    table: Parsed, places: Places, own: dict[int, KnownSchool], wish: Wish, sender: Sender
) -> tuple[str, str] | None:
    """(code, sentence) why a table as a whole cannot be taken, None if it can."""
    if table.kind == SheetKind.UNKNOWN or not table.rows:
        return None
    if table.kind != SheetKind.HISTORY and table.year_code and table.year_code != wish.year_code:
        told = f"Bảng ghi năm {table.year_code}, đợt này nhận cho năm {wish.year_code}. Chọn đúng năm rồi tải lên lại."
        return "year", told
    if table.kind == SheetKind.HISTORY and not sender.is_office:
        return "not_yours", "Danh hiệu, khen thưởng các năm trước do đơn vị quản lý ghi; bảng này chưa lấy."
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


def may_correct(school: KnownSchool, sender: Sender) -> bool:
    """Whether a file may still change a list that is with the office: only who entered it for the school, before more.

    What the principal has sent opens by a return alone, cell by cell, seen by the school.
    """
    if school.sheet_state not in (SheetState.SENT, SheetState.RECEIVED):
        return True
    if sender.is_office:
        return school.sent_by.startswith("bring_")
    return sender.block_id is not None and (school.sent_by, school.sheet_state) == ("bring_sent", SheetState.SENT)


def sent_refusal(school: KnownSchool, names: list[str]) -> tuple[str, str]:
    """Why the rows of a sent list that a file would change are not taken; `names` of those people."""
    told = ", ".join(names[:5]) + (f" và {len(names) - 5} người khác" if len(names) > 5 else "")
    return "closed", (
        f"Danh sách của {school.name} đã gửi; tệp này khác ở {len(names)} người ({told}) nên chưa lấy. "
        "Đơn vị quản lý trả lại danh sách thì trường mới sửa và gửi lại được."
    )


def school_refusal(
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


def other_level(school: PlannedSchool, places: Places, wish: Wish) -> tuple[str, str] | None:
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
