"""The block's plan in a warm worker against LibreOffice converting the same Word file: one run, one ratio.

Use: `python bench/plan.py [ROUNDS]` with the virtual environment; LibreOffice (soffice) is needed for the ratio only.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from documents.papers.pages import to_html
from documents.papers.plan import build
from documents.papers.sheets import to_xlsx
from documents.papers.word import to_docx
from documents.render import render_pdf
from tests.documents.plan_facts import plan_facts

GOAL = 3.0  # seconds for the plan in a warm worker


def timed(deed: Callable[[], object], rounds: int) -> float:
    """Median seconds of `deed` over `rounds` calls."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        deed()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def convert(source: Path, profile: Path) -> None:
    """One LibreOffice process for one file, as it is usually done; its profile is warm after the first call."""
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(source.parent), str(source)], check=True, capture_output=True, timeout=120
    )


def main() -> int:
    """Prints the figures; 1 where the plan misses its goal."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    facts = plan_facts()
    first = timed(lambda: render_pdf(to_html(build(facts))), 1)
    warm = timed(lambda: render_pdf(to_html(build(facts))), rounds)
    word = timed(lambda: to_docx(build(facts)), rounds)
    sheets = timed(lambda: to_xlsx(build(facts)), rounds)
    pages = render_pdf(to_html(build(facts))).pages
    print(f"PDF, {pages} trang: lần đầu {first:.2f} s, ấm {warm:.2f} s (mục tiêu {GOAL:.0f} s)")
    print(f"Word {word:.2f} s, Excel {sheets:.3f} s")
    if not shutil.which("soffice"):
        print("Không có LibreOffice trên máy này: không đo được tỷ lệ.")
        return int(warm > GOAL)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(to_docx(build(facts)))
        convert(source, Path(folder) / "profile")
        office = timed(lambda: convert(source, Path(folder) / "profile"), rounds)
    print(
        f"LibreOffice đổi cùng tệp Word sang PDF: {office:.2f} s; tỷ lệ LibreOffice / bản in này: {office / warm:.2f}"
    )
    return int(warm > GOAL)


if __name__ == "__main__":
    sys.exit(main())
