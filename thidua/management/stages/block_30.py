"""Stage `registration`: a second block of Quận 11 in the middle of registering, so that every role finds work.

One list is sent, one waits for its principal, one was returned with cells, one is a draft with more time, two schools
have not begun; a principal who was invited waits to be confirmed. Each deed is done by the person whose deed it is.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from blocks.models import Block, EmulationYear, Registration, RegistrationSheet, School
from blocks.queries.year.phases import phase_of
from blocks.rules.units.units import Level, Ownership
from blocks.services.access import invitations, seats
from blocks.services.registration.returned_cells import CellToMend
from blocks.services.registration.sheet_cells import set_cells
from blocks.services.registration.sheet_moves import move, send_back
from blocks.services.registration.sheet_people import add_person
from blocks.services.registration.sheets import begin_sheet
from blocks.services.units.units import add_school, choose_leader, create_block, place_school
from blocks.services.year.phases import extend
from thidua import clock
from thidua.access.seats import actors_of
from thidua.actors import Actor
from thidua.grid.cells import CellChange
from thidua.management.stages.units import SINCE, Login, account
from thidua.management.stages.workbooks import GENDERS
from thidua.models import Account
from thidua.policy import Action, Role
from thidua.wall.tenancy import tenant, tenant_id

DATA = Path(__file__).parent / "data" / "khoi30.json"
LEADER = Login(
    "khoitruong.th", "Hồ Thị Yến Nhi", Role.PRINCIPAL, "THHP", "Hiệu trưởng TH Hoa Phượng Đỏ, khối trưởng Khối 30"
)
PRINCIPAL = Login("hieutruong.th", "Ngô Minh Triết", Role.PRINCIPAL, "THSX", "Hiệu trưởng Tiểu học Sông Xanh")
SECRETARY = Login("thuky.th", "Phạm Kim Loan", Role.SECRETARY, "THBM", "Thư ký Tiểu học Bình Minh và Mây Trắng")
SENDER = Login("thuky.hoaphuong", "Mai Ngọc Bích", Role.SECRETARY, "THHP", "Thư ký Tiểu học Hoa Phượng Đỏ")
WAITER = Login("thuky.songxanh", "Vũ Thị Tường Vi", Role.SECRETARY, "THSX", "Thư ký Tiểu học Sông Xanh")
MENDER = Login("hieutruong.binhminh", "Dương Thị Tường Vi", Role.PRINCIPAL, "THBM", "Hiệu trưởng Tiểu học Bình Minh")
INVITED = Login("duocmoi.th", "Đặng Thị Tường Vi", Role.PRINCIPAL, "THHD", "")
LOGINS = (LEADER, PRINCIPAL, SECRETARY, SENDER, WAITER, MENDER)
MORE_TIME = date(2023, 10, 31)
WHY = "Trường đang sửa chữa, xin thêm hai ngày làm việc để họp xét."
TO_MEND = (
    ("initiative", "Tên sáng kiến trùng với sáng kiến năm trước của trường; ghi tên sáng kiến năm học này."),
    ("job_title", "Ghi rõ tổ chuyên môn phụ trách."),
)


@dataclass(frozen=True)
class Scene:
    """Year, officer, and who holds which account, by user name."""

    year: EmulationYear
    officer: Actor
    holders: dict[str, Account]

    def acting(self, login: Login, school: School) -> Actor:
        """The person of `login` in the seat of that school."""
        district, holder = tenant_id(), self.holders[login.username]
        with tenant(district, holder.pk):
            found = actors_of(holder, clock.today())
        return next(actor for actor in found if (actor.district_id, actor.school_id) == (district, school.pk))


def build(year: EmulationYear, by: Actor) -> None:
    """Within Quận 11, as its officer `by`."""
    data: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    block = create_block(code=data["block"]["code"], name=data["block"]["name"], level=Level.TH, by=by)
    schools = {told["symbol"]: _school(told, block, year, by) for told in data["schools"]}
    scene = Scene(year, by, _seats(schools, block, year, by))
    for told in data["schools"]:
        _BY_STATE[told["state"]](scene, schools[told["symbol"]], told)
    phase = phase_of(year, Action.APPROVE_REGISTRATION)
    assert phase is not None  # the stage has just dated the year
    extend(phase=phase, school=schools["THMT"], until=MORE_TIME, reason=WHY, by=by)
    invitation, _link = invitations.invite(
        full_name=INVITED.full_name,
        role=INVITED.role,
        valid_from=clock.today(),
        school=schools[INVITED.unit],
        by=by,
    )
    invitations.accept(invitation=invitation, account=account(INVITED))


def _school(told: dict[str, Any], block: Block, year: EmulationYear, by: Actor) -> School:
    symbol, owned = told["symbol"], Ownership.PUBLIC
    school = add_school(code=symbol, name=told["name"], symbol=symbol, level=Level.TH, ownership=owned, by=by)
    place_school(school=school, block=block, year=year, by=by)
    return school


def _seats(schools: dict[str, School], block: Block, year: EmulationYear, by: Actor) -> dict[str, Account]:
    choose_leader(block=block, year=year, school=schools[LEADER.unit], by=by)
    holders = {}
    for login in LOGINS:
        holders[login.username] = holder = account(login)
        seats.give_seat(account=holder, role=login.role, by=by, valid_from=SINCE, school=schools[login.unit])
    leader, secretary = holders[LEADER.username], holders[SECRETARY.username]
    seats.give_seat(account=leader, role=Role.BLOCK_LEADER, by=by, valid_from=SINCE, block=block)
    seats.give_seat(account=secretary, role=Role.SECRETARY, by=by, valid_from=SINCE, school=schools["THMT"])
    return holders


def _list(school: School, told: dict[str, Any], year: EmulationYear, by: Actor) -> RegistrationSheet:
    """A draft with its people, their ticks and initiatives, and the school's own title."""
    sheet, changes = begin_sheet(year=year, school=school, by=by), [CellChange(None, "TTLDTT", "x", None)]
    for person in told["staff"]:
        row = add_person(
            sheet=sheet,
            full_name=person["full_name"],
            birth_date=date.fromisoformat(person["birth_date"]),
            gender=GENDERS[person["gender"]],
            job_title=person["job_title"],
            by=by,
        )
        changes += [CellChange(row.pk, title, "x", None) for title in person["titles"]]
        if person["initiative"]:
            changes.append(CellChange(row.pk, "initiative", person["initiative"], None))
    set_cells(sheet=sheet, changes=changes, by=by)
    return sheet


def _sent(scene: Scene, school: School, told: dict[str, Any]) -> None:
    secretary, principal = scene.acting(SENDER, school), scene.acting(LEADER, school)
    sheet = _list(school, told, scene.year, secretary)
    move("submit", sheet=sheet, by=secretary)
    move("approve", sheet=sheet, by=principal)


def _waiting(scene: Scene, school: School, told: dict[str, Any]) -> None:
    secretary = scene.acting(WAITER, school)
    move("submit", sheet=_list(school, told, scene.year, secretary), by=secretary)


def _returned(scene: Scene, school: School, told: dict[str, Any]) -> None:
    secretary, principal = scene.acting(SECRETARY, school), scene.acting(MENDER, school)
    sheet = _list(school, told, scene.year, secretary)
    move("submit", sheet=sheet, by=secretary)
    move("approve", sheet=sheet, by=principal)
    rows = Registration.objects.filter(sheet=sheet).exclude(initiative="").order_by("position")
    cells = [CellToMend(row.pk, cell, reason) for row, (cell, reason) in zip(rows[1:3], TO_MEND, strict=True)]
    send_back(sheet=sheet, by=scene.officer, cells=cells)


def _draft(scene: Scene, school: School, told: dict[str, Any]) -> None:
    _list(school, told, scene.year, scene.acting(SECRETARY, school))


def _nothing(*_told: Any) -> None:
    """The school has not begun."""


_BY_STATE: dict[str, Callable[..., None]] = {
    "sent": _sent,
    "waiting": _waiting,
    "returned": _returned,
    "draft": _draft,
    "nothing": _nothing,
}
