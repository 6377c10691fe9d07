"""What the moves of a registration sheet depend on, and the guards that its table (FLOW) names."""

from dataclasses import dataclass
from typing import NamedTuple

from blocks.rules.year.phases import Window
from blocks.rules.year.phases import closed_reason as phase_closed
from thidua.flow.table import Facts, No
from thidua.text import weekday_date

NOT_VOUCHED = "Phòng nhập thay, hiệu trưởng chưa xác nhận; công nhận rồi hiệu trưởng vẫn xác nhận được."


class Finding(NamedTuple):
    """A registration against which a condition stands: who, which title, why and by which article."""

    who: str
    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SheetFacts(Facts):
    """What the moves of a sheet depend on. `mended`: returned cells that the last sending closed.

    `submitted`: it is with the principal; `secretary`: the school has one. `brought`: the office wrote the list for the
    school, which has not sent it itself; `vouched`: the principal has said that it is right. `asked`: the school has
    asked to have it back.
    """

    window: Window | None = None
    people: int = 0
    open_cells: int = 0
    mended: int = 0
    marks: int = 0
    block_has_it: bool = False
    against: tuple[Finding, ...] = ()
    submitted: bool = False
    secretary: bool = False
    brought: bool = False
    vouched: bool = False
    asked: bool = False


def shut_by(window: Window | None, *, open_cells: int) -> str:
    """Why the registration phase shuts the school's moves; what was returned may be mended at any time."""
    return "" if open_cells else phase_closed(window)


def somebody_listed(facts: SheetFacts) -> No | None:
    """A list without people is not sent."""
    told = No("Danh sách chưa có người nào;", "thêm người hoặc nhận tệp Excel trước khi gửi.", code="empty")
    return None if facts.people else told


def explained(facts: SheetFacts) -> No | None:
    """What stands against a registration is answered with a reason."""
    if not facts.against:
        return None
    told = f"{len(facts.against)} đăng ký cần giải trình; ghi lý do vì sao vẫn đăng ký."
    return No(told, code="explain", where="reason")


def by_secretary_first(facts: SheetFacts) -> No | None:
    """What a secretary writes is submitted first; a principal without one sends what they wrote themselves."""
    if facts.submitted or not facts.secretary:
        return None
    return No("Danh sách thư ký chưa trình.", "Thư ký bấm “Gửi hiệu trưởng duyệt” trước.")


def explained_by_principal(facts: SheetFacts) -> No | None:
    """What was submitted is explained already; who sends at once explains here."""
    return None if facts.submitted else explained(facts)


def not_vouched_yet(facts: SheetFacts) -> No | None:
    """Only a list that the office wrote for the school waits for its principal's word, and once."""
    if not facts.brought:
        return No("Danh sách do trường tự gửi, không cần xác nhận thêm.", never=True)
    return No("Hiệu trưởng đã xác nhận danh sách này.", never=True) if facts.vouched else None


def vouched_late(facts: SheetFacts) -> str:
    """What vouching means."""
    return "Từ nay danh sách được coi là do trường gửi." if facts.brought else ""


def before_vouched(facts: SheetFacts) -> str:
    """What recognising a list that its principal has not confirmed means."""
    return NOT_VOUCHED if facts.brought and not facts.vouched else ""


def asked_once(facts: SheetFacts) -> No | None:
    """One request at a time."""
    told = No("Trường đã xin trả lại danh sách;", "chờ đơn vị quản lý trả lời.")
    return told if facts.asked else None


def block_has_not(facts: SheetFacts) -> No | None:
    """What the block has is returned, not recalled."""
    told = No("Khối đã tiếp nhận nên không thu hồi được;", "đề nghị đơn vị quản lý trả lại ô cần sửa.")
    return told if facts.block_has_it else None


def block_takes_once(facts: SheetFacts) -> No | None:
    """The block notes once a sending that it has the sheet, beside the office's receipt."""
    return No("Khối đã tiếp nhận danh sách này.") if facts.block_has_it else None


def no_marks_left(facts: SheetFacts) -> No | None:
    """Marked cells are returned or unmarked before the sheet is closed."""
    told = f"Còn {facts.marks} ô đánh dấu chưa trả lại;"
    return No(told, "trả lại các ô đó, hoặc bỏ đánh dấu trước khi công nhận.", code="marks") if facts.marks else None


def sent_late(facts: SheetFacts) -> str:
    """The page's warning that the sheet will be late for ever."""
    late = facts.window is not None and facts.window.late and not facts.open_cells
    return "Gửi sau hạn chung: danh sách được ghi là gửi trễ và giữ nguyên như vậy." if late else ""


def send_again_by(facts: SheetFacts) -> str:
    """Until when a recalled sheet can be sent again."""
    if facts.window is None:
        return ""
    return f"Muốn gửi lại thì gửi trước hết ngày {weekday_date(facts.window.last_day)}; quá hạn phải xin gia hạn."
