"""Closed lists: kinds of authority, states of rights to read and of recoveries, ways to sign for another."""

from thidua.choices import Choice


class DistrictKind(Choice):
    """Kinds of managing authority; districts ended on 2025-07-01 (Luật 72/2025/QH15)."""

    PHONG_GDDT = "PHONG_GDDT", "Phòng Giáo dục và Đào tạo"
    UBND_XA = "UBND_XA", "Ủy ban nhân dân cấp xã"
    SO_GDDT = "SO_GDDT", "Sở Giáo dục và Đào tạo"


class SignatureKind(Choice):
    """How the delegate signs for the holder (Nghị định 30/2020, Phụ lục I, mục II.7)."""

    DEPUTY = "KT", "KT. (ký thay): cấp phó của người ủy quyền"
    MANDATE = "TUQ", "TUQ. (thừa ủy quyền): người khác, theo văn bản ủy quyền"


class OversightState(Choice):
    """The life of a superior's right to read."""

    ASKED = "CHO", "Chờ đơn vị trực thuộc trả lời"
    IN_FORCE = "DONG_Y", "Đang có hiệu lực"
    REFUSED = "TU_CHOI", "Không đồng ý"
    WITHDRAWN = "RUT_LAI", "Đã rút lại"
    ENDED = "KET_THUC", "Đã kết thúc"


class RecoveryState(Choice):
    """The life of a recovery of sign-in."""

    ASKED = "CHO", "Chờ người thứ hai xác nhận"
    DONE = "DA_LAM", "Đã đặt lại"
    DROPPED = "DA_BO", "Đã bỏ"
