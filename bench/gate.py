"""The gates on each malformed file, and on the real workbooks against openpyxl opening them: `python bench/gate.py`."""

import io
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import load_workbook

from tests.khoi29 import workbooks
from tests.thidua.gate.malformed import malformed
from tests.thidua.gate.malformed_docx import malformed_docx
from tests.thidua.gate.malformed_names import strange_kinds
from tests.thidua.gate.malformed_pdf import malformed_pdf
from tests.thidua.gate.malformed_pictures import malformed_pictures, picture
from thidua.errors import RuleViolation
from thidua.gate.papers import receive
from thidua.gate.sandbox import Inspector
from thidua.gate.uploads import admit


def seconds(content: bytes, name: str) -> float:
    """Wall time until the gate says yes or no."""
    start = time.perf_counter()
    try:
        admit(content, name)
    except RuleViolation:
        pass
    return time.perf_counter() - start


def main() -> int:
    """Prints the slowest refusals; 1 where one takes a second or more."""
    refused = sorted(((seconds(content, name), what) for what, (name, content, _) in malformed().items()), reverse=True)
    books = workbooks()
    gate = sum(seconds(content, name) for name, content in books.items())
    start = time.perf_counter()
    for content in books.values():
        load_workbook(io.BytesIO(content))
    plain = time.perf_counter() - start
    for took, what in refused[:5]:
        print(f"  {what:<28} {took:.3f} s")
    print(f"{len(refused)} tệp hỏng, chậm nhất {refused[0][0]:.2f} s (mục tiêu dưới 1 s)")
    print(f"16 tệp thật: cổng {gate:.2f} s, openpyxl mở {plain:.2f} s, tỷ lệ {plain / gate:.1f}")
    slow = papers()
    return int(refused[0][0] >= 1 or slow >= 2)


def papers() -> float:
    """Word files, PDF and pictures in one warm child: seconds of the slowest refusal."""
    found = malformed_docx() | malformed_pdf() | malformed_pictures() | strange_kinds()
    took = []
    with Inspector() as inspector:
        receive(picture("PNG"), "a.png", inspector=inspector)
        for what, (name, content, _) in found.items():
            start = time.perf_counter()
            try:
                receive(content, name, inspector=inspector)
                print(f"  {what}: LỌT QUA CỬA")
            except RuleViolation:
                pass
            took.append((time.perf_counter() - start, what))
    took.sort(reverse=True)
    for each, what in took[:5]:
        print(f"  {what:<28} {each:.3f} s")
    print(f"{len(took)} tệp giấy tờ hỏng, chậm nhất {took[0][0]:.2f} s (mục tiêu dưới 2 s)")
    return took[0][0]


if __name__ == "__main__":
    sys.exit(main())
