"""The plan of a movement and the plan of a school as schools write them: every sentence has a place, names are made up.

The content follows seeds 003 (a movement over two periods) and 004 (a school's plan with its schedule).
"""

from datetime import date

MOVEMENT = {
    "purpose": (
        "Tuyên truyền, nâng cao nhận thức của cán bộ, giáo viên, nhân viên về vai trò, ý nghĩa của học tập suốt đời.\n"
        "Nâng cao vai trò, trách nhiệm trong việc chỉ đạo, triển khai Phong trào thi đua.\n"
        "Nội dung được xác định cụ thể thông qua các chỉ tiêu thực hiện và hình thức thi đua đa dạng."
    ),
    "requirements": (
        "Phong trào thi đua phải được triển khai sâu rộng đến tập thể nhà trường, phụ huynh và học sinh.\n"
        "Thường xuyên kiểm tra, giám sát việc thực hiện; định kỳ sơ kết, tổng kết để kịp thời biểu dương."
    ),
    "content": (
        "Để tiếp tục nâng cao chất lượng xây dựng xã hội học tập, nhà trường tập trung:\n"
        "- Tuyên truyền, phổ biến về công tác khuyến học, khuyến tài.\n"
        "- Xây dựng kế hoạch, huy động hỗ trợ của phụ huynh học sinh.\n"
        "- Thi đua nâng cao năng lực số và ngoại ngữ."
    ),
    "details": (
        "Thi đua hoàn thành tốt các mục tiêu của Đề án theo Kế hoạch số 4344.\n"
        "Xây dựng mô hình học tập giai đoạn.\n"
        "Xây dựng thư viện nhà trường, kho học liệu mở."
    ),
    "solutions": (
        "Triển khai hiệu quả Phong trào thi đua và các chương trình.\n"
        "Đẩy mạnh công tác truyền thông về các điển hình tiêu biểu.\n"
        "Tăng cường ứng dụng công nghệ thông tin, chuyển đổi số trong tổ chức thực hiện."
    ),
    "funds": (
        "Thực hiện theo quy định của pháp luật hiện hành về thi đua, khen thưởng.\n"
        "Huy động từ các nguồn tài trợ, đóng góp của các mạnh thường quân."
    ),
    "organisation": (
        "Nhà trường căn cứ chức năng, nhiệm vụ xây dựng kế hoạch cụ thể.\n"
        "Chủ động chuẩn bị đầy đủ nhân lực, vật lực cho Phong trào thi đua."
    ),
}
CRITERIA = (
    (
        "Ban Giám hiệu nhà trường",
        "Kịp thời tham mưu, góp ý hoàn thiện các cơ chế, chính sách thúc đẩy học tập suốt đời.\n"
        "Quan tâm đầu tư kinh phí, cơ sở vật chất, trang thiết bị.",
    ),
    ("giáo viên, nhân viên", "Tích cực tuyên truyền, vận động tiên phong thực hiện Phong trào thi đua."),
)
REWARDS = (
    ("Khen thưởng hằng năm", "Nhà trường khen thưởng theo quy chế chi tiêu nội bộ.", ""),
    (
        "Khen thưởng trong đợt sơ kết giai đoạn 2023 - 2025 và tổng kết giai đoạn 2023 - 2030",
        "",
        "Giấy khen của Hiệu trưởng\nGiấy khen của các cấp thuộc quyền quản lý",
    ),
)
PERIODS = (
    ("Giai đoạn 1", date(2023, 11, 9), date(2025, 12, 31), "Thực hiện Phong trào thi đua hiệu quả, thiết thực."),
    ("Giai đoạn 2", date(2026, 1, 1), date(2030, 12, 31), "Tiếp tục triển khai trên cơ sở sơ kết giai đoạn 1."),
)
HEAD_OF_MOVEMENT = {
    "legal_bases": (
        "Thực hiện Quyết định số 1315 ngày 09 tháng 11 năm 2023\nCăn cứ Kế hoạch số 4344 ngày 22 tháng 12 năm 2021"
    ),
    "intro": "<p>Trường tổ chức thực hiện Phong trào thi đua với các nội dung như sau:</p>",
    "closing": "<p>Đề nghị các bộ phận liên quan nghiêm túc thực hiện.</p>",
    "recipients": "CB-GV-NV (để thực hiện)\nLưu: VT",
}

PLAN = {
    "legal_bases": (
        "Căn cứ Kế hoạch số 102 ngày 21/02/2024 về công tác thi đua khen thưởng năm 2024\n"
        "Tiếp tục thực hiện đề án “Đổi mới, nâng cao chất lượng công tác thi đua khen thưởng”"
    ),
    "intro": "<p>Phát huy kết quả năm 2023, Hội đồng thi đua - khen thưởng của trường ban hành Kế hoạch như sau:</p>",
    "aims": (
        "<ul><li>Phát động và triển khai phong trào thi đua yêu nước.</li>"
        "<li>Thực hiện tốt các quy định về thi đua, khen thưởng.</li></ul>"
    ),
    "demands": (
        "<ul><li>Tổ chức các phong trào phải thiết thực, phù hợp với thực tiễn.</li>"
        "<li>Tôn vinh kịp thời các gương điển hình tiên tiến.</li></ul>"
    ),
    "work": (
        "<h3>1. Phát động và tổ chức các phong trào thi đua</h3><p>Đổi mới phương thức tổ chức các phong trào.</p>"
        "<h3>2. Nâng cao chất lượng công tác khen thưởng</h3><h4>2.1. Nâng cao chất lượng, hiệu quả</h4>"
        "<ul><li>Tập trung nâng cao chất lượng công tác khen thưởng.</li></ul>"
        "<h4>2.2. Đẩy mạnh tuyên truyền</h4><p>Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến.</p>"
        "<h3>3. Tăng cường công tác lãnh đạo</h3><p>Kiện toàn đội ngũ làm công tác thi đua khen thưởng.</p>"
    ),
    "carrying_out": (
        "<ul><li>Triển khai kế hoạch đến CBGVNV nhà trường.</li>"
        "<li>Hưởng ứng tham gia cuộc thi viết về gương điển hình.</li></ul>"
    ),
    "closing": "<p>Trên đây là Kế hoạch công tác thi đua khen thưởng năm 2024 của trường.</p>",
    "recipients": "CBGVNV (để t/h)\nLưu: VT (02)",
}
# As Word and Excel put it on the clipboard: merged times are blank below, a cell of several lines stands in quotes.
SCHEDULE = (
    'THỜI GIAN\tNỘI DUNG\tBỘ PHẬN THỰC HIỆN\tLÃNH ĐẠO PHỤ TRÁCH\t"LƯU Ý\n(ND sửa đổi)"\n'
    'Tháng 03/2024\tXây dựng kế hoạch công tác thi đua, khen thưởng năm 2024\tHĐTĐKT\t"- Đ/c Tâm\nChủ tịch HĐ"\t\n'
    "\tHướng dẫn qui trình chấm SKKN cấp trường\tHĐTĐKT\t- Đ/c Tâm Chủ tịch HĐ\t\n"
    "\t-Tổ chức chấm, xét duyệt SKKN cấp trường\tHĐTĐKT HĐSKKN\t- Đ/c Tâm Chủ tịch HĐ\t\n"
    "Tháng 5/2024\tTham gia Hội thi Nhà giáo tâm huyết sáng tạo\tHĐTĐKT\t- Đ/c Tâm Chủ tịch HĐ\t\n"
    "\tGửi hồ sơ thi đua năm học 2023- 2024\tHĐTĐKT\t- Đ/c Tâm Chủ tịch HĐ\t\n"
    "Trước tháng 6/2024\tTham gia tập huấn nghiệp vụ công tác thi đua khen thưởng\tHĐTĐKT\t- Đ/c Tâm\t\n"
    "Tháng 10/ 2024\t100% thực hiện chủ đề “Hành động vì nhà trường xanh - sạch - đẹp”\tHĐTĐKT\t- Đ/c Tâm\t\n"
    "Tháng 11/ 2024\tTổ chức Lễ kỷ niệm Ngày nhà giáo Việt Nam 20/11\tHĐTĐKT\t- Đ/c Tâm\tSau lễ chào cờ\n"
)
