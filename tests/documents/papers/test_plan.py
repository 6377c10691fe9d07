"""What the plan says: figures added up from rows, words filled with facts, dates as the decree writes them."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from blocks.rules.meetings.meetings import MeetingFacts
from documents.papers.layout import fingerprint
from documents.papers.plan import build
from documents.rules.papers.plans import SchoolFacts, TopicFacts, gaps
from tests.documents.plan_facts import BLOCK, WORDS, plan_facts


def grids(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All tables of a paper in order."""
    inner = [block["blocks"] if block["kind"] == "wide" else [block] for block in body]
    return [block for group in inner for block in group if block["kind"] == "grid"]


def words(body: list[dict[str, Any]]) -> str:
    """All words of a paper outside the cells of its tables, a paragraph a line."""

    def leaves(nodes: Iterable[dict[str, Any]]) -> Iterable[str]:
        for node in nodes:
            if "items" in node:
                for item in node["items"]:
                    first, *rest = leaves(item["nodes"])
                    yield from (f"{item['mark']} {first}", *rest)
            else:
                yield "".join(run["text"] for run in node["runs"])

    lines: list[str] = []
    for block in body:
        if block["kind"] == "wide":
            lines.append(words(block["blocks"]))
        elif block["kind"] == "grid" and block["caption"]:
            lines.append(block["caption"])
        elif block["kind"] == "bases":
            lines += block["lines"]
        elif block["kind"] == "heading":
            lines.append(block["text"])
        elif block["kind"] == "text":
            lines += leaves(block["nodes"])
    return "\n".join(lines)


def test_totals_are_those_of_the_plan_and_come_from_the_rows() -> None:
    _, collective, individual = grids(build(plan_facts())["body"])
    assert collective["total"] == ["Tổng cộng", 12, 12, 6, 2, 2, 0, 0, 1, 1, 0, 0, 0]
    assert individual["total"] == ["Tổng cộng", 269, 254, 52, 8, 0, 21, 0, 1, 0, 0, 0]
    schools = list(plan_facts().schools)
    schools[5] = replace(schools[5], targets={"individual": {"total": 40, "LDTT": 40}})
    _, collective, individual = grids(build(plan_facts(schools=tuple(schools)))["body"])
    assert individual["total"][1:4] == [265, 250, 35]
    assert collective["rows"][5] == [6, "Trường Mầm non Quận 11", *[0] * 12]


def test_heads_of_the_tables_span_what_they_should() -> None:
    for table, columns in zip(grids(build(plan_facts())["body"])[1:], (12, 11), strict=True):
        above, below = table["head"]
        assert [(head["columns"], head["rows"]) for head in above] == [(1, 2), (1, 2), (columns, 1)]
        assert len(below) == columns and len(table["widths"]) == columns + 2
        assert sum(table["widths"]) == pytest.approx(252, abs=0.1)  # 297 less the margins of 30 and 15


def test_works_and_topics_stand_one_row_a_school() -> None:
    table = grids(build(plan_facts())["body"])[0]
    assert [head["lines"][0] for head in table["head"][0]] == ["Đơn vị", "Công trình thi đua", "Chuyên đề"]
    for row, school in zip(table["rows"], BLOCK["schools"], strict=True):
        assert row[0] == school["name"]
        assert row[1] == [f"- {' '.join(work.split())}" for work in school["works"]]
        assert row[2] == [f"- {' '.join(topic.split())}" for topic in school["topics"]]


def test_sections_stand_in_the_order_of_the_plan() -> None:
    body = build(plan_facts())["body"]
    assert [block["text"] for block in body if block["kind"] == "heading" and block["level"] == 1] == [
        "I. MỤC ĐÍCH YÊU CẦU",
        "II. NGUYÊN TẮC THI ĐUA, KHEN THƯỞNG",
        "III. NỘI DUNG",
        "IV. TỔ CHỨC THỰC HIỆN",
        "V. TIẾN ĐỘ THỰC HIỆN",
    ]
    text = words(body)
    assert [f"\n{number}. " in text for number in range(1, 11)] == [True] * 10  # ten tasks of III
    assert text.index("9. Thời gian trình khen thưởng") < text.index("III. NỘI DUNG")


def test_legal_bases_end_as_the_decree_says() -> None:
    lines = build(plan_facts())["body"][0]["lines"]
    assert len(lines) == 9
    assert all(line.endswith(";") for line in lines[:-1]) and lines[-1].endswith(".")


def test_the_text_ends_once() -> None:
    texts = {**WORDS, "purpose": "<p>Xong sớm./.</p>"}
    text = words(build(plan_facts(texts=texts))["body"])
    assert text.count("./.") == 1 and text.endswith("./.")
    assert "Xong sớm.\n" in text


def test_schools_and_block_are_named_from_the_rows() -> None:
    schools = (SchoolFacts("Trường Tiểu học Bé"), SchoolFacts("Trường Tiểu học Lớn"))
    text = words(build(plan_facts(issuer="Cụm thi đua 7", schools=schools))["body"])
    assert "Cụm thi đua 7 gồm các trường Tiểu học Bé, Tiểu học Lớn thống nhất" in text
    assert "Mầm non Phường 1" not in text
    twelve = words(build(plan_facts())["body"])
    assert "gồm các trường Mầm non Phường 1, Mầm non Phường 2, Mầm non Phường 3" in twelve
    assert "[" not in twelve


def test_meetings_as_planned_as_fixed_and_as_unknown() -> None:
    topics = (TopicFacts("Chuyên đề “A”", 2),)
    schools = (SchoolFacts("Trường Mầm non X", ("Làm vườn",), topics),)
    meetings = (
        MeetingFacts(1, date(2023, 12, 1), datetime(2023, 12, 7, 14, 0), contents=("Thống nhất kế hoạch",)),
        MeetingFacts(
            2, date(2024, 1, 1), None, "Tuần 2", "Hội trường", ("Rút kinh nghiệm.",), "Sơ kết thi đua", "Nộp sớm"
        ),
        MeetingFacts(3, date(2024, 6, 1)),
    )
    text = words(build(plan_facts(schools=schools, meetings=meetings))["body"])
    assert "1. Tháng 12/2023: Sinh hoạt Khối thi đua lần 1 với các nội dung như sau:\n- Thống nhất kế hoạch.\n" in text
    assert "- Thời gian: 14 giờ 00, ngày 07 tháng 12 năm 2023 (thứ Năm).\n- Địa điểm: ....." in text
    assert "2.1. Tổ chức sinh hoạt chuyên đề\n- Trường Mầm non X: Chuyên đề “A”.\n2.2. Sơ kết thi đua\n" in text
    assert "- Thời gian: Tuần 2.\n- Địa điểm: Hội trường.\nLưu ý: Nộp sớm." in text
    assert "3. Tháng 6/2024" in text and "2. Tháng 01/2024" in text


@pytest.mark.parametrize(
    ("number", "issued", "month", "line", "place"),
    [
        (None, None, (2023, 12), "Số: {b}/KH-KTĐ29-MNP3", "Quận 11, ngày {b} tháng 12 năm 2023"),
        (None, None, (2024, 2), "Số: {b}/KH-KTĐ29-MNP3", "Quận 11, ngày {b} tháng 02 năm 2024"),
        (5, date(2023, 12, 7), None, "Số: 05/KH-KTĐ29-MNP3", "Quận 11, ngày 07 tháng 12 năm 2023"),
        (115, date(2024, 3, 31), None, "Số: 115/KH-KTĐ29-MNP3", "Quận 11, ngày 31 tháng 3 năm 2024"),
    ],
)
def test_number_and_date(number: int | None, issued: date | None, month: Any, line: str, place: str) -> None:
    frame = build(plan_facts(number=number, issued_on=issued, month=month))["frame"]
    blank = "\u00a0" * 7
    assert (frame["number"], frame["place_date"]) == (line.format(b=blank), place.format(b=blank))


def test_frame_names_the_block_its_superior_and_the_signer() -> None:
    frame = build(plan_facts())["frame"]
    assert frame["superior"] == ["ỦY BAN NHÂN DÂN QUẬN 11"]
    assert frame["issuer"] == ["KHỐI THI ĐUA 29 - MẦM NON"]
    assert frame["signature"]["above"] == ["KHỐI TRƯỞNG"]
    assert frame["signature"]["below"] == ["HIỆU TRƯỞNG", "TRƯỜNG MẦM NON PHƯỜNG 3"]
    assert frame["recipients"] == [
        "Hội đồng TĐKT Q11",
        "HĐ. TĐKT Phòng GD&ĐT",
        "Các đơn vị thuộc khối thi đua",
        "Lưu: VT",
    ]


def test_the_paper_is_plain_data_with_a_fingerprint() -> None:
    paper = build(plan_facts())
    assert json.loads(json.dumps(paper)) == paper
    assert fingerprint(paper) == fingerprint(build(plan_facts()))
    assert fingerprint(paper) != fingerprint(build(plan_facts(signer="Đặng Ưu Đạt")))


def test_gaps_name_what_is_missing() -> None:
    assert [gap.message for gap in gaps(plan_facts())] == ["Sinh hoạt lần 1: địa điểm chưa đủ."]
    bare = plan_facts(
        texts={**WORDS, "recipients": " "},
        signer="",
        meetings=(MeetingFacts(1, date(2023, 12, 1)),),
        schools=(SchoolFacts("Trường X"),),
    )
    assert [gap.place for gap in gaps(bare)] == ["recipients", "leader", "meetings", "meetings", "meetings", "topics"]
