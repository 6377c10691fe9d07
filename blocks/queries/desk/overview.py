"""What stands beside the tasks on the first page: the board's strip, other seats' work, the offices one may read."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from blocks.models import EmulationYear
from blocks.queries.desk.standing import Standing, standings
from blocks.rules.registration.registrations import SheetState
from thidua import clock
from thidua.actors import Actor, Reads
from thidua.policy import Action
from thidua.registries.tasks import Task, sorted_out
from thidua.registries.wings import tasks_of
from thidua.wall.tenancy import reading

# Sheet state → code of the screens' states, in the order of a list's way.
STRIP = {
    "": "not_sent",
    SheetState.DRAFT: "draft",
    SheetState.WITH_PRINCIPAL: "waiting",
    SheetState.RETURNED: "returned",
    SheetState.SENT: "sent",
    SheetState.RECEIVED: "received",
    SheetState.ACCEPTED: "accepted",
}
MOST_SEATS, MOST_OFFICES = 6, 60  # beyond, the page of roles lists them


def strip(actor: Actor, year: EmulationYear | None) -> list[tuple[str, int]]:
    """Codes of states with how many schools of the year stand there, empty ones left out; [] for who has no board."""
    if year is None or not (actor.may(Action.SEE_BOARD) and actor.may(Action.SEE_SENDING)):
        return []
    counts = Counter(school.state for school in standings(actor, year))
    return [(code, counts[state]) for state, code in STRIP.items() if counts[state]]


class OtherSeat(NamedTuple):
    """Another own seat in the same authority, with what it has to do."""

    seat: Actor
    tasks: list[Task]


def other_seats(actor: Actor, seats: Iterable[Actor], year: Any) -> list[OtherSeat]:
    """What waits for the person in their other seats of this authority; the questions grow with the seats alone."""
    if actor.reads is not None:
        return []
    others = [seat for seat in seats if seat.reads is None and seat.district_id == actor.district_id]
    others = [seat for seat in others if seat.key != actor.key][:MOST_SEATS]
    return [OtherSeat(seat, sorted_out(tasks_of(seat, year)).mine) for seat in others]


class Office(NamedTuple):
    """An authority that the reader's own may read: how far its schools are in its running year."""

    seat: Actor
    year: str
    sent: int
    schools: int


def offices(seats: Iterable[Actor]) -> list[Office]:
    """The members that let the acting office read, with numbers alone: lists and names are read by entering, which the
    member is told of. Three questions an office.
    """
    members = [seat for seat in seats if seat.reads is Reads.MEMBER][:MOST_OFFICES]
    return [_office(seat) for seat in members]


def _office(seat: Actor) -> Office:
    today = clock.today()
    with reading(seat.district_id):
        years = list(EmulationYear.objects.order_by("-starts_on"))
        year = next((one for one in years if one.starts_on <= today <= one.ends_on), None) or next(iter(years), None)
        schools: list[Standing] = standings(seat, year) if year else []
    return Office(seat, str(year) if year else "", sum(school.sent for school in schools), len(schools))
