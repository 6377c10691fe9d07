"""What a line of the law's files says: a regime, a title, who decides it, a condition or rule, a share of votes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.choices import Choice

CONFIRMED = frozenset({"S", "SEED"})
LOCAL = "LOCAL"  # the document of rows that only an authority's own guidance sets
OWN_RULES = "Quy định của đơn vị quản lý"  # how guidance is cited whose document is not known
_WEAKNESS = ("S", "SEED", "S~", "K")


def weaker(mark: str, other: str) -> str:
    """The less certain of two marks of standing (S, SEED, S~, K)."""
    return max(mark, other, key=_WEAKNESS.index)


class Path(Choice):
    """The two ways to an emulation flag: by the results of the year, or by a thematic movement of several years."""

    YEAR = "year", "Theo kết quả năm"
    THEME = "theme", "Theo chuyên đề"


class KnownWhen(Choice):
    """When what a row asks can be known: while people register, or only once the year is over."""

    REGISTRATION = "registration", "Xét được lúc đăng ký"
    YEAR_END = "year_end", "Chờ cuối năm"


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included; None is open."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Regime:
    """A stretch of years under one base law: `short` for screens, `name` with its decrees and circulars."""

    code: str
    first: date
    last: date | None
    short: str
    name: str


@dataclass(frozen=True)
class Authority:
    """Who decides a title in a stretch of days, by which article, and how well that is known."""

    who: str
    article: str
    standing: str
    days: Period


@dataclass(frozen=True)
class Title:
    """A danh hiệu or hình thức khen thưởng.

    `genus` is the list it stands in (DANH_HIEU, KHEN_THUONG), `kind` its form in law (danh_hieu_thi_dua,
    huan_chuong …), `heading` the head of its column ("" for none), `cycle` the code of how often, `periodicity` the
    same in words.
    """

    code: str
    label: str
    heading: str
    name: str
    subject: str
    genus: str
    kind: str
    level: str
    cycle: str
    periodicity: str
    authorities: tuple[Authority, ...]

    @property
    def collective(self) -> bool:
        """Whether it is given to a unit."""
        return self.subject == "TAP_THE"

    def authority_on(self, day: date) -> Authority | None:
        """Who decides on `day`; None where nobody is known."""
        return next((one for one in self.authorities if one.days.holds(day)), None)


@dataclass(frozen=True)
class Row:
    """One condition or rule as one document puts it, for the days that document is in force.

    `severity` is block, warn or info; `local` says what an authority's own adoption changes; `check` names the function
    that answers, with `params`; `path` is the way to a flag on which the row speaks ("" for rows of every way); `when`
    it can be known.
    """

    condition: str
    first: date
    last: date | None
    document: str
    point: str
    article: str
    also_in: tuple[str, ...]
    standing: str
    severity: str
    check: str
    params: dict[str, Any] = field(hash=False)
    applies: dict[str, Any] = field(hash=False)
    local: dict[str, Any] = field(hash=False)
    path: str
    text: str
    when: KnownWhen = KnownWhen.YEAR_END

    @property
    def title(self) -> str:
        """The code of the title a condition belongs to."""
        return self.condition.partition(".")[0]

    @property
    def code(self) -> str:
        """The condition's own code beside its title's."""
        return self.condition.partition(".")[2]

    def in_force(self, day: date) -> bool:
        """Whether the row speaks on `day`."""
        return self.first <= day and (self.last is None or day <= self.last)

    def speaks_on(self, kind: str, title: Title | None) -> bool:
        """Whether a rule speaks on this kind of subject and this title (None: a table as a whole)."""
        where = self.applies
        if kind not in where.get("kinds", ("person", "school")):
            return False
        if title is None:
            return "titles" not in where or kind not in ("person", "school")
        return all(
            [
                title.code in where.get("titles", [title.code]),
                title.kind in where.get("genera", [title.kind]),
                title.level in where.get("levels", [title.level]),
                "collective" not in where or where["collective"] == title.collective,
            ]
        )


@dataclass(frozen=True)
class Vote:
    """The share of votes some titles need: of all members or of those present, by what kind of ballot."""

    titles: tuple[str, ...]
    days: Period
    ratio: str
    of_all: bool
    ballot: str
    article: str
    standing: str
