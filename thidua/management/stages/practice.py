"""Certificates for practice: one for each of the demo's signers, in the state folder, its number declared."""

from django.conf import settings

from documents.models import SignerCard
from documents.services.trust import PRACTICE, practise
from thidua import clock
from thidua.access.seats import held_on
from thidua.management.stages import units
from thidua.models import Seat
from thidua.policy import Action, may
from thidua.trail.stamps import stamped

FOLDER = settings.STATE / PRACTICE
_FIRST = 79_000_000_000


def uid_of(account_id: int) -> str:
    """A number that no real person has."""
    return f"CCCD:{_FIRST + account_id:012d}"


def build() -> None:
    """The numbers are declared; the files are written where this is a demo. Again after a stage that seats signers."""
    with units.at_work() as by:
        seats = Seat.objects.filter(held_on(clock.today())).select_related("account")
        signers = {seat.account.pk: seat.account for seat in seats if may(seat.role, Action.SIGN_PAPER)}
        declared = set(SignerCard.objects.filter(account__in=signers).values_list("account", flat=True))
        SignerCard.objects.bulk_create(
            SignerCard(account=pk, uid=uid_of(pk), **stamped("declared", by))
            for pk in sorted(signers.keys() - declared)
        )
    if settings.DEMO and not settings.PRODUCTION:
        people = [(person.username, person.full_name, uid_of(pk)) for pk, person in sorted(signers.items())]
        practise(people, units.PASSWORD)
