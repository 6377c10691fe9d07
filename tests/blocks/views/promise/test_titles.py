"""The catalogue."""

from blocks.models import Title, TitleCondition
from tests.cast import Cast


def test_two_lists_stand_apart(cast: Cast) -> None:
    page = cast.browser("member").get("/danh-hieu/").content.decode()
    titles, commendations = page.index("Danh hiệu thi đua <span"), page.index("Hình thức khen thưởng <span")
    assert titles < page.index("Chiến sĩ thi đua cơ sở") < commendations
    assert commendations < page.index("/danh-hieu/BKTTG_CN/")


def test_a_title_shows_conditions_under_each_law_and_marks_what_is_unconfirmed(cast: Cast) -> None:
    condition = TitleCondition.objects.exclude(standing__in=["S", "SEED"]).first()
    assert condition is not None
    page = cast.browser("member").get(f"/danh-hieu/{condition.title_id}/").content.decode()
    assert "Chưa xác minh" in page or "cần đối chiếu" in page
    assert page.count("Hiệu lực từ") == 4


def test_every_title_has_its_page(cast: Cast) -> None:
    client = cast.browser("officer")
    codes = list(Title.objects.values_list("code", flat=True))
    assert len(codes) == 26
    assert {client.get(f"/danh-hieu/{code}/").status_code for code in codes} == {200}
    assert client.get("/danh-hieu/KHONG/").status_code == 404
