"""The dated phases of an emulation year: when each is open, for whom, and when a deadline has passed.

A phase runs from the first moment of its first day to the last moment of its last day in Asia/Ho_Chi_Minh; the deadline
is therefore the midnight after the last day, and that moment itself is too late.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date, squeeze, weekday_date

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DATA = Path(__file__).resolve().parents[2] / "data" / "phases.json"


class PhaseKind(Choice):
    """The steps of a year in their order (hướng dẫn năm học, mục IV)."""

    REGISTRATION = "DANG_KY", "Trường đăng ký thi đua"
    BLOCK_FILE = "HO_SO_KHOI", "Hồ sơ khối thi đua"
    MID_YEAR = "SO_KET", "Sơ kết học kỳ 1"
    SCHOOL_REVIEW = "TRUONG_XET", "Trường xét thi đua cuối năm"
    BLOCK_VOTE = "KHOI_BINH_CHON", "Khối bình chọn"
    COLLATION = "TONG_HOP", "Tổng hợp hồ sơ"
    REVIEW = "RA_SOAT", "Rà soát hồ sơ"
    SUBMISSION = "TRINH", "Hoàn chỉnh và trình hồ sơ"


# Who does what while the phase is open.
WHO = {
    PhaseKind.REGISTRATION: "Thư ký soạn, hiệu trưởng duyệt và gửi danh sách đăng ký.",
    PhaseKind.BLOCK_FILE: "Khối trưởng lập quy chế, kế hoạch, giao ước, bảng đăng ký, công trình, chuyên đề, biên bản.",
    PhaseKind.MID_YEAR: "Khối trưởng nộp biên bản sinh hoạt lần 2 và báo cáo sơ kết học kỳ 1.",
    PhaseKind.SCHOOL_REVIEW: "Trường họp hội đồng, xét thi đua và nộp hồ sơ cuối năm.",
    PhaseKind.BLOCK_VOTE: "Khối bình chọn đơn vị dẫn đầu và nộp hồ sơ khối.",
    PhaseKind.COLLATION: "Bộ phận thi đua tổng hợp kết quả, chuyển các tổ chuyên môn.",
    PhaseKind.REVIEW: "Đơn vị quản lý họp rà soát hồ sơ đủ điều kiện.",
    PhaseKind.SUBMISSION: "Đơn vị quản lý hoàn chỉnh hồ sơ gửi hội đồng thi đua cấp trên.",
}


@dataclass(frozen=True)
class Binding:
    """A deed that belongs to a phase: shut after its last day, and before its first one unless `early`.

    `meeting` narrows the planning of meetings to the one with that number.
    """

    deed: Action
    phase: PhaseKind
    early: bool
    meeting: int | None
    basis: str


@lru_cache(maxsize=1)
def bindings() -> tuple[Binding, ...]:
    """Which deed belongs to which phase: rows of blocks/data/phases.json."""
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["deeds"]
    return tuple(
        Binding(Action(row["deed"]), PhaseKind(row["phase"]), row["early"], row.get("meeting"), row["basis"])
        for row in rows
    )


def binding_of(deed: Action, meeting: int | None = None) -> Binding | None:
    """The phase to which the deed belongs; None where no phase shuts it."""
    return next((one for one in bindings() if one.deed == deed and one.meeting == meeting), None)


def deed_closed(binding: Binding | None, found: "Window | None") -> str:
    """Why the deed is shut now for the unit whose window is `found`, and the way out; "" where it is open."""
    if binding is None or found is None or (binding.early and found.stand == Stand.BEFORE):
        return ""
    return closed_reason(found)


class Stand(Choice):
    """Where a moment stands against a phase."""

    BEFORE = "CHUA_DEN", "Chưa đến"
    OPEN = "DANG_MO", "Đang mở"
    EXTENDED = "GIA_HAN", "Đang gia hạn"
    OVER = "DA_QUA", "Đã hết hạn"


@dataclass(frozen=True)
class Window:
    """A phase as one unit sees it: its days, the last day after an extension, and where the moment asked stands."""

    kind: PhaseKind
    opens_on: date
    closes_on: date
    last_day: date
    stand: Stand
    days_left: int

    @property
    def is_open(self) -> bool:
        """Whether the unit may act now."""
        return self.stand in (Stand.OPEN, Stand.EXTENDED)

    @property
    def late(self) -> bool:
        """Whether what is sent now is late: after the common deadline, extension or not."""
        return self.stand in (Stand.EXTENDED, Stand.OVER)


def opening(day: date) -> datetime:
    """The first moment of `day` in Vietnam."""
    return datetime.combine(day, time(), ZONE)


def deadline(last_day: date) -> datetime:
    """The first moment that is too late: midnight after `last_day` in Vietnam."""
    return opening(last_day + timedelta(days=1))


def window(
    *, kind: PhaseKind, opens_on: date, closes_on: date, at: datetime, extended_to: date | None = None
) -> Window:
    """Where the aware moment `at` stands for a unit whose deadline was moved to `extended_to` (None: not moved)."""
    last_day = max(closes_on, extended_to) if extended_to else closes_on
    if at < opening(opens_on):
        stand = Stand.BEFORE
    elif at < deadline(closes_on):
        stand = Stand.OPEN
    else:
        stand = Stand.EXTENDED if at < deadline(last_day) else Stand.OVER
    return Window(kind, opens_on, closes_on, last_day, stand, (last_day - at.astimezone(ZONE).date()).days)


def closed_reason(found: Window | None) -> str:
    """Why nothing can be done in this phase now, and the way out; "" where it is open or the year has none."""
    if found is None or found.is_open:
        return ""
    if found.stand == Stand.BEFORE:
        return f"“{found.kind.label}” mở từ {weekday_date(found.opens_on)}."
    return (
        f"“{found.kind.label}” đã hết hạn lúc 24 giờ {weekday_date(found.last_day)}. "
        "Đề nghị đơn vị quản lý gia hạn, nêu lý do."
    )


def check_open(found: Window | None) -> None:
    """Raise RuleViolation("phase") where the phase is not open; a year without dated phases is open."""
    reason = closed_reason(found)
    if reason:
        raise RuleViolation("phase", reason)


def check_dates(*, kind: PhaseKind, opens_on: date, closes_on: date, starts_on: date, ends_on: date) -> None:
    """A phase ends on or after the day it begins, and begins inside the year."""
    if closes_on < opens_on:
        raise RuleViolation(
            "dates",
            f"“{kind.label}”: ngày cuối {short_date(closes_on)} đứng trước ngày đầu {short_date(opens_on)}.",
            where=str(kind),
        )
    if not starts_on <= opens_on <= ends_on:
        raise RuleViolation(
            "dates",
            f"“{kind.label}”: ngày đầu {short_date(opens_on)} nằm ngoài năm ({short_date(starts_on)} đến "
            f"{short_date(ends_on)}); chọn ngày trong năm.",
            where=str(kind),
        )


def check_extension(*, closes_on: date, until: date, reason: str, now: datetime) -> str:
    """The reason, squeezed. An extension ends after the common last day, not in the past, and gives a reason."""
    reason = squeeze(reason)
    if not reason:
        raise RuleViolation("reason", "Ghi lý do gia hạn; lý do được lưu cùng hồ sơ của trường.", where="reason")
    if until <= closes_on:
        common = short_date(closes_on)
        raise RuleViolation("dates", f"Hạn chung là {common}; chọn ngày gia hạn sau ngày đó.", where="until")
    if deadline(until) <= now:
        raise RuleViolation("dates", "Ngày gia hạn đã qua; chọn từ hôm nay trở đi.", where="until")
    return reason


def check_correction(*, shut: str, is_office: bool, reason: str) -> str:
    """The reason that the trail keeps with a deed: what the office corrects after a phase, it says why; "" in time.

    `shut` is why the deed is closed now. Everybody but the office is refused with it.
    """
    reason = squeeze(reason)
    if not shut:
        return reason
    if not is_office:
        raise RuleViolation("phase", shut)
    if not reason:
        raise RuleViolation("correction", f"{shut} Đơn vị quản lý sửa được khi ghi lý do.", where="reason")
    return reason[:500]
