"""What an authority made for itself holds for it alone: its guidance, its columns."""

from dataclasses import replace
from datetime import date

import pytest

from blocks.models import AdoptedColumn, AdoptedDocument, AdoptedRule
from blocks.queries.promise.adoptions import rules_of, tables_of
from blocks.rules.promise.adoptable import read_document, recognised
from blocks.rules.promise.adoptions import Adoptable, RulePoint
from blocks.rules.promise.targets import TOTAL, Column
from blocks.rules.promise.titles import Subject
from blocks.services.promise.adoptions import adopt
from blocks.services.year import years
from tests.cast import Cast
from thidua.errors import RuleViolation
from thidua.models import AuditEvent

OWN = Adoptable(
    label="HD 05/HD-UBND",
    issuer="UBND",
    issued_on=date(2023, 9, 5),
    number="05/HD-UBND",
    rules=(RulePoint("R-PENDING", "III.1"),),
    columns=(
        (Subject.PERSON, Column(TOTAL, ("Tổng",), "Tổng số người")),
        (Subject.PERSON, Column("LDTT", ("LĐ", "TT"), "Lao động tiên tiến")),
    ),
)


def test_one_deed_one_audit_line(cast: Cast) -> None:
    with cast.at_work() as by:
        made = adopt(document=read_document("kh-khoi-29"), by=by)
        assert (AdoptedRule.objects.count(), AdoptedColumn.objects.count()) == (9, 23)
        event = AuditEvent.objects.latest("pk")
        assert event.verb == "áp dụng văn bản" and event.target == str(made.pk)
        assert event.new["issued_on"] == "2023-12-01" and "R-PENDING" in event.new["rules"]


def test_columns_are_those_of_the_authority_and_of_no_other(cast: Cast) -> None:
    with cast.at_work() as by:
        adopt(document=read_document("kh-khoi-29"), by=by)
        mine = tables_of(cast.year)
    with cast.at_work("stranger") as by:
        year = years.open_year(code="2023-2024", starts_on=date(2023, 8, 1), ends_on=date(2024, 7, 31), by=by)
        before = tables_of(year)
        adopt(document=OWN, by=by)
        theirs = tables_of(year)
        assert list(AdoptedDocument.objects.values_list("label", flat=True)) == ["HD 05/HD-UBND"]
        assert [row.rule for row in rules_of(year)] == ["R-PENDING"]
    assert [column.head for column in mine.collective.columns][:3] == ["TS đơn vị", "TT LĐ TT", "TT LĐ XS"]
    assert [column.head for column in before.collective.columns][:3] == ["TS đơn vị", "TT LĐTT", "TT LĐXS"]
    assert theirs.collective == before.collective  # it set the people's table alone
    assert [column.code for column in theirs.individual.columns] == [TOTAL, "LDTT"]
    with cast.at_work():
        assert tables_of(cast.year) == mine


def test_the_later_document_is_followed_and_an_ended_one_is_not(cast: Cast) -> None:
    with cast.at_work() as by:
        adopt(document=read_document("hd-1382"), by=by)
        adopt(document=read_document("kh-khoi-29"), by=by, valid_to=date(2023, 7, 31))
        told = {row.rule: row.document.label for row in rules_of(cast.year)}
        assert told["R-REG"] == "HD 1382/HD-GDĐT" and "R-PENDING" not in told
        adopt(document=replace(OWN, rules=(RulePoint("R-REG", "I.1"),), columns=()), by=by)
        assert {row.rule: row.document.label for row in rules_of(cast.year)}["R-REG"] == "HD 1382/HD-GDĐT"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rules": (RulePoint("R-NONE"),)}, "R-NONE"),
        ({"rules": (RulePoint("R-REG"), RulePoint("R-REG", "II"))}, "hai lần"),
        ({"rules": (RulePoint("R-REG", severity="nặng"),)}, "nặng"),
        ({"columns": ((Subject.PERSON, Column("KHONG", ("K",), "Không")),)}, "KHONG"),
        ({"columns": ((Subject.PERSON, Column("LDTT", ("a",), "a")),) * 2}, "hai cột"),
        ({"label": " "}, "cách dẫn"),
    ],
)
def test_what_the_law_does_not_know_is_refused(cast: Cast, changes: dict[str, object], told: str) -> None:
    with cast.at_work() as by, pytest.raises(RuleViolation, match=told):
        adopt(document=replace(OWN, **changes), by=by)


def test_a_document_is_adopted_once_and_for_days_in_order(cast: Cast) -> None:
    with cast.at_work() as by:
        adopt(document=OWN, by=by)
        with pytest.raises(RuleViolation, match="đã được ghi nhận"):
            adopt(document=OWN, by=by)
        later = replace(OWN, label="HD 06/HD-UBND")
        with pytest.raises(RuleViolation, match="đứng trước"):
            adopt(document=later, by=by, valid_from=date(2024, 1, 1), valid_to=date(2023, 1, 1))
        assert AdoptedDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("basis", "label"),
    [
        ("HD 1382/HD-GDĐT (12/10/2023)", "HD 1382/HD-GDĐT"),
        ("KH Khối 29 - Mầm non (seed 000) mục II", "KH Khối 29"),
        ("HD 13820/HD-GDĐT", None),
        ("QĐ 1382/QĐ-UBND", None),
        ("KH Khối 290", None),
    ],
)
def test_a_basis_names_a_known_document_whole_or_not_at_all(basis: str, label: str | None) -> None:
    found = recognised(basis)
    assert (found.label if found else None) == label
