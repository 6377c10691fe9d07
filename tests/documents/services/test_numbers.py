"""A unit's book: numbers follow each other, cancelled ones stay told, states refuse what comes too early or late."""

from collections.abc import Iterator
from datetime import date

import pytest

from documents.models import Document, IssuedNumber
from documents.queries.invariants import breaches
from documents.queries.numbers import Unit, pattern_of
from documents.rules.issuing import PaperState
from documents.rules.series import NumberState, check_pattern
from documents.services.documents import issue, supersede
from documents.services.issuing import PAPERS
from documents.services.numbers import cancel_reserved, reserve, set_pattern
from documents.services.plans import begin_plan
from documents.services.sections import save_sections
from tests.cast import Cast
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.models import AuditEvent

DAY = clock.today()


@pytest.fixture
def leader(cast: Cast) -> Iterator[Actor]:
    with cast.at_work("leader") as by:
        yield by


@pytest.fixture
def plan(cast: Cast, leader: Actor) -> Document:
    return begin_plan(block=cast.block, year=cast.year, by=leader)


def number(paper: Document, by: Actor, number: int | None = None, dated: date = DAY) -> Document:
    checked = PAPERS.make(paper, "check", by=by)
    return PAPERS.make(checked, "number", by=by, number=number, symbol="", dated=dated)


def book() -> list[tuple[int, str]]:
    return list(IssuedNumber.objects.order_by("number").values_list("number", "state"))


def test_checked_words_are_shut_and_the_next_number_is_taken(leader: Actor, plan: Document) -> None:
    with pytest.raises(RuleViolation, match="chưa ban hành"):
        PAPERS.make(plan, "number", by=leader, number=None, symbol="", dated=DAY)
    checked = PAPERS.make(plan, "check", by=leader)
    with pytest.raises(RuleViolation, match="Mở lại bản thảo"):
        save_sections(document=checked, seen=1, typed={"purpose": "<p>Khác</p>"}, by=leader)
    numbered = PAPERS.make(checked, "number", by=leader, number=None, symbol="", dated=DAY)
    assert (numbered.state, numbered.number, numbered.symbol) == (PaperState.NUMBERED, 1, "KH-KTĐ29-MNP3")
    assert numbered.signing["name"] == "Nguyễn Lan Hương" and numbered.issued_at is None
    assert book() == [(1, NumberState.USED)] and not list(breaches())


def test_a_cancelled_number_stays_told_and_is_not_given_again(leader: Actor, plan: Document) -> None:
    numbered = number(plan, leader)
    with pytest.raises(RuleViolation, match="lý do hủy số"):
        PAPERS.make(numbered, "cancel_number", by=leader)
    draft = PAPERS.make(numbered, "cancel_number", by=leader, reason="Sai tên trường")
    assert (draft.state, draft.number, draft.dated, draft.signing) == (PaperState.DRAFT, None, None, {})
    checked = PAPERS.make(draft, "check", by=leader)
    with pytest.raises(RuleViolation, match="đã hủy \\(Sai tên trường\\)"):
        PAPERS.make(checked, "number", by=leader, number=1, symbol="", dated=DAY)
    again = PAPERS.make(checked, "number", by=leader, number=None, symbol="", dated=DAY)
    assert again.number == 2 and book() == [(1, NumberState.CANCELLED), (2, NumberState.USED)]
    assert not list(breaches())


def test_numbers_given_elsewhere_are_told_and_a_reserved_one_is_used(cast: Cast, leader: Actor, plan: Document) -> None:
    unit = Unit(block=cast.block)
    kept = reserve(unit=unit, letters="KH", year=DAY.year, reason="Kế hoạch hội thi", by=leader)
    assert kept.number == 1 and AuditEvent.objects.get(verb="giữ số văn bản").new["number"] == 1
    issued = issue(document=plan, number=4, symbol="KH-KTĐ29-MNP3", dated=DAY, by=leader)
    states = [NumberState.RESERVED, NumberState.OUTSIDE, NumberState.OUTSIDE, NumberState.USED]
    assert book() == list(enumerate(states, start=1)) and not list(breaches())
    second = supersede(document=issued, by=leader)
    with pytest.raises(RuleViolation, match="đã cấp cho văn bản khác") as refused:
        issue(document=second, number=4, symbol="KH-KTĐ29-MNP3", dated=DAY, by=leader)
    assert refused.value.where == "number"
    assert issue(document=second, number=1, symbol="KH-KTĐ29-MNP3", dated=DAY, by=leader).number == 1
    issued.refresh_from_db()
    assert issued.state == PaperState.SUPERSEDED and not list(breaches())
    with pytest.raises(RuleViolation, match="đang dùng"):
        cancel_reserved(number=kept, reason="Thôi", by=leader)


def test_a_number_far_ahead_or_before_the_last_day_is_refused(leader: Actor, plan: Document) -> None:
    with pytest.raises(RuleViolation, match="quá xa"):
        issue(document=plan, number=5_000, symbol="KH", dated=DAY, by=leader)
    first = issue(document=plan, number=3, symbol="KH", dated=DAY, by=leader)
    second = supersede(document=first, by=leader)
    with pytest.raises(RuleViolation, match="đứng trước ngày của số trước"):
        issue(document=second, number=7, symbol="KH", dated=DAY.replace(month=1, day=1), by=leader)
    assert book()[-1][0] == 3


def test_withdrawn_for_good_keeps_its_number_and_may_be_replaced(leader: Actor, plan: Document) -> None:
    issued = issue(document=plan, number=1, symbol="KH", dated=DAY, by=leader)
    gone = PAPERS.make(issued, "withdraw", by=leader, reason="Trái hướng dẫn mới")
    assert (gone.state, gone.number) == (PaperState.WITHDRAWN, 1)
    assert supersede(document=gone, by=leader).supersedes == gone and not list(breaches())


def test_a_gap_and_a_stranger_in_the_book_are_told(leader: Actor, plan: Document) -> None:
    issue(document=plan, number=3, symbol="KH", dated=DAY, by=leader)
    IssuedNumber.objects.filter(number=2).delete()
    assert any("không liền" in told for told in breaches())
    Document.objects.filter(pk=plan.pk).update(number=9)
    assert any("khác số trong sổ" in told for told in breaches())


def test_a_unit_has_its_own_pattern(cast: Cast, leader: Actor) -> None:
    assert set_pattern(unit=Unit(block=cast.block), pattern="{number:02}/{symbol}-{letters}", by=leader)
    assert pattern_of(Unit(block=cast.block)) == "{number:02}/{symbol}-{letters}"
    assert begin_plan(block=cast.block, year=cast.year, by=leader).symbol == "KTĐ29-MNP3-KH"
    for wrong in ("{letters}", "{number}/{letters}", "{number:02}/{x}-{letters}"):
        with pytest.raises(RuleViolation, match="Quy tắc bắt đầu"):
            check_pattern(wrong)


def test_nobody_keeps_the_book_of_another_unit(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        for unit in (Unit(block=cast.block), Unit(school=cast.schools[0])):
            with pytest.raises(Denied):
                reserve(unit=unit, letters="KH", year=DAY.year, reason="x", by=by)
        with pytest.raises(Denied, match="chuyên viên"):
            reserve(unit=Unit(), letters="KH", year=DAY.year, reason="x", by=by)
    with cast.at_work("member") as by, pytest.raises(Denied):
        set_pattern(unit=Unit(), pattern="{number:02}/{letters}", by=by)


def test_the_pages_show_the_book_to_its_unit_alone(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        row = number(begin_plan(block=cast.block, year=cast.year, by=by), by).numbers.get()
    leader, office = cast.browser("leader"), cast.browser("officer")
    for browser in (leader, office):
        page = browser.get(f"/so-van-ban/{row.series_id}/").content.decode()
        assert "01/KH-KTĐ29-MNP3" in page and "Nguyễn Lan Hương" in page
    assert cast.browser("principal").get(f"/so-van-ban/{row.series_id}/").status_code == 404
    assert cast.browser("stranger").get(f"/so-van-ban/{row.series_id}/").status_code == 404
    assert cast.browser("member").get("/so-van-ban/").status_code == 403
    kept = leader.post("/so-van-ban/giu-so/", {"letters": "KH", "reason": "Hội thi"})
    assert kept["Location"] == f"/so-van-ban/{row.series_id}/"
    assert leader.post("/so-van-ban/giu-so/", {"letters": "", "reason": ""}).status_code == 422
    assert "Đang giữ" in leader.get(kept["Location"]).content.decode()
    assert "Sổ KH" in leader.get("/so-van-ban/").content.decode()
