"""Papers of meetings and councils: Giấy mời (mẫu 1.7), Biên bản (mẫu 1.9), Quyết định thành lập (mẫu 1.2)."""

from collections.abc import Iterable
from datetime import datetime

from documents.papers import layout
from documents.papers.framed import framed, recipients_in, written
from documents.papers.layout import Block, Cell, Paper
from documents.rules.narrative import Node
from documents.rules.papers.meetings import CouncilFacts, PersonAt, PointFacts, SittingFacts
from thidua.text import long_date, weekday_date


def _hour(moment: datetime) -> str:
    return f"{moment.hour:02d} giờ {moment:%M}"


def _clock(moment: datetime | None) -> str:
    """`14 giờ 00, ngày 07 tháng 12 năm 2023`; left open while not known."""
    if moment is None:
        return f"{layout.BLANK} giờ {layout.BLANK}, ngày {layout.BLANK} tháng {layout.BLANK} năm {layout.BLANK}"
    return f"{_hour(moment)}, {long_date(moment.date())}"


def _lines(words: Iterable[str]) -> Block:
    return layout.text([layout.line(line) for line in words])


def _listed(words: Iterable[str]) -> list[Node]:
    listed = list(words)
    marks = [f"{line.rstrip('.;')};" for line in listed[:-1]] + [f"{line.rstrip('.;')}." for line in listed[-1:]]
    return [layout.items(marks)] if listed else []


def build_invitation(facts: SittingFacts) -> Paper:
    """Giấy mời: who is asked to come to what, when, where, who chairs, what is on the agenda."""
    moment = facts.planned_at
    when = f"{_hour(moment)}, {weekday_date(moment.date())}" if moment else facts.planned_note or layout.DOTS
    invited = [f"{person.name}{f', {person.post}' if person.post else ''}" for person in facts.invited]
    nodes = [layout.line(f"{facts.head.issuer} trân trọng kính mời:"), *_listed(invited or ["Các thành viên"])]
    nodes += [layout.line(f"Tới dự: {facts.name}.")]
    nodes += [layout.line(f"Chủ trì: {facts.chair or layout.DOTS}.")]
    nodes += [layout.line(f"Thời gian: {when}.")]
    nodes += [layout.line(f"Địa điểm: {facts.planned_place or layout.DOTS}.")]
    if facts.points:
        nodes += [layout.line("Nội dung:"), *_listed(point.text for point in facts.points if point.planned)]
    if facts.note:
        nodes.append(layout.line(f"Lưu ý: {facts.note}"))
    body = [layout.text(nodes), written(facts.head, "more")]
    return framed(
        facts.head,
        code="meeting-invitation",
        kind="GIẤY MỜI",
        subject=[facts.name],
        body=[block for block in body if block.get("nodes") != []],
        recipients=["Như trên", "Lưu: VT"],
    )


def build_minutes(facts: SittingFacts) -> Paper:
    """Biên bản: opening, who was there, each point with discussion and resolution, what was planned otherwise, end."""
    body: list[Block] = [
        _lines(
            [
                f"Thời gian bắt đầu: {_clock(facts.held_at)}.",
                f"Địa điểm: {facts.held_place or facts.planned_place or layout.DOTS}.",
                *_otherwise(facts),
            ]
        ),
        layout.heading(1, "I. THÀNH PHẦN"),
        *_people(facts),
        layout.heading(1, "II. NỘI DUNG"),
    ]
    for place, point in enumerate(facts.points, start=1):
        body += _point(place, point)
    for key, title in (("discussion", "III. Ý KIẾN KHÁC"), ("conclusion", "IV. KẾT LUẬN CỦA CHỦ TỌA")):
        if facts.head.texts.get(key, "").strip():
            body += [layout.heading(1, title), written(facts.head, key)]
    body.append(_lines([f"Cuộc họp kết thúc vào {_clock(facts.held_until)}."]))
    paper = framed(
        facts.head,
        code="meeting-minutes",
        kind="BIÊN BẢN",
        subject=[facts.name],
        body=body,
        recipients=recipients_in(facts.head.texts.get("recipients", "")),
    )
    paper["frame"]["left"] = layout.signature("Thư ký", facts.secretary)
    paper["frame"]["signature"] = layout.signature("Chủ tọa", facts.chair)
    return paper


def _otherwise(facts: SittingFacts) -> list[str]:
    """Where it was held otherwise than planned, both are told."""
    told = []
    if facts.planned_at and facts.held_at and facts.planned_at.date() != facts.held_at.date():
        told.append(f"Theo kế hoạch: {_clock(facts.planned_at)}.")
    if facts.planned_place and facts.held_place and facts.planned_place != facts.held_place:
        told.append(f"Địa điểm theo kế hoạch: {facts.planned_place}.")
    return told


def _people(facts: SittingFacts) -> list[Block]:
    percent = f"Có mặt {facts.counted}/{facts.voters} thành viên, cần ít nhất {facts.least} ({facts.article})."
    lines = [f"Chủ tọa: {facts.chair or layout.DOTS}.", f"Thư ký: {facts.secretary or layout.DOTS}.", percent]
    blocks = [_lines(lines)]
    for title, people in (("Có mặt", facts.present), ("Vắng mặt", facts.absent), ("Khách mời", facts.guests)):
        if people:
            told = [_told(person) for person in people]
            blocks.append(layout.text([layout.line(f"{title}: {len(people)}"), *_listed(told)]))
    return blocks


def _told(person: PersonAt) -> str:
    more = [person.post, "" if person.votes else "không biểu quyết", person.said]
    return ", ".join([person.name, *(words for words in more if words)])


def _point(place: int, point: PointFacts) -> list[Block]:
    title = f"{place}. {point.text}{'' if point.planned else ' (bổ sung)'}"
    if not point.held:
        return [layout.heading(2, title), _lines([f"Không thực hiện. Lý do: {point.reason or layout.DOTS}"])]
    words = [f"Thảo luận: {row}" if first else row for first, row in _rows(point.discussion)]
    words += [f"Kết luận: {row}" if first else row for first, row in _rows(point.resolution)]
    if point.outcome:
        words.append(f"Kết quả: {point.outcome}{f'; {point.vote}' if point.vote else ''}.")
    if point.aside:
        words.append(f"Không biểu quyết vì có liên quan: {point.aside}.")
    if point.reason:
        words.append(f"Điều chưa thống nhất: {point.reason}")
    if point.direction:
        words.append(f"Ý kiến chỉ đạo: {point.direction}")
    nodes = [layout.line(row) for row in words or [layout.DOTS]]
    if point.opinions:
        nodes += [layout.line("Ý kiến của thành viên vắng, lấy sau buổi họp:"), *_listed(point.opinions)]
    return [layout.heading(2, title), layout.text(nodes)]


def _rows(text: str) -> list[tuple[bool, str]]:
    return [(place == 0, row) for place, row in enumerate(row for row in text.splitlines() if row.strip())]


def build_founding(facts: CouncilFacts) -> Paper:
    """Quyết định thành lập hội đồng: bases, three articles, the list of members as a table."""
    body = [layout.bases([*facts.bases, *facts.head.texts.get("bases", "").splitlines()])]
    post = facts.head.post
    first = f"Thành lập {facts.name} {facts.head.in_year} gồm {len(facts.members)} thành viên (danh sách kèm theo)."
    body += [layout.heading(1, "QUYẾT ĐỊNH:"), layout.heading(2, "Điều 1."), _lines([first])]
    body += [layout.heading(2, "Điều 2."), written(facts.head, "duties")]
    who = f"{post}, các bộ phận có liên quan và các thành viên có tên tại Điều 1"
    last = f"{who} chịu trách nhiệm thi hành Quyết định này."
    body += [layout.heading(2, "Điều 3."), _lines([last]), _member_table(facts)]
    return framed(
        facts.head,
        code="council-decision",
        kind="QUYẾT ĐỊNH",
        subject=[f"Về việc thành lập {facts.name}", facts.head.year_name],
        body=body,
        recipients=["Như Điều 3", "Lưu: VT"],
    )


def _member_table(facts: CouncilFacts) -> Block:
    heads = [("TT", 12.0), ("Họ và tên", 55.0), ("Chức vụ", 55.0), ("Nhiệm vụ trong Hội đồng", 43.0)]
    rows: list[list[Cell]] = [
        [place, person.name, person.post, person.standing + ("" if person.votes else " (không biểu quyết)")]
        for place, person in enumerate(facts.members, start=1)
    ]
    return layout.grid(
        name="Danh sách",
        caption=f"Danh sách thành viên {facts.name}",
        head=[[layout.head_cell(label) for label, _width in heads]],
        widths=[width for _label, width in heads],
        rows=rows,
    )
