"""How columns, titles and kinds are written: one set the reading was built with, another that it never saw."""

import random
from dataclasses import dataclass

Spellings = dict[str, tuple[str, ...]]

KNOWN: Spellings = {
    "stt": ("STT", "TT", "Số TT"),
    "name": ("Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Họ và tên CB, GV, NV"),
    "surname": ("Họ và tên đệm", "Họ", "Họ đệm"),
    "given": ("Tên",),
    "birth": ("Ngày sinh", "Ngày tháng năm sinh", "Năm sinh"),
    "gender": ("Giới tính", "Nam/Nữ", "Phái"),
    "job": ("Chức vụ", "Chức danh", "Nhiệm vụ"),
    "school": ("Đơn vị", "Tên đơn vị", "Trường"),
    "idea": ("Tên sáng kiến", "Tên đề tài, sáng kiến", "Sáng kiến kinh nghiệm"),
    "note": ("Ghi chú", "Ghi chú thêm"),
    "titles": ("Danh hiệu thi đua", "Danh hiệu"),
    "awards": ("Hình thức khen thưởng", "Khen thưởng"),
    "text": ("Danh hiệu đăng ký", "Đăng ký danh hiệu", "Danh hiệu, hình thức khen thưởng"),
    "total": ("Tổng số CBGV", "TS CB, GV", "Tổng số"),
    "year": ("Năm học",),
    "number": ("Số quyết định", "Số QĐ"),
    "day": ("Ngày quyết định", "Ngày ký"),
    "issuer": ("Cơ quan ban hành", "Cấp khen"),
    "works": ("Công trình thi đua", "Công trình"),
    "topics": ("Chuyên đề", "Tên chuyên đề"),
    "kind": ("Loại",),
    "content": ("Nội dung", "Tên công trình, chuyên đề"),
    "sum": ("Tổng cộng", "Cộng", "TỔNG CỘNG"),
    "subtotal": ("Cộng tổ", "Cộng"),
    "mark": ("x", "X", "✓"),
    "person": ("CÁ NHÂN", "Cá nhân"),
    "unit": ("TẬP THỂ", "Tập thể"),
    "LDTT": ("LĐTT", "Lao động tiên tiến", "LĐ tiên tiến"),
    "CSTDCS": ("CSTĐCS", "Chiến sĩ thi đua cơ sở", "CSTĐ cấp cơ sở"),
    "CSTDTP": ("CSTĐTP", "Chiến sĩ thi đua cấp Thành phố", "Chiến sỹ TĐ T.phố"),
    "BKTP_CN": ("BK TP", "Bằng khen UBND TP", "Bằng khen UBND Thành phố"),
    "BKTTG_CN": ("BK TTg", "Bằng khen Thủ tướng", "B.khen Thủ tướng"),
    "TTLDTT": ("TT LĐTT", "Tập thể LĐTT", "Tập thể Lao động tiên tiến"),
    "TTLDXS": ("TT LĐXS", "Tập thể LĐXS", "Tập thể Lao động xuất sắc"),
    "BKTP_TT": ("BK TP", "Bằng khen UBND TP"),
    "COTP": ("Cờ TP", "Cờ thi đua UBND TP"),
}
HELD: Spellings = {
    "stt": ("S.T.T", "Thứ tự", "#"),
    "name": ("Họ, tên", "Tên cán bộ, giáo viên, nhân viên", "Họ & tên", "Họ và tên người đăng ký"),
    "surname": ("Họ, chữ lót", "Họ và chữ đệm"),
    "given": ("Tên", "Tên gọi"),
    "birth": ("Sinh ngày", "Ngày, tháng, năm sinh", "NTN sinh"),
    "gender": ("GT", "Giới"),
    "job": ("Chức vụ, nhiệm vụ", "Công việc đang làm", "Chức danh/Vị trí"),
    "school": ("Đơn vị trường", "Tên trường", "Trường học"),
    "idea": ("Tên SKKN", "Đề tài NCKH/Giải pháp", "Tên giải pháp, sáng kiến đăng ký"),
    "note": ("Ghi chú khác", "Chú thích"),
    "titles": ("Các danh hiệu thi đua", "Đăng ký danh hiệu thi đua"),
    "awards": ("Các hình thức khen thưởng", "Đề nghị khen thưởng"),
    "text": ("Nội dung đăng ký", "Danh hiệu/hình thức đăng ký", "Đăng ký thi đua"),
    "total": ("Số CB-GV-NV", "Tổng số người", "Sĩ số CBGVNV"),
    "year": ("Năm học đạt", "Năm"),
    "number": ("QĐ số", "Số hiệu QĐ", "Quyết định số"),
    "day": ("Ngày ban hành", "Ngày ra QĐ"),
    "issuer": ("Cơ quan ra QĐ", "Đơn vị ban hành"),
    "works": ("Tên công trình thi đua", "Công trình chào mừng"),
    "topics": ("Chuyên đề đăng ký", "Nội dung chuyên đề"),
    "kind": ("Phân loại", "Hình thức"),
    "content": ("Tên nội dung đăng ký", "Nội dung thực hiện"),
    "sum": ("Tổng cộng:", "Tổng số", "CỘNG CHUNG"),
    "subtotal": ("Tổng tổ", "Cộng nhóm"),
    "mark": ("√", "+", "có"),
    "person": ("Đối với cá nhân", "CÁ NHÂN (người)"),
    "unit": ("Đối với tập thể", "TẬP THỂ (đơn vị)"),
    "LDTT": ("L.Đ.T.T", "Lao động tiên tiến (LĐTT)", "DH LĐ tiên tiến", "Lao động T.T"),
    "CSTDCS": ("Chiến sỹ TĐ cơ sở", "CSTĐ (cơ sở)", "C.sĩ thi đua cơ sở", "CSTĐ c.sở"),
    "CSTDTP": ("CSTĐ T.Phố", "Chiến sĩ thi đua TP.HCM", "CSTĐ cấp tỉnh, TP"),
    "BKTP_CN": ("B.khen UBND T.phố", "Bằng khen của Chủ tịch UBND TP", "BK Thành phố"),
    "BKTTG_CN": ("BK của Thủ tướng", "Bằng khen TTg CP", "BK T.tướng"),
    "TTLDTT": ("Tập thể LĐ tiên tiến", "T.thể LĐTT"),
    "TTLDXS": ("Tập thể LĐ xuất sắc", "T.thể LĐXS"),
    "BKTP_TT": ("B.khen UBND TP", "Bằng khen Thành phố"),
    "COTP": ("Cờ TĐ của UBND TP", "Cờ thi đua Thành phố"),
}
FRESH: Spellings = {
    "stt": ("Stt.", "Số thứ tự", "T.T"),
    "name": ("Họ và tên giáo viên", "HỌ TÊN CBVC", "Họ - tên", "Tên người lao động"),
    "surname": ("Họ, đệm", "Họ + chữ lót"),
    "given": ("Tên", "TÊN"),
    "birth": ("Ngày/tháng/năm sinh", "Năm sinh (ngày, tháng)", "N.sinh"),
    "gender": ("Nam / Nữ", "Giới tính (Nam/Nữ)"),
    "job": ("Chức vụ/Chức danh", "Nhiệm vụ được giao", "Vị trí công tác"),
    "school": ("Tên đơn vị, trường học", "Đơn vị đăng ký", "Cơ sở GD"),
    "idea": ("Tên đề tài (sáng kiến, giải pháp)", "Tên SK"),
    "note": ("Ghi chú (nếu có)", "Lưu ý"),
    "titles": ("DANH HIỆU THI ĐUA ĐĂNG KÝ", "Danh hiệu TĐ"),
    "awards": ("HÌNH THỨC KHEN THƯỞNG", "Hình thức KT"),
    "text": ("Danh hiệu đề nghị", "DH thi đua và hình thức KT", "Mức đăng ký"),
    "total": ("Tổng CB, GV, NV", "Số người"),
    "year": ("Năm học được tặng", "Niên học"),
    "number": ("Số, ký hiệu QĐ", "Số QĐ khen"),
    "day": ("Ngày tháng QĐ", "Ngày ký QĐ"),
    "issuer": ("Cấp ra quyết định", "Cơ quan khen thưởng"),
    "works": ("CÔNG TRÌNH", "Các công trình thi đua đăng ký"),
    "topics": ("CHUYÊN ĐỀ", "Các chuyên đề thực hiện"),
    "kind": ("Thể loại", "Loại đăng ký"),
    "content": ("Tên công trình / chuyên đề", "Nội dung đăng ký"),
    "sum": ("TỔNG", "Cộng toàn khối", "T.cộng"),
    "subtotal": ("Cộng:", "Tổng cộng tổ"),
    "mark": ("v", "1", "●"),
    "person": ("PHẦN CÁ NHÂN", "Chỉ tiêu cá nhân"),
    "unit": ("PHẦN TẬP THỂ", "Chỉ tiêu tập thể"),
    "LDTT": ("Lao động TT", "LĐTT (người)", "Danh hiệu Lao động tiên tiến"),
    "CSTDCS": ("CS thi đua cơ sở", "CSTĐ cấp CS", "Danh hiệu CSTĐ cơ sở", "Chiến sỹ thi đua cấp cơ sở"),
    "CSTDTP": ("CSTĐ cấp T.P", "Chiến sĩ thi đua cấp tỉnh", "CS thi đua T.phố"),
    "BKTP_CN": ("BK của UBND TP", "Bằng khen cấp TP", "B.K UBND TP"),
    "BKTTG_CN": ("Bằng khen Chính phủ", "BK TTCP", "Bằng khen Thủ tướng CP"),
    "TTLDTT": ("TTLĐTT", "Danh hiệu TT lao động tiên tiến"),
    "TTLDXS": ("TTLĐXS", "Danh hiệu TT lao động xuất sắc"),
    "BKTP_TT": ("Bằng khen cấp TP", "BK của UBND TP"),
    "COTP": ("Cờ thi đua TP", "Cờ TĐ UBND TP"),
}
PEOPLES = ("LDTT", "CSTDCS", "CSTDTP", "BKTP_CN", "BKTTG_CN")
UNITS = ("TTLDTT", "TTLDXS", "BKTP_TT", "COTP")
PRAISE = ("BKTP_CN", "BKTTG_CN", "BKTP_TT", "COTP")


@dataclass(frozen=True)
class Words:
    """One writer's way: every meaning is written the same way through his workbook."""

    chance: random.Random
    spellings: Spellings

    def __call__(self, meaning: str) -> str:
        """One spelling of the meaning."""
        return self.chance.choice(self.spellings[meaning])
