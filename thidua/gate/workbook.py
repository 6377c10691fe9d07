"""The reader that runs in the limited child process of `thidua.gate.sandbox`: bytes in, sheets as JSON out.

Never import this module in the web or worker process: a workbook of one kilobyte can make calamine ask for hundreds of
gigabytes and abort. No Django here, so that a child starts in hundredths of a second.
"""

import datetime
import io
import json
import re
import resource
import struct
import sys
import zipfile
from typing import Any, BinaryIO
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from thidua.gate.csv_text import decode_csv, read_rows

CPU_SECONDS = 10
MAX_FAULTS = 2000
_CONTROLS = dict.fromkeys((*range(9), *range(11, 13), *range(14, 32), 127, 65534, 65535))
_CELL = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer requests until `source` ends. Request: kind (4 bytes), length (8 bytes), content; answer: length, JSON."""
    while header := source.read(12):
        kind, length = struct.unpack("!4sQ", header)
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        content = source.read(length)
        try:
            answer: dict[str, Any] = {"sheets": read_csv(content) if kind == b"csv " else read_xlsx(content)}
        except MemoryError:
            answer = {"error": "memory"}
        except Exception as broken:  # whatever the reader dislikes is the file's fault, not ours
            answer = {"error": type(broken).__name__}
        encoded = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        target.write(struct.pack("!Q", len(encoded)) + encoded)
        target.flush()


def read_csv(content: bytes) -> list[dict[str, Any]]:
    """One sheet, every cell as text."""
    text, _ = decode_csv(content)
    rows = [[cell or None for cell in row] for row in read_rows(text)]
    return [{"name": "CSV", "rows": rows, "hidden": False, "merges": [], "faults": []}]


def read_xlsx(content: bytes) -> list[dict[str, Any]]:
    """All worksheets with values, merged ranges and the cells that hold no computed value."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    faults = _faults(content)
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        while rows and not any(value is not None for value in rows[-1]):
            rows.pop()
        merges = [[top, left, bottom, right] for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        hidden = meta.visible != SheetVisibleEnum.Visible
        sheets.append(
            {"name": meta.name, "rows": rows, "hidden": hidden, "merges": merges, "faults": faults.get(meta.name, [])}
        )
    return sheets


def _plain(value: Any) -> Any:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return value.translate(_CONTROLS) or None
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, datetime.date):
        return ["d", value.isoformat()]
    return value if isinstance(value, int) else str(value)


def _faults(content: bytes) -> dict[str, list[list[Any]]]:
    """Sheet name → cells with a formula but no value, or with an error: calamine shows both as blank."""
    found: dict[str, list[list[Any]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name, path in _sheet_paths(archive).items():
            data = archive.read(path)
            if b"<f" in data or b't="e"' in data:
                found[name] = _faults_of(data)[:MAX_FAULTS]
    return found


def _faults_of(data: bytes) -> list[list[Any]]:
    found = []
    for _, cell in ElementTree.iterparse(io.BytesIO(data)):
        if not cell.tag.endswith("}c"):
            continue
        space = cell.tag[:-1]
        value = cell.find(f"{space}v")
        place = _CELL.match(cell.get("r", ""))
        if place and cell.get("t") == "e":
            found.append([*_place(place), (value.text if value is not None else "") or "#LỖI"])
        elif place and cell.find(f"{space}f") is not None and (value is None or value.text is None):
            found.append([*_place(place), "uncached"])
        cell.clear()
    return found


def _place(reference: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in reference[1]:
        column = column * 26 + ord(letter) - 64
    return int(reference[2]) - 1, column - 1


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    names = {name.lower(): name for name in archive.namelist()}
    relations = ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    paths = {}
    for sheet in ElementTree.fromstring(archive.read(names["xl/workbook.xml"])).iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path.lower() in names:
            paths[sheet.get("name", "")] = names[path.lower()]
    return paths


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
