"""Awards go along with schools and people that pass to another authority: copied facts, the originals stay."""

from django.db import transaction

from awards.models import Award, Decision
from blocks.models import Transfer
from thidua.tenancy import crossing


def _pairs(transfer: Transfer, name: str) -> dict[int, int]:
    return {int(old): new for old, new in transfer.made.get(name, {}).items()}


@transaction.atomic
def carry_awards(*, transfer: Transfer) -> tuple[int, int]:
    """Copy the awards of what went; answers how many went and how many stayed.

    Without them no condition on earlier titles could be judged there. An award that a person got in a school that did
    not go stays: its school would be a false one on the other side, and the successor reads it in the past.
    """
    staff, schools = _pairs(transfer, "staff"), _pairs(transfer, "schools")
    mine = Award.objects.filter(staff__in=staff) | Award.objects.filter(staff=None, school__in=schools)
    found = list(mine.select_related("decision").order_by("pk"))
    going = [award for award in found if award.school_id in schools]
    with crossing(transfer.target_id):
        papers = {}
        for old in {award.decision_id: award.decision for award in going if award.decision is not None}.values():
            known, _ = Decision.objects.get_or_create(number=old.number, issued_on=old.issued_on, issuer=old.issuer)
            papers[old.pk] = known
        Award.objects.bulk_create(
            [
                Award(
                    decision=papers[award.decision_id] if award.decision_id else None,
                    staff_id=staff[award.staff_id] if award.staff_id else None, school_id=schools[award.school_id],
                    title_id=award.title_id, year_code=award.year_code, status=award.status,
                )
                for award in going
            ],
            batch_size=500,
        )  # fmt: skip
    return len(going), len(found) - len(going)


@transaction.atomic
def drop_awards(*, transfer: Transfer) -> int:
    """Before a transfer is undone: take the copies away again; answers how many."""
    staff, schools = _pairs(transfer, "staff").values(), _pairs(transfer, "schools").values()
    with crossing(transfer.target_id):
        copies = Award.objects.filter(staff__in=staff) | Award.objects.filter(school__in=schools)
        return copies.delete()[0]
