"""The states a thing can be in, as the screens show them: word, icon and tint, never colour alone."""

from typing import NamedTuple


class State(NamedTuple):
    """`word` as shown, `icon` of lucide, `tone` one of good, wait, bad, info, idle; `when` says when to use it."""

    word: str
    icon: str
    tone: str
    when: str


STATES = {
    "not_sent": State("Chưa gửi", "circle-dashed", "idle", "Đơn vị chưa gửi gì cho việc này."),
    "draft": State("Bản nháp", "pencil", "idle", "Đã bắt đầu, chỉ người soạn thấy."),
    "waiting": State("Chờ duyệt", "clock", "wait", "Đã trình, chờ người có quyền duyệt."),
    "sent": State("Đã gửi", "send", "info", "Đã gửi lên cấp trên, chưa có hồi âm."),
    "received": State("Đã tiếp nhận", "inbox", "good", "Cấp nhận đã tiếp nhận."),
    "for_school": State("Phòng nhập thay, chờ hiệu trưởng xác nhận", "clock", "wait", "Cấp nhận ghi danh sách thay."),
    "accepted": State("Đã công nhận", "badge-check", "good", "Cấp nhận đã xem và công nhận."),
    "returned": State("Trả lại", "undo-2", "bad", "Cấp nhận trả lại để sửa, có lý do từng ô."),
    "met": State("Đạt", "circle-check", "good", "Đủ điều kiện, mọi dữ kiện đã biết."),
    "not_met": State("Không đạt", "circle-x", "bad", "Có điều kiện không đạt, nêu rõ điều kiện."),
    "unknown": State("Chưa đủ dữ liệu", "circle-question-mark", "wait", "Thiếu dữ kiện; không bao giờ coi là đạt."),
    "late": State("Trễ hạn", "alarm-clock", "bad", "Quá hạn mà chưa gửi, hoặc gửi sau hạn."),
    "partial": State("Một phần", "circle-dot-dashed", "wait", "Đã có một phần, còn thiếu phần khác."),
    "done": State("Đã có", "check", "good", "Đã có đủ."),
    "none": State("Chưa có", "minus", "idle", "Chưa có dữ liệu."),
    "off": State("Ngừng", "circle-slash", "idle", "Không còn hiệu lực từ một ngày đã ghi."),
    "confirmed": State("Đã đối chiếu", "book-check", "good", "Nội dung đã đối chiếu với văn bản nguồn."),
    "unconfirmed": State("Chưa xác nhận", "book-dashed", "wait", "Chưa đối chiếu được với văn bản nguồn."),
    "clean": State("Sạch", "shield-check", "good", "Bộ quét mã độc đã xem tệp và không thấy gì."),
    "unscanned": State("Chưa quét", "shield-question-mark", "wait", "Chưa có bộ quét, hoặc bộ quét chưa trả lời."),
    "infected": State("Có mã độc – đã chặn", "shield-x", "bad", "Bộ quét tìm thấy mã độc; tệp không tải được."),
    "running": State("Đang chạy", "loader", "info", "Máy đang làm, có thể rời trang."),
    "failed": State("Không thành", "triangle-alert", "bad", "Dừng vì lỗi, có câu giải thích và Thử lại."),
}
