"""Closed lists of units: kinds of authority, of block, levels of schooling."""

from thidua.choices import Choice


class BlockKind(Choice):
    """Khối or cụm."""

    BLOCK = "KHOI", "Khối thi đua"
    CLUSTER = "CUM", "Cụm thi đua"


class Level(Choice):
    """Level of schooling."""

    MN = "MN", "Mầm non"
    TH = "TH", "Tiểu học"
    THCS = "THCS", "Trung học cơ sở"
    TH_THCS = "TH_THCS", "Tiểu học và trung học cơ sở"
    THPT = "THPT", "Trung học phổ thông"
    OTHER = "KHAC", "Khác"


class Ownership(Choice):
    """Public or private."""

    PUBLIC = "CONG_LAP", "Công lập"
    PRIVATE = "NGOAI_CL", "Ngoài công lập"
