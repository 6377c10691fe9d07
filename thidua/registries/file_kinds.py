"""Kinds of object that files may be attached to: an attachment is never open to anybody who may not see its object."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from thidua.actors import Actor
from thidua.registries.links import Link


def _nobody(_row: Any) -> None:
    return None


@dataclass(frozen=True)
class Attachable:
    """One kind. `closed` answers why the actor may not add or take off ("" where they may).

    `school_of` and `staff_of` say whose it is. `sensitive` kinds tell of a person's conduct: each download is told in
    the trail, whose lines keep no titles.
    """

    slug: str
    label: str
    model: type[Model]
    visible: Callable[[Actor], QuerySet]
    closed: Callable[[Actor, Any], str]
    page: Callable[[Any], Link]
    school_of: Callable[[Any], int | None] = _nobody
    staff_of: Callable[[Any], Any] = _nobody
    name_of: Callable[[Any], str] = str  # on the screen, for those who see the object; the trail keeps str()
    related: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    sensitive: bool = False

    def rows(self, actor: Actor) -> QuerySet:
        """Objects of this kind that the actor may see, with what their names need."""
        return self.visible(actor).select_related(*self.related)


def here(slug: str) -> Callable[[Any], Link]:
    """The object has no page that everybody who sees it may open: its files have one."""
    return lambda row: Link.to("attachments_of_target", slug, row.pk)
