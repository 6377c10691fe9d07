"""All manifests, in the order of the wings, and what each registry holds over all of them.

Loaded at the first use: by then Django has loaded the models.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.file_kinds import Attachable
from thidua.registries.links import LinkKind
from thidua.registries.manifest import Manifest
from thidua.registries.menu import Group, Line
from thidua.registries.personal_data import Place
from thidua.registries.tasks import Task

Entry = TypeVar("Entry")


@lru_cache(maxsize=4)
def _loaded(paths: tuple[str, ...]) -> tuple[Manifest, ...]:
    return tuple(import_string(path) for path in paths)


def manifests() -> tuple[Manifest, ...]:
    """The ground's manifest, then those of the wings from left to right (`settings.MANIFESTS`)."""
    return _loaded(tuple(settings.MANIFESTS))


def gathered(entries_of: Callable[[Manifest], Iterable[Entry]]) -> list[Entry]:
    """The entries of one registry over all manifests: `gathered(lambda wing: wing.paper_kinds)`."""
    return [entry for wing in manifests() for entry in entries_of(wing)]


@lru_cache(maxsize=4)
def _link_kinds(wings: tuple[Manifest, ...]) -> dict[str, LinkKind]:
    return {kind.code: kind for wing in wings for kind in wing.links}


def link_kinds() -> dict[str, LinkKind]:
    """How links open, by code."""
    return _link_kinds(manifests())


@lru_cache(maxsize=4)
def _file_kinds(wings: tuple[Manifest, ...]) -> dict[str, Attachable]:
    return {kind.slug: kind for wing in wings for kind in wing.file_kinds}


def file_kinds() -> dict[str, Attachable]:
    """What files may be attached to, by slug."""
    return _file_kinds(manifests())


@lru_cache(maxsize=4)
def _menu(wings: tuple[Manifest, ...]) -> tuple[tuple[Group, tuple[Line, ...]], ...]:
    lines = sorted((line for wing in wings for line in wing.navigation), key=lambda line: line.place)
    groups = [group for wing in wings for group in wing.groups]
    return tuple((g, tuple(line for line in lines if g.code in (line.group, line.school_group))) for g in groups)


def menu() -> tuple[tuple[Group, tuple[Line, ...]], ...]:
    """The groups of the navigation in their order, each with the lines that stand in it for some seat."""
    return _menu(manifests())


@lru_cache(maxsize=4)
def _reserved(wings: tuple[Manifest, ...]) -> dict[str, Action]:
    return {model._meta.label_lower: action for wing in wings for model, action in wing.reserved.items()}


@lru_cache(maxsize=4)
def _cell_words(wings: tuple[Manifest, ...]) -> dict[str, str]:
    return {code: word for wing in wings for code, word in wing.cell_words.items()}


def cell_words() -> dict[str, str]:
    """How the trail tells the cells of grids, by their codes."""
    return _cell_words(manifests())


@lru_cache(maxsize=4)
def _trail_words(wings: tuple[Manifest, ...]) -> dict[str, str]:
    return {code: word for wing in wings for code, word in wing.trail_words.items()}


def trail_words() -> dict[str, str]:
    """How the trail tells codes that are no field of the object, by code."""
    return _trail_words(manifests())


@lru_cache(maxsize=4)
def _trail_values(wings: tuple[Manifest, ...]) -> dict[str, Mapping[str, str]]:
    return {code: labels for wing in wings for code, labels in wing.trail_values.items()}


def trail_values() -> dict[str, Mapping[str, str]]:
    """The labels of choices that are no field's own, by the field's code."""
    return _trail_values(manifests())


@lru_cache(maxsize=4)
def _personal(wings: tuple[Manifest, ...]) -> dict[str, Place]:
    return {model._meta.label_lower: place for wing in wings for model, place in wing.personal.items()}


def personal_places() -> dict[str, Place]:
    """What becomes of personal data, by table (`awards.ranking`)."""
    return _personal(manifests())


def reserved_from(actor: Actor) -> list[str]:
    """Kinds of object (`awards.matter`) whose lines in the trail are not for this actor."""
    return [kind for kind, action in _reserved(manifests()).items() if not actor.may(action)]


def tasks_of(actor: Actor, year: Any) -> list[Task]:
    """What every wing has for the acting seat in the year worked on, as the wings give it."""
    return [task for source in gathered(lambda wing: wing.tasks) for task in source.tasks(actor, year)]


def frame_of(actor: Actor, chosen_year: str | None) -> dict[str, Any]:
    """What every page shows beside the page itself."""
    shown: dict[str, Any] = {}
    for wing in manifests():
        if wing.frame is not None:
            shown |= wing.frame(actor, chosen_year)
    return shown


def hear(event: str, row: Any, **told: Any) -> list[Any]:
    """Tell the wings to the right that something happened to `row` (`covenant.frozen`), within its transaction.

    Answers what those that listen say; a noun may ask them so, too (`covenant.signed`: how many have).
    """
    return [wing.hears[event](row, **told) for wing in manifests() if event in wing.hears]


def note_reading(actor: Actor, path: str, session: Any) -> None:
    """Tell the wings before `actor` reads a page of another authority by right."""
    for wing in manifests():
        if wing.note_reading is not None:
            wing.note_reading(actor, path, session)
