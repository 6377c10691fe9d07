"""What runs in the limited child of `thidua.gate.sandbox` for every file at the gate: bytes in, a verdict out.

Never import this module in the web or worker process. No Django here, so that a child starts in a tenth of a second.
"""

import json
import signal
import struct
from pathlib import Path
from typing import Any, BinaryIO

from thidua.errors import RuleViolation
from thidua.gate.csv_text import check_csv
from thidua.gate.docx import check_docx
from thidua.gate.pdf import check_pdf
from thidua.gate.pictures import FORMATS, clean_picture
from thidua.gate.xlsx import check_xlsx

CPU_SECONDS = 1.9  # of computing for one file, whatever it is; then the child ends
CHECKS = {"xlsx": check_xlsx, "csv": check_csv, "docx": check_docx}


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until `source` ends. Request: kind (4 bytes), length (8 bytes), content; answer: length, JSON, bytes."""
    while header := source.read(12):
        kind, length = struct.unpack("!4sQ", header)
        content = source.read(length)
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)  # its signal, which nobody handles, ends the process
        answer, blob = _answer(kind.decode().strip(), content)
        used = CPU_SECONDS - signal.setitimer(signal.ITIMER_PROF, 0)[0]
        peak = _peak()
        encoded = json.dumps(answer | {"bytes": len(blob), "peak": peak, "cpu": used}, ensure_ascii=False).encode()
        target.write(struct.pack("!Q", len(encoded)) + encoded + blob)
        target.flush()


def _peak() -> int:
    """kB of memory this process has needed so far; what its parent had does not count, as it would in getrusage."""
    try:
        told = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(told.partition("VmHWM:")[2].split()[0])


def _answer(kind: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        if kind in FORMATS:
            return {"pages": 0}, clean_picture(content, kind)
        if kind == "pdf":
            return {"pages": check_pdf(content)}, b""
        CHECKS[kind](content)
        return {"pages": 0}, b""
    except RuleViolation as no:
        return {"refusal": [no.code, no.message, no.basis]}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except Exception as broken:  # whatever the reader dislikes is the file's fault, not ours
        return {"error": type(broken).__name__}, b""
