"""After the phase: pages of the block say why they are shut, the office opens them, extensions of any phase."""

from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time

from blocks.models import Extension, Phase, Target
from documents.services.plans import begin_plan
from tests.blocks.services.year.test_phase_deeds import OVER, dated
from tests.cast import Cast
from thidua.models import AuditEvent

WHY = "đã hết hạn lúc 24 giờ thứ Sáu, 10/11/2023"


def pages(cast: Cast) -> list[str]:
    block = cast.block.pk
    return [
        f"/khoi/{block}/chi-tieu/tap-the/",
        f"/khoi/{block}/cong-trinh-chuyen-de/",
        f"/khoi/{block}/cong-trinh-chuyen-de/{cast.schools[0].pk}/",
        f"/khoi/{block}/sinh-hoat/1/",
        f"/ke-hoach/khoi/{block}/",
    ]


@pytest.fixture
def over(cast: Cast) -> Any:
    dated(cast)
    with cast.at_work("officer") as officer:
        begin_plan(block=cast.block, year=cast.year, by=officer, reason="dựng phép thử")
    with freeze_time(OVER):
        yield cast


def test_each_page_of_the_block_says_why_it_is_shut(over: Cast) -> None:
    leader, officer = over.browser("leader"), over.browser("officer")
    for path in pages(over):
        seen = leader.get(path).content.decode()
        assert WHY in seen and "Mở để sửa" not in seen, path
        assert "Mở để sửa" in officer.get(path).content.decode(), path
    assert "data-grid" not in leader.get(pages(over)[0]).content.decode()


def test_the_offices_reason_goes_into_the_trail_and_ends_when_taken_back(over: Cast) -> None:
    browser, (table, *_rest) = over.browser("officer"), pages(over)
    cells = f"/khoi/{over.block.pk}/chi-tieu/tap-the/o/"
    typed = {f"c.{over.schools[0].pk}.TTLDTT": "1", f"s.{over.schools[0].pk}.TTLDTT": ""}
    refused = browser.post(cells, typed)
    assert refused.status_code == 422 and "ghi lý do" in refused.json()["message"]
    place = f"{over.year.pk}.{over.block.pk}"
    assert browser.post("/sua-sau-han/", {"place": place, "next": table}).status_code == 422
    opened = browser.post("/sua-sau-han/", {"place": place, "reason": "Nhập nhầm số", "next": table})
    assert (opened.status_code, opened["Location"]) == (302, table)
    assert "Nhập nhầm số" in browser.get(table).content.decode()
    assert browser.post(cells, typed).status_code == 200
    with over.at_work("officer"):
        assert Target.objects.get(title="TTLDTT").value == 1
        assert AuditEvent.objects.get(verb="sửa chỉ tiêu tập thể").reason == "Nhập nhầm số"
    browser.post("/sua-sau-han/", {"place": place, "deed": "end", "next": "https://example.com/"})
    assert "Mở để sửa" in browser.get(table).content.decode()


def test_a_block_leader_cannot_open_it(over: Cast) -> None:
    leader = over.browser("leader")
    place = {"place": f"{over.year.pk}.{over.block.pk}", "reason": "thử"}
    assert leader.post("/sua-sau-han/", place).status_code == 403
    typed = {f"c.{over.schools[0].pk}.TTLDTT": "1", f"s.{over.schools[0].pk}.TTLDTT": ""}
    refused = leader.post(f"/khoi/{over.block.pk}/chi-tieu/tap-the/o/", typed)
    assert refused.status_code == 422 and WHY in refused.json()["message"]


def test_any_phase_is_extended_for_a_block_or_a_school(cast: Cast) -> None:
    dated(cast)
    with cast.at_work("officer"):
        phase = Phase.objects.get(code="SO_KET")
    browser, url = cast.browser("officer"), f"/moc/{phase.pk}/gia-han/"
    with freeze_time("2024-01-20T08:00:00+07:00"):
        assert f'href="{url}"' in browser.get("/nam-thi-dua/2023-2024/").content.decode()
        bad = browser.post(url, {"unit": "", "until": "2024-01-20", "reason": ""})
        assert bad.status_code == 422 and "Chọn trường hoặc khối." in bad.content.decode()
        early = browser.post(url, {"unit": f"k{cast.block.pk}", "until": "2024-01-20", "reason": "Muộn"})
        assert early.status_code == 422 and "Hạn chung là 26/01/2024" in early.content.decode()
        for unit in (f"k{cast.block.pk}", f"t{cast.schools[1].pk}"):
            assert browser.post(url, {"unit": unit, "until": "2024-02-02", "reason": "Lũ lụt"}).status_code == 302
    with cast.at_work("officer"):
        given = Extension.objects.order_by("pk").values_list("block", "school", "until")
        assert list(given) == [(cast.block.pk, None, date(2024, 2, 2)), (None, cast.schools[1].pk, date(2024, 2, 2))]
    assert cast.browser("leader").get(url).status_code == 403
    assert cast.browser("stranger").get(url).status_code == 404
