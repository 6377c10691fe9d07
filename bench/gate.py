"""The gate on each malformed workbook, and on the real ones against openpyxl opening them: `python bench/gate.py`."""

import io
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import load_workbook

from tests.khoi29 import workbooks
from tests.thidua.malformed import malformed
from thidua.errors import RuleViolation
from thidua.uploads import admit


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
    return int(refused[0][0] >= 1)


if __name__ == "__main__":
    sys.exit(main())
