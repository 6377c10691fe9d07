"""The registration through the API: the same services, sentences and closed doors as on the pages."""

from django.test import Client

from blocks.models import RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_people, sheets
from blocks.services.year import phases
from tests.cast import Cast

JSON = "application/json"


def begun(cast: Cast) -> tuple[str, int]:
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        row = sheet_people.add_person(
            sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=None, gender="", job_title="Giáo viên", by=by
        )
        return f"/api/v1/sheets/{sheet.pk}/", row.pk


def write(browser: Client, url: str, row: int, cell: str, value: str, seen: str = "") -> object:
    body = {"cells": [{"row": row, "cell": cell, "value": value, "seen": seen}]}
    return browser.patch(url + "cells/", body, content_type=JSON)


def test_from_cells_to_acceptance(cast: Cast) -> None:
    url, row = begun(cast)
    secretary, principal, officer = (cast.browser(who) for who in ("secretary", "principal", "officer"))
    (cell,) = write(secretary, url, row, "LDTT", "x").json()["cells"]
    assert cell == {"row": row, "cell": "LDTT", "value": "x", "by": "Đặng Thu Thảo", "note": ""}
    assert write(principal, url, row, "note", "một").status_code == 200
    clash = write(secretary, url, row, "note", "hai")
    assert clash.status_code == 409 and "Phạm Minh Tâm vừa sửa" in clash.json()["detail"]
    (verdict,) = secretary.get(url + "verdicts/").json()
    assert (verdict["row"], verdict["title"], verdict["verdict"]) == (row, "LDTT", "unknown")
    assert secretary.post(url + "approve/", {}, content_type=JSON).status_code == 403
    assert officer.post(url + "receive/", {}, content_type=JSON).status_code == 404  # a draft is the school's own
    assert secretary.post(url + "submit/", {}, content_type=JSON).json()["state"] == SheetState.WITH_PRINCIPAL
    assert principal.post(url + "approve/", {}, content_type=JSON).json()["state"] == SheetState.SENT
    cells = {"cells": [{"row": row, "cell": "initiative", "reason": "Thiếu tên sáng kiến"}]}
    assert officer.post(url + "return/", cells, content_type=JSON).json()["state"] == SheetState.RETURNED
    shut = write(secretary, url, row, "LDTT", "", "x")
    assert shut.status_code == 422 and "chỉ sửa các ô được trả" in shut.json()["detail"]
    assert write(secretary, url, row, "initiative", "Sổ tay hình").status_code == 200
    for browser, move in ((secretary, "submit"), (principal, "approve"), (officer, "receive"), (officer, "accept")):
        assert browser.post(f"{url}{move}/", {}, content_type=JSON).status_code == 200, move
    late = principal.post(url + "recall/", {}, content_type=JSON)
    assert late.status_code == 422 and "không thu hồi được" in late.json()["detail"]
    with cast.at_work("officer"):
        assert RegistrationSheet.objects.get().state == SheetState.ACCEPTED


def test_a_stranger_finds_nothing_and_warnings_want_a_reason(cast: Cast) -> None:
    url, row = begun(cast)
    stranger = cast.browser("stranger")
    assert stranger.get(url + "verdicts/").status_code == 404
    assert stranger.post(url + "receive/", {}, content_type=JSON).status_code == 404
    with cast.at_work("officer") as by:
        phases.set_guideline(
            year=cast.year, number="", on=None, legal_bases=[], local_rules=[], history_complete=True, by=by
        )
    secretary = cast.browser("secretary")
    write(secretary, url, row, "CSTDTP", "x")
    asked = secretary.post(url + "submit/", {}, content_type=JSON)
    assert asked.status_code == 422 and "cần giải trình" in asked.json()["detail"]
    assert secretary.post(url + "submit/", {"reason": "Bổ sung sau"}, content_type=JSON).status_code == 200


def test_the_moves_are_told_with_their_reasons(cast: Cast) -> None:
    url, _row = begun(cast)
    secretary, principal, officer = (cast.browser(who) for who in ("secretary", "principal", "officer"))

    def moves(browser: Client) -> dict[str, str]:
        return {offer["move"]: offer["reason"] for offer in browser.get(url + "moves/").json()}

    assert list(moves(secretary)) == ["submit", "take_back"] and moves(secretary)["submit"] == ""
    assert secretary.post(url + "submit/", {}, content_type=JSON).status_code == 200
    assert moves(secretary) == {
        "take_back": "",
        "submit": "Danh sách đang chờ hiệu trưởng duyệt. Hiệu trưởng bấm “Duyệt và gửi”, hoặc lấy lại để sửa.",
        "approve": "Việc này dành cho: Hiệu trưởng.",
    }
    refused = secretary.post(url + "submit/", {}, content_type=JSON)
    assert refused.status_code == 422 and moves(secretary)["submit"] in refused.json()["detail"]
    sent = principal.post(url + "approve/", {}, content_type=JSON).json()
    assert sent["sent_by"] == "Phạm Minh Tâm" and sent["sent_at"] and sent["signing"]["kind"] == ""
    assert [move for move, reason in moves(officer).items() if not reason] == ["receive", "return", "return_whole"]
    assert officer.post(url + "receive/", {}, content_type=JSON).json()["received_by"]
    ordered = officer.get("/api/v1/sheets/?ordering=-received_at").json()["results"]
    assert [sheet["received_by"] for sheet in ordered] == ["Lê Thị Bích Vân"]
    assert cast.browser("stranger").get(url + "moves/").status_code == 404
