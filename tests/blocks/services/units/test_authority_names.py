"""A rename of the authority that lies ahead shows nowhere before its day, and everywhere from that day on."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from freezegun import freeze_time

from blocks.models import Mail, Notice
from blocks.rules.units.changes import Basis
from blocks.services.access.seats import give_seat
from blocks.services.mailroom.daily_round import _authority
from blocks.services.mailroom.digests import write_at_once, write_digests
from blocks.services.units.authority_changes import rename_authority
from blocks.services.units.changes import name_of_authority
from documents.queries.papers.registrations import COLLATION
from documents.services.documents import begin
from tests.cast import Cast
from thidua import clock
from thidua.access.authorities import authority_on, authority_today, short_name_on
from thidua.policy import Role

OLD, NEW = "Phòng GDĐT Quận 11", "UBND phường Hòa Bình"
TODAY, DAY = "2023-11-01T08:00:00+07:00", "2023-12-01T08:00:00+07:00"


@pytest.fixture
def renamed(cast: Cast) -> Cast:
    """The cast whose authority will bear another name from 01/12/2023."""
    with freeze_time(TODAY), cast.at_work("officer") as officer:
        rename_authority(
            name="Ủy ban nhân dân phường Hòa Bình",
            short_name=NEW,
            parent_agency="TP",
            place_name="Hòa Bình",
            head_title="Chủ tịch",
            symbol="UBND",
            on=date(2023, 12, 1),
            basis=Basis("1234/QĐ-UBND", date(2023, 10, 20)),
            by=officer,
            ahead=True,
        )
    return cast


@pytest.mark.parametrize(("moment", "name", "symbol"), [(TODAY, OLD, "PGDĐT"), (DAY, NEW, "UBND")])
def test_every_place_says_the_name_of_the_day(renamed: Cast, moment: str, name: str, symbol: str) -> None:
    with freeze_time(moment), renamed.at_work("officer") as officer:
        today = clock.today()
        assert authority_today().short_name == short_name_on(today) == name_of_authority(today) == _authority() == name
        Notice.objects.create(seat=renamed.seats["secretary"], title="Tin", made_at=clock.now() - timedelta(hours=1))
        assert write_digests(by=officer) + write_at_once(by=officer) == 1
        letter = Mail.objects.get()
        told = f"{letter.subject} {letter.text}"
        assert name in told and (OLD if name == NEW else NEW) not in told
        paper = begin(kind=COLLATION, subject=renamed.district, year=renamed.year, by=officer)
        assert paper.symbol == f"BTH-{symbol}"
        seat = give_seat(
            account=renamed.accounts["member"], role=Role.OFFICER, by=officer, valid_from=today, consented=True
        )
        assert seat.unit_name == name
    with freeze_time(moment):
        page = renamed.browser("officer").get("/").content.decode()
        assert name in page


def test_a_seat_that_begins_after_the_rename_bears_the_new_name(renamed: Cast) -> None:
    with freeze_time(TODAY), renamed.at_work("officer") as officer:
        later = give_seat(
            account=renamed.accounts["member"],
            role=Role.OFFICER,
            by=officer,
            valid_from=date(2023, 12, 5),
            consented=True,
        )
        assert later.unit_name == NEW


def test_before_its_first_name_an_authority_has_empty_words(cast: Cast) -> None:
    with cast.at_work("officer"):
        nameless = authority_on(date(2003, 12, 31))
        assert (nameless.pk, nameless.name, short_name_on(date(2003, 12, 31), "đơn vị")) == (None, "", "đơn vị")
        assert name_of_authority(date(2003, 12, 31)) == OLD  # the first one it will bear


def test_the_newest_name_is_asked_nowhere_without_a_day() -> None:
    asked = re.compile(r"DistrictName\.objects(\.all\(\))?\.order_by\(\"-valid_from\"\)[^\n]*\.first\(\)")
    for wing in ("thidua", "blocks", "awards", "documents"):
        for path in (Path(settings.BASE_DIR) / wing).rglob("*.py"):
            assert not asked.search(path.read_text(encoding="utf-8")), path
