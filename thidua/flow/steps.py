"""Questions to the steps taken: of one thing in one query, of a list in its own query."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from thidua.flow.models import Step

R = TypeVar("R", bound=Model)


class Steps(dict[str, Step]):
    """The standing step of each move of one thing."""

    def last(self, *moves: str) -> Step | None:
        """The newest standing step among these moves; None where none was made or none stands."""
        made = [self[move] for move in moves if move in self]
        return max(made, key=lambda step: step.pk) if made else None


def steps_of(row: Model) -> Steps:
    """The standing steps of one thing; one query."""
    return steps_of_all([row]).get(row.pk, Steps())


def steps_of_all(rows: Iterable[Model]) -> dict[int, Steps]:
    """The standing steps of things of one kind, by id; one query for any number."""
    listed = list(rows)
    found: dict[int, Steps] = {row.pk: Steps() for row in listed}
    if listed:
        standing = Step.objects.filter(kind=listed[0]._meta.label_lower, target__in=list(found), standing=True)
        for step in standing:
            found[step.target][step.move] = step
    return found


def with_step(rows: QuerySet[R], *moves: str, **columns: str) -> QuerySet[R]:
    """`rows` with columns of the newest standing step among `moves`, in the same query.

    `with_step(sheets, "approve", sent_at="at", sent_by="name")`; without columns the moment, as `approve_at`.
    """
    wanted = columns or {f"{moves[0]}_at": "at"}
    steps = Step.objects.filter(
        kind=rows.model._meta.label_lower, target=OuterRef("pk"), move__in=moves, standing=True
    ).order_by("-pk")
    return rows.annotate(**{name: Subquery(steps.values(column)[:1]) for name, column in wanted.items()})
