"""Closed lists of units: kinds of authority, of block, levels of schooling."""

from thidua.choices import Choice


class DistrictKind(Choice):
    """Kinds of managing authority; districts ended on 2025-07-01 (Luật 72/2025/QH15)."""

    PHONG_GDDT = "PHONG_GDDT", "Phòng Giáo dục và Đào tạo"
    UBND_XA = "UBND_XA", "Ủy ban nhân dân cấp xã"
    SO_GDDT = "SO_GDDT", "Sở Giáo dục và Đào tạo"


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
