"""The deed of inviting the principals of several schools at once, from one table: all of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from blocks.models import Invitation, School
from blocks.services.access.invitations import invite
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.policy import Action, Role

MOST = 200  # of one table


@dataclass(frozen=True)
class Offer:
    """One line of the table: whom the school's principal is to be."""

    school: School
    full_name: str
    email: str = ""


@transaction.atomic
def invite_principals(*, offers: Iterable[Offer], valid_from: date, by: Actor) -> list[tuple[Invitation, str]]:
    """An invitation and its token for each line; a line that cannot be is named by its school, and nothing is made."""
    demand(by, Action.INVITE)
    listed = list(offers)
    if not listed:
        raise RuleViolation("none", "Ghi họ tên ở ít nhất một dòng.")
    if len(listed) > MOST:
        raise RuleViolation("many", f"Mỗi lần mời nhiều nhất {MOST} người.")
    made = []
    for offer in listed:
        try:
            made.append(
                invite(
                    full_name=offer.full_name,
                    email=offer.email,
                    role=Role.PRINCIPAL,
                    school=offer.school,
                    valid_from=valid_from,
                    by=by,
                )
            )
        except RuleViolation as problem:
            told = f"{offer.school.name}: {problem.message}"
            raise RuleViolation(problem.code, told, problem.basis, where=str(offer.school.pk)) from None
    return made
