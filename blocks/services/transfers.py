"""Deeds between authorities: schools pass to another one on a day, and come back.

What has been done stays where it was done: years, registrations, papers and awards of the giving authority are not
touched, so no issued paper can change. What goes on is made anew on the other side: the school, its people, their
postings and the school's own seats. The successor's office reads the past by right (Actor.past).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from blocks.models import (
    Delegation,
    District,
    DistrictName,
    Invitation,
    Placement,
    Posting,
    RegistrationSheet,
    School,
    Seat,
    StaffMember,
    Succession,
    Target,
    Topic,
    Transfer,
)  # fmt: skip
from blocks.queries.people import held_on
from blocks.rules.transfers import check_names, check_target, check_undo
from thidua import audit, clock
from thidua.actors import Actor, system
from thidua.errors import RuleViolation
from thidua.tenancy import crossing, tenant_id
from thidua.text import squeeze

_NOT_COPIED = {"id", "district", "closed_on", "staff", "school", "valid_from", "valid_to"}


def _facts(row: Model) -> dict[str, Any]:
    """Everything a row says of itself; what it belongs to and since when is said anew on the other side."""
    return {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in _NOT_COPIED}


@dataclass
class Load:
    """What goes along with the schools."""

    schools: list[School]
    postings: list[Posting]
    seats: list[Seat]
    staff: list[StaffMember] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Numbers for the preview: schools, people, postings, seats."""
        return {
            "schools": len(self.schools), "staff": len(self.staff), "postings": len(self.postings),
            "seats": len(self.seats),
        }  # fmt: skip


def _load(schools: Sequence[School], on: date) -> Load:
    going = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), school__in=schools)
    postings = list(going.select_related("staff").order_by("pk"))
    seats = list(Seat.objects.filter(held_on(on), school__in=schools).select_related("account").order_by("pk"))
    people = {posting.staff_id: posting.staff for posting in postings}
    return Load(list(schools), postings, seats, list(people.values()))


def _check(schools: Sequence[School], target: District, on: date) -> None:
    if not schools:
        raise RuleViolation("empty", "Chọn ít nhất một trường để chuyển giao.")
    check_target(same=target.pk == tenant_id(), on=on, valid_from=target.valid_from, valid_to=target.valid_to)
    closed = [school.name for school in schools if school.closed_on is not None]
    if closed:
        raise RuleViolation("closed", f"Trường đã ngừng hoạt động, không chuyển được: {'; '.join(closed)}.")
    codes, keys = [one.code for one in schools], [one.name_key for one in schools]
    with crossing(target.pk):
        met = School.objects.filter(Q(code__in=codes) | Q(name_key__in=keys), closed_on=None)
        check_names(list(met.values_list("name", flat=True)))
        if not DistrictName.objects.exists():
            raise RuleViolation("name", "Đơn vị nhận chưa có tên; đặt tên cho đơn vị đó trước.")


@transaction.atomic
def preview(*, schools: Sequence[School], target: District, on: date) -> dict[str, int]:
    """What a transfer would carry over, counted; RuleViolation says why it would be refused. Nothing is written."""
    _check(schools, target, on)
    return _load(schools, on).counts()


@transaction.atomic
def transfer_schools(
    *, schools: Sequence[School], target: District, on: date, basis: str, by: Actor, area: str = ""
) -> Transfer:
    """From `on` the schools belong to `target`; both sides are written in one transaction, each with its own trail."""
    _check(schools, target, on)
    load, basis = _load(schools, on), squeeze(basis)
    made = Transfer.objects.create(
        target=target, on=on, basis=basis, created_by_name=by.account_name, created_at=clock.now(),
        made={
            "closed": {str(seat.pk): str(seat.valid_to or "") for seat in load.seats},
            "until": {str(one.pk): str(one.valid_to) for one in load.postings if one.valid_to},
        },
    )  # fmt: skip
    _close(load, on)
    _succeed(target, on, basis, area)
    with crossing(target.pk):
        maps = _receive(load, on)
        arrival = system(target.pk, by.account_name)
        for school in School.objects.filter(pk__in=maps["schools"].values()):
            audit.record(by=arrival, verb="tiếp nhận trường", target=school, new={"from": str(on)}, reason=basis)
    made.made |= {name: {str(old): new for old, new in pairs.items()} for name, pairs in maps.items()}
    made.save(update_fields=["made"])
    for school in load.schools:
        audit.record(by=by, verb="chuyển giao trường", target=school, new={"to": target.code}, reason=basis)
    return made


def _close(load: Load, on: date) -> None:
    """The giving side: the schools end, people's postings and the school's seats run to the day before."""
    last = on - timedelta(days=1)
    School.objects.filter(pk__in=[one.pk for one in load.schools]).update(closed_on=on)
    Posting.objects.filter(pk__in=[one.pk for one in load.postings]).update(valid_to=last)
    moment = clock.now()
    for seat in load.seats:
        begun = seat.valid_from <= last
        Seat.objects.filter(pk=seat.pk).update(
            valid_to=last if begun else seat.valid_from, ended_at=None if begun else moment
        )
    lent = Delegation.objects.filter(seat__in=load.seats, revoked_at=None, valid_to__gte=on)
    lent.update(revoked_at=moment, reason="Trường chuyển sang đơn vị quản lý khác")
    Invitation.objects.filter(school__in=load.schools, state__in=["MOI", "DA_NHAN"]).update(state="THU_HOI")


def _succeed(target: District, on: date, basis: str, area: str) -> None:
    named = DistrictName.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    name = named.short_name if named else ""
    Succession.objects.get_or_create(
        successor=target, on=on, defaults={"basis": basis, "area": squeeze(area), "predecessor_name": name}
    )
    Succession.objects.filter(successor=target, on=on, predecessor_name="").update(predecessor_name=name)


def _receive(load: Load, on: date) -> dict[str, dict[int, int]]:
    """The receiving side: new rows for schools, people, postings and seats; old id → new id of each."""
    homes = {
        old.pk: School.objects.create(**_facts(old)) for old in load.schools
    }
    people = StaffMember.objects.bulk_create(
        [StaffMember(**_facts(old)) for old in load.staff], batch_size=500
    )
    known = dict(zip((old.pk for old in load.staff), people, strict=True))
    postings = Posting.objects.bulk_create(
        [
            Posting(**_facts(old), staff=known[old.staff_id], school=homes[old.school_id], valid_from=on)
            for old in load.postings
        ],
        batch_size=500,
    )  # fmt: skip
    seats = [
        Seat.objects.create(
            account=old.account, role=old.role, school=homes[old.school_id or 0], unit_name=old.unit_name,
            valid_from=on, valid_to=old.valid_to if old.valid_to and old.valid_to >= on else None,
        )
        for old in load.seats
    ]  # fmt: skip
    return {
        "schools": {old: new.pk for old, new in homes.items()},
        "staff": {old: new.pk for old, new in known.items()},
        "postings": {old.pk: new.pk for old, new in zip(load.postings, postings, strict=True)},
        "seats": {old.pk: new.pk for old, new in zip(load.seats, seats, strict=True)},
    }


@transaction.atomic
def undo_transfer(*, transfer: Transfer, by: Actor, reason: str) -> Transfer:
    """Everything as before, on both sides, while nobody has worked with what came (within thirty days)."""
    row = Transfer.objects.select_for_update().get(pk=transfer.pk)
    new = {name: list(row.made.get(name, {}).values()) for name in ("schools", "staff", "postings", "seats")}
    with crossing(row.target_id):
        used = _used(new) if row.undone_at is None else []
        check_undo(made_at=row.created_at, undone=row.undone_at is not None, now=clock.now(), used=used)
        Seat.objects.filter(pk__in=new["seats"]).delete()
        Posting.objects.filter(pk__in=new["postings"]).delete()
        StaffMember.objects.filter(pk__in=new["staff"]).delete()
        back = system(row.target_id, by.account_name)
        for school in School.objects.filter(pk__in=new["schools"]):
            audit.record(by=back, verb="hoàn tác tiếp nhận trường", target=school, reason=reason)
        School.objects.filter(pk__in=new["schools"]).delete()
    School.objects.filter(pk__in=row.made["schools"]).update(closed_on=None)
    Posting.objects.filter(pk__in=row.made["postings"]).update(valid_to=None)
    for pk, until in row.made["until"].items():
        Posting.objects.filter(pk=pk).update(valid_to=date.fromisoformat(until))
    for pk, until in row.made["closed"].items():
        Seat.objects.filter(pk=pk).update(valid_to=date.fromisoformat(until) if until else None, ended_at=None)
    row.undone_at, row.undone_by_name = clock.now(), by.account_name
    row.save(update_fields=["undone_at", "undone_by_name"])
    if not Transfer.objects.filter(target=row.target_id, on=row.on, undone_at=None).exists():
        Succession.objects.filter(successor=row.target_id, on=row.on).delete()
    audit.record(by=by, verb="hoàn tác chuyển giao", target=row, reason=squeeze(reason))
    return row


def _used(new: dict[str, list[int]]) -> list[str]:
    """What the receiving side has done with the new rows, in words."""
    schools = new["schools"]
    found: dict[str, bool] = defaultdict(bool)
    found["xếp khối"] = Placement.objects.filter(school__in=schools).exists()
    found["đăng ký"] = RegistrationSheet.objects.filter(school__in=schools).exists()
    found["chỉ tiêu"] = Target.objects.filter(school__in=schools).exists()
    found["công trình"] = Topic.objects.filter(school__in=schools).exists()
    found["nhân sự mới"] = Posting.objects.filter(school__in=schools).exclude(pk__in=new["postings"]).exists()
    found["vai trò mới"] = Seat.objects.filter(school__in=schools).exclude(pk__in=new["seats"]).exists()
    found["lời mời"] = Invitation.objects.filter(school__in=schools).exists()
    found["ủy quyền"] = Delegation.objects.filter(school__in=schools).exists()
    return [word for word, yes in found.items() if yes]
