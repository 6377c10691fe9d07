"""All schools without a principal are invited in one table; the form of one invitation flags what is missing."""

import re

import pytest
from django.test import Client

from blocks.models import Invitation
from tests.cast import Cast
from thidua import clock

PAGE = "/nguoi-va-vai-tro/moi-nhieu/"


def _typed(cast: Cast, **more: str) -> dict[str, str]:
    first, second = cast.schools[0].pk, cast.schools[2].pk
    names = {f"ten_{first}": "Ngô Hải Yến", f"ten_{second}": "Tô Nga", f"thu_{second}": "nga@truong.example"}
    return {"valid_from": str(clock.today()), **names, **more}


def test_all_schools_without_a_principal_in_one_table(cast: Cast) -> None:
    officer = cast.browser("officer")
    page = officer.get(PAGE).content.decode()
    assert "2 trường chưa có hiệu trưởng" in page and f"ten_{cast.schools[1].pk}" not in page
    answer = officer.post(PAGE, _typed(cast))
    links = re.findall(r"http://testserver(/loi-moi/[^\"]+)", answer.content.decode())
    assert len(links) == 2 and answer["Cache-Control"] == "no-store"
    assert all(Client().get(link).status_code == 200 for link in links)
    assert "Trường nào cũng đã có hiệu trưởng" in officer.get(PAGE).content.decode()
    with cast.at_work():
        assert set(Invitation.objects.values_list("school", "role")) == {
            (cast.schools[0].pk, "PRINCIPAL"),
            (cast.schools[2].pk, "PRINCIPAL"),
        }


def test_one_wrong_line_makes_no_invitation_and_keeps_what_was_typed(cast: Cast) -> None:
    wrong = cast.browser("officer").post(PAGE, _typed(cast, **{f"thu_{cast.schools[0].pk}": "khong-phai-thu"}))
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "chưa đúng dạng" in page and "Tô Nga" in page
    empty = cast.browser("officer").post(PAGE, {"valid_from": str(clock.today())})
    assert empty.status_code == 422 and "ít nhất một dòng" in empty.content.decode()
    with cast.at_work():
        assert not Invitation.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("principal", 403), ("secretary", 403), ("leader", 403), ("head", 200)])
def test_only_the_office_opens_the_table(cast: Cast, who: str, status: int) -> None:
    assert cast.browser(who).get(PAGE).status_code == status


def test_the_form_has_no_role_chosen_and_flags_the_field_that_is_missing(cast: Cast) -> None:
    officer = cast.browser("officer")
    page = officer.get("/nguoi-va-vai-tro/moi/").content.decode()
    assert "chọn vai trò</option>" in page and not re.search(r'value="OFFICER" selected', page)
    typed = {"full_name": "Ngô Hải Yến", "valid_from": str(clock.today())}
    for more, field, said in (
        ({}, "role", "Chọn vai trò."),
        ({"role": "PRINCIPAL"}, "school", "Chọn trường"),
        ({"role": "BLOCK_LEADER"}, "block", "Chọn khối"),
        ({"role": "OFFICER", "school": cast.schools[0].pk}, "school", "bỏ chọn trường"),
    ):
        refused = officer.post("/nguoi-va-vai-tro/moi/", typed | more)
        assert refused.status_code == 422
        told = re.search(rf'id="id_{field}_error">(.*?)</div>', refused.content.decode(), re.S)
        assert told and said in told[1], (field, said)


def test_the_board_leads_to_the_form_with_role_and_school_chosen(cast: Cast) -> None:
    page = cast.browser("officer").get(f"/nguoi-va-vai-tro/moi/?truong={cast.schools[0].pk}&vai-tro=PRINCIPAL")
    assert re.search(r'value="PRINCIPAL" selected', page.content.decode())
    assert re.search(rf'value="{cast.schools[0].pk}" selected', page.content.decode())
