"""What a deed demands is refused by the deed itself, for whoever calls it: page, API, file or job.

Each deed of the table is called by somebody whose role may not, and where it is a unit's by the head of another unit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from awards.models import Absence, Discipline, Initiative
from awards.rules.facts.disciplines import About
from awards.services.facts import attestations, disciplines, facts, initiatives, person_facts, school_facts, statements
from blocks.models import (
    AgendaItem,
    Block,
    Confirmation,
    Council,
    Covenant,
    EmulationYear,
    Fault,
    Mail,
    Meeting,
    Membership,
    Movement,
    MovementMilestone,
    Phase,
    PlanTask,
    Registration,
    RegistrationSheet,
    SchoolPlan,
    StaffMember,
    TimetableRow,
    Topic,
)
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.movements.parts import CRITERIA
from blocks.rules.registration.registrations import ROW
from blocks.rules.units.staff import Leaving
from blocks.services.access import oversight, seats, support
from blocks.services.mailroom import mails, reminders, timetables
from blocks.services.meetings import attendance, councils, meetings, resolutions, sitting_rules
from blocks.services.movements import movement_rows, movements, participations, plan_tasks, school_plans
from blocks.services.promise import adoptions, covenants, targets, topics
from blocks.services.registration import confirmations, faults, returned_cells, sheet_cells, sheet_people, sheets
from blocks.services.units import authority_changes, personal, school_changes, transfers, undoing, units
from blocks.services.year import phase_templates, phases, years
from documents.models import Document, SignatureSlot
from documents.services import signing
from tests.cast import Cast
from thidua.access.demands import OTHER_UNIT, demand
from thidua.actors import Actor, system
from thidua.errors import Denied
from thidua.grid.engine import apply
from thidua.models import AuditEvent, Seat
from thidua.policy import Action, Role

DAY = date(2023, 10, 2)


@dataclass(frozen=True)
class Deed:
    """A deed with enough of its things to be refused: it asks who comes before it looks at anything else."""

    call: Callable[..., Any]
    given: Callable[[Cast], dict[str, Any]]
    lacks: str = "member"  # somebody whose role may not

    @property
    def name(self) -> str:
        """`units.create_block`"""
        return f"{self.call.__module__.rsplit('.', 1)[1]}.{self.call.__name__}"


def _set_targets(*, block: Block, year: EmulationYear, by: Actor) -> None:
    apply(targets.TargetCells(block, year, by), [], by)


def _school(cast: Cast) -> dict[str, Any]:
    return {"school": cast.schools[1], "year": cast.year}


def _person(cast: Cast) -> dict[str, Any]:
    return {**_school(cast), "staff": StaffMember(full_name="Lê Thị An")}


def _sheet(cast: Cast) -> RegistrationSheet:
    return RegistrationSheet(school=cast.schools[1], year=cast.year)


def _begun(cast: Cast) -> RegistrationSheet:
    return sheets.begin_sheet(**_school(cast), by=system(cast.district.pk))


def _row(cast: Cast) -> Registration:
    return Registration(sheet=_sheet(cast))


def _answer(cast: Cast) -> dict[str, Any]:
    return {"confirmation": Confirmation(registration=_row(cast))}


def _block(cast: Cast) -> dict[str, Any]:
    return {"block": cast.block, "year": cast.year}


def _covenant(cast: Cast) -> dict[str, Any]:
    made = Covenant(**_block(cast))
    return {"covenant": made, "principles": "", "movements": [], "seen": 1}


def _changed(name: str, model: type, **more: Any) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {name: model(school=cast.schools[1]), **more}


def _plan(cast: Cast) -> SchoolPlan:
    return SchoolPlan(school=cast.schools[1], year=cast.year)


def _movement(cast: Cast) -> dict[str, Any]:
    return {"movement": Movement(block=cast.block)}


def _line(cast: Cast) -> dict[str, Any]:
    return {**_movement(cast), "part": CRITERIA, "pk": 1, "version": 1}


def _joined(cast: Cast) -> dict[str, Any]:
    return {**_movement(cast), "school": cast.schools[1], "version": 0}


def _council(cast: Cast) -> Council:
    return Council(school=cast.schools[1])


def _meeting(cast: Cast) -> Meeting:
    return Meeting(council=_council(cast), planned_month=DAY)


def _seated(cast: Cast) -> dict[str, Any]:
    return {"meeting": _meeting(cast), "membership": Membership(council=_council(cast))}


def _block_council(cast: Cast) -> Council:
    return Council(block=cast.block, year=cast.year, kind=CouncilKind.BLOCK)


def _sitting(cast: Cast) -> Meeting:
    return Meeting(council=_block_council(cast), year=cast.year)


def _place(cast: Cast, **more: Any) -> dict[str, Any]:
    slot = SignatureSlot(role=Role.BLOCK_LEADER, block_id=cast.block.pk, name="Nguyễn Lan Hương", post=[])
    return {"document": Document(block=cast.block, kind="plan", year=cast.year), "slot": slot, **more}


def _paper(cast: Cast) -> dict[str, Any]:
    return {"document": _place(cast)["document"]}


BASIS: Any = None  # refused before it is read
_COUNCIL = {"kind": CouncilKind.EMULATION, "name": "Hội đồng"}
OF_SCHOOL = (
    Deed(disciplines.add_discipline, _person, "secretary"),
    Deed(disciplines.add_matter, _person, "secretary"),
    Deed(disciplines.change_row, _changed("row", Discipline, version=0), "secretary"),
    Deed(disciplines.drop_row, _changed("row", Discipline, version=0, reason="nhầm"), "secretary"),
    Deed(attestations.attest_people, lambda cast: {**_school(cast), "wanted": {}, "seen": ""}, "secretary"),
    Deed(attestations.attest_school, lambda cast: {**_school(cast), "wanted": set()}, "secretary"),
    Deed(statements.state_complete, lambda cast: {**_school(cast), "about": About.MATTERS}, "secretary"),
    Deed(statements.take_back_statement, lambda cast: {**_school(cast), "about": About.WORKS}, "secretary"),
    Deed(initiatives.add_initiative, _person),
    Deed(initiatives.change_initiative, _changed("initiative", Initiative, version=0)),
    Deed(initiatives.drop_initiative, _changed("initiative", Initiative, version=0, reason="nhầm")),
    Deed(facts.set_fact_cells, lambda cast: {**_school(cast), "changes": []}),
    Deed(facts.rank_everybody, lambda cast: {**_school(cast), "level": None, "over": True}),
    Deed(facts.date_absence, _changed("absence", Absence, starts_on=None, ends_on=None, result="")),
    Deed(person_facts.save_person_facts, lambda cast: {**_person(cast), "version": 0}),
    Deed(school_facts.save_school_facts, lambda cast: {**_school(cast), "version": 0}),
    Deed(sheets.begin_sheet, _school, "officer"),
    Deed(sheet_cells.set_cells, lambda cast: {"sheet": _begun(cast), "changes": []}, "officer"),
    Deed(
        sheet_people.add_person,
        lambda cast: {"sheet": _sheet(cast), "full_name": "An", "birth_date": None, "gender": "", "job_title": ""},
        "officer",
    ),
    Deed(sheet_people.take_out, lambda cast: {"row": _row(cast), "why": Leaving.MISTAKE}, "officer"),
    Deed(confirmations.ask_people, lambda cast: {"sheet": _sheet(cast), "wanted": True}, "officer"),
    Deed(confirmations.make_links, lambda cast: {"sheet": _sheet(cast)}, "officer"),
    Deed(confirmations.take_over, _answer, "officer"),
    Deed(confirmations.decline, lambda cast: {**_answer(cast), "answer": "Đã sửa."}, "officer"),
    Deed(confirmations.end_link, _answer, "officer"),
    Deed(
        topics.save_topics,
        lambda cast: {**_school(cast), "works": [], "topics": [], "seen": ""},
    ),
    Deed(topics.report_topic, lambda cast: {"topic": Topic(**_school(cast)), "wanted": None, "seen": ""}),
    Deed(councils.found_council, lambda cast: {**_school(cast), **_COUNCIL}, "secretary"),
    Deed(councils.seat_member, lambda cast: {"council": _council(cast), "facts": BASIS}, "secretary"),
    Deed(
        councils.end_membership,
        lambda cast: {"membership": Membership(council=_council(cast)), "last_day": DAY},
        "secretary",
    ),
    Deed(meetings.record_held, lambda cast: {"meeting": _meeting(cast), "facts": BASIS, "seen": 0}, "member"),
    Deed(attendance.call_roll, lambda cast: {**_seated(cast), "mark": attendance.Mark(Presence.PRESENT)}, "member"),
    Deed(attendance.answer_invitation, lambda cast: {**_seated(cast), "answer": Answer.WILL_COME}, "member"),
    Deed(seats.end_seat, lambda cast: {"seat": cast.seats["secretary"], "last_day": DAY}, "secretary"),
    Deed(
        seats.hand_over,
        lambda cast: {"seat": cast.seats["secretary"], "to": cast.accounts["member"], "on": date(2099, 1, 1)},
        "secretary",
    ),
    Deed(
        seats.give_seat,
        lambda cast: {
            "account": cast.accounts["member"],
            "role": Role.SECRETARY,
            "valid_from": DAY,
            "school": cast.schools[1],
        },
        "leader",
    ),
    Deed(faults.dismiss_fault, lambda cast: {"fault": Fault(sheet=_sheet(cast))}),
)
OF_PLAN = (
    Deed(school_plans.begin_plan, _school),
    Deed(school_plans.set_reminding, lambda cast: {"plan": _plan(cast), "days": 3}),
    Deed(plan_tasks.add_tasks, lambda cast: {"plan": _plan(cast), "lines": []}),
    Deed(plan_tasks.remove_task, lambda cast: {"task": PlanTask(plan=_plan(cast))}),
)
_DAYS = {"starts_on": DAY, "ends_on": DAY}
OF_MOVEMENT = (
    Deed(movements.begin_movement, lambda cast: {"owner": cast.block, "name": "x", **_DAYS}),
    Deed(movements.save_heading, lambda cast: {**_movement(cast), "version": 0, "name": "x", **_DAYS}),
    Deed(movements.save_words, lambda cast: {**_movement(cast), "version": 0, "key": "funds", "text": ""}),
    Deed(movement_rows.add_row, lambda cast: {**_movement(cast), "part": CRITERIA, "typed": {}}),
    Deed(movement_rows.change_row, lambda cast: {**_line(cast), "typed": {}}),
    Deed(movement_rows.drop_row, lambda cast: _line(cast)),
    Deed(
        movement_rows.add_yearly,
        lambda cast: {**_movement(cast), "first": DAY, "kind": "BAO_CAO", "to_whom": "", "note": ""},
    ),
    Deed(
        participations.send_report,
        lambda cast: {"milestone": MovementMilestone(**_movement(cast)), "school": None, "version": 0, "text": "x"},
    ),
)
OF_PARTICIPANT = (
    Deed(
        participations.save_participation,
        lambda cast: {**_joined(cast), "promise": "", "result": ""},
    ),
    Deed(participations.leave_movement, lambda cast: _joined(cast)),
)
OF_SCHOOL = (*OF_SCHOOL, *OF_PLAN, *OF_PARTICIPANT)
OF_BLOCK = (
    *OF_MOVEMENT,
    Deed(covenants.begin_covenant, _block, "principal"),
    Deed(covenants.save_covenant, _covenant, "principal"),
    Deed(_set_targets, _block, "principal"),
    Deed(
        meetings.save_meeting,
        lambda cast: {**_block(cast), "facts": SimpleNamespace(number=1), "seen": 0},
        "principal",
    ),
    Deed(
        meetings.plan_meeting,
        lambda cast: {"council": _block_council(cast), "year": cast.year, "facts": None, "kind": None, "seen": 0},
        "member",
    ),
    Deed(meetings.record_held, lambda cast: {"meeting": _sitting(cast), "facts": None, "seen": 0}),
    Deed(resolutions.add_item, lambda cast: {"meeting": _sitting(cast), "text": "A"}),
    Deed(resolutions.resolve, lambda cast: {"item": AgendaItem(meeting=_sitting(cast)), "facts": None, "seen": 0}),
    Deed(attendance.call_roll, lambda cast: {"meeting": _sitting(cast), "membership": None, "mark": None}),
    Deed(attendance.call_rest, lambda cast: {"meeting": _sitting(cast)}),
    Deed(
        councils.found_council,
        lambda cast: {"kind": CouncilKind.EMULATION, "name": "A", "block": cast.block, "year": cast.year},
    ),
    Deed(councils.seat_member, lambda cast: {"council": _block_council(cast), "facts": None}),
    Deed(
        councils.end_membership, lambda cast: {"membership": Membership(council=_block_council(cast)), "last_day": DAY}
    ),
    Deed(councils.record_decision, lambda cast: {"council": _block_council(cast), "number": "", "decided_on": None}),
)
OF_SIGNER = (
    Deed(signing.take_lease, _place, "principal"),
    Deed(signing.drop_lease, _place, "principal"),
    Deed(signing.sign_with_p12, lambda cast: _place(cast, p12=b"", passphrase=""), "principal"),
    Deed(signing.accept_upload, lambda cast: _place(cast, content=b""), "principal"),
    Deed(signing.accept_scan, lambda cast: _place(cast, content=b"", name="x.pdf"), "principal"),
    Deed(signing.open_signing, _paper, "principal"),
)
_ON = {"on": DAY, "basis": BASIS}
_NAME = {"name": "", "short_name": "", "parent_agency": "", "place_name": "", "head_title": "", "symbol": ""}
OF_OFFICE = (
    Deed(personal.export_person, lambda cast: {"staff": StaffMember()}),
    Deed(
        personal.correct_person,
        lambda cast: {"staff": StaffMember(), "full_name": "An", "birth_date": None, "gender": "", "reason": "nhầm"},
    ),
    Deed(personal.erase_person, lambda cast: {"staff": StaffMember(), "reason": "theo đơn"}),
    Deed(returned_cells.mark_cell, lambda cast: {"sheet": _sheet(cast), "row": None, "cell": ROW, "reason": "thiếu"}),
    Deed(returned_cells.unmark_cell, lambda cast: {"sheet": _sheet(cast), "row": None, "cell": ROW}),
    Deed(years.open_year, lambda cast: {"code": "2024-2025", "starts_on": DAY, "ends_on": date(2025, 7, 31)}),
    Deed(years.copy_placements, lambda cast: {"source": cast.year, "year": cast.year}),
    Deed(phases.set_guideline, lambda cast: {"year": cast.year, "number": "1", "on": DAY, "legal_bases": []}),
    Deed(phases.set_phases, lambda cast: {"year": cast.year, "days": {}}),
    Deed(phases.extend, lambda cast: {"phase": Phase(), "until": DAY, "reason": "bão", "school": cast.schools[1]}),
    Deed(adoptions.adopt, lambda cast: {"document": None}),
    Deed(phase_templates.set_template, lambda cast: {"cycle": None, "rows": []}),
    Deed(units.create_block, lambda cast: {"code": "30", "name": "Khối 30", "level": "MN"}),
    Deed(units.add_school, lambda cast: {"code": "X", "name": "Trường X", "level": "MN", "ownership": "PUBLIC"}),
    Deed(units.place_school, lambda cast: {**_block(cast), "school": cast.schools[1]}),
    Deed(units.choose_leader, lambda cast: {**_block(cast), "school": cast.schools[1]}),
    Deed(units.add_successor, lambda cast: {"successor": cast.other, **_ON}),
    Deed(authority_changes.rename_authority, lambda cast: {**_NAME, **_ON}),
    Deed(authority_changes.close_authority, lambda cast: dict(_ON)),
    Deed(school_changes.rename_school, lambda cast: {"school": cast.schools[1], "name": "Trường Y", **_ON}),
    Deed(school_changes.merge_schools, lambda cast: {"schools": cast.schools, **_ON}),
    Deed(
        school_changes.split_school,
        lambda cast: {"school": cast.schools[1], "parts": [], "going": {}, "ends": True, **_ON},
    ),
    Deed(school_changes.dissolve_schools, lambda cast: {"schools": cast.schools, **_ON}),
    Deed(transfers.hand_over, lambda cast: {"shares": [], **_ON}),
    Deed(transfers.hand_over_later, lambda cast: {"shares": [], **_ON}),
    Deed(undoing.undo_change, lambda cast: {"change": None, "reason": "nhầm"}),
    Deed(reminders.chase, lambda cast: {"phase": Phase(), "schools": cast.schools}),
    Deed(reminders.chase_blocks, lambda cast: {"phase": Phase(), "blocks": [cast.block]}),
    Deed(reminders.assign_levels, lambda cast: {"seat": cast.seats["officer"], "levels": []}),
    Deed(timetables.begin_timetable, lambda cast: {"phases": []}),
    Deed(timetables.save_row, lambda cast: {"phase": Phase(), "row": None, "wanted": None, "seen": 0}),
    Deed(timetables.drop_row, lambda cast: {"row": TimetableRow(), "seen": 0}),
    Deed(timetables.set_hour, lambda cast: {"at": time(7), "seen": 0}),
    Deed(
        sitting_rules.rule_sittings,
        lambda cast: {
            "valid_from": DAY,
            "share_of": 2,
            "share_in": 3,
            "substitutes": False,
            "opinion_days": 3,
            "basis": "",
        },
    ),
    Deed(resolutions.direct, lambda cast: {"item": AgendaItem(), "direction": "A"}),
    Deed(oversight.ask, lambda cast: {"code": "q1", "basis": "", "valid_from": DAY}),
    Deed(support.allow, lambda cast: {"allowed": False}),
    Deed(support.open_now, lambda cast: {"session": None}),
    Deed(mails.send_again, lambda cast: {"letter": Mail()}),
)


def _names(deeds: tuple[Deed, ...]) -> list[Any]:
    return [pytest.param(deed, id=deed.name) for deed in deeds]


def _refused(cast: Cast, deed: Deed, by: Any) -> str:
    """The sentence of the refusal; nothing was written, not even a line of the trail."""
    given = deed.given(cast)
    before = AuditEvent.objects.count(), list(Seat.objects.order_by("pk").values_list())
    with pytest.raises(Denied) as no:
        deed.call(**given, by=by)
    assert (AuditEvent.objects.count(), list(Seat.objects.order_by("pk").values_list())) == before
    return no.value.message


@pytest.mark.parametrize("deed", _names(OF_SCHOOL + OF_BLOCK))
def test_a_role_that_may_not_is_refused_by_the_deed(cast: Cast, deed: Deed) -> None:
    with cast.at_work(deed.lacks) as by:
        assert _refused(cast, deed, by)


@pytest.mark.parametrize("deed", _names(OF_OFFICE))
def test_what_is_the_offices_is_refused_to_a_principal(cast: Cast, deed: Deed) -> None:
    with cast.at_work("principal") as by:
        assert "Việc này dành cho" in _refused(cast, deed, by)


@pytest.mark.parametrize("deed", _names(OF_SCHOOL))
def test_the_principal_of_another_school_is_refused(cast: Cast, deed: Deed) -> None:
    with cast.at_work("principal") as principal:
        other = replace(principal, school_id=cast.schools[2].pk, unit_name=cast.schools[2].name)
        _refused(cast, deed, other)


@pytest.mark.parametrize("deed", _names(OF_SIGNER))
def test_a_place_of_the_leader_is_nobody_elses(cast: Cast, deed: Deed) -> None:
    with cast.at_work("leader") as leader:
        assert _refused(cast, deed, replace(leader, block_id=cast.block.pk + 1))
    for who in ("principal", "member"):
        with cast.at_work(who) as by:
            assert _refused(cast, deed, by)


def test_a_number_of_a_certificate_is_declared_by_who_signs(cast: Cast) -> None:
    with cast.at_work("member") as by:
        assert _refused(cast, Deed(signing.declare_card, lambda cast: {"uid": "CCCD:079000000001"}), by)


@pytest.mark.parametrize("deed", _names(OF_BLOCK))
def test_the_leader_of_another_block_is_refused(cast: Cast, deed: Deed) -> None:
    with cast.at_work("leader") as leader:
        assert _refused(cast, deed, replace(leader, block_id=cast.block.pk + 1)) == OTHER_UNIT


def test_the_own_unit_the_office_and_commands_pass_and_a_delegate_by_the_powers_lent(cast: Cast) -> None:
    facts_of = {"action": Action.EDIT_FACTS, "school_id": cast.schools[1].pk}
    for by in (cast.actor("principal"), cast.actor("officer"), system(cast.district.pk)):
        demand(by, **facts_of)
    lent = replace(cast.actor("principal"), delegation_id=1, powers=frozenset({Action.EDIT_FACTS}))
    demand(lent, **facts_of)
    with pytest.raises(Denied):
        demand(lent, Action.ATTEST, school_id=cast.schools[1].pk)
