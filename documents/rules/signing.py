"""Rules of signing: how somebody signed, how long a turn lasts, whose a place is, which number is one."""

import re
from datetime import timedelta

from documents.rules.slots import Slot
from thidua.actors import Actor
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import squeeze

TURN = timedelta(minutes=30)
_UID = re.compile(r"(CCCD|CMND|MST|MNS|HC):[0-9A-Z][0-9A-Z-]{5,30}")


class Method(Choice):
    """How a place was filled."""

    SEAL = "HE_THONG", "Hệ thống chứng thực"
    PKCS12 = "P12", "Ký số bằng tệp .p12"
    UPLOAD = "NOP", "Ký số bên ngoài, nộp tệp"
    SCAN = "QUET", "Ký giấy, nộp bản quét"


def check_uid(typed: str) -> str:
    """`CCCD:079000000001`, as it stands in the certificate. RuleViolation where it cannot be such a number."""
    uid = squeeze(typed).replace(" ", "").upper()
    if not _UID.fullmatch(uid):
        raise RuleViolation(
            "uid",
            "Ghi mã đúng như trong chứng thư số, ví dụ CCCD:079012345678 hoặc MST:0301234567.",
            where="uid",
        )
    return uid


def is_own(slot: Slot, by: Actor) -> bool:
    """Whether the place is of the seat in which `by` acts, own or lent."""
    if by.role != slot.role or by.reads is not None:
        return False
    return (by.block_id, by.school_id) == (slot.block_id, slot.school_id)


def why_other(slot: Slot, by: Actor) -> str:
    """Why `by` does not sign there, "" where they do."""
    if not is_own(slot, by):
        told = f"Ô ký này của {slot.name or 'người khác'}{', ' + slot.unit if slot.unit else ''}."
        return f"{told} Nếu là bạn thì đổi vai trò rồi ký." if slot.name and slot.name == by.account_name else told
    if slot.fixed and slot.name and by.account_name != slot.name:
        return f"Văn bản in tên người ký là {slot.name}. Người khác ký thì hủy số rồi cấp số lại."
    return ""
