"""What one authority adopted is seen and cited by no other: every page, API list, verdict and paper of Quận 1 is read.

Quận 11 goes by all documents that were read; Quận 1 has adopted nothing, and does its year with the law alone.
"""

import html
import re
from datetime import date

from awards.queries.verdicts.judge_tenants import tenant_of
from blocks.models import EmulationYear
from blocks.rules.promise.adoptable import DATA, read_document
from blocks.rules.promise.adoptions import Adoptable
from blocks.rules.units.units import Level, Ownership
from blocks.services.promise.adoptions import adopt
from blocks.services.units import units
from blocks.services.year import phases, years
from documents.queries.documents import newest
from documents.queries.papers.plans import plan_facts
from documents.services.plans import begin_plan
from tests.awards.facts_of import worker
from tests.cast import FIRST_DAY, Cast
from thidua.actors import Actor

_MOST = 400  # pages; the walk ends long before
_LINK = re.compile(r'(?:href|src)="(/[^"#]*)"')
_API = (
    "adopted-documents",
    "years",
    "phases",
    "timetable",
    "registrations",
    "sheets",
    "targets",
    "meetings",
    "notices",
)
_WORDS = re.compile(r"<[^>]+>|[\n]")


def _marks(document: Adoptable) -> set[str]:
    """What tells the document: its number and label, each paragraph of its words, its places."""
    marks = {document.label, document.number}
    for words in document.words:
        marks |= {part.strip() for part in _WORDS.split(words.text) if len(part.strip()) > 60}
    for meeting in document.meetings:
        marks |= {meeting.facts.place, meeting.facts.note}
    return {mark for mark in marks if mark}


DOCUMENTS = [read_document(path.stem) for path in sorted(DATA.glob("*.json"))]
FOREIGN = {"Khối 29", "1382", "1479/HD", *(mark for document in DOCUMENTS for mark in _marks(document))}


def _foreign(text: str) -> set[str]:
    return {mark for mark in FOREIGN if mark in text}


def _its_year(cast: Cast, by: Actor) -> EmulationYear:
    """Quận 1's year with a block, a school, three people and a plan, on the phases that are shipped."""
    cast.year = years.open_year(code="2023-2024", starts_on=FIRST_DAY, ends_on=date(2024, 7, 31), by=by)
    days = phases.Days(date(2023, 10, 1), date(2023, 10, 20))
    phases.set_phases(year=cast.year, days={"DANG_KY": days, "HO_SO_KHOI": days}, by=by)
    cast.block = units.create_block(code="1", name="Khối thi đua 1 - Mầm non", level=Level.MN, by=by)
    school = units.add_school(
        code="MNSM", name="Trường Mầm non Sao Mai", symbol="MNSM", level=Level.MN, ownership=Ownership.PUBLIC, by=by
    )
    units.place_school(school=school, block=cast.block, year=cast.year, by=by)
    cast.schools = [school] * 3
    return cast.year


def test_an_authority_that_adopted_nothing_never_reads_of_anothers(cast: Cast) -> None:
    with cast.at_work() as by:
        for document in DOCUMENTS:
            adopt(document=document, by=by)
    with cast.at_work("stranger") as by:
        year = _its_year(cast, by)
        rows = [worker(cast, f"Lê Thị {n}", code) for n, code in enumerate(("BKTTG_CN", "CSTDCS", "LDTT", "HCLD3_CN"))]
        plan = begin_plan(block=cast.block, year=year, by=by, reason="Lập để thử")
        printed = str(plan_facts(plan, newest(plan).sections))
        assert not _foreign(printed) and "Khối thi đua 1" in printed
        assert (tenant_of(year).local, tenant_of(year).caps) == ({}, {})
    seen = _walk(cast, [f"/dang-ky/nguoi/{row.pk}/vi-sao/" for row in rows] + [f"/van-ban/{plan.pk}/"])
    assert len(seen) > 60 and any("vi-sao" in address for address in seen)
    assert not {address: found for address, found in seen.items() if found}


def _walk(cast: Cast, first: list[str]) -> dict[str, set[str]]:
    """Every page of the office of Quận 1, from link to link, and the lists of its API; what each tells of others."""
    browser, seen = cast.browser("stranger"), {}
    waiting = ["/", "/nam-thi-dua/2023-2024/moc/?mau=1", *first, *(f"/api/v1/{name}/" for name in _API)]
    while waiting and len(seen) < _MOST:
        address = waiting.pop(0)
        if address in seen or address.startswith(("/static/", "/tai-khoan/dang-xuat")):
            continue
        answer = browser.get(address)
        text = html.unescape(answer.content.decode(errors="replace")) if not answer.streaming else ""
        seen[address] = _foreign(text)
        if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", ""):
            waiting += [html.unescape(link) for link in _LINK.findall(answer.content.decode(errors="replace"))]
    return seen
