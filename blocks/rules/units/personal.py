"""Personal data: where it stands, what becomes of it when a person asks for erasure, and how long the rest is kept.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: what the work no longer needs goes; award facts, signed papers and the trail
are kept by the laws on archives and on emulation and commendation. A test holds this list against the models.
"""

from datetime import timedelta
from typing import NamedTuple

from thidua.choices import Choice
from thidua.errors import RuleViolation


class Fate(Choice):
    """What erasure does with a table's rows about a person."""

    ERASED = "XOA", "Xóa phần hồ sơ"
    KEPT = "GIU", "Giữ theo luật"
    GONE = "BO", "Xóa cả dòng"
    CLOCK = "HAN", "Xóa khi hết hạn giữ"


class Place(NamedTuple):
    """What happens to the personal data of one table, and why."""

    fate: Fate
    why: str


_TRAIL = Place(Fate.KEPT, "Tên người đã làm việc đó trong công vụ; cần để kiểm tra về sau.")
PLACES: dict[str, Place] = {
    "blocks.staffmember": Place(Fate.ERASED, "Ngày sinh, giới tính; cả họ tên nếu không có khen thưởng phải lưu."),
    "blocks.posting": Place(Fate.ERASED, "Chức vụ ở trường."),
    "blocks.registration": Place(Fate.ERASED, "Tên sáng kiến, ghi chú; số đăng ký còn trong tổng của khối."),
    "blocks.confirmation": Place(Fate.ERASED, "Lời người đó muốn sửa trong đăng ký của mình và lý do."),
    "awards.ranking": Place(Fate.GONE, "Xếp loại từng năm."),
    "awards.absence": Place(Fate.GONE, "Nghỉ dài, đi học trong năm."),
    "awards.personfacts": Place(Fate.GONE, "Số năm công tác, giảng dạy; thành tích khác; ngày nghỉ hưu."),
    "awards.initiative": Place(Fate.GONE, "Sáng kiến, đề tài đã kê khai."),
    "awards.attestation": Place(Fate.GONE, "Tiêu chí đơn vị đã xác nhận."),
    "awards.discipline": Place(Fate.GONE, "Kỷ luật; hết thời hạn 10 năm cũng xóa."),
    "awards.matter": Place(Fate.GONE, "Vụ việc đang xem xét; kết thúc 5 năm cũng xóa."),
    "awards.award": Place(Fate.KEPT, "Khen thưởng đã tặng, lưu theo pháp luật về lưu trữ và thi đua, khen thưởng."),
    "thidua.account": Place(Fate.KEPT, "Người giữ vai trò đã duyệt, đã ký; tài khoản được tắt khi không còn vai trò."),
    "thidua.seat": Place(Fate.KEPT, "Ai giữ vai trò nào, khi nào."),
    "thidua.delegation": Place(Fate.KEPT, "Ai ký thay ai, theo văn bản nào."),
    "blocks.membership": Place(Fate.KEPT, "Ai ở hội đồng nào, vị trí gì, như trong quyết định và biên bản."),
    "blocks.attendance": Place(Fate.ERASED, "Lý do vắng, người dự thay; còn lại có mặt hay vắng, như trong biên bản."),
    "blocks.invitation": Place(Fate.CLOCK, "Họ tên, thư điện tử của người được mời: 180 ngày."),
    "blocks.mail": Place(Fate.CLOCK, "Người nhận, địa chỉ và nội dung thư: 180 ngày."),
    "blocks.mailwish": Place(Fate.KEPT, "Người giữ vai trò muốn nhận thư thế nào, do chính người đó chọn."),
    "blocks.intakefile": Place(Fate.CLOCK, "Tệp trường gửi và nội dung đọc được: 365 ngày sau khi quyết định."),
    "blocks.attachment": Place(Fate.ERASED, "Tệp, tiêu đề của tệp gắn với hồ sơ về người đó; tệp đã gỡ: 90 ngày."),
    "blocks.extension": _TRAIL,
    "blocks.reminder": _TRAIL,
    "blocks.storagelimit": _TRAIL,
    "blocks.intakebatch": _TRAIL,
    "blocks.transfer": _TRAIL,
    "thidua.oversight": _TRAIL,
    "thidua.supportrule": _TRAIL,
    "thidua.supportsession": _TRAIL,
    "thidua.accountrecovery": _TRAIL,
    "blocks.unitchange": _TRAIL,
    "thidua.step": _TRAIL,
    "thidua.auditevent": _TRAIL,
    "thidua.job": Place(Fate.CLOCK, "Tên người giao việc chạy nền: 180 ngày."),
}
KEEP_INTAKE, KEEP_INVITATION, KEEP_JOB = timedelta(days=365), timedelta(days=180), timedelta(days=180)
KEEP_MAIL = timedelta(days=180)
NAMELESS = "Người đã được xóa dữ liệu"


def check_erasable(*, still_works: bool, already: bool, reason: str) -> None:
    """Only who has left, once, with a reason."""
    if already:
        raise RuleViolation("state", "Dữ liệu cá nhân của người này đã được xóa.")
    if still_works:
        raise RuleViolation("works", "Người này còn công tác ở trường; ghi ngày thôi công tác trước khi xóa dữ liệu.")
    if not reason:
        raise RuleViolation("reason", "Ghi lý do và căn cứ, ví dụ đơn đề nghị ngày nào.", where="reason")
