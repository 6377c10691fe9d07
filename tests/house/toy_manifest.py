"""A manifest that no wing has: `test_manifests` adds it to see its lines appear."""

from collections.abc import Iterator
from typing import Any

from thidua.actors import Actor
from thidua.policy import Action
from thidua.registries.links import Link, LinkKind
from thidua.registries.manifest import Manifest
from thidua.registries.menu import Line
from thidua.registries.tasks import Task, TaskSource


def _tasks(_actor: Actor, _year: Any) -> Iterator[Task]:
    yield Task("toys.write", "Ghi phong trào thử", Link("toy"))


MANIFEST = Manifest(
    wing="toys",
    tasks=(TaskSource("toys", "during", _tasks),),
    navigation=(Line("Phong trào thử", "notices", "award", Action.SEE_HOME, "during"),),
    links=(LinkKind("toy", Action.SEE_HOME, "notices"),),
)
