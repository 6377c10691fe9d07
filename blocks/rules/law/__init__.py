"""The law as dated rows: one set of files (`blocks/data/law`) that catalogue, judge, "Vì sao?" and API all read."""

from blocks.rules.law.law import Law
from blocks.rules.law.reading import LawError, build_law, load_law
from blocks.rules.law.rows import (
    CONFIRMED,
    LOCAL,
    OWN_RULES,
    Authority,
    KnownWhen,
    Path,
    Regime,
    Row,
    Title,
    Vote,
    weaker,
)

__all__ = [
    "CONFIRMED",
    "LOCAL",
    "OWN_RULES",
    "Authority",
    "KnownWhen",
    "Law",
    "LawError",
    "Path",
    "Regime",
    "Row",
    "Title",
    "Vote",
    "build_law",
    "load_law",
    "weaker",
]
