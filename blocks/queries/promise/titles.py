"""The catalogue: two lists kept apart, conditions under each body of law, and how well each source is known."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from blocks.models import Regime, Title, TitleAuthority, TitleCondition
from blocks.rules.promise.titles import Genus, Standing

# How the screens word a standing; a rule that is not S is never stated as law.
STANDING_STATE = {Standing.CONFIRMED: "confirmed", Standing.LOCAL: "confirmed"}


@dataclass(frozen=True)
class RegimeConditions:
    """A body of law and what it asks for one title."""

    regime: Regime
    conditions: list[TitleCondition]

    def part(self, condition: TitleCondition) -> tuple[date | None, date | None]:
        """The days of a condition that speaks in a part of the regime only; (None, None) for the whole of it."""
        first = condition.valid_from if condition.valid_from != self.regime.valid_from else None
        return first, condition.valid_to if condition.valid_to != self.regime.valid_to else None


def catalogue() -> dict[str, list[Title]]:
    """Titles by genus in the order of the law, emulation titles first."""
    listed: dict[str, list[Title]] = {genus: [] for genus in Genus}
    for title in Title.objects.order_by("position"):
        listed[title.genus].append(title)
    return listed


def conditions_of(title: Title) -> list[RegimeConditions]:
    """What each body of law asks for `title`, newest law first; a law without known conditions has an empty list."""
    under: dict[str, list[TitleCondition]] = defaultdict(list)
    for condition in TitleCondition.objects.filter(title=title).order_by("position", "valid_from"):
        under[condition.regime_id].append(condition)
    return [RegimeConditions(regime, under[regime.code]) for regime in Regime.objects.order_by("-valid_from")]


def authorities_of(title: Title) -> list[TitleAuthority]:
    """Who decides the title, newest first."""
    return list(TitleAuthority.objects.filter(title=title).order_by("-valid_from", "pk"))


def standing_state(standing: str) -> str:
    """The state's code of the screens for a source mark."""
    return STANDING_STATE.get(Standing(standing), "unconfirmed")
