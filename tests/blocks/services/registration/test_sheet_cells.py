"""Two editors and a double click lose and double nothing."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from blocks.models import RegisteredTitle, Registration, Target
from blocks.services.registration import sheet_people, sheets
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.cast import Cast, build
from thidua.actors import system
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.models import AuditEvent


def row_of(cast: Cast, by: Any) -> Registration:
    sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
    return sheet_people.add_person(
        sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=date(1985, 1, 2), gender="NAM", job_title="", by=by
    )


def test_a_conflict_names_who_was_first_and_writes_nothing(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        set_cells(sheet=row.sheet, changes=[CellChange(row.pk, "note", "của hiệu trưởng", "")], by=principal)
        with pytest.raises(Conflict) as no, transaction.atomic():
            set_cells(
                sheet=row.sheet,
                by=secretary,
                changes=[CellChange(row.pk, "LDTT", "x", ""), CellChange(row.pk, "note", "của thư ký", "")],
            )
        assert "Phạm Minh Tâm vừa sửa ô Đặng Ưu Đạt: Ghi chú thành “của hiệu trưởng”" in no.value.message
        assert no.value.where == f"{row.pk}.note"
        row.refresh_from_db()
        assert (row.note, row.ticks.count()) == ("của hiệu trưởng", 0)


def test_different_cells_of_one_row_do_not_disturb_each_other(cast: Cast) -> None:
    principal = cast.actor("principal")
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        set_cells(sheet=row.sheet, changes=[CellChange(row.pk, "note", "a", "")], by=principal)
        set_cells(sheet=row.sheet, changes=[CellChange(row.pk, "initiative", "b", "")], by=secretary)
        row.refresh_from_db()
        assert (row.note, row.initiative) == ("a", "b")
        assert {cell: mark["by"] for cell, mark in row.touched.items()} == {
            "row": "Đặng Thu Thảo",
            "note": "Phạm Minh Tâm",
            "initiative": "Đặng Thu Thảo",
        }


def test_a_double_click_writes_once(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        tick = [CellChange(row.pk, "LDTT", "v", "")]
        before = AuditEvent.objects.count()
        for _ in range(2):
            (now,) = set_cells(sheet=row.sheet, changes=tick, by=secretary)
            assert now.value == "x"
        assert (RegisteredTitle.objects.count(), AuditEvent.objects.count()) == (1, before + 1)


def test_the_schools_own_titles_are_the_collective_targets(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        set_cells(sheet=row.sheet, changes=[CellChange(None, "TTLDXS", "x", "")], by=secretary)
        kept = dict(Target.objects.filter(school=row.sheet.school).values_list("title", "value"))
        assert kept == {None: 1, "TTLDXS": 1}
        set_cells(sheet=row.sheet, changes=[CellChange(None, "TTLDXS", "", "x")], by=secretary)
        assert Target.objects.get(school=row.sheet.school, title="TTLDXS").value == 0


@pytest.mark.parametrize(
    ("row_is_school", "cell", "value", "code"),
    [
        (False, "LDTT", "?", "mark"),
        (False, "TTLDXS", "x", "cell"),
        (True, "LDTT", "x", "cell"),
        (True, "note", "x", "cell"),
        (False, "KHONGCO", "x", "cell"),
        (False, "note", "a" * 501, "long"),
    ],
)
def test_what_is_no_mark_or_no_cell_is_refused(
    cast: Cast, row_is_school: bool, cell: str, value: str, code: str
) -> None:
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        with pytest.raises(RuleViolation) as no:
            change = CellChange(None if row_is_school else row.pk, cell, value, "")
            set_cells(sheet=row.sheet, changes=[change], by=secretary)
        assert no.value.code == code


def test_a_row_of_another_school_is_not_reached(cast: Cast) -> None:
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
        other = sheets.begin_sheet(year=cast.year, school=cast.schools[0], by=system(cast.district.pk))
        with pytest.raises(Denied):
            set_cells(sheet=other, changes=[CellChange(row.pk, "note", "x", "")], by=secretary)
        with pytest.raises(Conflict):  # a row of another school is not in this sheet
            set_cells(sheet=other, changes=[CellChange(row.pk, "note", "x", "")], by=system(cast.district.pk))


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_the_same_moment() -> None:
    """Both ticks of one cell at once: one row, one line; both notes at once: one wins, the other is told."""
    cast = build()
    with cast.at_work("secretary") as secretary:
        row = row_of(cast, secretary)
    sheet_pk = row.sheet_id
    results: list[str] = []
    gate = threading.Barrier(2)

    def edit(who: str, note: str) -> None:
        try:
            gate.wait(10)
            with cast.at_work(who) as actor:
                sheet = type(row.sheet).objects.get(pk=sheet_pk)
                set_cells(sheet=sheet, changes=[CellChange(row.pk, "LDTT", "x", "")], by=actor)
            gate.wait(10)
            with cast.at_work(who) as actor:
                set_cells(sheet=sheet, changes=[CellChange(row.pk, "note", note, "")], by=actor)
            results.append("saved")
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    pairs = (("secretary", "một"), ("principal", "hai"))
    threads = [threading.Thread(target=edit, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with cast.at_work("secretary"):
        assert sorted(results) == ["saved", "told"]
        assert RegisteredTitle.objects.count() == 1
        assert AuditEvent.objects.filter(verb="sửa danh sách đăng ký").count() == 2
