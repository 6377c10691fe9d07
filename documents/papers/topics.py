"""Bảng đăng ký công trình, chuyên đề of a block: Đơn vị · Công trình thi đua · Chuyên đề · Sinh hoạt lần · Kết quả.

No form is prescribed; the columns are those of the plan's table, with the meeting and what came of each.
"""

from documents.papers import layout
from documents.papers.framed import framed
from documents.papers.layout import Block, Cell, Paper
from documents.rules.papers.topics import RegisteredTopic, SchoolLine, TopicsFacts
from thidua.text import squeeze


def build(facts: TopicsFacts) -> Paper:
    """The whole paper."""
    works = sum(len(school.works) for school in facts.schools)
    topics = sum(len(school.topics) for school in facts.schools)
    told = (
        f"{facts.head.issuer} gồm {len(facts.schools)} trường đăng ký {works} công trình, {topics} chuyên đề như sau:"
    )
    return framed(
        facts.head,
        code="topics",
        kind="BẢNG ĐĂNG KÝ",
        subject=["Công trình thi đua và chuyên đề", facts.head.issuer, facts.head.year_name],
        body=[layout.text([layout.line(told)]), _table(facts.schools)],
        recipients=["Đơn vị quản lý (để báo cáo)", "Các trường trong khối", "Lưu: VT"],
    )


def _table(schools: tuple[SchoolLine, ...]) -> Block:
    heads = ("TT", "Đơn vị", "Công trình thi đua", "Chuyên đề", "Sinh hoạt lần", "Kết quả thực hiện")
    rows: list[list[Cell]] = []
    for place, school in enumerate(schools, 1):
        longest = max(len(school.works), len(school.topics), 1)
        for at in range(longest):
            rows.append(_row(place if at == 0 else "", school, at))
    return layout.grid(
        name="Công trình, chuyên đề",
        head=[[layout.head_cell(words) for words in heads]],
        widths=[10.0, 34.0, 42.0, 42.0, 15.0, 22.0],
        rows=rows,
    )


def _row(place: Cell, school: SchoolLine, at: int) -> list[Cell]:
    work = school.works[at] if at < len(school.works) else RegisteredTopic("")
    topic = school.topics[at] if at < len(school.topics) else RegisteredTopic("")
    results = [f"{label}: {row.held}" for label, row in (("Công trình", work), ("Chuyên đề", topic)) if row.held]
    name = squeeze(school.name) if at == 0 else ""
    return [place, name, work.text, topic.text, topic.meeting or "", results or ""]
