"""The law as dated rows: regimes, documents, conditions of titles, rules. Rows are data (`awards/data`), never code."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "data"
CONFIRMED = frozenset({"S", "SEED"})
MOST_KEPT = 5000  # answers kept for days already asked
_WEAKNESS = ("S", "SEED", "S~", "K")


def weaker(one: str, other: str) -> str:
    """The less certain of two marks of standing (S, SEED, S~, K)."""
    return max(one, other, key=_WEAKNESS.index)


@dataclass(frozen=True)
class Row:
    """One condition or rule as one document puts it, for the days that document is in force.

    `severity` is block, warn or info; `local` says what an authority's own adoption changes; `check` names the function
    that answers, with `params`.
    """

    condition: str
    first: date
    last: date | None
    document: str
    article: str
    also_in: tuple[str, ...]
    standing: str
    severity: str
    check: str
    params: dict[str, Any] = field(hash=False)
    applies: dict[str, Any] = field(hash=False)
    local: dict[str, Any] = field(hash=False)
    text: str

    def in_force(self, day: date) -> bool:
        """Whether the row speaks on `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Regime:
    """A stretch of years under one base law."""

    code: str
    first: date
    last: date | None
    base: str


@dataclass(frozen=True)
class Title:
    """A danh hiệu or hình thức khen thưởng."""

    code: str
    label: str
    name: str
    collective: bool
    genus: str
    level: str
    periodicity: str
    authority: tuple[dict[str, Any], ...] = field(hash=False)


@dataclass(frozen=True, eq=False)
class Law:
    """Everything `judge` needs to know of the law; built from JSON by `load_law`."""

    regimes: tuple[Regime, ...]
    titles: dict[str, Title]
    rows: tuple[Row, ...]
    rules: tuple[Row, ...]
    guidance: tuple[dict[str, Any], ...]
    settings: dict[str, dict[str, Any]]
    scales: dict[str, Any]
    votes: tuple[dict[str, Any], ...]
    _in_force: dict[tuple[str, date], list[Row]] = field(default_factory=dict, repr=False)

    def regime_on(self, day: date) -> Regime | None:
        """The regime of `day`; None before the first one known."""
        return next((r for r in self.regimes if r.first <= day and (r.last is None or day <= r.last)), None)

    def regime(self, code: str) -> Regime | None:
        """The regime called `code`."""
        return next((r for r in self.regimes if r.code == code), None)

    def conditions(self, title: str, day: date) -> list[Row]:
        """The rows of a title that are in force on `day`, in the order of the data."""
        rows = self._kept(
            title, day, lambda: [one for one in self.rows if one.condition.split(".")[0] == title and one.in_force(day)]
        )
        return list(rows)

    def rules_on(self, day: date) -> list[Row]:
        """The rules (R-, S-, C-) in force on `day`."""
        return self._kept("", day, lambda: [row for row in self.rules if row.in_force(day)])

    def rules_called(self, name: str, day: date) -> list[Row]:
        """The rows of one rule in force on `day`."""
        return self._kept(f"rule {name}", day, lambda: [row for row in self.rules_on(day) if row.condition == name])

    def rules_for(self, kind: str, title: Title | None, day: date) -> list[Row]:
        """The rules in force on `day` that speak on this kind of subject and this title (None: a table as a whole)."""
        key = f"for {kind} {title.code if title else ''}"
        return self._kept(key, day, lambda: [row for row in self.rules_on(day) if _applies(row, kind, title)])

    def _kept(self, key: str, day: date, find: Callable[[], list[Row]]) -> list[Row]:
        """What was found for `key` and `day` before, else what `find` gives; forgotten after too many days."""
        if (key, day) not in self._in_force:
            if len(self._in_force) > MOST_KEPT:
                self._in_force.clear()
            self._in_force[key, day] = find()
        return self._in_force[key, day]


def _applies(row: Row, kind: str, title: Title | None) -> bool:
    where = row.applies
    if kind not in where.get("kinds", ("person", "school")):
        return False
    if title is None:
        return "titles" not in where or kind not in ("person", "school")
    return all(
        [
            title.code in where.get("titles", [title.code]),
            title.genus in where.get("genera", [title.genus]),
            title.level in where.get("levels", [title.level]),
            "collective" not in where or where["collective"] == title.collective,
        ]
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(records: list[dict[str, Any]], documents: dict[str, Any]) -> tuple[Row, ...]:
    """Rows from records; a document whose standing changes on a day splits its rows on that day."""
    rows = []
    for record in records:
        for period in documents[record["document"]]["periods"]:
            first = max(date.fromisoformat(record["from"]), date.fromisoformat(period["from"]))
            ends = [day for day in (_day(record.get("to")), _day(period.get("to"))) if day]
            last = min(ends) if ends else None
            if last and last < first:
                continue
            article = f"{documents[record['document']]['label']} {record.get('point', '')}".strip()
            rows.append(
                Row(
                    condition=record["condition"],
                    first=first,
                    last=last,
                    document=record["document"],
                    article=article,
                    also_in=tuple(record.get("also_in", ())),
                    standing=weaker(record["standing"], period["standing"]),
                    severity=record.get("severity", "block"),
                    check=record["check"],
                    params=record.get("params", {}),
                    applies=record.get("applies", {}),
                    local=record.get("local", {}),
                    text=record.get("text", ""),
                )
            )
    return tuple(rows)


def build_law(data: dict[str, Any]) -> Law:
    """A Law from the parsed JSON files, keyed by file name without ending."""
    titles = {
        one["code"]: Title(
            one["code"],
            one["label"],
            one["name"],
            one["subject"] == "tap_the",
            one["genus"],
            one["level"],
            one["periodicity"],
            tuple(one["authority"]),
        )
        for one in data["titles"]["titles"]
    }
    documents = data["documents"]["documents"]
    regimes = tuple(
        Regime(one["id"], date.fromisoformat(one["from"]), _day(one["to"]), one["base"])
        for one in data["regimes"]["regimes"]
    )
    return Law(
        regimes=regimes,
        titles=titles,
        rows=_rows(data["conditions"]["conditions"], documents),
        rules=_rows(data["rules"]["rules"], documents),
        guidance=tuple(data["guidance"]["guidance"]),
        settings=data["settings"]["settings"],
        scales=data["scales"],
        votes=tuple(data["votes"]["votes"]),
    )


@cache
def load_law(folder: Path = DATA) -> Law:
    """The law as shipped with the product, read once."""
    names = ("regimes", "titles", "documents", "conditions", "rules", "guidance", "settings", "scales", "votes")
    return build_law({name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in names})
