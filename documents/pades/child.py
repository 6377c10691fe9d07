"""What runs in the limited child for files that people signed outside: a question in, what was seen or a refusal out.

No Django here. A hostile file costs ten seconds of computing and 600 MB at the most, and never a web thread's patience.
"""

import json
import pickle
import resource
import struct
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from documents.pades.certificates import Certificate
from documents.pades.checking import Expected, Seen, accept, signatures
from thidua.errors import RuleViolation

CPU_SECONDS = 12


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until `source` ends; the frame of messages is `thidua.gate.child`'s."""
    while header := source.read(12):
        kind, length = struct.unpack("!4sQ", header)
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        answer, blob = _answer(kind.decode().strip(), source.read(length))
        encoded = json.dumps(answer | {"bytes": len(blob)}, ensure_ascii=False).encode()
        target.write(struct.pack("!Q", len(encoded)) + encoded + blob)
        target.flush()


def written(seen: Seen) -> dict[str, Any]:
    """What was seen as JSON holds it."""
    certificate = asdict(seen.certificate)
    days = {name: certificate[name].isoformat() for name in ("valid_from", "valid_to")}
    signed_at = seen.signed_at.isoformat() if seen.signed_at else None
    return {**asdict(seen), "signed_at": signed_at, "certificate": {**certificate, **days}}


def read_back(told: dict[str, Any]) -> Seen:
    """The same from JSON."""
    certificate = told["certificate"]
    days = {name: datetime.fromisoformat(certificate[name]) for name in ("valid_from", "valid_to")}
    signed_at = datetime.fromisoformat(told["signed_at"]) if told["signed_at"] else None
    return Seen(**{**told, "signed_at": signed_at, "certificate": Certificate(**{**certificate, **days})})


def _answer(kind: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    """The question was made by our own process (`documents.pades.limited`), never by who sent the file."""
    asked = pickle.loads(content)
    try:
        if kind == "see":
            found = signatures(asked["content"], asked["trust"], asked["at"])
        else:
            expected = Expected(*asked["expected"])
            found = [accept(asked["issued"], asked["upload"], asked["field"], expected, asked["trust"], asked["at"])]
        return {"seen": [written(one) for one in found]}, b""
    except RuleViolation as no:
        return {"refusal": [no.code, no.message, no.where]}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except Exception as broken:  # whatever the reader dislikes is the file's fault, not ours
        return {"error": type(broken).__name__}, b""
