"""The sections of the plan's words, and what a plan still lacks before it can be printed in earnest."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Section:
    """One editable part. `form` is `words` (headings, lists, bold, italic) or `lines` (one entry a line)."""

    key: str
    label: str
    form: Literal["words", "lines"]
    hint: str


SECTIONS = (
    Section("legal_bases", "Căn cứ", "lines", "Mỗi căn cứ một dòng; dấu chấm phẩy và dấu chấm cuối được đặt khi in."),
    Section("intro", "Lời dẫn", "words", "[các trường] và [tên khối] được thay bằng tên trong danh sách của khối khi in."),
    Section("purpose", "I. Mục đích yêu cầu", "words", ""),
    Section("principles", "II. Nguyên tắc thi đua, khen thưởng", "words", "Dùng danh sách đánh số cho các nguyên tắc."),
    Section("content", "III. Nội dung", "words", ""),
    Section("organisation", "IV. Tổ chức thực hiện", "words", "Các bảng đứng sau phần này và luôn lấy từ số liệu của khối."),
    Section("closing", "Lời kết", "words", "Dấu kết thúc “./.” được đặt khi in."),
    Section("recipients", "Nơi nhận", "lines", "Mỗi nơi nhận một dòng, dòng cuối là nơi lưu."),
)
BY_KEY = {section.key: section for section in SECTIONS}
