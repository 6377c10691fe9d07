"""Closed lists of unit changes (biến động đơn vị)."""

from thidua.choices import Choice


class ChangeKind(Choice):
    """What may happen to schools and authorities; each is one deed with its own page and its own way back."""

    RENAME_SCHOOL = "DOI_TEN_TRUONG", "Đổi tên trường"
    MERGE = "SAP_NHAP", "Sáp nhập trường"
    SPLIT = "CHIA_TACH", "Chia, tách trường"
    DISSOLVE = "GIAI_THE", "Giải thể trường"
    CLOSE_LEVEL = "NGUNG_CAP_HOC", "Ngừng quản lý một cấp học"
    MOVE = "CHUYEN_TRUONG", "Chuyển trường sang đơn vị quản lý khác"
    HAND_OVER = "BAN_GIAO", "Bàn giao toàn bộ cho đơn vị kế thừa"
    RECEIVED = "TIEP_NHAN", "Tiếp nhận trường từ đơn vị quản lý khác"
    RENAME_AUTHORITY = "DOI_TEN_DON_VI", "Đổi tên đơn vị quản lý"
    CLOSE_AUTHORITY = "KET_THUC", "Kết thúc hoạt động của đơn vị quản lý"


class LineageKind(Choice):
    """Of whom an earlier row is kept in another authority."""

    STAFF = "NGUOI", "Người"
    SCHOOL = "TRUONG", "Trường"
