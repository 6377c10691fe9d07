"""A form that arrives twice is done once; every form that creates something carries a key of its own."""

import re

import pytest
from freezegun import freeze_time

from blocks.models import Extension, Invitation
from tests.blocks.views.registration.test_sending import THREE_DAYS_BEFORE, dated
from tests.cast import Cast
from thidua.models import SentForm
from thidua.web.sent_once import forget

INVITED = {"full_name": "Lê Thị Mời", "email": "", "role": "SECRETARY", "valid_from": "2023-10-24", "valid_to": ""}


def key_of(page: str) -> str:
    """The key of the page's last form."""
    return re.findall(r'name="form_key" value="([^"]+)"', page)[-1]


def test_an_invitation_sent_twice_is_made_once(cast: Cast) -> None:
    officer, url = cast.browser("officer"), "/nguoi-va-vai-tro/moi/"
    page = officer.get(url).content.decode()
    school = cast.schools[0].pk
    typed = INVITED | {"school": school, "form_key": key_of(page)}
    first, second = officer.post(url, typed), officer.post(url, typed)
    assert (first.status_code, second.status_code) == (200, 409)
    assert "chỉ được ghi một lần" in second.content.decode()
    with cast.at_work("officer"):
        assert Invitation.objects.filter(full_name="Lê Thị Mời").count() == 1
    assert officer.post(url, typed | {"form_key": key_of(officer.get(url).content.decode())}).status_code == 200
    with cast.at_work("officer"):
        assert Invitation.objects.filter(full_name="Lê Thị Mời").count() == 2  # meant so: another form


@freeze_time(THREE_DAYS_BEFORE)
def test_the_second_is_led_where_the_first_was(cast: Cast) -> None:
    dated(cast)
    school = cast.schools[0].pk
    officer, url = cast.browser("officer"), f"/ai-chua-gui/gia-han/{school}/"
    typed = {"until": "2023-11-03", "reason": "Bão", "form_key": key_of(officer.get(url).content.decode())}
    first, second = officer.post(url, typed), officer.post(url, typed)
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    with cast.at_work("officer"):
        assert Extension.objects.count() == 1


@freeze_time(THREE_DAYS_BEFORE)
def test_what_was_refused_may_be_sent_again(cast: Cast) -> None:
    dated(cast)
    officer, url = cast.browser("officer"), f"/ai-chua-gui/gia-han/{cast.schools[0].pk}/"
    key = key_of(officer.get(url).content.decode())
    wrong = {"until": "2023-11-03", "reason": "", "form_key": key}
    assert [officer.post(url, wrong).status_code for _ in range(2)] == [422, 422]
    assert officer.post(url, wrong | {"reason": "Bão"}).status_code == 302


def test_a_form_is_of_one_person_and_forgotten(cast: Cast) -> None:
    officer = cast.browser("officer")
    typed = {"form_key": "cùng một khóa", "seat": "x"}
    officer.post("/hop-thu/da-doc/", typed)
    assert SentForm.objects.count() == 1
    cast.browser("principal").post("/hop-thu/da-doc/", typed)
    assert SentForm.objects.count() == 2
    SentForm.objects.update(at="2020-01-01T00:00:00Z")
    forget()
    assert not SentForm.objects.exists()


# Addresses of forms that create something, by who opens them.
CREATING = {
    "invite": ("officer", "/nguoi-va-vai-tro/moi/"),
    "invite_many": ("officer", "/nguoi-va-vai-tro/moi-nhieu/"),
    "delegations": ("principal", "/uy-quyen/"),
    "new_school": ("officer", "/truong/moi/"),
    "new_block": ("officer", "/khoi/moi/"),
    "years": ("officer", "/nam-thi-dua/"),
    "intake": ("secretary", "/nhan-tep/"),
}


@pytest.mark.parametrize("name", CREATING)
def test_every_form_that_creates_carries_a_key(cast: Cast, name: str) -> None:
    who, url = CREATING[name]
    page = cast.browser(who).get(url).content.decode()
    forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.S)
    keys = [re.search(r'name="form_key" value="([^"]+)"', form) for form in forms]
    assert forms and all(keys)
    assert len({key[1] for key in keys if key}) == len(forms)  # one key a form
