"""People, marks, returned cells, confirmations and extensions through the API: the same services and sentences."""

from datetime import date

from blocks.models import Extension, MarkedCell, Phase, Posting, Registration
from blocks.services.registration import confirmations
from tests.blocks.api.test_sheets import JSON, begun
from tests.blocks.services.year.test_phase_deeds import dated
from tests.cast import Cast


def test_people_come_and_go(cast: Cast) -> None:
    url, row = begun(cast)
    secretary = cast.browser("secretary")
    typed = {"full_name": "Lê Thị Ổi", "birth_date": "1990-05-04", "job_title": "Giáo viên", "since": "2020-08-01"}
    made = secretary.post(url + "people/", typed, content_type=JSON)
    assert made.status_code == 201 and made.json()["staff_name"] == "Lê Thị Ổi"
    twice = secretary.post(url + "people/", typed, content_type=JSON)
    assert twice.status_code == 422 and "đã có trong danh sách" in twice.json()["detail"]
    leave = f"{url}people/{row}/leave/"
    away = {"why": "CHUYEN", "on": "2023-10-01", "to": cast.schools[2].pk}
    assert secretary.post(leave, {"why": "CHUYEN"}, content_type=JSON).status_code == 422
    assert secretary.post(leave, away, content_type=JSON).status_code == 204
    assert secretary.post(leave, away, content_type=JSON).status_code == 404
    with cast.at_work("officer"):
        assert list(Registration.objects.values_list("staff__full_name", flat=True)) == ["Lê Thị Ổi"]
        assert Posting.objects.get(school=cast.schools[2]).valid_from == date(2023, 10, 1)
    assert cast.browser("officer").post(url + "people/", typed, content_type=JSON).status_code == 403
    assert cast.browser("stranger").post(url + "people/", typed, content_type=JSON).status_code == 403


def test_marks_are_the_offices_until_they_are_returned(cast: Cast) -> None:
    url, row = begun(cast)
    secretary, principal, officer = (cast.browser(who) for who in ("secretary", "principal", "officer"))
    secretary.post(url + "submit/", {}, content_type=JSON)
    principal.post(url + "approve/", {}, content_type=JSON)
    mark = {"row": row, "cell": "note", "reason": "Ghi rõ"}
    assert officer.put(url + "marks/", mark, content_type=JSON).json() == [mark]
    assert officer.put(url + "marks/", mark, content_type=JSON).json() == [mark]  # sent twice, kept once
    officer.put(url + "marks/", mark | {"cell": "LDTT", "reason": "Nghỉ"}, content_type=JSON)
    left = officer.delete(url + "marks/", {"row": row, "cell": "LDTT"}, content_type=JSON)
    assert left.json() == [mark]
    assert secretary.get(url + "marks/").status_code == 403 and secretary.get(url + "returned-cells/").json() == []
    accepted = officer.post(url + "receive/", {}, content_type=JSON)
    assert accepted.status_code == 200
    assert "Còn 1 ô đánh dấu" in officer.post(url + "accept/", {}, content_type=JSON).json()["detail"]
    assert officer.post(url + "return/", {}, content_type=JSON).status_code == 200
    (flag,) = secretary.get(url + "returned-cells/").json()
    assert (flag["row"], flag["cell"], flag["who"], flag["closed_at"]) == (row, "note", "Đặng Ưu Đạt", None)
    with cast.at_work("officer"):
        assert not MarkedCell.objects.exists()
    assert cast.browser("stranger").get(url + "marks/").status_code == 404


def test_confirmations_are_read_without_their_links(cast: Cast) -> None:
    url, row = begun(cast)
    with cast.at_work("secretary") as by:
        sheet = Registration.objects.get(pk=row).sheet
        confirmations.ask_people(sheet=sheet, wanted=True, by=by)
        ((kept, token),) = confirmations.make_links(sheet=sheet, by=by)
    answer = cast.browser("secretary").get(url + "confirmations/")
    (line,) = answer.json()
    assert (line["row"], line["state"], line["state_label"]) == (row, "CHO", "Chưa trả lời")
    assert token.partition("-")[2] not in answer.content.decode() and kept.token_hash not in answer.content.decode()
    assert cast.browser("officer").get(url + "confirmations/").status_code == 403


def test_extensions_are_given_once(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer"):
        phase = Phase.objects.get(code="HO_SO_KHOI")
    officer, url = cast.browser("officer"), "/api/v1/extensions/"
    typed = {"phase": phase.pk, "block": cast.block.pk, "until": "2099-11-20", "reason": "Họp muộn"}
    first, second = (officer.post(url, typed, content_type=JSON) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.json()["id"] == second.json()["id"]
    both = officer.post(url, typed | {"school": cast.schools[0].pk}, content_type=JSON)
    assert both.status_code == 422 and "một trường hoặc một khối" in both.json()["detail"]
    assert officer.get(url, {"phase": "HO_SO_KHOI"}).json()["count"] == 1
    with cast.at_work("officer"):
        assert Extension.objects.get().given_by == "Lê Thị Bích Vân"
    assert cast.browser("leader").post(url, typed, content_type=JSON).status_code == 403
    assert cast.browser("stranger").get(url).json()["count"] == 0


def test_the_offices_reason_opens_a_table_after_its_phase(cast: Cast) -> None:
    dated(cast)
    url = f"/api/v1/blocks/{cast.block.pk}/2023-2024/targets/collective/"
    body = {"cells": [{"row": cast.schools[0].pk, "cell": "TTLDTT", "value": 1, "seen": ""}]}
    assert cast.browser("leader").patch(url, body, content_type=JSON).json()["code"] == "phase"
    officer = cast.browser("officer")
    assert officer.patch(url, body, content_type=JSON).json()["code"] == "correction"
    assert officer.patch(url, body | {"reason": "Nhập nhầm"}, content_type=JSON).status_code == 200
