"""Which blocks have not issued their plan: the board, one click to remind, the officer of a level, equal queries."""

from datetime import date

from freezegun import freeze_time

from blocks.models import Block, Notice, Phase, Placement, School
from blocks.rules.units.units import Level, Ownership
from blocks.services.mailroom import reminders
from blocks.services.units import units
from blocks.services.year import phases
from documents.services.documents import issue
from documents.services.plans import begin_plan
from tests.blocks.services.year.test_phase_deeds import dated
from tests.blocks.views.counting import queries
from tests.cast import Cast
from thidua.actors import system

BOARD = "/ai-chua-gui/khoi/"
NOW = "2023-11-08T08:00:00+07:00"


def another(cast: Cast, code: str, level: Level = Level.TH) -> Block:
    """One more block with one school; call inside the district."""
    by = system(cast.district.pk)
    block = units.create_block(code=code, name=f"Khối thi đua {code}", level=level, by=by)
    school = units.add_school(
        code=f"T{code}", name=f"Trường số {code}", level=level, symbol=f"T{code}", ownership=Ownership.PUBLIC, by=by
    )
    units.place_school(school=school, block=block, year=cast.year, by=by)
    return block


def test_the_board_says_who_has_not_issued_and_how_long_is_left(cast: Cast) -> None:
    phase = dated(cast)
    with freeze_time(NOW), cast.at_work("officer") as officer:
        block = another(cast, "5")
        phases.extend(phase=phase, block=block, until=date(2023, 11, 20), reason="Muộn", by=officer)
    with freeze_time(NOW):
        page = cast.browser("officer").get(BOARD).content.decode()
        assert "2/2 khối chưa ban hành kế hoạch" in page and "còn 2 ngày" in page and "còn 12 ngày" in page
        assert "Nguyễn Lan Hương" in page and f"?don-vi=k{block.pk}" in page
        with cast.at_work("leader") as leader:
            document = begin_plan(block=cast.block, year=cast.year, by=leader)
            issue(document=document, number=5, symbol="KH-KTĐ29", dated=date(2023, 11, 8), by=leader)
        page = cast.browser("officer").get(BOARD).content.decode()
        assert "1/2 khối chưa ban hành" in page and "05/KH-KTĐ29" in page
        own = cast.browser("leader").get(BOARD).content.decode()
        assert "0/1 khối chưa ban hành" in own and "Khối thi đua 5" not in own
    assert cast.browser("secretary").get(BOARD).status_code == 403


def test_one_click_reminds_every_leader_once(cast: Cast) -> None:
    dated(cast)
    with freeze_time(NOW):
        browser = cast.browser("officer")
        assert browser.post(BOARD + "nhac/").status_code == 302
        assert browser.post(BOARD + "nhac/").status_code == 302  # the second click of a double click
        with cast.at_work("officer"):
            notice = Notice.objects.get(seat=cast.seats["leader"])
            assert notice.title == "Nhắc: hồ sơ khối thi đua, còn 2 ngày" and notice.path == "home"
        page = browser.get(BOARD).content.decode()
        assert "08:00, thứ Tư, 08/11/2023" in page
    assert cast.browser("leader").post(BOARD + "nhac/").status_code == 403


def test_the_officer_of_a_level_sees_that_level(cast: Cast) -> None:
    dated(cast)
    officer, head = cast.seats["officer"], cast.actor("head")
    with cast.at_work("head"):
        another(cast, "5")
        reminders.assign_levels(seat=officer, levels=[Level.TH], by=head)
    page = cast.browser("officer").get(BOARD).content.decode()
    assert "1/1 khối chưa ban hành" in page and "Tiểu học (phụ trách)" in page and "Khối thi đua 29" not in page
    assert "2/2 khối" in cast.browser("officer").get(BOARD + "?cap=tat-ca").content.decode()


def test_many_blocks_cost_the_queries_of_one(cast: Cast) -> None:
    dated(cast)
    browser = cast.browser("officer")
    few = queries(browser, BOARD)
    with cast.at_work("officer"):
        for code in ("5", "6", "7", "8"):
            another(cast, code)
        assert Placement.objects.count() == 7 and School.objects.count() == 7
        assert Phase.objects.filter(code="HO_SO_KHOI").exists()
    assert queries(browser, BOARD) == few
