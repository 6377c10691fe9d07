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


# The columns of the plan's two tables, in the order in which the plan prints them (kế hoạch Khối 29, mục IV.2).
COLLECTIVE_COLUMNS = (
    "TTLDTT",
    "TTLDXS",
    "BKTP_TT",
    "COTP",
    "COBGD",
    "BKBO_TT",
    "COCP",
    "BKTTG_TT",
    "HCLD1_TT",
    "HCLD2_TT",
    "HCLD3_TT",
)
PERSON_COLUMNS = (
    "LDTT",
    "CSTDCS",
    "CSTDTP",
    "CSTDTQ",
    "BKTP_CN",
    "BKBO_CN",
    "BKTTG_CN",
    "HCLD1_CN",
    "HCLD2_CN",
    "HCLD3_CN",
)
