"""Personal data: what becomes of it when a person asks for erasure, and how long the rest is kept.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: what the work no longer needs goes; award facts, signed papers and the trail
are kept by the laws on archives and on emulation and commendation. Where it stands is in the manifests (`personal`).
"""

from datetime import timedelta

from thidua.errors import RuleViolation

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
