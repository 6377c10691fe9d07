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
_FAR_CELL = re.compile(rb'<c [^<>]*?r="[A-Z]{3}\d+"[^<>]*?(?:/>|>.*?</c>)', re.DOTALL)
_DIMENSION = re.compile(rb"<dimension[^<>]*/>")
_ROW = re.compile(rb"<row[^<>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\br="(\d+)"')
_FROM_1904 = re.compile(rb'<workbookPr[^<>]*\bdate1904="(?:1|true)"')


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
    content = without_strays(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    faults, unseen, from_1904 = _faults(content)
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
        told = {"name": meta.name, "rows": rows, "hidden": hidden, "merges": merges, "from_1904": from_1904}
        sheets.append({**told, "faults": faults.get(meta.name, []), "hidden_rows": unseen.get(meta.name, [])})
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


def _faults(content: bytes) -> tuple[dict[str, list[list[Any]]], dict[str, list[int]], bool]:
    """(cells with a formula but no value, or with an error; hidden rows from 0), by sheet; if days count from 1904.

    None of it is told by calamine, which shows such cells as blank.
    """
    found: dict[str, list[list[Any]]] = {}
    unseen: dict[str, list[int]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        from_1904 = _FROM_1904.search(archive.read(names["xl/workbook.xml"])) is not None
        for name, path in _sheet_paths(archive).items():
            data = archive.read(path)
            if b"<f" in data or b't="e"' in data:
                found[name] = _faults_of(data)[:MAX_FAULTS]
            if b"hidden=" in data:
                unseen[name] = [
                    int(row[1]) - 1
                    for tag in _ROW.findall(data)
                    if _HIDDEN.search(tag) and (row := _NUMBER.search(tag))
                ]
    return found, unseen, from_1904


def without_strays(content: bytes) -> bytes:
    """The workbook without cells beyond column ZZ: one mark in XFD would make the reader lay out the whole width."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    far = [name for name, data in parts.items() if "worksheets/" in name and _FAR_CELL.search(data)]
    if not far:
        return content
    for name in far:
        parts[name] = _DIMENSION.sub(b"", _FAR_CELL.sub(b"", parts[name]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


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
        elif place and cell.find(f"{space}f") is not None and _unknown(cell, value):
            found.append([*_place(place), "uncached"])
        cell.clear()
    return found


def _unknown(cell: ElementTree.Element, value: ElementTree.Element | None) -> bool:
    """Whether a formula was never computed; one whose result is an empty text (IF(…,"x","")) was."""
    return value is None or (value.text is None and cell.get("t") != "str")


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
