"""The block's plan as a document: begun from the year's words, written by several hands, numbered, never lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from blocks.models import EmulationYear, Meeting
from blocks.rules.units.units import Level
from blocks.services.units.units import create_block
from blocks.services.year.years import open_year
from documents.models import Document, DocumentVersion, PaperTemplate
from documents.queries.documents import in_force, newest
from documents.queries.invariants import breaches
from documents.queries.papers.plans import plan_facts, plan_lines, plan_of
from documents.services.documents import issue, supersede
from documents.services.plans import begin_plan
from documents.services.renditions import freeze
from documents.services.sections import SectionConflict, restore_version, save_sections
from documents.services.templates import take_as_template
from tests.cast import Cast
from tests.documents.adopting import adopted_plan  # noqa: F401  each of these tests
from thidua.actors import Actor, system
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent
from thidua.policy import Role


@pytest.fixture
def leader(cast: Cast) -> Any:
    with cast.at_work("leader") as actor:
        yield actor


@pytest.fixture
def plan(cast: Cast, leader: Actor) -> Document:
    return begin_plan(block=cast.block, year=cast.year, by=leader)


def test_a_plan_begins_with_the_words_of_the_year_and_three_meetings(cast: Cast, plan: Document) -> None:
    assert plan.symbol == "KH-KTĐ29-MNP3"
    version = newest(plan)
    assert version.number == 1 and version.sections["legal_bases"].startswith("Căn cứ Thông tư số 21/2020")
    meetings = Meeting.objects.filter(council__block=cast.block).order_by("number")
    assert [meeting.number for meeting in meetings] == [1, 2, 3]
    assert AuditEvent.objects.filter(verb="lập văn bản").count() == 1


def test_a_plan_is_begun_once(cast: Cast, leader: Actor, plan: Document) -> None:
    assert begin_plan(block=cast.block, year=cast.year, by=leader) == plan
    assert (Document.objects.count(), DocumentVersion.objects.count(), Meeting.objects.count()) == (1, 1, 3)


def test_the_office_s_own_words_come_first_and_pass_to_the_next_year(cast: Cast, leader: Actor) -> None:
    PaperTemplate.objects.create(kind="plan", year=cast.year, sections={"purpose": "<p>Của Phòng</p>"})
    assert newest(begin_plan(block=cast.block, year=cast.year, by=leader)).sections == {"purpose": "<p>Của Phòng</p>"}
    following: EmulationYear = open_year(
        code="2024-2025", starts_on=date(2024, 8, 1), ends_on=date(2025, 7, 31), by=system(cast.district.pk)
    )
    after = begin_plan(block=cast.block, year=following, by=leader)
    assert newest(after).sections == {"purpose": "<p>Của Phòng</p>"}
    first = Meeting.objects.get(council__block=cast.block, year=following, number=1)
    assert (first.planned_month, first.planned_at, first.planned_place) == (date(2024, 12, 1), None, "")


def test_one_plan_s_words_become_the_year_s(cast: Cast, leader: Actor, plan: Document) -> None:
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Lời hay</p>"}, by=leader)
    office = system(cast.district.pk)
    take_as_template(document=plan, by=office)
    other = create_block(code="30", name="Khối thi đua 30 - Mầm non", level=Level.MN, by=office)
    begun = newest(begin_plan(block=other, year=cast.year, by=office))
    assert begun.sections["purpose"] == "<p>Lời hay</p>" and begun.number == 1
    assert AuditEvent.objects.filter(verb="lấy lời văn bản làm mẫu của năm").count() == 1


def test_saving_makes_a_version_with_a_name_and_a_line_in_the_trail(leader: Actor, plan: Document) -> None:
    saved = save_sections(document=plan, seen=1, typed={"purpose": "<p>Mới <script>x</script></p>"}, by=leader)
    assert (saved.number, saved.sections["purpose"]) == (2, "<p>Mới</p>")
    assert saved.created_by == "Nguyễn Lan Hương" and "Mục đích" in saved.note
    event = AuditEvent.objects.filter(verb="sửa lời văn bản").get()
    assert event.new == {"version": 2, "sections": ["purpose"]}
    assert DocumentVersion.objects.get(document=plan, number=1).sections["purpose"] != "<p>Mới</p>"


def test_unchanged_words_make_no_version(leader: Actor, plan: Document) -> None:
    same = newest(plan).sections["intro"].replace("<p>", "<p class='x'> ")
    assert save_sections(document=plan, seen=1, typed={"intro": same}, by=leader).number == 1


def test_two_hands_on_two_sections_lose_nothing(cast: Cast, leader: Actor, plan: Document) -> None:
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Của khối trưởng</p>"}, by=leader)
    late = save_sections(document=plan, seen=1, typed={"closing": "<p>Của chuyên viên</p>"}, by=leader)
    assert (late.number, late.sections["purpose"], late.sections["closing"]) == (
        3,
        "<p>Của khối trưởng</p>",
        "<p>Của chuyên viên</p>",
    )


def test_two_hands_on_one_section_are_shown_both(leader: Actor, plan: Document) -> None:
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Bản một</p>"}, by=leader)
    with pytest.raises(SectionConflict) as clash:
        save_sections(document=plan, seen=1, typed={"purpose": "<p>Bản hai</p>"}, by=leader)
    assert clash.value.theirs == {"purpose": "<p>Bản một</p>"} and clash.value.version.number == 2
    assert "Nguyễn Lan Hương" in clash.value.message
    chosen = save_sections(document=plan, seen=2, typed={"purpose": "<p>Bản hai</p>"}, by=leader)
    assert chosen.sections["purpose"] == "<p>Bản hai</p>"


def test_the_same_words_typed_twice_are_no_conflict(leader: Actor, plan: Document) -> None:
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Một</p>"}, by=leader)
    assert save_sections(document=plan, seen=1, typed={"purpose": "<p>Một</p>"}, by=leader).number == 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"other": "x"}, "section"),
        ({"purpose": "<ul><li>" * 4}, "narrative_deep"),
        ({"purpose": "x" * 200_001}, "narrative_long"),
        ({"recipients": "x" * 200_001}, "length"),
        ({"purpose": "<p>文</p>"}, "no_glyph"),
    ],
)
def test_words_that_cannot_be_kept(leader: Actor, plan: Document, typed: dict[str, str], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        save_sections(document=plan, seen=1, typed=typed, by=leader)
    assert refused.value.code == code
    assert newest(plan).number == 1


def test_an_older_version_comes_back_as_the_newest(leader: Actor, plan: Document) -> None:
    first = newest(plan).sections
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Khác</p>"}, by=leader)
    back = restore_version(document=plan, number=1, by=leader)
    assert (back.number, back.sections, back.note) == (3, first, "Lấy lại phiên bản 1")
    with pytest.raises(RuleViolation):
        restore_version(document=plan, number=9, by=leader)


@pytest.mark.parametrize(
    ("number", "symbol", "dated", "where"),
    [
        (5, "KH-KTĐ29-MNP3", None, "dated"),
        (0, "KH-KTĐ29-MNP3", date(2023, 12, 7), "number"),
        (5, "  ", date(2023, 12, 7), "symbol"),
    ],
)
def test_numbers_that_cannot_be(
    leader: Actor, plan: Document, number: int, symbol: str, dated: date | None, where: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        issue(document=plan, number=number, symbol=symbol, dated=dated, by=leader)
    assert refused.value.where == where


def test_number_and_day_reach_the_facts(cast: Cast, leader: Actor, plan: Document) -> None:
    issue(document=plan, number=5, symbol="KH-KTĐ29-MNP3", dated=date(2023, 12, 7), by=leader)
    found = plan_of(cast.block, cast.year)
    assert found is not None
    facts = plan_facts(found, newest(found).sections)
    assert (facts.head.number, facts.head.issued_on) == (5, date(2023, 12, 7))
    assert (facts.head.superior, facts.head.place) == ("Ủy ban nhân dân Quận 11", "Quận 11")
    assert (facts.head.below[-1], facts.head.signer) == ("Trường Mầm non Phường 3", "Nguyễn Lan Hương")
    assert (facts.year, facts.next_year, facts.head.year_name) == ("2023 - 2024", "2024 - 2025", "Năm học 2023 - 2024")
    assert [school.name[-1] for school in facts.schools] == ["3", "4", "5"]
    assert AuditEvent.objects.get(verb="ban hành văn bản").new["number"] == 5


def test_nobody_but_the_block_and_the_office_writes_its_plan(cast: Cast, leader: Actor, plan: Document) -> None:
    office = system(cast.district.pk)
    other = create_block(code="30", name="Khối thi đua 30 - Mầm non", level=Level.MN, by=office)
    with pytest.raises(Denied, match="khối trưởng của khối và chuyên viên"):
        begin_plan(block=other, year=cast.year, by=leader)
    with pytest.raises(Denied, match="chuyên viên của đơn vị quản lý"):
        take_as_template(document=plan, by=leader)
    principal = replace(leader, role=Role.PRINCIPAL, block_id=None, school_id=cast.schools[0].pk)
    for deed in (
        lambda: save_sections(document=plan, seen=1, typed={"purpose": "<p>x</p>"}, by=principal),
        lambda: restore_version(document=plan, number=1, by=principal),
        lambda: issue(document=plan, number=5, symbol="KH", dated=date(2023, 12, 7), by=principal),
        lambda: supersede(document=plan, by=principal),
        lambda: freeze(document=plan, wanted="pdf", by=principal),
    ):
        with pytest.raises(Denied, match="Soạn và kết xuất kế hoạch khối"):
            deed()
    assert newest(plan).number == 1


def test_an_issued_plan_is_replaced_by_another_that_names_it(cast: Cast, leader: Actor, plan: Document) -> None:
    with pytest.raises(RuleViolation, match="chưa có số thì sửa thẳng"):
        supersede(document=plan, by=leader)
    save_sections(document=plan, seen=1, typed={"purpose": "<p>Bản đầu</p>"}, by=leader)
    first = issue(document=plan, number=5, symbol="KH-KTĐ29-MNP3", dated=date(2023, 12, 7), by=leader)
    second = supersede(document=first, by=leader)
    assert (second.supersedes, second.number, second.symbol) == (first, None, "KH-KTĐ29-MNP3")
    assert newest(second).sections["purpose"] == "<p>Bản đầu</p>" and newest(second).number == 1
    assert supersede(document=first, by=leader) == second and plan_of(cast.block, cast.year) == second
    (line,) = plan_lines([cast.block], cast.year)
    assert line.document == first  # in force until the other one has its number
    assert list(in_force(Document.objects.all())) == [first]
    issue(document=second, number=9, symbol="KH-KTĐ29-MNP3", dated=date(2024, 1, 5), by=leader)
    (line,) = plan_lines([cast.block], cast.year)
    assert line.document == second and list(in_force(Document.objects.all())) == [second]
    begun = AuditEvent.objects.filter(verb="lập văn bản").latest("pk")
    assert begun.new["supersedes"] == "05/KH-KTĐ29-MNP3" and Meeting.objects.count() == 3
    assert not list(breaches())
