"""The covenant and the block's file on the screen."""

import pytest

from blocks.models import Covenant
from blocks.services.promise.covenants import COVENANTS
from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.filled import fill


@pytest.fixture
def filled(cast: Cast) -> Cast:
    with cast.at_work():
        fill(cast)
    return cast


def _page(cast: Cast) -> str:
    return f"/khoi/{cast.block.pk}/giao-uoc/"


def _begun(cast: Cast) -> Covenant:
    assert cast.browser("leader").post(_page(cast) + "lap/").status_code == 302
    with cast.at_work():
        return Covenant.objects.get()


def test_the_leader_begins_writes_and_freezes_it_in_the_browser(filled: Cast) -> None:
    made, client = _begun(filled), filled.browser("leader")
    page = client.get(_page(filled)).content.decode()
    assert "Trường Mầm non Phường 4" in page and "Sửa nội dung" in page and "Chốt giao ước" in page
    data = {
        "principles": "Công khai",
        "seen": "1",
        "m-TOTAL_FORMS": "2",
        "m-INITIAL_FORMS": "0",
        "m-0-name": "Dạy tốt - Học tốt",
        "m-0-aim": "Mỗi trường một chuyên đề",
        "m-0-begun_on": "20/11/2023",
        "m-0-closed_on": "",
        "m-1-name": "",
    }
    assert client.post(_page(filled) + "noi-dung/", data).status_code == 302
    asks = client.get(f"/giao-uoc/{made.pk}/chot/").content.decode()
    assert "Dạy tốt - Học tốt" in asks and "Trường Mầm non Phường 5" in asks  # has no targets: warned
    assert client.post(f"/giao-uoc/{made.pk}/chot/", {}).status_code == 302
    page = client.get(_page(filled)).content.decode()
    assert "0/3 hiệu trưởng đã ký" in page and "SHA-256" in page and "20/11/2023" in page


def test_what_was_typed_stays_where_it_is_refused(filled: Cast) -> None:
    _begun(filled)
    data = {
        "principles": "Công khai",
        "seen": "1",
        "m-TOTAL_FORMS": "1",
        "m-INITIAL_FORMS": "0",
        "m-0-name": "Dạy tốt",
        "m-0-begun_on": "30/02/2024",
    }
    answer = filled.browser("leader").post(_page(filled) + "noi-dung/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Dạy tốt"' in page and "30/02/2024" in page and "Phong trào 1" in page


def test_a_school_reads_and_does_not_write_a_stranger_finds_nothing(filled: Cast) -> None:
    made = _begun(filled)
    page = filled.browser("principal").get(_page(filled)).content.decode()
    assert "Sửa nội dung" not in page and "Chưa chốt" in page
    assert filled.browser("principal").get(_page(filled) + "noi-dung/").status_code == 403
    assert filled.browser("principal").post(f"/giao-uoc/{made.pk}/chot/").status_code == 403
    assert filled.browser("stranger").get(_page(filled)).status_code == 404
    assert filled.browser("stranger").get(f"/giao-uoc/{made.pk}/mo-lai/").status_code == 404


def test_a_refused_target_says_how_to_go_on(filled: Cast) -> None:
    made = _begun(filled)
    with filled.at_work("leader") as by:
        COVENANTS.make(made, "freeze", by=by)
    url = f"/khoi/{filled.block.pk}/chi-tieu/tap-the/o/"
    school = filled.schools[0].pk
    answer = filled.browser("leader").post(url, {f"c.{school}.COTP": "9", f"s.{school}.COTP": ""})
    assert answer.status_code == 422
    assert "mở lại giao ước" in answer.json()["message"]


def test_the_blocks_file_tells_state_due_and_whose_turn(filled: Cast) -> None:
    page = filled.browser("leader").get(f"/khoi/{filled.block.pk}/").content.decode()
    assert "Hồ sơ khối trong năm" in page
    for title in ("Kế hoạch hoạt động của khối", "Công trình, chuyên đề", "Giao ước thi đua", "Sinh hoạt khối lần 1"):
        assert title in page
    assert "2/3 trường" in page and "Đến lượt: khối trưởng." in page


def test_the_officers_board_shows_every_block_at_a_constant_price(filled: Cast) -> None:
    client = filled.browser("officer")
    with filled.at_work():
        other = type(filled.block).objects.create(code="30", name="Khối thi đua 30", level="MN")
    few = queries(client, "/khoi/")
    page = client.get("/khoi/").content.decode()
    assert filled.block.name in page and other.name in page and "Giao ước" in page
    with filled.at_work():
        for code in range(40, 60):
            type(filled.block).objects.create(code=str(code), name=f"Khối {code}", level="MN")
    assert queries(client, "/khoi/") == few


def test_programs_write_and_freeze_it_too(filled: Cast) -> None:
    client = filled.browser("leader")
    url = f"/api/v1/blocks/{filled.block.pk}/2023-2024/covenant/"
    body = {"principles": "Công khai", "movements": [{"name": "Dạy tốt", "aim": ""}], "seen": 0}
    made = client.put(url, body, content_type="application/json")
    assert made.status_code == 200, made.content
    covenant = made.json()
    assert covenant["movements"][0]["name"] == "Dạy tốt"
    frozen = client.post(f"/api/v1/covenants/{covenant['id']}/freeze/", {}, content_type="application/json")
    assert frozen.status_code == 200 and len(frozen.json()["digest"]) == 64
    assert filled.browser("stranger").get(f"/api/v1/covenants/{covenant['id']}/").status_code == 404
