"""What who takes a batch must be let do, table by table, and what is told to schools for which it was entered."""

from collections import defaultdict
from collections.abc import Iterable

from blocks.models import IntakeBatch, Notice, School
from blocks.queries.intake.batches import sender_of
from blocks.rules.intake.placing.planned import SAME, Changes
from blocks.services.mailroom.notices import held_seats, notices_for
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied
from thidua.policy import Action, Role
from thidua.registries.links import Link

_TOLD = (Role.PRINCIPAL, Role.SECRETARY)


def check_rights(changes: Changes, batch: IntakeBatch, by: Actor, *, history: bool) -> None:
    """A file gives nobody more than the pages do: each kind of table asks the action of its page.

    `history`: whether titles of earlier years would be written, which are the office's alone.
    """
    if by.account_id is None:  # commands and jobs are not asked
        return
    sender = sender_of(batch)
    if any(each.state != SAME for each in changes.people):
        _demand_people(by, sender.school_id, sender.block_id)
    for action, rows in ((Action.EDIT_TARGETS, changes.targets), (Action.EDIT_TOPICS, changes.topics)):
        if any(row.state != SAME for row in rows):
            demand(by, action, block_id=sender.block_id, school_id=sender.school_id)
    if history and not by.is_office:
        raise Denied("Danh hiệu, khen thưởng các năm trước do đơn vị quản lý ghi; bỏ bảng đó ra rồi gửi lại.")


def _demand_people(by: Actor, school: int | None, block: int | None) -> None:
    if school is not None and not by.is_office:
        demand(by, Action.EDIT_REGISTRATION, school_id=school)
    elif by.is_office:
        demand(by, Action.RECEIVE_REGISTRATION)
    else:
        demand(by, Action.RECEIVE_FOR_BLOCK, block_id=block)


def tell_schools(
    changes: Changes, schools: dict[str, School], history: Iterable[str], batch: IntakeBatch, by: Actor
) -> int:
    """One line for each school's people: what others entered for it, and where to look. Two queries for any number."""
    entered: dict[str, list[str]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for each in changes.people:
        people[each.school] += each.state != SAME
    for key, count in people.items():
        entered[key] += [f"danh sách đăng ký ({count} người)"] if count else []
    for what, rows in (("chỉ tiêu", changes.targets), ("công trình, chuyên đề", changes.topics)):
        for key in dict.fromkeys(row.school for row in rows if row.state != SAME):
            entered[key].append(what)
    for key in dict.fromkeys(history):
        entered[key].append("danh hiệu, khen thưởng các năm trước")
    own = sender_of(batch).school_id
    told = {schools[key].pk: what for key, what in entered.items() if what and key in schools}
    told.pop(own or 0, None)
    lines: list[Notice] = []
    for seat in held_seats(told, _TOLD) if told else []:
        what = "; ".join(told[seat.school_id or 0])
        text = f"{by.account_name} ghi từ tệp Excel: {what}. Xem lại, chỗ nào chưa đúng thì báo."
        title = f"{by.unit_name or 'Đơn vị quản lý'} đã nhập thay cho trường"
        lines += notices_for([seat], title=title, text=text, path=Link("own_sheet"))
    Notice.objects.bulk_create(lines)
    return len(lines)
