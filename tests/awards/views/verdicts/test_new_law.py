"""Drills: a law of 2027 with a new threshold and a new title, in rows alone; an authority with its own guidance."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from awards.queries.verdicts.judge_tenants import tenant_of
from awards.rules.verdicts.cases.read_question import read_question
from awards.rules.verdicts.judge import answer
from blocks.models import EmulationYear, TimetableRow
from blocks.queries.promise.adoptions import tables_of
from blocks.rules.law import load_law, reading
from blocks.rules.mailroom.timetables import Wanted
from blocks.rules.promise.adoptable import read_document
from blocks.rules.promise.adoptions import CapPoint, WordsPoint
from blocks.rules.year.phase_templates import TemplateRow
from blocks.rules.year.years import Cycle
from blocks.services.promise.adoptions import adopt
from blocks.services.promise.law import sync_law
from blocks.services.year import phases, years
from documents.queries.papers.plans import PLAN
from documents.services.templates import first_words
from tests.awards.facts_of import worker
from tests.awards.rules.verdicts.given import TENANTS, table
from tests.blocks.services.promise.test_adoptions import OWN
from tests.blocks.services.year.test_phase_templates import SENDING
from tests.cast import FIRST_DAY, Cast
from tests.lawbook import Lawbook, Rows, _law_may_be_written, lawbook  # noqa: F401  fixtures
from thidua.policy import Role

ARTICLE = "Luật 99/2026/QH16 Đ.5"
DOCUMENT = {
    "code": "L2026",
    "label": "Luật 99/2026/QH16",
    "periods": [{"from": "2027-01-01", "to": None, "standing": "S"}],
}
REGIME = {
    "code": "LAW2026",
    "from": "2027-01-01",
    "to": None,
    "short": "Luật 2026 (từ 01/01/2027)",
    "name": "Luật 99/2026/QH16",
}
TITLE = {
    "code": "NGST",
    "label": "NGST",
    "heading": "NG ST",
    "name": "Nhà giáo sáng tạo",
    "subject": "CA_NHAN",
    "genus": "DANH_HIEU",
    "kind": "danh_hieu_thi_dua",
    "level": "co_so",
    "cycle": "year",
    "periodicity": "Hằng năm",
}
WHO = {"title": "NGST", "from": "2027-01-01", "to": None, "who": "Hiệu trưởng", "article": ARTICLE, "standing": "S"}
NEW = {"from": "2027-01-01", "to": None, "document": "L2026", "point": "Đ.5", "standing": "S", "severity": "block"}
WORK = {
    **NEW,
    "condition": "NGST.sk",
    "check": "works",
    "when": "year_end",
    "params": {"level": "co_so"},
    "text": "Có một sáng kiến",
}
MONTHS = {
    **NEW,
    "condition": "LDTT.new",
    "check": "months",
    "when": "year_end",
    "params": {"months": 9},
    "text": "Đủ 9 tháng",
}


def _close(code: str) -> object:
    def edit(rows: Rows) -> None:
        for row in rows:
            if row.get("condition", row.get("code")) == code and row["to"] is None:
                row["to"] = "2026-12-31"

    return edit


@pytest.fixture
def law_of_2027(
    lawbook: Lawbook,  # noqa: F811
    _law_may_be_written: None,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """The new law in the files and in the tables: rows, and nothing else."""
    lawbook.change("documents", lambda rows: rows.append(DOCUMENT))
    lawbook.change("regimes", _close("LAW2022_A2026"))
    lawbook.change("regimes", lambda rows: rows.append(REGIME))
    lawbook.change("titles", lambda rows: rows.append(TITLE))
    lawbook.change("authorities", lambda rows: rows.append(WHO))
    lawbook.change("conditions", _close("LDTT.new"))
    lawbook.change("conditions", lambda rows: rows.extend([WORK, MONTHS]))
    monkeypatch.setattr(reading, "DATA", lawbook.folder)
    sync_law(lawbook.load())
    yield


@pytest.mark.usefixtures("law_of_2027")
def test_the_catalogue_and_the_api_show_the_new_title_with_its_article(cast: Cast) -> None:
    page = cast.browser("member").get("/danh-hieu/NGST/").content.decode()
    assert "Nhà giáo sáng tạo" in page and ARTICLE in page and "Luật 99/2026/QH16" in page
    told = cast.browser("member").get("/api/v1/titles/NGST/").json()
    assert told["conditions"][0]["article"] == ARTICLE and told["conditions"][0]["valid_from"] == "2027-01-01"
    assert told["authorities"][0]["who"] == "Hiệu trưởng"
    months = cast.browser("member").get("/danh-hieu/LDTT/").content.decode()
    assert "Đủ 9 tháng" in months


@pytest.mark.usefixtures("law_of_2027")
def test_the_judge_answers_by_the_new_threshold_from_its_day(cast: Cast) -> None:
    case = {
        "id": "1",
        "title": "LDTT",
        "cycle": "2026",
        "dates": {"received": "2026-12-31", "service_counted_to": "2026-12-31"},
        "subject": {"kind": "person", "recruited_on": "2026-05-01"},
    }
    browser = cast.browser("officer")

    def asked(received: str) -> tuple[str, str, str]:
        case["dates"] = {"received": received, "service_counted_to": "2026-12-31"}
        answer = browser.post("/api/v1/judge/", case, content_type="application/json").json()
        new = next(one for one in answer["conditions"] if one["condition"] == "LDTT.new")
        return answer["regime"], new["verdict"], new["article"]

    assert asked("2026-12-31") == ("LAW2022_A2026", "met", "TT 15/2025/TT-BNV")  # eight months, six asked for
    assert asked("2027-01-01") == ("LAW2026", "not_met", ARTICLE)


@pytest.mark.usefixtures("law_of_2027")
def test_the_verdict_of_a_person_says_why_under_the_new_law(cast: Cast) -> None:
    with cast.at_work() as by:
        cast.year = years.open_year(code="2026-2027", starts_on=date(2026, 8, 1), ends_on=date(2027, 7, 31), by=by)
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=by)
        row = worker(cast, "Lê Thị An", "NGST")
    why = cast.browser("officer").get(f"/dang-ky/nguoi/{row.pk}/vi-sao/").content.decode()
    assert ARTICLE in why and "Luật 2026 (từ 01/01/2027)" in why and "Hiệu trưởng" in why


def _why(cast: Cast, who: str, pk: int) -> str:
    return cast.browser(who).get(f"/dang-ky/nguoi/{pk}/vi-sao/").content.decode()


def test_guidance_is_cited_by_the_authority_that_adopted_it_alone(cast: Cast) -> None:
    with cast.at_work() as by:
        plain = worker(cast, "Lê Thị An", "BKTTG_CN")
    page = _why(cast, "officer", plain.pk)
    assert "KH Khối 29" not in page and "1382" not in page and "Quy định của đơn vị quản lý" in page
    with cast.at_work() as by:
        adopt(document=read_document("hd-1382"), by=by)
        adopt(document=read_document("kh-khoi-29"), by=by)
    page = _why(cast, "officer", plain.pk)
    assert "KH Khối 29 II.7" in page  # R-ONE-ACH: both speak on it, the plan is the later
    assert "HD 1382/HD-GDĐT II.3" in page  # R-NOSTEP: only the guidance speaks on it


def test_another_authority_cites_its_own_rows(cast: Cast) -> None:
    with cast.at_work() as by:
        adopt(document=OWN, by=by)
        row = worker(cast, "Lê Thị An", "LDTT")
    page = _why(cast, "officer", row.pk)
    assert "HD 05/HD-UBND III.1" in page and "KH Khối 29" not in page and "1382" not in page


DRILL = replace(
    OWN,
    caps=(CapPoint("CSTDCS", share="1/10", rounding="floor", point="IV.2"),),
    phases=(
        (
            Cycle.SCHOOL_YEAR,
            (TemplateRow(SENDING, "09-15", "09-30", "mục I.3", (Wanted(2, (Role.PRINCIPAL,), "{viec}: {con_lai}"),)),),
        ),
    ),
    words=(WordsPoint("plan", "purpose", "<p>Theo hướng dẫn của phường.</p>", "I.1"),),
)


def test_another_authority_by_its_own_rows_alone(cast: Cast) -> None:
    """Columns, phases with reminders, caps and words of one document, adopted by the deed; nobody else has them."""
    with cast.at_work("stranger") as by:
        year = years.open_year(code="2023-2024", starts_on=FIRST_DAY, ends_on=date(2024, 7, 31), by=by)
        adopt(document=DRILL, by=by)
        (sending,) = phases.set_phases(year=year, days=phases.template_days(year), by=by)
        assert (sending.code, sending.closes_on) == ("GUI_DANH_SACH", date(2023, 9, 30))
        assert sending.basis == "HD 05/HD-UBND, mục I.3"
        assert TimetableRow.objects.get().text == "{viec}: {con_lai}"
        assert [column.code for column in tables_of(year).individual.columns] == ["total", "LDTT"]
        assert first_words(PLAN, year)["purpose"] == "<p>Theo hướng dẫn của phường.</p>"
        told = judged(year, ldtt=25, cstdcs=3)
        assert (told["verdict"], told["article"], told["facts"]["allowed"]) == ("not_met", "HD 05/HD-UBND IV.2", 2)
    browser = cast.browser("stranger")
    assert browser.get("/api/v1/adopted-documents/").json()["results"][0]["caps"][0]["share"] == "1/10"
    assert "HD 05/HD-UBND" in browser.get("/nam-thi-dua/2023-2024/").content.decode()
    assert cast.browser("officer").get("/api/v1/adopted-documents/").json()["results"] == []
    with cast.at_work():
        assert judged(cast.year, ldtt=25, cstdcs=3)["verdict"] == "met"  # the law of 2022 sets no cap


def judged(year: EmulationYear, *, ldtt: int, cstdcs: int) -> dict[str, Any]:
    """What the judge says of the cap, for a school of that many, under the law of 2022."""
    case = table("school_quota", "CSTDCS", "2024-05-28", ldtt=ldtt, cstdcs_proposed=cstdcs)
    question = replace(read_question(case, TENANTS, load_law()), tenant=tenant_of(year))
    return next(one for one in answer(question)["conditions"] if one["condition"] == "CSTDCS.cap")
