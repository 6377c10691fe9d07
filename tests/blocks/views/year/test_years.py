"""Years: list, open, choose."""

from blocks.models import EmulationYear, Placement
from tests.cast import Cast


def test_the_office_opens_a_year_with_the_blocks_of_the_year_before(cast: Cast) -> None:
    client = cast.browser("officer")
    data = {"code": "2024-2025", "starts_on": "2024-08-01", "ends_on": "2025-07-31", "like_before": "on"}
    page = client.post("/nam-thi-dua/", data, follow=True).content.decode()
    assert "Đã mở Năm học 2024 - 2025. 3 trường đã được xếp vào khối như Năm học 2023 - 2024." in page
    with cast.at_work():
        year = EmulationYear.objects.get(code="2024-2025")
        assert Placement.objects.filter(year=year, is_leader=True).get().school_id == cast.schools[0].pk


def test_a_calendar_year_is_a_year_too(cast: Cast) -> None:
    client = cast.browser("officer")
    client.post("/nam-thi-dua/", {"code": "2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31"})
    with cast.at_work():
        assert EmulationYear.objects.get(code="2024").get_cycle_display() == "Năm dương lịch"


def test_mistakes_are_named_beside_their_field(cast: Cast) -> None:
    client = cast.browser("officer")
    page = client.post(
        "/nam-thi-dua/", {"code": "2024-2026", "starts_on": "2024-08-01", "ends_on": "2025-07-31"}
    ).content.decode()
    assert "Mã năm “2024-2026” chưa đúng; viết 2023-2024 hoặc 2024." in page
    assert 'id="id_code_error"' in page


def test_others_read_the_years_and_cannot_open_one(cast: Cast) -> None:
    client = cast.browser("principal")
    page = client.get("/nam-thi-dua/").content.decode()
    assert "Năm học 2023 - 2024" in page
    assert "Mở năm thi đua" not in page
    refused = client.post("/nam-thi-dua/", {"code": "2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31"})
    assert refused.status_code == 403


def test_the_chosen_year_is_worked_on_from_then_on(cast: Cast) -> None:
    client = cast.browser("officer")
    client.post("/nam-thi-dua/", {"code": "2022-2023", "starts_on": "2022-08-01", "ends_on": "2023-07-31"})
    client.post("/nam-thi-dua/chon/", {"year": "2022-2023", "next": "/bang-theo-doi/"})
    assert "Năm học 2022 - 2023: 0/0 trường" in client.get("/bang-theo-doi/").content.decode()
    client.post("/nam-thi-dua/chon/", {"year": "1999-2000"})
    assert client.session["year"] == "2022-2023", "a year that is none changes nothing"


def test_choosing_a_year_does_not_lead_elsewhere(cast: Cast) -> None:
    client = cast.browser("officer")
    for bad in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert client.post("/nam-thi-dua/chon/", {"year": "2023-2024", "next": bad}).headers["Location"] == "/"
