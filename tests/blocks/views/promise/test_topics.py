"""Works and topics on the screen."""

import pytest

from blocks.models import Meeting, Topic
from tests.blocks.views.counting import queries
from tests.cast import Cast
from tests.filled import fill


@pytest.fixture
def filled(cast: Cast) -> Cast:
    with cast.at_work():
        fill(cast)
    return cast


def _table(cast: Cast) -> str:
    return f"/khoi/{cast.block.pk}/cong-trinh-chuyen-de/"


def _edit(cast: Cast, place: int = 1) -> str:
    return f"{_table(cast)}{cast.schools[place].pk}/"


def _seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_the_table_is_the_plans(filled: Cast) -> None:
    page = filled.browser("member").get(_table(filled)).content.decode()
    assert ">Trồng cây xanh MNP3</a>" in page
    assert ">Chuyên đề “Góc chơi” MNP4</a>" in page
    assert "2/3 trường đã gửi" in page
    assert "Sửa<" not in page


def test_a_secretary_edits_the_own_school_and_keeps_the_meeting(filled: Cast) -> None:
    with filled.at_work():
        Topic.objects.filter(school=filled.schools[1], kind="CHUYEN_DE").update(meeting=Meeting.objects.get(number=2))
    client = filled.browser("secretary")
    page = client.get(_edit(filled)).content.decode()
    data = {"seen": _seen(page), "work": ["Sơn tường", ""], "topic": ["Chuyên đề “Góc chơi” MNP4", "Bữa ăn"]}
    assert client.post(_edit(filled), data).status_code == 302
    with filled.at_work():
        kept = Topic.objects.filter(school=filled.schools[1]).order_by("kind", "position")
        assert list(kept.values_list("text", "meeting__number")) == [
            ("Chuyên đề “Góc chơi” MNP4", 2),
            ("Bữa ăn", None),
            ("Sơn tường", None),
        ]


def test_the_leader_chooses_the_meeting(filled: Cast) -> None:
    client = filled.browser("leader")
    page = client.get(_edit(filled)).content.decode()
    data = {"seen": _seen(page), "work": ["Trồng cây xanh MNP4"], "topic": ["Góc chơi"], "meeting": ["3"]}
    assert client.post(_edit(filled), data).status_code == 302
    with filled.at_work():
        assert Topic.objects.get(text="Góc chơi").meeting_number == 3


def test_a_conflict_keeps_what_was_typed_and_shows_what_is_there(filled: Cast) -> None:
    response = filled.browser("secretary").post(_edit(filled), {"seen": "old", "work": ["Sơn tường"], "topic": []})
    page = response.content.decode()
    assert response.status_code == 422
    assert "vừa được người khác sửa" in page
    assert ">Sơn tường</textarea>" in page
    assert "Trồng cây xanh MNP4" in page


def test_the_neighbours_list_is_not_to_be_found(filled: Cast) -> None:
    assert filled.browser("secretary").get(_edit(filled, 0)).status_code == 404
    assert filled.browser("member").get(_edit(filled)).status_code == 403
    assert filled.browser("stranger").get(_edit(filled)).status_code == 404


def test_more_topics_cost_no_more_queries(filled: Cast) -> None:
    client = filled.browser("officer")
    few = queries(client, _table(filled))
    with filled.at_work():
        for place in range(2, 30):
            Topic.objects.create(
                year=filled.year, school=filled.schools[0], kind="CHUYEN_DE", position=place, text=f"Chuyên đề {place}"
            )
    assert queries(client, _table(filled)) == few


def test_the_task_leads_to_the_schools_whose_topics_have_no_meeting(filled: Cast) -> None:
    with filled.at_work():
        Topic.objects.filter(school=filled.schools[0], kind="CHUYEN_DE").update(meeting=Meeting.objects.get(number=2))
    leader = filled.browser("leader")
    address = f"{_table(filled)}?loc=chua-chon-lan"
    assert f'href="{address}"' in leader.get("/").content.decode()
    page, whole = leader.get(address).content.decode(), leader.get(_table(filled)).content.decode()
    assert "Góc chơi” MNP4" in page and "MNP3</a>" not in page and page.count("Chưa chọn lần") == 1
    assert "MNP3</a>" in whole and address.split("/")[-1] in whole
    with filled.at_work():
        Topic.objects.filter(kind="CHUYEN_DE").update(meeting=Meeting.objects.get(number=2))
    assert "Mọi chuyên đề đã chọn lần sinh hoạt." in leader.get(address).content.decode()
