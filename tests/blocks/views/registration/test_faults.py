"""From the intake's preview to the grid: what the file was wrong about is marked until it is mended or dismissed."""

from blocks.models import Fault, Registration, RegistrationSheet, StaffMember
from tests.blocks.views.intake.test_intake import book, upload
from tests.cast import Cast
from thidua.models import AuditEvent

WRONG = [1, "Lê Thị Hoa", "31/02/1985", "?"], [2, "Trần Thị Lan", "04/05/1990", "x"]


def taken(cast: Cast, who: str = "secretary") -> str:
    """A file of the secretary's school with two faults, taken; the page that says so."""
    url = upload(cast, ("sai.xlsx", book(cast.schools[1].name, *WRONG)), who=who)
    browser = cast.browser(who)
    digest = browser.get(url).content.decode().split('name="digest" value="')[1].split('"')[0]
    answer = browser.post(f"{url}chap-nhan/", {"digest": digest}, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _rows(cast: Cast) -> tuple[RegistrationSheet, Registration]:
    with cast.at_work():
        return RegistrationSheet.objects.get(school=cast.schools[1]), Registration.objects.get(position=1)


def test_the_secretary_comes_from_the_file_to_the_cells(cast: Cast) -> None:
    told = taken(cast)
    sheet, row = _rows(cast)
    assert "Mở danh sách, sửa 2 chỗ" in told and f"/dang-ky/ban/{sheet.pk}/#cho-can-sua" in told
    page = cast.browser("secretary").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    for cell in ("birth_date", "LDTT"):
        assert f'href="#o-{row.pk}-{cell}"' in page and f'id="o-{row.pk}-{cell}"' in page
        assert f'data-fault="{row.pk}.{cell}"' in page
    assert "31/02/1985" in page and "ô C4, trang" in page and "Chỗ tiếp theo" in page
    assert page.count('class="cell text differs"') == 1 and "Dòng chưa lấy được" not in page


def test_a_mark_goes_with_the_cell_that_is_written(cast: Cast) -> None:
    taken(cast)
    sheet, row = _rows(cast)
    browser, url = cast.browser("secretary"), f"/dang-ky/ban/{sheet.pk}/"
    typed = {f"c.{row.pk}.birth_date": "28/02/1985", f"s.{row.pk}.birth_date": ""}
    assert browser.post(f"{url}o/", typed).status_code == 200
    page = browser.get(url).content.decode()
    assert f'data-fault="{row.pk}.birth_date"' not in page and f'data-fault="{row.pk}.LDTT"' in page
    with cast.at_work():
        assert Fault.objects.count() == 1 and str(StaffMember.objects.get(pk=row.staff_id).birth_date) == "1985-02-28"


def test_a_mark_is_dismissed_with_a_line_in_the_trail(cast: Cast) -> None:
    taken(cast)
    sheet, _row = _rows(cast)
    with cast.at_work():
        fault = Fault.objects.get(cell="LDTT")
    address = f"/dang-ky/ban/{sheet.pk}/cho-can-sua/{fault.pk}/"
    assert cast.browser("stranger").post(address).status_code == 404
    assert cast.browser("secretary").post(address)["Location"].endswith("#cho-can-sua")
    with cast.at_work():
        assert not Fault.objects.filter(pk=fault.pk).exists()
        line = AuditEvent.objects.latest("pk")
    assert line.verb == "bỏ dấu chỗ cần sửa" and list(line.old) == ["Lê Thị Hoa: LDTT"]
    assert cast.browser("secretary").post(address).status_code == 404


def test_the_office_sees_the_marks_of_a_list_it_took(cast: Cast) -> None:
    told = taken(cast, who="officer")
    sheet, row = _rows(cast)
    assert f"Mở danh sách {cast.schools[1].name}, sửa 2 chỗ" in told
    page = cast.browser("officer").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
    assert f'data-fault="{row.pk}.LDTT"' in page and f'id="o-{row.pk}-LDTT"' in page
    assert "data-fault=" not in cast.browser("leader").get(f"/dang-ky/ban/{sheet.pk}/").content.decode()
