"""The law's files, read once and checked: a line that cannot be read names itself."""

import json
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from blocks.rules.law.law import Law
from blocks.rules.law.rows import Authority, KnownWhen, Period, Regime, Row, Title, Vote, weaker

DATA = Path(__file__).resolve().parents[2] / "data" / "law"
FILES = (
    "regimes",
    "documents",
    "titles",
    "authorities",
    "conditions",
    "rules",
    "votes",
    "settings",
    "scales",
    "guidance",
)


class LawError(ValueError):
    """The files cannot be read as law; the message is a Vietnamese sentence naming file and line."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(record: dict[str, Any]) -> Period:
    return Period(_day(record["from"]), _day(record["to"]))


def _regime(record: dict[str, Any]) -> Regime:
    first = date.fromisoformat(record["from"])
    return Regime(record["code"], first, _day(record["to"]), record["short"], record["name"])


def _authority(record: dict[str, Any]) -> Authority:
    return Authority(record["who"], record["article"], record["standing"], _period(record))


def _vote(record: dict[str, Any]) -> Vote:
    of_all = {"ALL_MEMBERS": True, "PRESENT": False}[record["base"]]
    article, standing = record["article"], record["standing"]
    return Vote(tuple(record["titles"]), _period(record), record["ratio"], of_all, record["ballot"], article, standing)


def _rows(record: dict[str, Any], documents: dict[str, Any]) -> list[Row]:
    """Rows from one record; a document whose standing changes on a day splits its rows on that day."""
    document, rows = documents[record["document"]], []
    for period in document["periods"]:
        first = max(date.fromisoformat(record["from"]), date.fromisoformat(period["from"]))
        ends = [day for day in (_day(record.get("to")), _day(period.get("to"))) if day]
        last = min(ends) if ends else None
        if last and last < first:
            continue
        point = record.get("point", "")
        rows.append(
            Row(
                condition=record["condition"],
                first=first,
                last=last,
                document=record["document"],
                point=point,
                article=f"{document['label']} {point}".strip(),
                also_in=tuple(record.get("also_in", ())),
                standing=weaker(record["standing"], period["standing"]),
                severity=record["severity"],
                check=record["check"],
                params=record.get("params", {}),
                applies=record.get("applies", {}),
                local=record.get("local", {}),
                path=record.get("path", ""),
                text=record["text"],
                when=KnownWhen(record["when"]),
            )
        )
    return rows


def _read(name: str, records: list[dict[str, Any]], make: Any) -> list[Any]:
    made = []
    for number, record in enumerate(records, start=1):
        try:
            made.append(make(record))
        except (KeyError, ValueError, TypeError) as problem:
            raise LawError(f"{name}.json, mục thứ {number}: không đọc được ({problem!r}).") from problem
    return made


def build_law(data: dict[str, Any]) -> Law:
    """A Law from the parsed JSON files, keyed by file name without ending. Raises LawError naming the line."""
    lists = {name: data[name][name] for name in FILES if name != "scales"}
    documents = {document["code"]: document for document in lists["documents"]}
    deciding: dict[str, list[Authority]] = defaultdict(list)
    for record in lists["authorities"]:
        deciding[record["title"]] += _read("authorities", [record], _authority)

    def title(record: dict[str, Any]) -> Title:
        return Title(**record, authorities=tuple(deciding[record["code"]]))

    titles = {made.code: made for made in _read("titles", lists["titles"], title)}
    if strangers := set(deciding) - set(titles):
        raise LawError(f"authorities.json: không có danh hiệu {', '.join(sorted(strangers))} trong titles.json.")
    rows = [row for found in _read("conditions", lists["conditions"], lambda r: _rows(r, documents)) for row in found]
    if strangers := {row.title for row in rows} - set(titles):
        raise LawError(f"conditions.json: không có danh hiệu {', '.join(sorted(strangers))} trong titles.json.")
    return Law(
        regimes=tuple(_read("regimes", lists["regimes"], _regime)),
        titles=titles,
        rows=tuple(rows),
        rules=tuple(row for found in _read("rules", lists["rules"], lambda r: _rows(r, documents)) for row in found),
        settings={record["setting"]: record for record in lists["settings"]},
        scales=data["scales"],
        votes=tuple(_read("votes", lists["votes"], _vote)),
        guidance={record["rule"]: record["asks"] for record in lists["guidance"]},
    )


@cache
def _load(folder: Path) -> Law:
    return build_law({name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in FILES})


def load_law(folder: Path | None = None) -> Law:
    """The law as shipped with the product (or as in `folder`), read once. Raises LawError where it cannot be read."""
    return _load(folder or DATA)
