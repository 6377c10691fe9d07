"""Kế hoạch tổ chức thực hiện phong trào thi đua (seed 003) and kế hoạch thi đua của trường with its schedule (004)."""

from collections.abc import Iterable, Mapping

from documents.papers import layout
from documents.papers.framed import framed, recipients_in, written
from documents.papers.layout import Block, Paper
from documents.rules.narrative import Node, fill_text
from documents.rules.papers.movements import MovementPaper, PeriodFacts, PlanPaper, RewardFacts, ScheduleRow
from thidua.text import long_date, squeeze

WIDTHS = [34.0, 98.0, 40.0, 42.0, 38.0]  # millimetres of the schedule's columns on a landscape page
_MARKS = ("- ", "+ ", "– ", "• ")


def prose(text: str) -> Block:
    """Paragraphs as typed, one a line; neighbouring lines that begin with a dash become one list."""
    nodes: list[Node] = []
    listed: list[str] = []
    for row in [*text.splitlines(), ""]:
        bare = squeeze(row)
        if bare.startswith(_MARKS):
            listed.append(bare[2:])
            continue
        if listed:
            nodes.append(layout.items(listed))
            listed = []
        if bare:
            nodes.append(layout.line(bare))
    return layout.text(nodes)


def build_movement(facts: MovementPaper) -> Paper:
    """The whole plan of a movement."""
    fields = {"tên phong trào": facts.name, "tên đơn vị": facts.head.issuer}
    return framed(
        facts.head,
        code="movement-plan",
        kind="KẾ HOẠCH",
        subject=_subject(facts.head.texts, fields),
        body=_movement_body(facts, fields),
        recipients=recipients_in(facts.head.texts.get("recipients", "")),
    )


def _subject(texts: Mapping[str, str], fields: Mapping[str, str]) -> list[str]:
    rows = [squeeze(fill_text(row, fields)) for row in texts.get("subject", "").splitlines() if squeeze(row)]
    return rows or [next(iter(fields.values()))]


def _bases(texts: Mapping[str, str]) -> list[Block]:
    lines = texts.get("legal_bases", "").splitlines()
    return [layout.bases(lines)] if lines else []


def _movement_body(facts: MovementPaper, fields: Mapping[str, str]) -> list[Block]:
    words, head = facts.words, facts.head
    body = [*_bases(head.texts), written(head, "intro", fields)]
    body += [layout.heading(1, "I. MỤC ĐÍCH, YÊU CẦU")]
    body += _titled("1. Mục đích", words["purpose"]) + _titled("2. Yêu cầu", words["requirements"])
    body += [layout.heading(1, "II. NỘI DUNG PHONG TRÀO THI ĐUA")]
    body += _titled("1. Các nội dung tổng quát", words["content"])
    body += _titled("2. Các nội dung cụ thể", words["details"])
    body += [layout.heading(1, "III. TIÊU CHÍ THI ĐUA VÀ HÌNH THỨC KHEN THƯỞNG")]
    body += [layout.heading(2, "1. Tiêu chí thi đua")]
    for letter, criterion in zip(_letters(), facts.criteria, strict=False):
        body += _titled(f"{letter}) Đối với {criterion.participants}:", criterion.text, level=3)
    body += [layout.heading(2, "2. Hình thức và thời gian khen thưởng")]
    for letter, reward in zip(_letters(), facts.rewards, strict=False):
        body += _reward(letter, reward)
    body += [layout.heading(1, "IV. GIẢI PHÁP THỰC HIỆN"), prose(words["solutions"])]
    body += [layout.heading(1, "V. TIẾN ĐỘ THỰC HIỆN"), *_periods(facts)]
    body += [layout.heading(1, "VI. KINH PHÍ THỰC HIỆN"), prose(words["funds"])]
    body += [layout.heading(1, "VII. TỔ CHỨC THỰC HIỆN"), prose(words["organisation"]), *_board(facts)]
    return _filled([*body, written(head, "closing", fields)])


def _filled(body: list[Block]) -> list[Block]:
    """Without texts in which nothing is written."""
    return [block for block in body if block["kind"] != "text" or block["nodes"]]


def _letters() -> Iterable[str]:
    yield from "abcdeghiklmnopqrstuvxy"
    yield from (f"a{number}" for number in range(1, 500))


def _titled(title: str, text: str, level: int = 2) -> list[Block]:
    return [layout.heading(level, title), prose(text)] if text else []


def _reward(letter: str, reward: RewardFacts) -> list[Block]:
    blocks = [layout.heading(3, f"{letter}) {reward.occasion}"), prose(reward.text)]
    if reward.forms:
        forms = [form.rstrip(" ;.") for form in reward.forms]
        marked = [*(f"{form};" for form in forms[:-1]), f"{forms[-1]}."]
        blocks.append(layout.text([layout.line("Hình thức khen thưởng:"), layout.items(marked)]))
    return blocks


def _periods(facts: MovementPaper) -> list[Block]:
    first, last = facts.span
    when = f"trong năm {first}" if first == last else f"từ năm {first} đến năm {last}"
    intro = f"Phong trào thi đua được triển khai thực hiện {when}"
    many = f", chia thành {len(facts.periods):02d} giai đoạn:" if len(facts.periods) > 1 else "."
    blocks = [layout.text([layout.line(intro + many)])]
    for number, period in enumerate(facts.periods, start=1):
        blocks += _period(number, period)
    return [*blocks, *_due(facts.due)]


def _period(number: int, period: PeriodFacts) -> list[Block]:
    title = f"{number}. {period.name} ({period.span})"
    return [layout.heading(2, title), prose(period.text), *_due(period.due)]


def _due(lines: tuple[str, ...]) -> list[Block]:
    return [layout.text([layout.items(lines)])] if lines else []


def _board(facts: MovementPaper) -> list[Block]:
    if not facts.board:
        return []
    marked = [*(f"{row};" for row in facts.board[:-1]), f"{facts.board[-1]}."]
    return [layout.text([layout.line("Ban Chỉ đạo Phong trào thi đua gồm:"), layout.items(marked)])]


def build_plan(facts: PlanPaper) -> Paper:
    """The whole plan of a school, its schedule as an annex behind the signature."""
    fields = {"kỳ kế hoạch": facts.span, "tên đơn vị": facts.head.issuer}
    head = facts.head

    def section(key: str) -> Block:
        return written(head, key, fields)

    body = [*_bases(head.texts), section("intro"), layout.heading(1, "I. MỤC ĐÍCH - YÊU CẦU")]
    body += [layout.heading(2, "1. Mục đích"), section("aims"), layout.heading(2, "2. Yêu cầu")]
    body += [section("demands"), layout.heading(1, "II. NỘI DUNG NHIỆM VỤ VÀ GIẢI PHÁP"), section("work")]
    body += [layout.heading(1, "III. TỔ CHỨC THỰC HIỆN"), section("carrying_out"), section("closing")]
    return framed(
        head,
        code="school-plan",
        kind="KẾ HOẠCH",
        subject=_subject(head.texts, fields),
        body=_filled(body),
        annex=[_schedule(facts)] if facts.rows else None,
        recipients=recipients_in(head.texts.get("recipients", "")),
    )


def _schedule(facts: PlanPaper) -> Block:
    """Biểu tiến độ thực hiện: the five columns of the form; a time that goes on is printed once."""
    head = facts.head
    number = layout.number_line(head.number, head.symbol).removeprefix("Số: ")
    day = (
        long_date(head.issued_on) if head.issued_on else f"ngày {layout.BLANK} tháng {layout.BLANK} năm {layout.BLANK}"
    )
    table = layout.grid(
        name="Biểu tiến độ",
        head=[
            [
                layout.head_cell("THỜI GIAN"),
                layout.head_cell("NỘI DUNG"),
                layout.head_cell("BỘ PHẬN", "THỰC HIỆN"),
                layout.head_cell("LÃNH ĐẠO", "PHỤ TRÁCH"),
                layout.head_cell("LƯU Ý", "(ND sửa đổi)"),
            ]
        ],
        widths=WIDTHS,
        rows=_rows(facts.rows),
    )
    under = layout.centred(f"(Kèm theo Kế hoạch số {number} {day}", f"của {head.issuer})", italic=True)
    return layout.wide(layout.centred("BIỂU TIẾN ĐỘ THỰC HIỆN"), under, table)


def _rows(rows: tuple[ScheduleRow, ...]) -> list[list[layout.Cell]]:
    printed: list[list[layout.Cell]] = []
    before = ""
    for row in rows:
        time = "" if printed and row.period == before else row.period
        printed.append([time, row.content, row.unit, row.leader, list(row.notes)])
        before = row.period
    return printed
