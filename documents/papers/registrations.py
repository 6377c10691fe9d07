"""Papers of registration: the school's tờ trình with its list, the list alone, and the collated tables of many schools.

Columns of the list: STT, ông/bà, họ và tên, ngày sinh, chức vụ (đơn vị), sáng kiến, then one column a title, where 1
stands for a registration so that the workbook can add them up. No form is prescribed for these papers.
"""

from typing import Any

from documents.papers import layout
from documents.papers.framed import framed
from documents.papers.layout import Block, Cell, Paper
from documents.papers.plan import target_table
from documents.rules.papers.registrations import PersonFacts, RegistrationFacts, TitleFacts

WIDE = 252.0  # millimetres of a landscape page between its margins
EACH = 19.0  # millimetres of a title's column


def _paper(facts: RegistrationFacts, code: str, kind: str, subject: list[str], body: list[Block]) -> Paper:
    recipients = ["Như trên" if facts.addressees else "Các đơn vị", "Lưu: VT"]
    return framed(
        facts.head,
        code=code,
        kind=kind,
        subject=subject,
        body=body,
        recipients=recipients,
        addressees=facts.addressees,
    )


def build_request(facts: RegistrationFacts) -> Paper:
    """Tờ trình đăng ký danh hiệu thi đua: bases, what the school and its people register for, then the list."""
    year = facts.head.in_year
    counted = [(title, facts.count(title.code)) for title in facts.titles]
    people = [f"{title.name}: {n} người" for title, n in counted if n and not title.commendation]
    praised = [f"{title.name}: {n} người" for title, n in counted if n and title.commendation]
    intro = f"{facts.head.issuer} kính trình đăng ký danh hiệu thi đua, hình thức khen thưởng {year} như sau:"
    body = [layout.bases(facts.bases)] if facts.bases else []
    body += [layout.text([layout.line(intro)]), layout.heading(1, "I. TẬP THỂ"), _listed(list(facts.own))]
    body += [layout.heading(1, "II. CÁ NHÂN"), layout.text([layout.line(_headcount(facts))])]
    body += [layout.heading(2, "1. Danh hiệu thi đua"), _listed(people)]
    body += [layout.heading(2, "2. Hình thức khen thưởng"), _listed(praised)]
    closing = f"(Kèm theo Bảng tổng hợp đăng ký danh hiệu thi đua cá nhân {year}.)"
    asked = "Kính đề nghị các cấp xem xét, ghi nhận đăng ký của đơn vị."
    body += [layout.text([layout.line(closing), layout.line(asked)])]
    subject = ["Về việc đăng ký danh hiệu thi đua, hình thức khen thưởng", facts.head.year_name]
    return _paper(facts, "registration", "TỜ TRÌNH", subject, body)


def _headcount(facts: RegistrationFacts) -> str:
    return f"Tổng số cán bộ, giáo viên, nhân viên: {len(facts.people)} người."


def _listed(lines: list[str]) -> Block:
    if not lines:
        return layout.text([layout.line("Không đăng ký.")])
    marks = [f"{line};" for line in lines[:-1]] + [f"{lines[-1]}."]
    return layout.text([layout.items(marks)])


def build_list(facts: RegistrationFacts) -> Paper:
    """Bảng tổng hợp đăng ký danh hiệu thi đua cá nhân of one school."""
    subject = [f"Đăng ký danh hiệu thi đua, hình thức khen thưởng cá nhân {facts.head.in_year}"]
    counts = ", ".join(f"{title.name} {n} người" for title in facts.titles if (n := facts.count(title.code)))
    told = _headcount(facts) + (f" Đăng ký: {counts}." if counts else "")
    opening = layout.text([layout.line(_goes_with(facts)), layout.line(told)])
    body = [layout.wide(opening, people_table(facts), _closing(facts))]
    return _paper(facts, "registration-list", "BẢNG TỔNG HỢP", subject, body)


def _goes_with(facts: RegistrationFacts) -> str:
    """The tờ trình that the list is sent with; room for its number and day, which are given by hand or later."""
    own = facts.head.symbol.partition("-")[2]
    return f"(Kèm theo Tờ trình số ....../TTr-{own} ngày ...... tháng ...... năm ........ của {facts.head.issuer}.)"


def _summary(facts: RegistrationFacts) -> list[Block]:
    """The first page: how many people, how many for each title; the list follows on its own pages."""
    lines = [f"{title.name}: {n} người" for title in facts.titles if (n := facts.count(title.code))]
    told = "Số người đăng ký theo từng danh hiệu, hình thức như sau; danh sách từng người ở các trang tiếp theo."
    return [layout.text([layout.line(f"{_headcount(facts)} {told}")]), _listed(lines)]


def _closing(facts: RegistrationFacts) -> Block:
    return layout.text([layout.line(f"Bảng tổng hợp gồm {len(facts.people)} người.")])


def build_collation(facts: RegistrationFacts) -> Paper:
    """The collated tables of a block or of the authority: both target tables and everybody by school."""
    subject = ["Đăng ký danh hiệu thi đua, hình thức khen thưởng", facts.head.year_name]
    tables = [target_table(table, letter, facts.schools) for table, letter in zip(facts.tables, "ab", strict=True)]
    body = [*_summary(facts), layout.wide(*tables, people_table(facts, with_school=True)), _closing(facts)]
    return _paper(facts, "registration-collation", "BẢNG TỔNG HỢP", subject, body)


def people_table(facts: RegistrationFacts, *, with_school: bool = False) -> Block:
    """One row a person; the title columns add up in the last row."""
    counted = [title for title in facts.titles if facts.count(title.code)] or list(facts.titles[:2])
    used = sorted(counted, key=lambda title: title.commendation)
    fixed = [("STT", 14.0), ("Ông/Bà", 14.0), ("Họ và tên", 46.0), ("Ngày sinh", 25.0), ("Chức vụ", 26.0)]
    if with_school:
        fixed.append(("Đơn vị", 44.0))
    fixed.append(("Sáng kiến", WIDE - sum(width for _, width in fixed) - EACH * len(used)))
    if fixed[-1][1] < 30.0:
        fixed[-1] = ("Sáng kiến", 30.0)
    rows = [_row(place, person, used, with_school) for place, person in enumerate(facts.people, 1)]
    return layout.grid(
        name="Danh sách cá nhân",
        caption="c) Danh sách cá nhân" if with_school else "",
        head=_head(fixed, used, facts),
        widths=_fitted([width for _, width in fixed] + [EACH] * len(used)),
        rows=rows,
        total=["Tổng cộng", *[facts.count(title.code) for title in used]],
    )


def _fitted(widths: list[float]) -> list[float]:
    scale = WIDE / sum(widths)
    return [round(width * scale, 2) for width in widths]


def _head(
    fixed: list[tuple[str, float]], used: list[TitleFacts], facts: RegistrationFacts
) -> list[list[dict[str, Any]]]:
    """Two rows of heads; a title's own is broken as in the target tables."""
    broken = {column.code: column.lines for table in facts.tables for column in table.columns}
    groups = [
        (("Danh hiệu", "thi đua"), sum(not title.commendation for title in used)),
        (("Khen", "thưởng"), sum(title.commendation for title in used)),
    ]
    top = [layout.head_cell(label, rows=2) for label, _ in fixed]
    top += [layout.head_cell(*lines, columns=n) for lines, n in groups if n]
    return [top, [layout.head_cell(*broken.get(title.code, (title.label,)), label=title.name) for title in used]]


def _row(place: int, person: PersonFacts, used: list[TitleFacts], with_school: bool) -> list[Cell]:
    address = {True: "Bà", False: "Ông", None: ""}[person.female]
    cells: list[Cell] = [place, address, person.name, person.born, person.job_title]
    if with_school:
        cells.append(person.school)
    return [*cells, person.initiative, *[1 if title.code in person.codes else "" for title in used]]
