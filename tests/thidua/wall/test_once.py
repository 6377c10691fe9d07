"""A page that only reads asks once; a deed never trusts what was asked before."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.queries.year.phases import phases_of, why_shut
from blocks.services.year import phases
from tests.cast import Cast
from thidua.policy import Action
from thidua.wall.once import asked_once, asking_once


def test_the_years_phases_are_read_once_a_page(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
    for who, address in (("officer", "/"), ("leader", "/"), ("officer", "/ai-chua-gui/khoi/"), ("principal", "/")):
        with CaptureQueriesContext(connection) as asked:
            assert cast.browser(who).get(address).status_code == 200
        reads = [query["sql"] for query in asked if 'FROM "blocks_phase"' in query["sql"]]
        assert len(reads) <= 1, (who, address, reads)


def test_outside_a_reading_page_every_question_is_asked(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        assert not phases_of(cast.year)
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        assert why_shut(deed=Action.APPROVE_REGISTRATION, year=cast.year, block_id=cast.block.pk)
        with asking_once():
            first = phases_of(cast.year)
            with CaptureQueriesContext(connection) as asked:
                assert phases_of(cast.year) is first
            assert not len(asked)
        assert phases_of(cast.year) is not first


def test_an_answer_stays_in_its_authority(cast: Cast) -> None:
    with asking_once():
        with cast.at_work("officer"):
            assert asked_once("name", lambda: "ours") == asked_once("name", lambda: "x") == "ours"
        with cast.at_work("stranger"):
            assert asked_once("name", lambda: "theirs") == "theirs"
    assert asked_once("name", lambda: 1) == 1 and asked_once("name", lambda: 2) == 2
