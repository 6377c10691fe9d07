"""Who may act as what today."""

from datetime import date
from django.db.models import Q

from blocks.models import Account, Seat
from thidua.actors import Actor
from thidua.policy import Role

_ORDER = {role: place for place, role in enumerate(Role)}


def _valid(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def actors_of(account: Account, day: date) -> list[Actor]:
    """Every seat the account holds on `day`, in any authority, the authority's own seats first.

    Runs before a district is known: the database shows a person their own seats and nothing else, which is why a seat
    carries its unit's name.
    """
    found = list(
        Seat._base_manager.filter(_valid(day), account=account).values(
            "id", "role", "district_id", "block_id", "school_id", "unit_name"
        )
    )
    found.sort(key=lambda seat: (_ORDER[Role(seat["role"])], seat["district_id"], seat["id"]))
    return [
        Actor(
            account_id=account.pk,
            account_name=account.full_name,
            seat_id=seat["id"],
            role=Role(seat["role"]),
            district_id=seat["district_id"],
            unit_name=seat["unit_name"],
            block_id=seat["block_id"],
            school_id=seat["school_id"],
        )
        for seat in found
    ]
