"""Questions to the law: what speaks on a day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from blocks.rules.law.rows import Regime, Row, Title, Vote

MOST_KEPT = 5000  # answers kept for days already asked


@dataclass(frozen=True, eq=False)
class Law:
    """Everything that is told of the law; built from its files by `load_law`.

    `guidance` says of each rule that an authority may adopt what it then asks.
    """

    regimes: tuple[Regime, ...]
    titles: dict[str, Title]
    rows: tuple[Row, ...]
    rules: tuple[Row, ...]
    settings: dict[str, dict[str, Any]]
    scales: dict[str, Any]
    votes: tuple[Vote, ...]
    guidance: dict[str, str]
    _in_force: dict[tuple[str, date], list[Row]] = field(init=False, default_factory=dict, repr=False)

    @property
    def begins(self) -> date:
        """The first day the files know of."""
        return self.regimes[0].first

    def regime_on(self, day: date) -> Regime | None:
        """The regime of `day`; None before the first one known."""
        return next((r for r in self.regimes if r.first <= day and (r.last is None or day <= r.last)), None)

    def regime(self, code: str) -> Regime | None:
        """The regime called `code`."""
        return next((r for r in self.regimes if r.code == code), None)

    def conditions(self, title: str, day: date) -> list[Row]:
        """The rows of a title that are in force on `day`, in the order of the data."""
        rows = self._kept(title, day, lambda: [row for row in self.rows if row.title == title and row.in_force(day)])
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
        return self._kept(key, day, lambda: [row for row in self.rules_on(day) if row.speaks_on(kind, title)])

    def vote(self, title: str, day: date) -> Vote | None:
        """The share of votes `title` needs on `day`; None where no share is known."""
        return next((vote for vote in self.votes if title in vote.titles and vote.days.holds(day)), None)

    def label(self, code: str) -> str:
        """A title's short Vietnamese label; the code itself where no title has it."""
        return self.titles[code].label if code in self.titles else code

    def _kept(self, key: str, day: date, find: Callable[[], list[Row]]) -> list[Row]:
        """What was found for `key` and `day` before, else what `find` gives; forgotten after too many days."""
        if (key, day) not in self._in_force:
            if len(self._in_force) > MOST_KEPT:
                self._in_force.clear()
            self._in_force[key, day] = find()
        return self._in_force[key, day]
