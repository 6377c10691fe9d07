"""A school's registration grid: rows of people, columns of titles and commendations in two lists, and what is open."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from blocks.models import EmulationYear, RegisteredTitle, Registration, RegistrationSheet, ReturnFlag, Target, Title
from blocks.queries import visible
from blocks.queries.promise.adoptions import tables_of
from blocks.queries.year.phases import window_of
from blocks.rules.access.signing import told
from blocks.rules.promise.titles import Genus, Subject
from blocks.rules.registration.registrations import (
    ACTIONS,
    COUNTED,
    MOVES,
    ROW,
    SENT_STATES,
    TEXT_CELLS,
    WITHIN_PHASE,
    SheetState,
    block_closed,
    cell_closed,
    closed_reason,
    recall_closed,
)
from blocks.rules.year.phases import Window
from blocks.rules.year.phases import closed_reason as phase_closed
from thidua.actors import Actor
from thidua.policy import ROLE_LABELS, Action, Role, roles_that_may


@dataclass(frozen=True)
class GridCell:
    """One cell: its code, what stands in it, whether it is open, why it was returned, and who wrote it last."""

    code: str
    label: str
    value: str
    is_open: bool
    flag: str = ""
    by: str = ""


@dataclass(frozen=True)
class GridRow:
    """A person's row; `flag` is the reason where the whole row was returned."""

    id: int
    position: int
    name: str
    born: str
    ticks: list[GridCell]
    texts: list[GridCell]
    flag: str
    is_open: bool

    @property
    def ticked(self) -> str:
        """Codes of the ticks, as the form without JavaScript sends them back."""
        return " ".join(cell.code for cell in self.ticks if cell.value)

    @property
    def sends(self) -> bool:
        """Whether the form without JavaScript has anything of this row to send."""
        return any(cell.is_open for cell in (*self.ticks, *self.texts))


@dataclass(frozen=True)
class Grid:
    """The whole sheet as its page shows it."""

    sheet: RegistrationSheet
    titles: list[Title]
    commendations: list[Title]
    rows: list[GridRow]
    school: list[GridCell]
    window: Window | None
    flags: list[ReturnFlag]
    may_edit: bool

    @property
    def columns(self) -> list[Title]:
        """Both lists, titles first."""
        return [*self.titles, *self.commendations]

    @property
    def totals(self) -> list[tuple[Title, int]]:
        """How many people tick each column."""
        sums = {title.code: 0 for title in self.columns}
        for row in self.rows:
            for cell in row.ticks:
                sums[cell.code] += bool(cell.value)
        return [(title, sums[title.code]) for title in self.columns]


def sheets_for(actor: Actor) -> QuerySet[RegistrationSheet]:
    """Sheets the actor may open: a school its own in any state, block and office what was sent to them."""
    found = visible.sheets(actor).select_related("year", "school")
    return found if actor.school_id else found.filter(state__in=COUNTED)


def sheet_of(year: EmulationYear, school_id: int) -> RegistrationSheet | None:
    """The school's sheet of the year."""
    return RegistrationSheet.objects.select_related("year", "school").filter(year=year, school=school_id).first()


def _columns(sheet: RegistrationSheet, codes: Collection[str]) -> list[Title]:
    ticked = RegisteredTitle.objects.filter(registration__sheet=sheet).values("title")
    found = Title.objects.filter(subject=Subject.PERSON)
    used = set(ticked.values_list("title", flat=True).distinct())
    return [title for title in found if title.code in codes or title.code in used]


def _school_cells(sheet: RegistrationSheet, opened: dict[str, str], flags: dict, may_edit: bool) -> list[GridCell]:
    kept = {
        target.title_id: target
        for target in Target.objects.filter(year=sheet.year, school=sheet.school, subject=Subject.COLLECTIVE)
    }
    titles = Title.objects.filter(subject=Subject.COLLECTIVE, code__in=list(opened))
    cells = []
    for title in titles:
        target = kept.get(title.code)
        value = "x" if target and target.value else ""
        is_open = may_edit and not opened.get(title.code, "")
        by = target.changed_by if target else ""
        cells.append(GridCell(title.code, title.name, value, is_open, flags.get((None, title.code), ""), by))
    return cells


def grid(sheet: RegistrationSheet, actor: Actor) -> Grid:
    """The grid in nine queries, whatever the number of people."""
    may_edit = actor.may(ACTIONS["submit"]) and actor.school_id == sheet.school_id
    flags = list(ReturnFlag.objects.filter(sheet=sheet, closed_at=None).select_related("registration__staff"))
    reasons = {(flag.registration_id, flag.cell): flag.reason for flag in flags}
    keys = frozenset(reasons)
    tables = tables_of(sheet.year)
    columns = _columns(sheet, tables.individual.codes)
    people = list(Registration.objects.filter(sheet=sheet).select_related("staff").order_by("position", "id"))
    ticks = set(RegisteredTitle.objects.filter(registration__sheet=sheet).values_list("registration", "title"))

    def is_open(row: int | None, cell: str) -> bool:
        return may_edit and not cell_closed(sheet.state, flags=keys, row=row, cell=cell)

    def cell(person: Registration, code: str, label: str, value: str) -> GridCell:
        by = str(person.touched.get(code, ""))
        return GridCell(code, label, value, is_open(person.pk, code), reasons.get((person.pk, code), ""), by)

    rows = [
        GridRow(
            person.pk,
            place,
            person.staff.full_name,
            person.staff.birth_date.strftime("%d/%m/%Y") if person.staff.birth_date else "",
            [cell(person, one.code, one.label, "x" if (person.pk, one.code) in ticks else "") for one in columns],
            [cell(person, code, label, getattr(person, code)) for code, (label, _) in TEXT_CELLS.items()],
            reasons.get((person.pk, ROW), ""),
            is_open(person.pk, ROW),
        )
        for place, person in enumerate(people, start=1)
    ]
    opened = {code: cell_closed(sheet.state, flags=keys, row=None, cell=code) for code in tables.collective.codes}
    return Grid(
        sheet=sheet,
        rows=rows,
        flags=flags,
        may_edit=may_edit,
        titles=[title for title in columns if title.genus == Genus.TITLE],
        commendations=[title for title in columns if title.genus == Genus.COMMENDATION],
        school=_school_cells(sheet, opened, reasons, may_edit),
        window=window_of(sheet.year, Action.APPROVE_REGISTRATION, sheet.school_id),
    )


@dataclass(frozen=True)
class Button:
    """A move as the page offers it: open, or closed with its reason."""

    move: str
    reason: str


def buttons(found: Grid, actor: Actor) -> list[Button]:
    """The moves this role has on the sheet, the open ones first; what never fits the state is left out."""
    state, offered = SheetState(found.sheet.state), []
    for move in ("submit", "approve", "take_back", "recall", "receive", "return", "accept", "reopen"):
        if not actor.may(ACTIONS[move]) or (actor.school_id and not found.may_edit):
            if move == "approve" and found.may_edit and state == SheetState.WITH_PRINCIPAL:
                who = ", ".join(roles_that_may(ACTIONS[move])) or ROLE_LABELS[Role.PRINCIPAL]
                offered.append(Button(move, f"Việc này dành cho: {who}."))
            continue
        if state not in MOVES[move][0] and move not in _ALWAYS_SHOWN.get(state, ()):
            continue
        reason = closed_reason(state, move)
        if not reason and move == "recall":
            reason = recall_closed(block_has_it=found.sheet.block_received_at is not None)
        if not reason and move in WITHIN_PHASE and not found.flags:
            reason = phase_closed(found.window)
        if not reason and move == "submit" and not found.rows:
            reason = "Danh sách chưa có người nào; thêm người hoặc nhận tệp Excel."
        offered.append(Button(move, reason))
    if actor.block_id and actor.may(ACTIONS["receive_for_block"]):
        reason = block_closed(state, taken=found.sheet.block_received_at is not None)
        offered.append(Button("receive_for_block", reason))
    return sorted(offered, key=lambda button: bool(button.reason))


# Closed doors worth showing: what a person is likely to look for in that state.
_ALWAYS_SHOWN = {
    SheetState.DRAFT: ("approve",),
    SheetState.RETURNED: ("approve",),
    SheetState.RECEIVED: ("recall",),
    SheetState.ACCEPTED: ("recall", "return"),
    SheetState.SENT: ("accept",),
}


def state_sentence(found: Grid) -> str:
    """One sentence of state for the head of the page; whether the block has it stands beside."""
    told, sheet = _stands(found), found.sheet
    if sheet.state in SENT_STATES and sheet.block_received_at:
        return f"{told} Khối đã tiếp nhận ({sheet.block_received_by})."
    return told


def _stands(found: Grid) -> str:
    sheet, state = found.sheet, SheetState(found.sheet.state)
    if state == SheetState.DRAFT:
        return "Bản nháp của trường, chưa gửi."
    if state == SheetState.RETURNED:
        return f"Đơn vị quản lý trả lại {len(found.flags)} ô để sửa; các ô khác giữ nguyên."
    if state == SheetState.WITH_PRINCIPAL:
        return f"{sheet.submitted_by} đã trình, chờ hiệu trưởng duyệt."
    if state == SheetState.SENT:
        who = told(sheet.signing, "Hiệu trưởng") if sheet.signing else sheet.sent_by
        return f"{who} đã duyệt và gửi, chờ đơn vị quản lý tiếp nhận."
    if state == SheetState.ACCEPTED:
        return "Đơn vị quản lý đã chấp nhận danh sách."
    return f"Đơn vị quản lý đã tiếp nhận{f' ({sheet.received_by})' if sheet.received_by else ''}."


def is_sent(sheet: RegistrationSheet) -> bool:
    """Whether the sheet counts as sent."""
    return sheet.state in SENT_STATES
