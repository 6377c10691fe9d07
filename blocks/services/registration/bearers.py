"""Who holds a personal link, as the trail names them."""

from dataclasses import dataclass

from blocks.models import Registration
from thidua.actors import Actor
from thidua.policy import Action, Role
from thidua.wall.tenancy import tenant_id


@dataclass(frozen=True, slots=True)
class Bearer(Actor):
    """Who holds a personal link: no account, no seat, may do nothing but answer it."""

    @property
    def role_name(self) -> str:
        """As the trail tells it."""
        return "Người đăng ký, qua đường dẫn riêng"

    def may(self, action: Action) -> bool:
        """Nothing."""
        return False


def bearer_of(row: Registration) -> Bearer:
    """The person of the row as the trail names them."""
    return Bearer(
        account_id=None,
        account_name=row.staff.full_name,
        seat_id=None,
        role=Role.COUNCIL_MEMBER,
        district_id=tenant_id(),
        unit_name=row.sheet.school.name,
    )
