"""Schools are renamed, merged, split, dissolved; each deed is counted, refused with a reason, and undone to the row."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from blocks.models import EmulationYear, Invitation, Placement, Posting, School, StaffMember, UnitChange
from blocks.queries import invariants
from blocks.queries.units.changes import changes, ending, name_on
from blocks.rules.access.invitations import InvitationState
from blocks.rules.units.changes import Basis, ChangeKind, NewSchool
from blocks.rules.units.units import Level
from blocks.services.access import seats
from blocks.services.access.delegations import delegate
from blocks.services.access.invitations import invite
from blocks.services.units import authority_changes, school_changes, units
from blocks.services.units.undoing import undo_change
from tests.steps import transfer_schools
from thidua import clock
from thidua.access.kinds import SignatureKind
from thidua.errors import RuleViolation
from thidua.flow.steps import steps_of
from thidua.models import AuditEvent, Delegation, District, DistrictName, Seat, Succession
from thidua.policy import Role
from thidua.text import name_sort_key, plain_key

BASIS = Basis("1234/QĐ-UBND", date(2023, 10, 20))
TABLES = (
    "blocks_school",
    "blocks_formername",
    "blocks_staffmember",
    "blocks_posting",
    "thidua_seat",
    "thidua_delegation",
    "blocks_invitation",
    "blocks_placement",
    "thidua_succession",
    "thidua_districtname",
    "thidua_district",
    "blocks_lineage",
)


def rows():
    """Every row of the tables that unit changes write."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")
            found[table] = [json.dumps(row, sort_keys=True, default=str) for (row,) in cursor.fetchall()]
    return found


def employ(school, many):
    """People who work in a school."""
    found = []
    for n in range(many):
        name = f"Người {school.code} Số {n}"
        person = StaffMember.objects.create(full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name))
        Posting.objects.create(staff=person, school=school, job_title="Giáo viên")
        found.append(person)
    return found


@pytest.fixture
def full(cast):
    """People in each school; the principal lends powers, a secretary is invited, next year's places are given."""
    with cast.at_work() as officer:
        cast.staff = {school.pk: employ(school, 4) for school in cast.schools}
        cast.next = EmulationYear.objects.create(
            code="2099-2100", cycle="NAM_HOC", starts_on=date(2099, 8, 1), ends_on=date(2100, 7, 31)
        )
        for school in cast.schools:
            units.place_school(school=school, block=cast.block, year=cast.next, by=officer)
        invite(
            full_name="Trần Văn Mới", role=Role.SECRETARY, valid_from=clock.today(), by=officer, school=cast.schools[1]
        )
    with cast.at_work("principal") as principal:
        seat, today = cast.seats["principal"], clock.today()
        for number in (1, 2):
            made = delegate(
                seat=Seat.objects.get(pk=seat.pk),
                to=cast.accounts["member"],
                title="Phó Hiệu trưởng",
                signs=SignatureKind.DEPUTY,
                powers=["approve_registration"],
                paper_number=f"{number}/QĐ",
                paper_date=today,
                valid_from=today,
                valid_to=today + timedelta(days=9),
                by=principal,
            )
        Delegation.objects.filter(pk=made.pk).update(revoked_at=clock.now(), reason="thu hồi từ trước")
    return cast


@contextmanager
def undone_to_the_row(cast) -> Iterator[object]:
    """The deed inside changes something, is one line of the trail, and leaves nothing once it is undone."""
    with cast.at_work() as officer:
        before, lines = rows(), AuditEvent.objects.count()
        yield officer
        assert rows() != before
        change = UnitChange.objects.get()
        assert AuditEvent.objects.count() == lines + 1
        event = AuditEvent.objects.order_by("-pk").first()
        assert event.verb == ChangeKind(change.kind).label.lower() and event.target == str(change.pk)
        undo_change(change=change, by=officer, reason="nhập nhầm")
        assert rows() == before
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        change = UnitChange.objects.get()
        step = steps_of(change)["undo"]
        assert (step.reason, step.name) == ("nhập nhầm", officer.account_name)
        with pytest.raises(RuleViolation, match="đã được hoàn tác"):
            undo_change(change=change, by=officer, reason="lần nữa")


def test_a_renamed_school_bears_on_each_day_the_name_of_that_day(full):
    today, school = clock.today(), full.schools[1]
    with undone_to_the_row(full) as officer:
        made = school_changes.rename_school(
            school=school, name=" Trường Mầm non  Hoa Sen ", symbol="MNHS", on=today, basis=BASIS, by=officer
        )
        now = School.objects.get(pk=school.pk)
        assert (now.name, now.symbol, now.name_key) == ("Trường Mầm non Hoa Sen", "MNHS", "truong mam non hoa sen")
        assert name_on(now, today) == now.name and name_on(now, None) == now.name
        assert name_on(now, today - timedelta(days=1)) == "Trường Mầm non Phường 4"
        assert name_on(now, date(2010, 1, 1)) == "Trường Mầm non Phường 4"
        assert {seat.unit_name for seat in Seat.objects.filter(school_id=school.pk)} == {"Trường Mầm non Hoa Sen"}
        assert made.counts == {"renamed_seats": 3} and made.schools == [school.pk]
        assert list(changes(now)) == [made] and not changes(full.schools[0]).exists()


def test_what_a_new_name_must_be(full):
    with full.at_work() as officer:

        def rename(on=None, **more):
            wish = {"school": full.schools[1], "name": "Trường Mầm non Hoa Sen", "basis": BASIS} | more
            with transaction.atomic():
                return school_changes.rename_school(on=on or clock.today(), by=officer, **wish)

        for wrong, told in (
            ({"name": "  "}, "Ghi tên mới"),
            ({"name": full.schools[1].name}, "trùng với tên"),
            ({"name": full.schools[0].name}, "Đã có trường khác"),
            ({"basis": Basis(" ")}, "Ghi số văn bản"),
            ({"basis": Basis("1/QĐ", date(2999, 1, 1))}, "muộn hơn ngày có hiệu lực"),
            ({"on": clock.today() + timedelta(days=1)}, "chưa tới"),
            ({"on": date(2003, 12, 31)}, "Đơn vị quản lý có"),
        ):
            with pytest.raises(RuleViolation, match=told):
                rename(**wrong)
        assert not UnitChange.objects.exists()
        rename()
        with pytest.raises(RuleViolation, match="đã đổi tên từ"):
            rename(name="Trường Mầm non Khác", school=School.objects.get(pk=full.schools[1].pk))


def test_schools_merge_into_a_standing_one_with_their_people(full):
    third, fourth, fifth = full.schools
    with full.at_work():
        Posting.objects.create(staff=full.staff[fourth.pk][0], school=third)  # works in both
    with undone_to_the_row(full) as officer:
        made = school_changes.merge_schools(
            schools=[third, fourth, fifth], into=third, on=clock.today(), basis=BASIS, by=officer
        )
        assert made.counts == {
            "schools": 2,
            "staff": 7,
            "postings": 8,
            "seats": 3,
            "delegations": 1,
            "invitations": 1,
            "placements": 2,
        }
        assert list(School.objects.filter(closed_on=None)) == [third]
        assert Posting.objects.filter(school=third, valid_to=None).count() == 12
        assert not Posting.objects.filter(school__in=[fourth, fifth], valid_to=None).exists()
        assert Placement.objects.filter(year=full.next).count() == 1
        assert Placement.objects.filter(year=full.year).count() == 3, "this year's places are the past"
        assert Invitation.objects.get().state == InvitationState.WITHDRAWN
        assert not Delegation.objects.filter(revoked_at=None).exists()


def test_schools_merge_into_a_new_one_which_the_people_of_one_run_on(full):
    third, fourth, _ = full.schools
    new = NewSchool("MNHL", "Trường Mầm non Hợp Lưu", "MNHL")
    with undone_to_the_row(full) as officer:
        made = school_changes.merge_schools(
            schools=[third, fourth], new=new, lead=fourth, on=clock.today(), basis=BASIS, by=officer
        )
        school = School.objects.get(code="MNHL")
        assert made.counts["new_schools"] == 1 and made.counts["kept_seats"] == 3
        assert school.level == Level.MN and Posting.objects.filter(school=school, valid_to=None).count() == 8
        principal = Seat.objects.get(school_id=school.pk, role=Role.PRINCIPAL)
        assert principal.account == full.accounts["principal"] and principal.unit_name == school.name
        assert Placement.objects.get(year=full.next, school=school).position == 2


def test_what_a_merge_must_be(full):
    third, fourth, _ = full.schools
    with full.at_work() as officer:

        def merge(**wish):
            wish = {"schools": [third, fourth], "on": clock.today(), "basis": BASIS, "by": officer} | wish
            with transaction.atomic():
                return school_changes.merge_schools(**wish)

        new = NewSchool("MNHL", "Trường Mầm non Hợp Lưu")
        for wish, told in (
            ({}, "Chọn một"),
            ({"into": third, "new": new}, "Chọn một"),
            ({"schools": [third], "into": third}, "hai trường"),
            ({"new": NewSchool("MNP5", "Trường X")}, "Mã MNP5"),
            ({"new": NewSchool("X", fourth.name)}, "Đã có trường tên"),
            ({"new": NewSchool("", "Trường X")}, "ghi đủ mã và tên"),
        ):
            with pytest.raises(RuleViolation, match=told):
                merge(**wish)
        Posting.objects.filter(staff=full.staff[fourth.pk][0]).update(valid_from=clock.today())
        with pytest.raises(RuleViolation, match="bắt đầu công tác"):
            merge(into=third)


@pytest.mark.parametrize("ends", [True, False])
def test_a_school_is_divided_and_everybody_has_a_place(full, ends):
    school = full.schools[1]
    people_of = full.staff[school.pk]
    going = {people_of[0].pk: 1, people_of[1].pk: 1, people_of[2].pk: 2, people_of[3].pk: 2 if ends else 0}
    parts = [NewSchool("A", "Trường Mầm non A"), NewSchool("B", "Trường Mầm non B")]
    with undone_to_the_row(full) as officer:
        made = school_changes.split_school(
            school=school, parts=parts, going=going, ends=ends, on=clock.today(), basis=BASIS, by=officer
        )
        first, second = School.objects.filter(code__in="AB").order_by("code")
        assert Posting.objects.filter(school=first, valid_to=None).count() == 2
        assert Posting.objects.filter(school=second, valid_to=None).count() == 2 if ends else 1
        assert (School.objects.get(pk=school.pk).closed_on is None) is not ends
        assert made.counts["staff"] == (4 if ends else 3) and made.counts["new_schools"] == 2
        assert made.counts.get("seats", 0) == (3 if ends else 0)


def test_what_a_division_must_be(full):
    school = full.schools[1]
    parts = [NewSchool("A", "Trường Mầm non A"), NewSchool("B", "Trường Mầm non B")]
    everyone = {person.pk: 1 for person in full.staff[school.pk]}
    with full.at_work() as officer:

        def split(**wish):
            wish = {"school": school, "parts": parts, "going": everyone, "ends": True} | wish
            with transaction.atomic():
                return school_changes.split_school(on=clock.today(), basis=BASIS, by=officer, **wish)

        for wish, told in (
            ({"parts": parts[:1]}, "ít nhất hai"),
            ({"parts": [], "ends": False}, "ít nhất một"),
            ({"going": {}}, "còn 4 người chưa có nơi đến"),
            ({"ends": False}, "Mọi người đều chuyển đi"),
            ({"going": everyone | {next(iter(everyone)): 3}}, "Chưa ghi trường mới"),
            ({"parts": [parts[0], parts[0]]}, "Mã A đã có"),
        ):
            with pytest.raises(RuleViolation, match=told):
                split(**wish)


def test_dissolved_schools_end_with_their_seats_and_postings(full):
    with undone_to_the_row(full) as officer:
        made = school_changes.dissolve_schools(schools=full.schools[1:2], on=clock.today(), basis=BASIS, by=officer)
        assert made.kind == ChangeKind.DISSOLVE and made.counts["left"] == 4
        assert not Seat.objects.filter(school_id=full.schools[1].pk, valid_to=None).exists()


def test_all_schools_of_a_level_end_on_a_day(full):
    with full.at_work() as officer:
        units.add_school(code="THPT", name="Trường THPT X", level=Level.THPT, ownership="CONG_LAP", by=officer)
        with pytest.raises(RuleViolation, match="Không còn trường Tiểu học"):
            school_changes.dissolve_schools(schools=[], level=Level.TH, on=clock.today(), basis=BASIS, by=officer)
        with pytest.raises(RuleViolation, match="ít nhất một trường"):
            school_changes.dissolve_schools(schools=[], on=clock.today(), basis=BASIS, by=officer)
    with undone_to_the_row(full) as officer:
        made = school_changes.dissolve_schools(schools=[], level=Level.MN, on=clock.today(), basis=BASIS, by=officer)
        assert made.kind == ChangeKind.CLOSE_LEVEL and made.counts["schools"] == 3
        assert School.objects.get(closed_on=None).level == Level.THPT


def test_what_the_preview_warns_of(full):
    with full.at_work():
        told = ending(full.schools[:1], date(2024, 1, 5)).warnings()
    assert any("dẫn đầu" in one for one in told) and any("giữ nguyên" in one for one in told)


def test_queries_do_not_grow_with_people(full, django_assert_max_num_queries):
    counts = []
    with full.at_work() as officer:
        for more in (0, 60):
            employ(full.schools[1], more) if not more else [
                Posting.objects.create(
                    staff=StaffMember.objects.create(full_name=f"Thêm {n}", name_key=f"them {n}", sort_key=f"them {n}"),
                    school=full.schools[1],
                )
                for n in range(more)
            ]
            with django_assert_max_num_queries(200) as seen, transaction.atomic():
                school_changes.merge_schools(
                    schools=full.schools, into=full.schools[0], on=clock.today(), basis=BASIS, by=officer
                )
                change = UnitChange.objects.get()
                undo_change(change=change, by=officer, reason="đếm")
            UnitChange.objects.all().delete()
            counts.append(len(seen))
    assert counts[0] == counts[1]


def test_nothing_is_undone_once_somebody_worked_with_it_or_after_thirty_days(full):
    with full.at_work() as officer:

        def undo(reason="nhầm"):
            with transaction.atomic():
                undo_change(change=UnitChange.objects.get(), by=officer, reason=reason)

        school_changes.merge_schools(
            schools=full.schools[:2], new=NewSchool("N", "Trường N"), on=clock.today(), basis=BASIS, by=officer
        )
        new = School.objects.get(code="N")
        with pytest.raises(RuleViolation, match="Ghi lý do"):
            undo("  ")
        seat = seats.give_seat(
            account=full.accounts["member"],
            role=Role.PRINCIPAL,
            school=new,
            valid_from=clock.today(),
            by=officer,
            consented=True,
        )
        with pytest.raises(RuleViolation, match="vai trò mới"):
            undo()
        Seat.objects.filter(pk=seat.pk).delete()
        School.objects.filter(pk=new.pk).update(address="Đường mới")
        with pytest.raises(RuleViolation, match="trường đã thay đổi"):
            undo()
        School.objects.filter(pk=new.pk).update(address="")
        ended = Posting.objects.filter(school=full.schools[0]).first()
        Posting.objects.filter(pk=ended.pk).update(valid_to=date(2022, 1, 1))
        with pytest.raises(RuleViolation, match="quá trình công tác đã thay đổi"):
            undo()
        Posting.objects.filter(pk=ended.pk).update(valid_to=clock.today() - timedelta(days=1))
        UnitChange.objects.update(created_at=clock.now() - timedelta(days=31))
        with pytest.raises(RuleViolation, match="quá 30 ngày"):
            undo()
        UnitChange.objects.update(created_at=clock.now() - timedelta(days=29))
        undo()


def test_the_authority_takes_another_name_and_its_old_papers_keep_theirs(full):
    facts = {
        "name": "Ủy ban nhân dân phường Hòa Bình",
        "short_name": "UBND phường Hòa Bình",
        "parent_agency": "TP",
        "place_name": "Hòa Bình",
        "head_title": "Chủ tịch",
        "symbol": "UBND",
    }
    with undone_to_the_row(full) as officer:
        authority_changes.rename_authority(**facts, on=clock.today(), basis=BASIS, by=officer)
        old, new = DistrictName.objects.order_by("valid_from")
        assert old.valid_to == clock.today() - timedelta(days=1) and new.short_name == "UBND phường Hòa Bình"
        assert Seat.objects.get(pk=full.seats["officer"].pk).unit_name == "UBND phường Hòa Bình"
        with pytest.raises(RuleViolation, match="Đã có tên từ ngày này"), transaction.atomic():
            authority_changes.rename_authority(**facts, on=clock.today(), basis=BASIS, by=officer)


def test_an_authority_ends_when_nothing_is_left_and_somebody_succeeds(full):
    with full.at_work() as officer:

        def close():
            with transaction.atomic():
                return authority_changes.close_authority(on=clock.today(), basis=BASIS, by=officer)

        with pytest.raises(RuleViolation, match="Còn 3 trường"):
            close()
        school_changes.dissolve_schools(schools=full.schools, on=clock.today(), basis=BASIS, by=officer)
        with pytest.raises(RuleViolation, match="Chưa ghi đơn vị kế thừa"):
            close()
        Succession.objects.create(successor=full.other, on=clock.today(), basis="NQ")
        UnitChange.objects.all().delete()
    with undone_to_the_row(full) as officer:
        made = authority_changes.close_authority(on=clock.today(), basis=BASIS, by=officer)
        assert District.objects.get(pk=full.district.pk).valid_to == clock.today() - timedelta(days=1)
        assert made.counts["seats"] == 3 and not Seat.objects.filter(valid_to=None).exists()
        assert Seat.objects.get(pk=full.seats["officer"].pk).valid_to == clock.today(), "the day can be finished"


@pytest.mark.django_db(transaction=True)
def test_of_two_deeds_at_once_the_second_sees_what_the_first_did(full):
    """Both pages were opened while the school ran; without waiting its people would work in two places."""
    third, fourth, fifth = full.schools
    begun, refused = threading.Event(), []

    def second():
        begun.wait(10)
        try:
            with full.at_work("head") as head:
                school_changes.merge_schools(
                    schools=[fourth, fifth], into=fifth, on=clock.today(), basis=BASIS, by=head
                )
        except RuleViolation as no:
            refused.append(no.message)
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with full.at_work() as officer:
        school_changes.merge_schools(schools=[third, fourth], into=third, on=clock.today(), basis=BASIS, by=officer)
        begun.set()
        time.sleep(1)  # the other one is waiting for the end of this transaction
    other.join(30)
    assert refused == [f"Trường đã ngừng hoạt động, không thay đổi được nữa: {fourth.name}."]
    with full.at_work():
        assert UnitChange.objects.count() == 1
        assert Posting.objects.filter(staff=full.staff[fourth.pk][0], valid_to=None).count() == 1


def test_nobody_gets_a_seat_in_a_school_that_ended(full):
    with full.at_work() as officer:
        school_changes.dissolve_schools(schools=full.schools[1:2], on=clock.today(), basis=BASIS, by=officer)
        with pytest.raises(RuleViolation, match="không giao vai trò"):
            seats.give_seat(
                account=full.accounts["leader"],
                role=Role.PRINCIPAL,
                by=officer,
                valid_from=clock.today(),
                school=School.objects.get(pk=full.schools[1].pk),
                consented=True,
            )


def test_a_school_that_went_comes_back_by_a_deed_the_other_way(full):
    """After thirty days or once it was worked with: the old rows open again, nobody stands there twice."""
    school = full.schools[0]
    with full.at_work() as officer:
        went = transfer_schools(schools=[school], target=full.other, on=clock.today(), basis="1/QĐ", by=officer)
    with full.at_work("stranger") as stranger:
        new = School.objects.get(pk=went.made["schools"][str(school.pk)])
        employ(new, 1)
        with pytest.raises(RuleViolation, match="bắt đầu công tác từ"), transaction.atomic():
            transfer_schools(schools=[new], target=full.district, on=clock.today(), basis="2/QĐ", by=stranger)
        Posting.objects.update(valid_from=date(2023, 9, 1))
        Seat.objects.filter(school_id=new.pk).update(valid_from=date(2023, 9, 1))
        transfer_schools(schools=[new], target=full.district, on=clock.today(), basis="2/QĐ", by=stranger)
    with full.at_work():
        assert School.objects.get(pk=school.pk).closed_on is None and School.objects.count() == 3
        assert StaffMember.objects.count() == 13, "the twelve of before and the newcomer"
        assert Posting.objects.filter(school=school, valid_to=None).count() == 5
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert list(invariants.breaches()) == []
