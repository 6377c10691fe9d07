"""What runs in the limited child of `thidua.gate.sandbox` for Word files, PDF and pictures: bytes in, a verdict out.

Never import this module in the web or worker process. No Django here, so that a child starts in a tenth of a second.
"""

import json
import resource
import struct
from typing import Any, BinaryIO

from thidua.errors import RuleViolation
from thidua.gate.docx import check_docx
from thidua.gate.pdf import check_pdf
from thidua.gate.pictures import FORMATS, clean_picture

CPU_SECONDS = 10


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until `source` ends. Request: kind (4 bytes), length (8 bytes), content; answer: length, JSON, bytes."""
    while header := source.read(12):
        kind, length = struct.unpack("!4sQ", header)
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        answer, blob = _answer(kind.decode().strip(), source.read(length))
        encoded = json.dumps(answer | {"bytes": len(blob)}, ensure_ascii=False).encode()
        target.write(struct.pack("!Q", len(encoded)) + encoded + blob)
        target.flush()


def _answer(kind: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        if kind in FORMATS:
            return {"pages": 0}, clean_picture(content, kind)
        if kind == "pdf":
            return {"pages": check_pdf(content)}, b""
        check_docx(content)
        return {"pages": 0}, b""
    except RuleViolation as no:
        return {"refusal": [no.code, no.message, no.basis]}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except Exception as broken:  # whatever the reader dislikes is the file's fault, not ours
        return {"error": type(broken).__name__}, b""
