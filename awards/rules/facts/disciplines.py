"""Discipline (kỷ luật) and matters under consideration (đơn thư, thanh tra, điều tra …): forms, kinds, how they end."""

from datetime import date, timedelta

from thidua.choices import Choice
from thidua.errors import RuleViolation

KEEP_DISCIPLINE = timedelta(days=3653)  # after it has ended: the longest look back of a condition is ten years
KEEP_MATTER = timedelta(days=1827)  # after it was closed


class DisciplineForm(Choice):
    """Forms by weight (Nghị định 112/2020 Đ.15); the codes are those in which the judge is asked."""

    CRITICISM = "phe_binh", "Phê bình"
    REPRIMAND = "khien_trach", "Khiển trách"
    WARNING = "canh_cao", "Cảnh cáo"
    LOWER_PAY = "ha_bac_luong", "Hạ bậc lương"
    DEMOTION = "giang_chuc", "Giáng chức"
    REMOVAL = "cach_chuc", "Cách chức"
    DISMISSAL = "buoc_thoi_viec", "Buộc thôi việc"


class MatterKind(Choice):
    """What is being considered; while it is, the award is held (Luật 06/2022/QH15 và hướng dẫn)."""

    DISCIPLINE = "discipline", "Đang xem xét kỷ luật"
    COMPLAINT = "complaint", "Khiếu nại đang xác minh"
    DENUNCIATION = "denunciation", "Tố cáo đang xác minh"
    INSPECTION = "inspection", "Đang thanh tra khi có dấu hiệu vi phạm"
    CHECK = "check", "Đang kiểm tra khi có dấu hiệu vi phạm"
    INVESTIGATION = "investigation", "Đang điều tra"
    PRESS = "press", "Việc báo chí nêu đang xác minh"


class Outcome(Choice):
    """How a matter ended."""

    NO_FAULT = "KHONG_VI_PHAM", "Không có vi phạm"
    FAULT = "CO_VI_PHAM", "Có vi phạm"
    WITHDRAWN = "RUT_DON", "Rút đơn, đình chỉ"


class About(Choice):
    """What a unit states to be complete as it is written."""

    WORKS = "SANG_KIEN", "Danh sách sáng kiến, đề tài"
    MATTERS = "KY_LUAT", "Danh sách kỷ luật, vụ việc đang xem xét"


RESERVED = {"nothing_pending": "Khiếu nại, tố cáo, thanh tra: hiệu trưởng xem."}
RESERVED_DISCIPLINE = "Kỷ luật: hiệu trưởng xem."


def check_discipline(*, decided_on: date, ends_on: date | None, today: date) -> None:
    """Decided already, and ended after that."""
    if decided_on > today:
        raise RuleViolation("decided", "Ngày quyết định chưa tới; ghi khi đã có quyết định.", where="decided_on")
    if ends_on and ends_on < decided_on:
        raise RuleViolation("ends", "Ngày hết thời hạn phải từ ngày quyết định trở đi.", where="ends_on")


def check_matter(*, opened_on: date, closed_on: date | None, outcome: str, today: date) -> None:
    """Begun already; a closed one says its outcome, an open one has none."""
    if opened_on > today:
        raise RuleViolation("opened", "Ngày bắt đầu xem xét chưa tới.", where="opened_on")
    if closed_on and closed_on < opened_on:
        raise RuleViolation("closed", "Ngày kết thúc phải từ ngày bắt đầu xem xét trở đi.", where="closed_on")
    if closed_on and closed_on > today:
        raise RuleViolation("closed", "Ngày kết thúc chưa tới; ghi khi đã có kết luận.", where="closed_on")
    if closed_on and not outcome:
        raise RuleViolation("outcome", "Việc đã kết thúc thì chọn kết quả.", where="outcome")
    if outcome and not closed_on:
        raise RuleViolation("closed", "Có kết quả thì ghi ngày kết thúc.", where="closed_on")
