"""What a wrong field of the API is told, in Vietnamese: the framework's own sentences are partly English."""

import re

_BY_CODE = {
    "required": "Cần có mục này.",
    "null": "Mục này không được là null.",
    "blank": "Mục này không được để trống.",
    "empty": "Danh sách này không được rỗng.",
    "invalid_choice": "Giá trị không có trong danh sách được chọn.",
    "not_a_list": "Phải là một danh sách.",
    "not_a_dict": "Phải là một đối tượng JSON.",
    "max_string_length": "Giá trị quá dài.",
    "date": "Cần cả ngày và giờ, dạng 2023-10-24T14:00:00+07:00.",
    "datetime": "Chỉ cần ngày, dạng 2023-10-24.",
    "make_aware": "Thời điểm này không có thật ở múi giờ Việt Nam.",
    "overflow": "Thời điểm ngoài khoảng cho phép.",
    "null_characters_not_allowed": "Có ký tự NUL; hãy bỏ đi.",
    "surrogate_characters_not_allowed": "Có ký tự không phải là chữ; hãy bỏ đi.",
}
_WITH_NUMBER = {
    "max_length": "Không được dài quá {}.",
    "min_length": "Phải dài ít nhất {}.",
    "max_value": "Không được lớn hơn {}.",
    "min_value": "Không được nhỏ hơn {}.",
}
_INVALID = (
    (re.compile(r"integer"), "Phải là số nguyên."),
    (re.compile(r"number"), "Phải là số."),
    (re.compile(r"string"), "Phải là chữ."),
    (re.compile(r"boolean"), "Phải là true hoặc false."),
    (re.compile(r"^Datetime"), "Phải là thời điểm dạng 2023-10-24T14:00:00+07:00."),
    (re.compile(r"dictionary"), "Phải là một đối tượng JSON."),
    (re.compile(r"^(Date|Ngày sai)"), "Phải là ngày dạng 2023-10-24."),
    (re.compile(r"^[\x00-\x7f]*$"), "Giá trị chưa đúng."),
)


def sentence(code: str, text: str) -> str:
    """The sentence for a field's error; a sentence of our own stays, and nothing that was typed breaks the answer."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if code in _WITH_NUMBER and (number := re.search(r"\d+", text)):
        return _WITH_NUMBER[code].format(number[0])
    if code == "invalid":
        text = next((told for pattern, told in _INVALID if _framework(text) and pattern.search(text)), text)
    return text.encode("utf-8", "replace").decode()


def _framework(text: str) -> bool:
    """Whether the sentence is not one of ours, which have Vietnamese letters and say more."""
    return text.isascii() or text.startswith(("Ngày sai", "Invalid data", "Not a valid"))
