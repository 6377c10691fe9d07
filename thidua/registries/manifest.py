"""The manifest of a wing: everything that a noun tells the rest of the house, in one place.

A new noun writes its lines into its wing's manifest and nowhere else. `wings` reads them all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from thidua.policy import Action
from thidua.registries.block_file import FileSource
from thidua.registries.file_kinds import Attachable
from thidua.registries.links import LinkKind
from thidua.registries.menu import Group, Line
from thidua.registries.personal_data import Place
from thidua.registries.tasks import TaskSource

if TYPE_CHECKING:
    from thidua.queue.outbox import Work

Breaches = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Check:
    """What `fsck` asks of the whole installation; each breach is told after `title`."""

    title: str
    breaches: Breaches


@dataclass(frozen=True)
class DemoStage:
    """A stage of the demo's year: its parts are in the manifests of the wings, which build them in their order."""

    code: str
    day: date


@dataclass(frozen=True, eq=False, kw_only=True)
class Manifest:
    """One wing. Entries whose types are a wing's own are plain here: the ground knows no wing.

    `invariants` hold for every authority, `common_invariants` once for all of them. `reserved` names models whose lines
    in the trail are told to holders of that action alone. `demo` names the builder of a wing's part by stage as
    `module:function`, since an installation at work never loads the demo.
    """

    wing: str
    urls: str = ""  # the module with the wing's pages, as Django's include() takes it
    api: str = ""  # and the one with its addresses of the API
    tasks: tuple[TaskSource, ...] = ()
    groups: tuple[Group, ...] = ()
    navigation: tuple[Line, ...] = ()
    links: tuple[LinkKind, ...] = ()
    file_kinds: tuple[Attachable, ...] = ()
    paper_kinds: tuple[Any, ...] = ()  # specs of papers, documents.queries.kinds
    reserved: Mapping[type[Model], Action] = field(default_factory=dict)
    cell_words: Mapping[str, str] = field(default_factory=dict)  # how the trail tells a grid's cell, by its code
    trail_words: Mapping[str, str] = field(default_factory=dict)  # how it tells a code that is no field of its object
    trail_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # and codes of choices, by the field's
    personal: Mapping[type[Model], Place] = field(default_factory=dict)  # tables with data of persons, their fate
    stands_against: tuple[Callable[[Any], Iterable[Any]], ...] = ()  # findings against a list that is to be sent
    invariants: tuple[Breaches, ...] = ()
    common_invariants: tuple[Check, ...] = ()
    intake_parts: tuple[Any, ...] = ()  # blocks.services.intake.parts.IntakePart
    jobs: Mapping[str, Callable[["Work"], dict[str, Any]]] = field(default_factory=dict)
    by_the_clock: tuple[Callable[[], None], ...] = ()
    demo_stages: tuple[DemoStage, ...] = ()
    demo: Mapping[str, str] = field(default_factory=dict)
    block_file: tuple[FileSource, ...] = ()  # what a block owes in a year, line by line
    hears: Mapping[str, Callable[..., Any]] = field(
        default_factory=dict
    )  # what a noun to its left does, by `noun.move`
    frame: Callable[..., dict[str, Any]] | None = None  # what every page shows: (actor, chosen year, years known)
    note_reading: Callable[..., Any] | None = None  # told before a page of another authority is read
