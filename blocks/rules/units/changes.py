"""Unit changes (biến động đơn vị): closed lists, what must hold before a deed, how long it can be taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action
from thidua.text import plain_key, short_date, squeeze

UNDO_WITHIN = timedelta(days=30)
MOST_PARTS = 3  # new schools that one split may make


class ChangeKind(Choice):
    """What may happen to schools and authorities; each is one deed with its own page and its own way back."""

    RENAME_SCHOOL = "DOI_TEN_TRUONG", "Đổi tên trường"
    MERGE = "SAP_NHAP", "Sáp nhập trường"
    SPLIT = "CHIA_TACH", "Chia, tách trường"
    DISSOLVE = "GIAI_THE", "Giải thể trường"
    CLOSE_LEVEL = "NGUNG_CAP_HOC", "Ngừng quản lý một cấp học"
    MOVE = "CHUYEN_TRUONG", "Chuyển trường sang đơn vị quản lý khác"
    HAND_OVER = "BAN_GIAO", "Bàn giao toàn bộ cho đơn vị kế thừa"
    RECEIVED = "TIEP_NHAN", "Tiếp nhận trường từ đơn vị quản lý khác"
    RENAME_AUTHORITY = "DOI_TEN_DON_VI", "Đổi tên đơn vị quản lý"
    CLOSE_AUTHORITY = "KET_THUC", "Kết thúc hoạt động của đơn vị quản lý"


class ChangeState(Choice):
    """A deed stands, or was taken back."""

    DONE = "DA_GHI", "Đã ghi"
    UNDONE = "HOAN_TAC", "Đã hoàn tác"


class LineageKind(Choice):
    """Of whom an earlier row is kept in another authority."""

    STAFF = "NGUOI", "Người"
    SCHOOL = "TRUONG", "Trường"


# What a deed counts, in the order shown.
COUNTED = {
    "schools": "trường thôi thuộc đơn vị này",
    "new_schools": "trường mới",
    "staff": "người chuyển theo",
    "left": "người thôi công tác ở trường",
    "postings": "quá trình công tác kết thúc",
    "seats": "vai trò của trường kết thúc",
    "block_seats": "vai trò khối trưởng kết thúc",
    "kept_seats": "vai trò tiếp tục ở nơi mới",
    "renamed_seats": "vai trò mang tên mới",
    "delegations": "ủy quyền kết thúc",
    "invitations": "lời mời bị thu hồi",
    "placements": "chỗ trong khối của năm sau được bỏ",
    "awards": "khen thưởng chép theo",
    "awards_stay": "khen thưởng ở lại hồ sơ cũ",
}


class Basis(NamedTuple):
    """The deciding paper (căn cứ)."""

    number: str
    on: date | None = None

    def __str__(self) -> str:
        return f"{self.number} ngày {short_date(self.on)}" if self.on else self.number


class NewSchool(NamedTuple):
    """What is said of a school that a merge or split makes."""

    code: str
    name: str
    symbol: str = ""
    address: str = ""


def check_basis(basis: Basis, *, on: date) -> Basis:
    """A deed on units rests on a paper issued not later than the day it takes effect."""
    number = squeeze(basis.number)
    if not number:
        raise RuleViolation("basis", "Ghi số văn bản căn cứ, ví dụ 1234/QĐ-UBND.", where="basis_number")
    if basis.on is not None and basis.on > on:
        told = f"Văn bản căn cứ ngày {short_date(basis.on)} muộn hơn ngày có hiệu lực {short_date(on)}"
        raise RuleViolation("basis", f"{told}; xem lại hai ngày.", where="basis_date")
    return Basis(number, basis.on)


def check_day(on: date, *, today: date, since: date) -> None:
    """Written on its day or later: before that only a preview; never before the authority itself began."""
    if on > today:
        told = f"Ngày {short_date(on)} chưa tới nên mới xem trước được"
        raise RuleViolation("future", f"{told}; ghi vào đúng ngày đó hoặc sau đó.", where="on")
    if on < since:
        raise RuleViolation("dates", f"Đơn vị quản lý có từ {short_date(since)}; chọn ngày từ đó trở đi.", where="on")


def check_open(closed: Collection[str]) -> None:
    """Schools that have ended do not change any more."""
    if closed:
        raise RuleViolation("closed", f"Trường đã ngừng hoạt động, không thay đổi được nữa: {'; '.join(closed)}.")


def check_begun(later: Collection[str], *, on: date) -> None:
    """Nobody's work in a school that ends began on that day or later."""
    if later:
        listed = "; ".join(sorted(later)[:5])
        told = f"{len(later)} người bắt đầu công tác từ {short_date(on)} hoặc muộn hơn ({listed})"
        raise RuleViolation("begun", f"{told}; chọn ngày muộn hơn hoặc sửa quá trình công tác trước.", where="on")


def check_rename(
    *, name: str, symbol: str, old: tuple[str, str], taken: bool, named_until: date | None, on: date
) -> None:
    """A name other than the one borne, that no other school bears, from a day after the last change of name."""
    if not name:
        raise RuleViolation("name", "Ghi tên mới của trường.", where="name")
    if (name, symbol) == old:
        raise RuleViolation("same", "Tên và ký hiệu mới trùng với tên và ký hiệu đang dùng.", where="name")
    if taken:
        raise RuleViolation("duplicate", f"Đã có trường khác tên “{name}”.", where="name")
    if named_until is not None and on <= named_until + timedelta(days=1):
        told = f"Trường đã đổi tên từ {short_date(named_until + timedelta(days=1))}"
        raise RuleViolation("dates", f"{told}; chọn ngày muộn hơn.", where="on")


def check_merge(*, sources: int, into: bool, new: bool) -> None:
    """Two schools at least become one: either one of them or a new one."""
    if into == new:
        raise RuleViolation("into", "Chọn một: sáp nhập vào trường đang có, hoặc lập trường mới.", where="into")
    if sources + into < 2:
        raise RuleViolation("few", "Chọn ít nhất hai trường để sáp nhập.", where="schools")


def check_new_schools(
    wanted: Iterable[NewSchool], *, codes: Collection[str], names: Collection[str]
) -> list[NewSchool]:
    """Each with code and name, all different, none borne by a school of the authority (`names` are keys)."""
    seen_codes, seen_names, checked = set(codes), set(names), []
    for number, one in enumerate(wanted, 1):
        new = NewSchool(*(squeeze(text) for text in one))
        if not new.code or not new.name:
            raise RuleViolation("name", f"Trường mới thứ {number}: ghi đủ mã và tên.", where=f"name_{number}")
        if new.code in seen_codes:
            told = f"Mã {new.code} đã có trường dùng; chọn mã khác."
            raise RuleViolation("duplicate", told, where=f"code_{number}")
        if plain_key(new.name) in seen_names:
            told = f"Đã có trường tên “{new.name}”; chọn tên khác."
            raise RuleViolation("duplicate", told, where=f"name_{number}")
        seen_codes.add(new.code)
        seen_names.add(plain_key(new.name))
        checked.append(new)
    return checked


def check_split(*, parts: int, people: Mapping[int, str], going: Mapping[int, int], ends: bool) -> None:
    """One to three new schools; every person has a place: where the old school ends nobody stays behind.

    `people` maps a person to a name, `going` a person to the number of the new school (from 1).
    """
    if not 1 <= parts <= MOST_PARTS or (ends and parts < 2):
        least = "hai" if ends else "một"
        told = f"Ghi ít nhất {least} trường mới, nhiều nhất {MOST_PARTS}."
        raise RuleViolation("parts", told, where="name_2" if ends else "name_1")
    if wrong := [name for staff, name in people.items() if not 0 <= going.get(staff, 0) <= parts]:
        raise RuleViolation("people", f"Chưa ghi trường mới mà các người này được chọn tới: {'; '.join(wrong[:5])}.")
    stay = [name for staff, name in people.items() if not going.get(staff)]
    if ends and stay:
        listed = "; ".join(stay[:5])
        raise RuleViolation("people", f"Trường cũ ngừng hoạt động mà còn {len(stay)} người chưa có nơi đến: {listed}.")
    if not ends and people and len(stay) == 0:
        raise RuleViolation("people", "Mọi người đều chuyển đi; hãy chọn “chia”, trường cũ ngừng hoạt động.")


def check_close_authority(*, left: Collection[str], successors: int) -> None:
    """Nothing is left to run, and somebody takes the past over."""
    if left:
        listed = "; ".join(sorted(left)[:5])
        told = f"Còn {len(left)} trường đang hoạt động ({listed})"
        raise RuleViolation("left", f"{told}; chuyển giao hoặc giải thể trước khi kết thúc đơn vị.")
    if not successors:
        told = "Chưa ghi đơn vị kế thừa nên hồ sơ cũ sẽ không ai đọc được"
        raise RuleViolation("successor", f"{told}; ghi đơn vị kế thừa ở trang Đơn vị quản lý trước.")


@dataclass(frozen=True, kw_only=True)
class ChangeFacts(Facts):
    """What taking a deed back depends on. `used`: what was done since with what came of it, in words."""

    too_old: bool = False
    used: tuple[str, ...] = ()


def _within_thirty_days(facts: ChangeFacts) -> No | None:
    told = No("Đã quá 30 ngày nên không hoàn tác được;", "hãy ghi một biến động ngược lại.", code="late")
    return told if facts.too_old else None


def _nobody_works_with_it(facts: ChangeFacts) -> No | None:
    told = f"Đã có người làm việc với kết quả của biến động này ({'; '.join(facts.used)});"
    return No(told, "hãy ghi một biến động ngược lại.", code="used") if facts.used else None


FLOW: Flow[ChangeFacts] = Flow(
    "Biến động đơn vị",
    ChangeState,
    (
        Move(
            code="undo",
            label="Hoàn tác",
            starts=frozenset({ChangeState.DONE}),
            to=ChangeState.UNDONE,
            action=Action.CHANGE_AUTHORITY,
            slug="hoan-tac",
            icon="undo-2",
            done="Đã hoàn tác; mọi thứ trở lại như trước biến động này.",
            question="Hoàn tác: {of}?",
            effects=(
                "Trường, tên, quá trình công tác, vai trò, ủy quyền, lời mời và chỗ trong khối trở lại đúng như trước.",
                "Những gì biến động này tạo ra bị xóa, ở cả đơn vị giao và đơn vị nhận.",
                "Văn bản đã kết xuất giữ nguyên, kể cả bản mang tên mới.",
            ),
            guards=(_within_thirty_days, _nobody_works_with_it),
            needs_reason=No("Ghi lý do hoàn tác.", code="reason", where="reason"),
        ),
    ),
    stands={
        ChangeState.DONE: "Biến động này đã được ghi.",
        ChangeState.UNDONE: "Biến động này đã được hoàn tác.",
    },
)
