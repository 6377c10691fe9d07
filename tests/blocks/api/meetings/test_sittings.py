"""Sittings and councils in the API: the same deeds as on the screens, nobody else's meeting, conflicts told."""

from typing import Any

import pytest
from freezegun import freeze_time

from blocks.models import Meeting, Membership
from tests.blocks.services.meetings.test_sittings import NOW, council_of, meeting_of
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    with freeze_time(NOW), cast.at_work("principal") as by:
        return meeting_of(cast, council_of(cast, by, 3), by)


def _send(cast: Cast, who: str, method: str, path: str, body: Any = None) -> Any:
    return getattr(cast.browser(who), method)(f"/api/v1/{path}", data=body, content_type="application/json")


@freeze_time(NOW)
def test_a_meeting_is_run_from_a_script(cast: Cast, meeting: Meeting) -> None:
    home = f"sittings/{meeting.pk}/"
    offers = _send(cast, "principal", "get", f"{home}moves/").json()
    assert {offer["move"] for offer in offers if offer["open"]} >= {"invite", "cancel"}
    assert _send(cast, "leader", "post", f"{home}invite/").status_code == 404  # another unit's meeting
    assert _send(cast, "principal", "post", f"{home}invite/").json()["state"] == "INVITED"
    with cast.at_work():
        members = list(Membership.objects.filter(votes=True).order_by("pk"))
        item = meeting.agenda.get().pk
    own = f"{home}answers/{members[1].pk}/"
    assert _send(cast, "member", "put", own, {"answer": "CANNOT"}).status_code == 422
    told = _send(cast, "member", "put", own, {"answer": "CANNOT", "reason": "Ốm"})
    assert (told.status_code, told.json()["answer"]) == (200, "CANNOT")
    other = f"{home}answers/{members[2].pk}/"
    assert _send(cast, "member", "put", other, {"answer": "WILL_COME"}).status_code == 403
    assert _send(cast, "secretary", "post", f"{home}open/").json()["state"] == "OPEN"
    for member in members:
        mark = {"presence": "ABSENT", "excused": True} if member == members[1] else {"presence": "PRESENT"}
        assert _send(cast, "secretary", "put", f"{home}roll/{member.pk}/", mark).status_code == 200
    notes = {"version": 0, "outcome": "ADOPTED", "method": "HANDS", "agree": 2, "disagree": 0}
    assert _send(cast, "secretary", "put", f"{home}items/{item}/", notes).json()["version"] == 1
    assert _send(cast, "secretary", "put", f"{home}items/{item}/", notes).status_code == 409
    assert _send(cast, "secretary", "post", f"{home}hold/").json()["state"] == "HELD"
    given = [{"item": item, "opinion": "DISAGREE"}]
    late = f"{home}opinions/{members[1].pk}/"
    assert _send(cast, "member", "put", late, given).status_code == 422  # who disagrees writes why
    assert _send(cast, "member", "put", late, [{"item": item, "opinion": "AGREE"}]).status_code == 200
    assert _send(cast, "secretary", "post", f"{home}close/").status_code == 403
    assert _send(cast, "principal", "post", f"{home}close/").json()["state"] == "CLOSED"


@freeze_time(NOW)
def test_councils_are_founded_and_seen_by_their_own(cast: Cast, meeting: Meeting) -> None:
    school = cast.schools[1].pk
    body = {"kind": "INITIATIVE", "name": "Hội đồng sáng kiến", "school": school, "year": cast.year.pk}
    made = _send(cast, "principal", "post", "councils/", body)
    assert made.status_code == 201, made.content
    place = {"full_name": "Lê An", "standing": "CHAIR", "valid_from": "2023-09-01"}
    seated = _send(cast, "principal", "post", f"councils/{made.json()['id']}/members/", place)
    assert (seated.status_code, seated.json()["standing_label"]) == (201, "Chủ tịch")
    assert _send(cast, "secretary", "post", "councils/", body).status_code == 403
    assert _send(cast, "leader", "get", f"councils/{made.json()['id']}/").status_code == 404
    assert _send(cast, "stranger", "get", f"councils/{made.json()['id']}/").status_code == 404


@freeze_time(NOW)
def test_the_head_of_the_office_directs_what_stayed_open(cast: Cast, meeting: Meeting) -> None:
    home = f"sittings/{meeting.pk}/"
    with cast.at_work():
        item = meeting.agenda.get().pk
    notes = f"{home}items/{item}/"
    assert _send(cast, "principal", "get", notes).status_code == 404  # nobody has written any
    for move in ("invite", "open"):
        assert _send(cast, "principal", "post", f"{home}{move}/").status_code == 200
    with cast.at_work():
        members = list(Membership.objects.filter(votes=True).values_list("pk", flat=True))
    for member in members:
        _send(cast, "secretary", "put", f"{home}roll/{member}/", {"presence": "PRESENT"})
    roll = _send(cast, "member", "get", f"{home}roll/").json()
    assert [row["presence"] for row in roll] == ["PRESENT"] * 3
    open_point = {"version": 0, "outcome": "ESCALATED", "reason": "Hai ý kiến ngang nhau"}
    assert _send(cast, "secretary", "put", notes, open_point).status_code == 200
    said = {"direction": "Xét lại ở kỳ sau"}
    assert _send(cast, "principal", "put", f"{notes}direction/", said).status_code == 403
    assert _send(cast, "officer", "put", f"{notes}direction/", said).status_code == 403
    assert _send(cast, "head", "put", f"{notes}direction/", {"direction": ""}).status_code in (400, 422)
    assert _send(cast, "head", "put", f"{notes}direction/", said).json()["direction"] == "Xét lại ở kỳ sau"
    assert _send(cast, "stranger", "get", notes).status_code == 404
    listed = _send(cast, "member", "get", "sittings/?state=OPEN").json()
    assert [row["id"] for row in listed["results"]] == [meeting.pk]
    assert _send(cast, "leader", "get", "sittings/").json()["results"] == []
