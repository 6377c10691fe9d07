"""Attachments (tệp đính kèm): how many, how large, whose room they take, how long what was taken off is kept."""

from datetime import timedelta

from thidua.choices import Choice
from thidua.errors import RuleViolation

MEGABYTE = 1024 * 1024
MOST_FILES = 20  # on one object
KEEP_REMOVED = timedelta(days=90)
MOST_MEGABYTES = 1_000_000
ERASED_TITLE = "(đã xóa theo yêu cầu của người được nêu)"


class LimitScope(Choice):
    """Whom a limit is for: every school, the authority's own office, or one school."""

    EVERY_SCHOOL = "MOI_TRUONG", "Mỗi trường"
    OFFICE = "CO_QUAN", "Cơ quan quản lý"
    ONE_SCHOOL = "MOT_TRUONG", "Một trường"


DEFAULT_MEGABYTES = {LimitScope.EVERY_SCHOOL: 200, LimitScope.OFFICE: 2_048}


def megabytes(size: int) -> str:
    """`12,3 MB`, `2.048 MB`; small files in kB."""
    if size < 100 * 1024:
        return f"{max(1, round(size / 1024))} kB" if size else "0 MB"
    if size >= 100 * MEGABYTE:
        return f"{round(size / MEGABYTE):,} MB".replace(",", ".")
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def check_room(*, used: int, kept: int, limit: int, size: int, office: bool) -> None:
    """Whether `size` bytes more may be kept. `used` is what stands, `kept` counts what was taken off too (bytes)."""
    left = max(limit - used, 0)
    way = "Gỡ tệp không còn cần, quét lại ở 200 dpi, hoặc tăng hạn mức ở trang Hạn mức lưu tệp."
    if not office:
        way = "Gỡ tệp không còn cần, quét lại ở 200 dpi, hoặc đề nghị đơn vị quản lý tăng hạn mức."
    if size > left:
        told = f"Tệp nặng {megabytes(size)} mà đơn vị chỉ còn {megabytes(left)}"
        raise RuleViolation("quota", f"{told} trong hạn mức {megabytes(limit)}. {way}", where="file")
    if kept + size > 2 * limit:
        told = f"Tệp đã gỡ còn được giữ {KEEP_REMOVED.days} ngày và đã chiếm hết phần dự phòng của đơn vị"
        raise RuleViolation("quota", f"{told}. Đề nghị tăng hạn mức, hoặc chờ hết hạn giữ.", where="file")


def check_spare(*, kept: int, limit: int, size: int) -> None:
    """Tables sent for reading may use twice the limit, so that a full store never stops a registration on its day."""
    if kept + size > 2 * limit:
        told = f"Đơn vị đã lưu {megabytes(kept)}, gấp đôi hạn mức {megabytes(limit)}"
        raise RuleViolation("quota", f"{told}. Đề nghị đơn vị quản lý tăng hạn mức lưu tệp.", where="files")


def check_count(present: int) -> None:
    """At most twenty on one object."""
    if present >= MOST_FILES:
        told = f"Hồ sơ này đã có {present} tệp, nhiều nhất {MOST_FILES}. Gỡ bớt, hoặc gộp các bản quét thành một PDF."
        raise RuleViolation("count", told, where="file")


def check_title(title: str) -> str:
    """The title, not longer than 200 characters."""
    if len(title) > 200:
        raise RuleViolation("title", "Tiêu đề dài quá 200 ký tự; rút ngắn lại.", where="title")
    return title


def check_removal(*, removed: bool, reason: str) -> None:
    """Once, with a reason."""
    if removed:
        raise RuleViolation("state", "Tệp này đã được gỡ.")
    if not reason:
        raise RuleViolation("reason", "Ghi lý do gỡ tệp, ví dụ: tải nhầm bản, có bản thay thế.", where="reason")


def check_limit(*, scope: LimitScope, has_school: bool, megabytes: int, reason: str) -> None:
    """A limit for one school names the school; from 1 MB to a terabyte, with a reason."""
    if (scope == LimitScope.ONE_SCHOOL) != has_school:
        raise RuleViolation("school", "Chọn trường cho hạn mức riêng của một trường.", where="school")
    if not 1 <= megabytes <= MOST_MEGABYTES:
        raise RuleViolation("megabytes", "Hạn mức từ 1 MB đến 1.000.000 MB.", where="megabytes")
    if not reason:
        raise RuleViolation("reason", "Ghi lý do đặt hạn mức, ví dụ: trường nhiều minh chứng.", where="reason")
