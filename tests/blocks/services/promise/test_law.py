"""The law's tables follow its files: a changed row reaches an old database, and a second run finds nothing to do."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, transaction

from blocks.models import Regime, Title, TitleAuthority, TitleCondition
from blocks.rules.law import LawError, load_law
from blocks.services.promise.law import sync_law
from tests.lawbook import Lawbook, Rows, _law_may_be_written, lawbook  # noqa: F401  fixtures


def test_the_tables_say_what_the_files_say(db: None) -> None:
    law = load_law()
    assert list(Title.objects.order_by("position").values_list("code", flat=True)) == list(law.titles)
    told = TitleCondition.objects.get(title="LDTT", code="new", regime="LAW2022_ND98", standing="S")
    assert (told.article, told.severity) == ("TT 01/2024/TT-BNV", "block")
    assert not TitleCondition.objects.filter(article__contains="KH Khối 29").exists()
    assert not TitleAuthority.objects.filter(standing="S", valid_to__lt="2024-01-01").exists()


def test_the_2022_law_is_not_confirmed_before_it_existed(db: None) -> None:
    assert not TitleAuthority.objects.filter(valid_from=None, standing="S").exists()
    old = TitleCondition.objects.filter(regime="LAW2003")
    assert not old.filter(article__startswith="Luật 06/2022").exists()


@pytest.mark.usefixtures("_law_may_be_written")
def test_a_changed_row_reaches_an_old_database_and_twice_is_once(lawbook: Lawbook) -> None:  # noqa: F811
    def longer(rows: Rows) -> None:
        row = next(row for row in rows if row["condition"] == "LDTT.new" and row["standing"] == "S")
        row["text"] = "Mức mới"

    assert sync_law(load_law()) == 0
    lawbook.change("conditions", longer)
    lawbook.change("regimes", lambda rows: rows[0].update(short="Luật cũ"))
    lawbook.change("titles", lambda rows: rows[0].update(label="TTLĐTT*"))
    lawbook.change("authorities", lambda rows: rows.pop())
    law = lawbook.load()
    assert sync_law(law) > 0
    assert TitleCondition.objects.filter(wording="Mức mới", title="LDTT").exists()
    assert Regime.objects.get(pk="LAW2003").short == "Luật cũ"
    assert Title.objects.get(pk="TTLDTT").label == "TTLĐTT*"
    assert sync_law(law) == 0
    assert sync_law(load_law()) > 0 and sync_law(load_law()) == 0


def test_the_command_says_that_nothing_changed(db: None) -> None:
    out = StringIO()
    call_command("sync_law", stdout=out)
    assert out.getvalue() == "Dữ liệu luật: không có gì thay đổi.\n"


def test_the_application_itself_may_not_write_the_law(db: None) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        Title.objects.filter(pk="LDTT").update(label="khác")


def test_a_line_that_cannot_be_read_is_named(lawbook: Lawbook) -> None:  # noqa: F811
    lawbook.change("votes", lambda rows: rows[1].pop("ratio"))
    with pytest.raises(LawError, match=r"votes\.json, mục thứ 2"):
        lawbook.load()


def test_a_condition_of_a_title_that_does_not_exist_is_named(lawbook: Lawbook) -> None:  # noqa: F811
    lawbook.change("conditions", lambda rows: rows[0].update(condition="KHONG.task"))
    with pytest.raises(LawError, match="không có danh hiệu KHONG"):
        lawbook.load()
