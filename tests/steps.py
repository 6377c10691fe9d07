"""Steps as if they had been made: for tests that begin in the middle of a flow."""

from datetime import datetime

from thidua import clock
from thidua.flow.models import Step
from thidua.wall.tenancy import TenantModel


def add_step(row: TenantModel, move: str, *, at: datetime | None = None, name: str = "Bích Vân") -> Step:
    """The standing step `move` of the row, made at `at` (now where None)."""
    kind, moment = row._meta.label_lower, at or clock.now()
    Step.objects.filter(kind=kind, target=row.pk, move=move).delete()
    return Step.objects.create(kind=kind, target=row.pk, move=move, name=name, at=moment)
