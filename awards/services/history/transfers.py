"""Awards go along with schools and people that pass to another authority: copied facts, the originals stay."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from awards.models import Award, Decision
from blocks.models import Posting, Transfer, UnitChange
from blocks.rules.units.changes import Basis
from blocks.services.units import transfers
from blocks.services.units.transfers import Share, Tell
from blocks.services.units.undo_log import UndoLog
from thidua.actors import Actor
from thidua.wall.tenancy import crossing


@transaction.atomic
def hand_over(
    *, shares: list[Share], on: date, basis: Basis, by: Actor, whole: bool = True, tell: Tell | None = None
) -> UnitChange:
    """The schools go over as `blocks.services.units.transfers.hand_over` says, and their awards with them."""
    change = transfers.hand_over(shares=shares, on=on, basis=basis, by=by, whole=whole, tell=tell)
    for number, transfer in enumerate(Transfer.objects.filter(change=change).order_by("pk"), 1):
        carry_awards(transfer=transfer)
        if tell is not None:
            tell(number, len(shares), "Chép khen thưởng theo người")
    return UnitChange.objects.get(pk=change.pk)


@transaction.atomic
def preview(*, shares: list[Share], on: date, whole: bool) -> tuple[dict[str, int], list[str]]:
    """Counts and warnings of a transfer with its awards; nothing is written."""
    counts, warnings = transfers.preview_shares(shares=shares, on=on, whole=whole)
    went = stayed = 0
    for share in shares:
        schools = [one.pk for one in share.schools]
        working = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), school__in=schools).values("staff")
        mine = Award.objects.filter(Q(staff__in=working) | Q(staff=None, school__in=schools))
        here = mine.filter(school__in=schools).count()
        went, stayed = went + here, stayed + mine.count() - here
    return counts | {"awards": went, "awards_stay": stayed}, warnings


@transaction.atomic
def carry_awards(*, transfer: Transfer) -> tuple[int, int]:
    """Copy the awards of what went; answers how many went and how many stayed. Undone with the transfer.

    Without them no condition on earlier titles could be judged there. An award that a person got in a school that did
    not go stays: its school would be a false one on the other side, and the successor reads it in the past.
    """
    staff, schools = _pairs(transfer, "staff"), _pairs(transfer, "schools")
    mine = Award.objects.filter(staff__in=staff) | Award.objects.filter(staff=None, school__in=schools)
    found = list(mine.select_related("decision").order_by("pk"))
    going = [award for award in found if award.school_id in schools]
    undo_log = UndoLog()
    with crossing(transfer.target_id):
        there = Award.objects.filter(staff__in=staff.values()) | Award.objects.filter(school__in=schools.values())
        known = {_key(award) for award in there}
        papers = _papers(going, undo_log)
        copies = [
            Award(
                decision_id=papers[award.decision_id] if award.decision_id else None,
                staff_id=staff[award.staff_id] if award.staff_id else None,
                school_id=schools[award.school_id],
                title_id=award.title_id,
                year_code=award.year_code,
                status=award.status,
            )
            for award in going
        ]
        undo_log.make([one for one in copies if _key(one) not in known])
    _note(transfer, undo_log, len(going), len(found) - len(going))
    return len(going), len(found) - len(going)


def _pairs(transfer: Transfer, name: str) -> dict[int, int]:
    return {int(old): new for old, new in transfer.made.get(name, {}).items()}


def _key(award: Award) -> tuple:
    """One title a person and year, wherever it was given; one a school and year."""
    return award.staff_id or f"school {award.school_id}", award.title_id, award.year_code


def _papers(going: list[Award], undo_log: UndoLog) -> dict[int, int]:
    """Decisions on the receiving side: id here → id there, those already known not made again."""
    old = {one.pk: one for one in (award.decision for award in going) if one is not None}
    numbers = {one.number for one in old.values()}
    rows = Decision.objects.filter(number__in=numbers).values_list("number", "issued_on", "issuer", "pk")
    known = {tuple(key): pk for *key, pk in rows}
    wanted = {(one.number, one.issued_on, one.issuer): one for one in old.values()}
    new = [key for key in wanted if key not in known]
    made = undo_log.make([Decision(number=number, issued_on=on, issuer=issuer) for number, on, issuer in new])
    known |= {key: row.pk for key, row in zip(new, made, strict=True)}
    return {pk: known[(one.number, one.issued_on, one.issuer)] for pk, one in old.items()}


def _note(transfer: Transfer, undo_log: UndoLog, went: int, stayed: int) -> None:
    """The copies belong to the deed: counted there, and taken back with it."""
    change = UnitChange.objects.get(pk=transfer.change_id)
    counts = change.counts
    for name, many in (("awards", went), ("awards_stay", stayed)):
        if many:
            counts[name] = counts.get(name, 0) + many
    change.journal = [*change.journal, *undo_log.sealed()]
    change.save(update_fields=["journal", "counts"])
