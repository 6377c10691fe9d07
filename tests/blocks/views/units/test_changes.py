"""Unit changes in the browser: filled in, looked at, confirmed, listed, taken back; and through the worker."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.models import Posting, School, StaffMember, UnitChange
from blocks.rules.units.changes import ChangeKind
from tests.blocks.services.units.test_school_changes import employ
from tests.cast import Cast
from thidua import clock
from thidua.access.authorities import name_district, open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import system
from thidua.flow.steps import steps_of
from thidua.models import AuditEvent, District, Job, Seat
from thidua.policy import Role
from thidua.queue import outbox
from thidua.wall.tenancy import tenant

LIST = "/don-vi/bien-dong/"


@pytest.fixture
def staffed(cast: Cast) -> Cast:
    with cast.at_work():
        cast.staff = {school.pk: employ(school, 3) for school in cast.schools}  # type: ignore[attr-defined]
    return cast


def deed(**fields: object) -> dict[str, object]:
    """A form's values with day and paper."""
    return {"on": str(clock.today()), "basis_number": "12/QĐ-UBND", "basis_date": "2023-10-01"} | fields


def confirmed(client, path, data):
    """The preview is shown and writes nothing; its button does the deed. Answers the page of the deed."""
    shown = client.post(path, data)
    page = shown.content.decode()
    assert shown.status_code == 200 and "Chưa có gì được ghi" in page, page
    return client.post(path, data | {"confirm": "1", "seen": shown.context["seen"]}, follow=True)


def test_every_deed_goes_from_form_to_page_and_back(staffed):
    third, fourth, fifth = staffed.schools
    people = {f"staff_{one.pk}": "1" for one in staffed.staff[fourth.pk][:2]}
    client = staffed.browser("officer")
    for path, fields, told in (
        (f"doi-ten-truong/{fourth.pk}/", {"name": "Trường Mầm non Hoa Sen"}, "Trường Mầm non Hoa Sen"),
        ("sap-nhap/", {"schools": [third.pk, fourth.pk], "into": third.pk}, "người chuyển theo"),
        (
            "sap-nhap/",
            {"schools": [third.pk, fourth.pk], "code_1": "HL", "name_1": "Trường Hợp Lưu", "lead": fourth.pk},
            "vai trò tiếp tục",
        ),
        (
            f"chia-tach/{fourth.pk}/",
            people
            | {"ends": "0", "code_1": "A", "name_1": "Trường A"}
            | {f"staff_{staffed.staff[fourth.pk][2].pk}": "0"},
            "Trường A",
        ),
        ("giai-the/", {"schools": [fifth.pk]}, "người thôi công tác"),
        ("ngung-cap-hoc/", {"level": "MN"}, "Mầm non"),
        ("chuyen-truong/", {"target": staffed.other.pk, "schools": [fifth.pk], "area": "p. 5"}, "Phòng GDĐT Quận 1"),
    ):
        assert client.get(LIST + path).status_code == 200
        page = confirmed(client, LIST + path, deed(**fields)).content.decode()
        assert told.lower() in page.lower(), (path, told)
        with staffed.at_work():
            change = UnitChange.objects.get(state="DA_GHI")
        assert change.summary in client.get(LIST).content.decode()
        undone = client.post(f"{LIST}{change.pk}/hoan-tac/", {"reason": "nhập nhầm"}, follow=True).content.decode()
        assert "Đã hoàn tác" in undone and "nhập nhầm" in undone, path
    with staffed.at_work():
        assert School.objects.filter(closed_on=None).count() == 3
        assert UnitChange.objects.filter(state="HOAN_TAC").count() == 7


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(staffed):
    client, school = staffed.browser("officer"), staffed.schools[1]
    path = f"{LIST}doi-ten-truong/{school.pk}/"
    for fields, told in (
        ({"name": ""}, "Ghi tên mới"),
        ({"name": staffed.schools[0].name}, "Đã có trường khác"),
        ({"name": "Trường Q", "basis_number": ""}, "Ghi số văn bản căn cứ"),
        ({"name": "Trường Q", "on": "x"}, "“x” không phải là ngày"),
        ({"name": "Trường Q", "basis_date": "2099-01-01"}, "muộn hơn ngày có hiệu lực"),
    ):
        page = client.post(path, deed(**fields)).content.decode()
        assert told in page and "Xem trước" in page
        assert f'value="{fields["name"]}"' in page or not fields["name"]
    again = client.post(path, deed(name="Trường Mầm non Q", back="1")).content.decode()
    assert 'value="Trường Mầm non Q"' in again and "Chưa xem trước được" not in again
    with staffed.at_work():
        assert not UnitChange.objects.exists()


def test_a_day_to_come_is_only_previewed(staffed):
    client, path = staffed.browser("officer"), LIST + "giai-the/"
    data = deed(schools=[staffed.schools[0].pk], on=str(clock.today() + timedelta(days=30)))
    shown = client.post(path, data)
    assert "Ngày có hiệu lực chưa tới" in shown.content.decode()
    assert 'name="confirm"' not in shown.content.decode()
    refused = client.post(path, data | {"confirm": "1", "seen": shown.context["seen"]})
    assert "chưa tới" in refused.content.decode()
    with staffed.at_work():
        assert not UnitChange.objects.exists()


def test_what_changed_after_the_preview_is_shown_again_instead_of_done(staffed):
    client, path = staffed.browser("officer"), LIST + "giai-the/"
    data = deed(schools=[staffed.schools[0].pk])
    seen = client.post(path, data).context["seen"]
    with staffed.at_work():
        employ(staffed.schools[0], 1)
        one = StaffMember.objects.order_by("-pk")[0]
        assert Posting.objects.filter(staff=one).exists()
    again = client.post(path, data | {"confirm": "1", "seen": seen})
    assert "Số liệu đã thay đổi" in again.content.decode()
    with staffed.at_work():
        assert not UnitChange.objects.exists() and School.objects.filter(closed_on=None).count() == 3
    for broken in ("", "{", "[]", '"x"'):
        assert "Số liệu đã thay đổi" in client.post(path, data | {"confirm": "1", "seen": broken}).content.decode()


def _successor(cast: Cast, code: str, name: str) -> District:
    made = open_district(code=code, kind=DistrictKind.UBND_XA, valid_from=date(2004, 1, 1))
    with tenant(made.pk):
        name_district(
            name=f"Ủy ban nhân dân {name}",
            short_name=f"UBND {name}",
            parent_agency="TP",
            place_name=name,
            head_title="Chủ tịch",
            symbol="UBND",
            valid_from=date(2004, 1, 1),
            by=system(made.pk),
        )
    return made


def test_a_whole_authority_is_divided_by_the_worker_and_then_ends(staffed):
    client = staffed.browser("head")
    first, second = _successor(staffed, "pa", "phường A"), _successor(staffed, "pb", "phường B")
    assert "Chưa ghi đơn vị kế thừa nào" in client.get(LIST + "ban-giao/").content.decode()
    for one in (first, second):
        row = {"target": one.pk, "on": str(clock.today()), "basis": "NQ 1685", "area": f"phần {one.code}"}
        assert client.post("/don-vi/ke-thua/", row).status_code == 302
    assert "Đã ghi đơn vị này kế thừa" in client.post("/don-vi/ke-thua/", row).content.decode()
    authority = client.get("/don-vi/").content.decode()
    assert "UBND phường A" in authority and "phần pb" in authority
    places = {f"school_{school.pk}": (first if n else second).pk for n, school in enumerate(staffed.schools)}
    lacking = client.post(LIST + "ban-giao/", deed(**places | {f"school_{staffed.schools[0].pk}": ""}))
    assert f"Chọn đơn vị nhận {staffed.schools[0].name}" in lacking.content.decode()
    page = confirmed(client, LIST + "ban-giao/", deed(**places)).content.decode()
    assert "Đang bàn giao" in page and "Bàn giao 3 trường" in page
    with staffed.at_work("head"):
        job = Job.objects.get()
    assert outbox.run(job.pk, staffed.district.pk)
    with staffed.at_work("head"):
        change = UnitChange.objects.get()
        assert Job.objects.get().result == {"change": change.pk}
        assert change.kind == ChangeKind.HAND_OVER and change.created_by == staffed.accounts["head"].full_name
        Job.objects.update(state="MOI", attempts=0)
    assert outbox.run(job.pk, staffed.district.pk), "a second run finds it done"
    with staffed.at_work("head"):
        assert UnitChange.objects.count() == 1
    with tenant(first.pk):
        assert School.objects.count() == 2 and StaffMember.objects.count() == 6
        [line] = UnitChange.objects.all()
        assert line.kind == ChangeKind.RECEIVED and line.summary.startswith("Phòng GDĐT Quận 11:")
        assert Seat.objects.filter(role=Role.PRINCIPAL).count() == 1
        assert AuditEvent.objects.filter(verb="tiếp nhận trường").count() == 1
    ended = confirmed(client, LIST + "ket-thuc/", deed())
    assert "Kết thúc hoạt động" in ended.content.decode()
    assert District.objects.get(pk=staffed.district.pk).valid_to == clock.today() - timedelta(days=1)


def test_who_received_gives_it_back(staffed):
    """The office of the other side may take the deed back too, from its own line."""
    client = staffed.browser("officer")
    data = deed(target=staffed.other.pk, schools=[staffed.schools[0].pk])
    confirmed(client, LIST + "chuyen-truong/", data)
    receiver = staffed.browser("stranger")
    with tenant(staffed.other.pk):
        line = UnitChange.objects.get()
    assert "Tiếp nhận trường" in receiver.get(LIST).content.decode()
    page = receiver.post(f"{LIST}{line.pk}/hoan-tac/", {"reason": "chưa có văn bản"}, follow=True).content.decode()
    assert "chưa có văn bản" in page
    with tenant(staffed.other.pk):
        assert not School.objects.exists() and AuditEvent.objects.filter(verb__startswith="hoàn tác").count() == 1
    with staffed.at_work():
        assert School.objects.filter(closed_on=None).count() == 3
        assert steps_of(UnitChange.objects.get())["undo"].reason == "chưa có văn bản"
        assert AuditEvent.objects.filter(verb__startswith="hoàn tác").count() == 1


def test_an_authority_without_a_name_and_one_that_ended_receive_nothing(staffed):
    client = staffed.browser("officer")
    nameless = District.objects.create(code="xx", kind="UBND_XA", valid_from=date(2004, 1, 1))
    ended = District.objects.create(code="yy", kind="UBND_XA", valid_from=date(2004, 1, 1), valid_to=date(2005, 1, 1))
    data = deed(target=nameless.pk, schools=[staffed.schools[0].pk])
    assert "Đơn vị nhận chưa có tên" in client.post(LIST + "chuyen-truong/", data).content.decode()
    page = client.post(LIST + "chuyen-truong/", data | {"target": ended.pk}).content.decode()
    assert "Đơn vị này không hoạt động" in page
    offered = client.get(LIST + "chuyen-truong/").context["form"].fields["target"].queryset
    assert staffed.district not in offered and ended not in offered


def test_the_school_says_what_it_was_called_and_what_befell_it(staffed):
    client, school = staffed.browser("officer"), staffed.schools[1]
    confirmed(client, f"{LIST}doi-ten-truong/{school.pk}/", deed(name="Trường Mầm non Hoa Sen"))
    page = client.get(f"/truong/{school.pk}/").content.decode()
    assert "Trường Mầm non Hoa Sen" in page and "Trường Mầm non Phường 4" in page and "Đổi tên trường, từ" in page


@pytest.mark.parametrize("who", ["leader", "principal", "secretary", "member"])
def test_unit_changes_are_the_offices_matter(staffed, who):
    client = staffed.browser(who)
    for path in ("", "sap-nhap/", "giai-the/", "ban-giao/", "ket-thuc/"):
        assert client.get(LIST + path).status_code == 403


def test_the_list_and_the_api_ask_the_same_however_many_there_are(staffed):
    client, counts = staffed.browser("officer"), []
    with staffed.at_work():
        one = {
            "kind": "GIAI_THE",
            "on": clock.today(),
            "basis_number": "1",
            "created_by": "A",
            "created_at": clock.now(),
        }
    client.get(LIST)
    client.get("/api/v1/unit-changes/")  # what is asked once a session is asked
    for many in (2, 20):
        with staffed.at_work():
            UnitChange.objects.bulk_create([UnitChange(summary=f"Lần {n}", **one) for n in range(many)])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(LIST).status_code == 200
            answer = client.get("/api/v1/unit-changes/?kind=GIAI_THE&page_size=100")
            assert answer.status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    row = answer.json()["results"][0]
    assert row["kind_label"] == "Giải thể trường" and "journal" not in row
    assert staffed.browser("principal").get("/api/v1/unit-changes/").status_code == 403
