"""Closed lists about titles and commendation forms; the titles themselves are dated rows of the law."""

from thidua.choices import Choice


class Subject(Choice):
    """Who receives it."""

    COLLECTIVE = "TAP_THE", "Tập thể"
    PERSON = "CA_NHAN", "Cá nhân"


class Genus(Choice):
    """Two lists that are never mixed: emulation titles, and forms of commendation."""

    TITLE = "DANH_HIEU", "Danh hiệu thi đua"
    COMMENDATION = "KHEN_THUONG", "Hình thức khen thưởng"


class Standing(Choice):
    """How well the source of a rule is known; only S is stated as law."""

    CONFIRMED = "S", "Đã đối chiếu nguồn"
    WEAK = "S~", "Nguồn tương tự, cần đối chiếu"
    UNCONFIRMED = "K", "Chưa xác minh"
    LOCAL = "SEED", "Theo văn bản của đơn vị"


class Severity(Choice):
    """What a condition that is not met does: it refuses, it asks for an explanation, or it only informs."""

    BLOCK = "block", "Bắt buộc"
    WARN = "warn", "Cần giải trình"
    INFO = "info", "Để biết"
