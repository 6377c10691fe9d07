"""Formulas and texts that make the reader's program do something: start another, fetch, or pass for a formula.

What a formula works out is read as a value and does no harm; these would act on the machine of whoever opens the file.
"""

import re

from thidua.gate.zips import refuse

DDE = (
    "Bảng tính có liên kết gọi chương trình khác (DDE, OLE). Trong Excel: Dữ liệu > Sửa liên kết > Ngắt liên kết, lưu "
    "rồi tải lên lại."
)
# cmd|'/c calc'!A0: a program, a topic, a cell
_DDE = re.compile(r"(?:^|[=+\-@(,;\s])[A-Za-z_][\w.]*\s*\|\s*(?:'[^']*'|\"[^\"]*\"|[^!|]{1,200})\s*!", re.ASCII)
_ACTS = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMPORTXML|IMPORTDATA|IMPORTHTML|IMAGE)\s*\(", re.IGNORECASE
)
_LIKE_FORMULA = re.compile(r"[=+\-@]\s*(?:[=+\-@]\s*)*[A-Za-z][\w.]*\s*\(|=\s*[A-Za-z]{1,3}\$?\d+\b")


def check_formula(text: str) -> None:
    """Refuse a formula (without its sign) that starts a program or fetches from elsewhere."""
    if "|" in text and _DDE.search(text):
        refuse("dde", DDE)
    if found := _ACTS.search(text):
        told = f"Bảng tính có công thức {found[1].upper()}, lấy dữ liệu từ ngoài hoặc chạy lệnh"
        refuse("formula", f"{told}. Hãy chép ô đó, dán lại dạng giá trị (Paste Values), lưu rồi tải lên lại.")


def check_text(text: str, where: str = "") -> None:
    """Refuse words of a cell that would become a formula in the next program; "- việc" and "+84…" are only words."""
    if text[:1] not in ("=", "+", "-", "@", "\t", "\r"):
        return
    bare = text.strip()
    if bare[:1] in ("=", "+", "-", "@") and (_DDE.search(bare) or _LIKE_FORMULA.match(bare)):
        shown = "".join(char for char in bare[:40] if char.isprintable())
        told = f"{where or 'Có ô chữ'} bắt đầu như một công thức: “{shown}”"
        refuse(
            "formula_text",
            f"{told}. Hãy bỏ dấu “{bare[0]}” ở đầu, hoặc ghi kết quả thay cho công thức, rồi tải lên lại.",
        )
