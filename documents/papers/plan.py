"""Kế hoạch khối thi đua: the block's plan for a year (form of the plan of Khối 29, năm học 2023-2024).

Facts come in as plain values, a whole paper goes out. Words are the block's own (texts by section); names, works,
topics, figures, totals and meetings always come from the rows.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.targets import TargetTable
from documents.papers import layout
from documents.papers.framed import framed, recipients_in
from documents.papers.layout import Block, Paper
from documents.rules.narrative import Node, fill, fill_text, parse
from documents.rules.papers.plans import PlanFacts, SchoolFacts
from thidua.text import long_date, squeeze, weekday_date


def build(facts: PlanFacts) -> Paper:
    """The whole paper; RuleViolation where a text cannot be read (see documents.rules.narrative)."""
    subject = ["Thực hiện công tác thi đua - khen thưởng", facts.head.issuer, facts.head.year_name]
    return framed(
        facts.head,
        code="plan",
        kind="KẾ HOẠCH",
        subject=subject,
        body=_body(facts),
        recipients=recipients_in(facts.head.texts["recipients"]),
        month=facts.month,
        title=f"Kế hoạch {' '.join(subject)}",
    )


def fields_of(facts: PlanFacts) -> dict[str, str]:
    """What may stand in square brackets in the texts, with what it is replaced by."""
    names = [school.name for school in facts.schools]
    if all(name.startswith("Trường ") for name in names):
        names = [name.removeprefix("Trường ") for name in names]
    return {
        "tên khối": facts.head.issuer,
        "năm học": facts.year,
        "năm học sau": facts.next_year,
        "các trường": ", ".join(squeeze(name) for name in names),
        "số trường": str(len(names)),
    }


def _body(facts: PlanFacts) -> list[Block]:
    fields, year, texts = fields_of(facts), facts.head.in_year, facts.head.texts

    def words(section: str) -> Block:
        return layout.text(fill(parse(texts[section]), fields))

    return [
        layout.bases(texts["legal_bases"].splitlines()),
        words("intro"),
        layout.heading(1, "I. MỤC ĐÍCH YÊU CẦU"),
        words("purpose"),
        layout.heading(1, "II. NGUYÊN TẮC THI ĐUA, KHEN THƯỞNG"),
        words("principles"),
        layout.heading(1, "III. NỘI DUNG"),
        words("content"),
        layout.heading(1, "IV. TỔ CHỨC THỰC HIỆN"),
        words("organisation"),
        layout.heading(2, f"1. Công trình thi đua và chuyên đề {year}"),
        works_table(facts.schools),
        layout.wide(
            layout.heading(2, f"2. Chỉ tiêu {year}"),
            *(target_table(table, letter, facts.schools) for table, letter in zip(facts.tables, "ab", strict=True)),
        ),
        layout.heading(1, "V. TIẾN ĐỘ THỰC HIỆN"),
        *[
            block
            for meeting in facts.meetings
            for block in _meeting(meeting, facts.schools, fields, "Cụm" if facts.cluster else "Khối")
        ],
        words("closing"),
    ]


def works_table(schools: tuple[SchoolFacts, ...]) -> Block:
    """Đơn vị · Công trình thi đua · Chuyên đề, in the order of the block."""
    head = [[layout.head_cell("Đơn vị"), layout.head_cell("Công trình thi đua"), layout.head_cell("Chuyên đề")]]
    rows: list[list[layout.Cell]] = [
        [squeeze(school.name), _dashed(school.works), _dashed(topic.text for topic in school.topics)]
        for school in schools
    ]
    return layout.grid(name="Công trình, chuyên đề", head=head, widths=[39.0, 63.0, 63.0], rows=rows)


def target_table(table: TargetTable, letter: str, schools: tuple[SchoolFacts, ...]) -> Block:
    """One of the two target tables with its two-row head; a figure nobody gave is 0, the total row is added up here."""
    given = [school.targets.get(table.subject, {}) for school in schools]
    figures = [[row.get(column.code, 0) for column in table.columns] for row in given]
    totals = [sum(column) for column in zip(*figures, strict=True)] if figures else [0] * len(table.columns)
    head = [
        [
            layout.head_cell("TT", rows=2, label="Thứ tự"),
            layout.head_cell("TÊN ĐƠN VỊ", rows=2),
            layout.head_cell(table.group, columns=len(table.columns)),
        ],
        [layout.head_cell(*column.lines, label=column.label) for column in table.columns],
    ]
    named = zip(schools, figures, strict=True)
    rows: list[list[layout.Cell]] = [
        [number, squeeze(school.name), *values] for number, (school, values) in enumerate(named, 1)
    ]
    figure_width = round((252.0 - 12.0 - 72.0) / len(table.columns), 2)
    widths = [12.0, 72.0, *[figure_width] * len(table.columns)]
    return layout.grid(
        name=table.caption,
        caption=f"{letter}) {table.caption}",
        head=head,
        widths=widths,
        rows=rows,
        total=["Tổng cộng", *totals],
    )


def _dashed(lines: Iterable[str]) -> list[str]:
    return [f"- {squeeze(line).removeprefix('- ')}" for line in lines]


def _month(day: date) -> str:
    return f"{day.month:02d}/{day.year}" if day.month < 3 else f"{day.month}/{day.year}"


def _when(meeting: MeetingFacts) -> str:
    """`14 giờ 00, ngày 07 tháng 12 năm 2023 (thứ Năm)`, what is only planned, or room to write."""
    if meeting.starts_at is None:
        return squeeze(meeting.time_note) or layout.DOTS
    start = meeting.starts_at
    weekday = weekday_date(start.date()).split(",")[0]
    return f"{start.hour} giờ {start.minute:02d}, {long_date(start.date())} ({weekday})"


def _meeting(
    meeting: MeetingFacts, schools: tuple[SchoolFacts, ...], fields: Mapping[str, str], whose: str
) -> list[Block]:
    number = meeting.number
    month = _month(meeting.starts_at.date() if meeting.starts_at else meeting.month)
    blocks = [
        layout.heading(2, f"{number}. Tháng {month}: Sinh hoạt {whose} thi đua lần {number} với các nội dung như sau:")
    ]
    parts: list[tuple[str, list[str]]] = []
    presented = [(school, topic) for school in schools for topic in school.topics if topic.meeting == number]
    if topics := [f"{squeeze(school.name)}: {_full_stop(topic.text)}" for school, topic in presented]:
        parts.append(("Tổ chức sinh hoạt chuyên đề", topics))
    if meeting.contents:
        parts.append((meeting.review_heading, [_full_stop(fill_text(line, fields)) for line in meeting.contents]))
    titled = len(parts) > 1 or any(title for title, _ in parts)
    for index, (title, lines) in enumerate(parts, 1):
        if titled:
            blocks.append(layout.heading(3, f"{number}.{index}. {squeeze(title) or 'Nội dung khác'}"))
        blocks.append(layout.text([layout.items(lines)]))
    place = squeeze(meeting.place) or layout.DOTS
    closing: list[Node] = [layout.items([f"Thời gian: {_full_stop(_when(meeting))}", f"Địa điểm: {_full_stop(place)}"])]
    if squeeze(meeting.note):
        closing.append(_note(fill_text(meeting.note, fields)))
    return [*blocks, layout.text(closing)]


def _note(words: str) -> Node:
    bare = squeeze(words)
    bare = bare.removeprefix("Lưu ý:").strip()
    return {
        "kind": "p",
        "runs": [
            {"text": "Lưu ý: ", "bold": True, "italic": True},
            {"text": _full_stop(bare), "bold": False, "italic": False},
        ],
    }


def _full_stop(words: str) -> str:
    bare = squeeze(words).removeprefix("- ")
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."
