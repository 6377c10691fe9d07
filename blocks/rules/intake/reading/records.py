"""What was read, as JSON for keeping beside the file, and back."""

import datetime
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from blocks.rules.intake.reading.facts import ROW_TYPES, ColumnRead, Parsed, Problem, Severity, SheetKind

_KINDS = {kind.value: kind for kind in SheetKind}
_SEVERITIES = {severity.value: severity for severity in Severity}


def to_json(tables: Iterable[Parsed]) -> list[dict[str, Any]]:
    """Tables without their problems (kept apart, see `problems_to_json`)."""
    return [
        _plain(
            {
                **_shallow(table),
                "rows": [_shallow(row) for row in table.rows],
                "columns": [_shallow(column) for column in table.columns],
                "problems": [],
            }
        )
        for table in tables
    ]


def from_json(raw: Iterable[dict[str, Any]]) -> list[Parsed]:
    """The tables that `to_json` wrote."""
    tables = []
    for each in raw:
        kind = _KINDS[each["kind"]]
        rows = tuple(_row(kind, row) for row in each["rows"])
        known = {
            name: each[name] for name in ("sheet", "header_row", "school_name", "block_label", "year_code", "encoding")
        }
        columns = tuple(ColumnRead(**{**told, "samples": tuple(told["samples"])}) for told in each.get("columns", []))
        known["columns"], known["sums"] = columns, tuple(tuple(told) for told in each.get("sums", []))
        samples = tuple((before, after) for before, after in each["samples"])
        tables.append(Parsed(kind=kind, rows=rows, problems=(), titles=tuple(each["titles"]), samples=samples, **known))
    return tables


def problems_to_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values, in order."""
    return [_plain(_shallow(problem)) for problem in problems]


def _shallow(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def problems_from_json(raw: Iterable[dict[str, Any]]) -> list[Problem]:
    """The problems that `problems_to_json` wrote."""
    return [Problem(**{**each, "severity": _SEVERITIES[each["severity"]]}) for each in raw]


def _row(kind: SheetKind, raw: dict[str, Any]) -> Any:
    values = dict(raw)
    for field in fields(ROW_TYPES[kind]):
        value = values[field.name]
        if field.name in ("birth_date", "decided_on"):
            values[field.name] = datetime.date.fromisoformat(value) if value else None
        elif isinstance(value, list):
            values[field.name] = tuple(value)
    return ROW_TYPES[kind](**values)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value
