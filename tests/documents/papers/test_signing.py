"""KT. and TUQ. on papers (Nghị định 30/2020, Điều 13 and Phụ lục I, mục II.7): from the deed to every file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Word
from openpyxl import load_workbook
from pypdf import PdfReader

from blocks.models import RegistrationSheet
from blocks.services.access import delegations, seats
from blocks.services.registration import sheet_moves, sheet_people, sheets
from documents.models import Document
from documents.queries.kinds import PaperKind
from documents.queries.papers.registrations import LIST, REQUEST
from documents.services.documents import begin, issue
from documents.services.plans import begin_plan
from documents.services.renditions import freeze, make
from tests.cast import Cast
from thidua import clock
from thidua.access.kinds import SignatureKind
from thidua.access.seats import actors_of
from thidua.actors import Actor
from thidua.errors import RuleViolation
from thidua.flow.steps import steps_of
from thidua.models import AuditEvent
from thidua.policy import Role
from thidua.wall.tenancy import NOBODY, tenant

TODAY = clock.today()


@contextmanager
def acting(cast: Cast, who: str, role: Role | None = None) -> Iterator[Actor]:
    """That person at work in the seat (of `role`) that was lent to them."""
    account = cast.accounts[who]
    with tenant(NOBODY, account.pk):
        lent = next(one for one in actors_of(account, TODAY) if one.delegation_id and role in (None, one.role))
    with tenant(lent.district_id, account.pk):
        yield lent


def lend(cast: Cast, holder: str, to: str, power: str, **more: Any) -> Any:
    facts = {
        "seat": cast.seats[holder],
        "to": cast.accounts[to],
        "title": "Phó Hiệu trưởng",
        "signs": SignatureKind.DEPUTY,
        "powers": [power],
        "paper_number": "12/QĐ-MNP4",
        "paper_date": TODAY,
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=30),
    }
    with cast.at_work(holder) as by:
        return delegations.delegate(**{**facts, **more, "by": by})


def submitted(cast: Cast) -> RegistrationSheet:
    with cast.at_work("secretary") as by:
        sheet = sheets.begin_sheet(year=cast.year, school=cast.schools[1], by=by)
        sheet_people.add_person(
            sheet=sheet, full_name="Đặng Ưu Đạt", birth_date=date(1985, 1, 2), gender="NAM", job_title="GV", by=by
        )
        return sheet_moves.move("submit", sheet=sheet, by=by)


def frozen(cast: Cast, kind: PaperKind, wanted: str) -> tuple[dict[str, Any], bytes]:
    with cast.at_work("secretary") as by:
        document = begin(kind=kind, subject=cast.schools[1], year=cast.year, by=by)
        rendition = freeze(document=document, wanted=wanted, by=by)
        return rendition.context["frame"]["signature"], make(rendition.context, rendition.format)[0]


def words(content: bytes, wanted: str) -> str:
    if wanted == "pdf":
        found = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    elif wanted == "docx":
        tables = Word(BytesIO(content)).tables
        found = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    else:
        rows = [row for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows(values_only=True)]
        found = " ".join(str(value) for row in rows for value in row if value is not None)
    return " ".join(found.split())


@pytest.mark.parametrize(
    ("kind", "wanted"), [(REQUEST, "pdf"), (REQUEST, "docx"), (LIST, "pdf"), (LIST, "docx"), (LIST, "xlsx")]
)
def test_a_deputy_who_sends_the_list_signs_for_the_principal(cast: Cast, kind: PaperKind, wanted: str) -> None:
    lend(cast, "principal", "member", "approve_registration")
    sheet = submitted(cast)
    with acting(cast, "member") as deputy:
        sheet_moves.move("approve", sheet=sheet, by=deputy)
    signature, content = frozen(cast, kind, wanted)
    assert signature == {"above": ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"], "below": [], "name": "Vũ Ngọc Ánh"}
    said = words(content, wanted)
    assert said.index("KT. HIỆU TRƯỞNG") < said.index("PHÓ HIỆU TRƯỞNG") < said.rindex("Vũ Ngọc Ánh")
    assert "Phạm Minh Tâm" not in said


def test_another_official_signs_by_mandate(cast: Cast) -> None:
    lend(cast, "principal", "member", "approve_registration", title="Chủ tịch Công đoàn", signs=SignatureKind.MANDATE)
    sheet = submitted(cast)
    with acting(cast, "member") as by:
        sheet_moves.move("approve", sheet=sheet, by=by)
    assert frozen(cast, LIST, "pdf")[0]["above"] == ["TUQ. HIỆU TRƯỞNG", "CHỦ TỊCH CÔNG ĐOÀN"]


def test_the_principal_signs_what_the_principal_sends(cast: Cast) -> None:
    lend(cast, "principal", "member", "approve_registration")
    sheet, principal = submitted(cast), cast.actor("principal")
    assert frozen(cast, LIST, "docx")[0] == {"above": ["HIỆU TRƯỞNG"], "below": [], "name": "Phạm Minh Tâm"}
    with cast.at_work("principal"):
        sheet_moves.move("approve", sheet=sheet, by=principal)
    assert frozen(cast, LIST, "docx")[0] == {"above": ["HIỆU TRƯỞNG"], "below": [], "name": "Phạm Minh Tâm"}


def test_what_was_signed_stays_signed_when_delegation_and_seat_have_ended(cast: Cast) -> None:
    made = lend(cast, "principal", "member", "approve_registration")
    sheet = submitted(cast)
    with acting(cast, "member") as deputy:
        sheet_moves.move("approve", sheet=sheet, by=deputy)
    with cast.at_work("principal") as by:
        delegations.revoke(delegation=made, by=by)
    with cast.at_work("officer") as by:
        seats.end_seat(seat=cast.seats["principal"], last_day=TODAY, by=by, at_once=True)
    assert frozen(cast, LIST, "pdf")[0]["name"] == "Vũ Ngọc Ánh"


def test_a_recalled_list_is_the_principal_s_again(cast: Cast) -> None:
    lend(cast, "principal", "member", "approve_registration")
    sheet = submitted(cast)
    with acting(cast, "member") as deputy:
        sheet_moves.move("recall", sheet=sheet_moves.move("approve", sheet=sheet, by=deputy), by=deputy)
    assert frozen(cast, LIST, "pdf")[0]["above"] == ["HIỆU TRƯỞNG"]


@pytest.fixture
def plan(cast: Cast) -> Document:
    with cast.at_work("leader") as by:
        return begin_plan(block=cast.block, year=cast.year, by=by)


def number(document: Document, by: Actor, dated: date = TODAY) -> Document:
    return issue(document=document, number=5, symbol="KH-KTĐ29-MNP3", dated=dated, by=by)


def photograph(cast: Cast, document: Document, wanted: str) -> tuple[dict[str, Any], str]:
    with cast.at_work("officer") as by:
        rendition = freeze(document=document, wanted=wanted, by=by)
        return rendition.context["frame"]["signature"], words(make(rendition.context, rendition.format)[0], wanted)


@pytest.mark.parametrize("wanted", ["pdf", "docx", "xlsx"])
def test_a_deputy_who_issues_the_plan_signs_for_the_block_s_leader(cast: Cast, plan: Document, wanted: str) -> None:
    lend(cast, "leader", "member", "edit_plan", title="Khối phó")
    with acting(cast, "member") as deputy:
        issued = number(plan, deputy)
    signature, said = photograph(cast, issued, wanted)
    assert signature["above"] == ["KT. KHỐI TRƯỞNG", "KHỐI PHÓ"] and signature["name"] == "Vũ Ngọc Ánh"
    assert signature["below"] == ["TRƯỜNG MẦM NON PHƯỜNG 4"]
    assert "KT. KHỐI TRƯỞNG KHỐI PHÓ" in said and "Vũ Ngọc Ánh" in said
    with cast.at_work("officer"):
        told = AuditEvent.objects.get(verb="ban hành văn bản").new
    assert told["signing"] == "Vũ Ngọc Ánh, KT. Khối trưởng, Khối phó"


def test_a_principal_who_signs_for_the_block_prints_the_own_post(cast: Cast, plan: Document) -> None:
    lend(cast, "leader", "principal", "edit_plan", title="Khối phó")
    with acting(cast, "principal") as deputy:
        issued = number(plan, deputy)
    signature, said = photograph(cast, issued, "pdf")
    assert signature["below"] == ["HIỆU TRƯỞNG", "TRƯỜNG MẦM NON PHƯỜNG 4"]
    assert "HIỆU TRƯỞNG TRƯỜNG MẦM NON PHƯỜNG 4 Phạm Minh Tâm" in said


def test_a_delegate_signs_no_paper_of_another_time(cast: Cast, plan: Document) -> None:
    lend(cast, "leader", "member", "edit_plan", title="Khối phó")
    with acting(cast, "member") as deputy:
        for dated in (TODAY - timedelta(days=1), TODAY + timedelta(days=31)):
            with pytest.raises(RuleViolation, match="trong thời hạn ủy quyền") as refused:
                number(plan, deputy, dated)
            assert refused.value.where == "dated"
        assert Document.objects.get(pk=plan.pk).signing == {}


def test_the_leader_of_the_issue_stays_after_a_hand_over(cast: Cast, plan: Document) -> None:
    with cast.at_work("officer") as by:
        issued = number(plan, by)
        seats.end_seat(seat=cast.seats["leader"], last_day=TODAY, by=by, at_once=True)
        seats.give_seat(
            account=cast.accounts["principal"],
            role=Role.BLOCK_LEADER,
            block=cast.block,
            by=by,
            valid_from=TODAY,
            consented=True,
        )
    signature, _ = photograph(cast, issued, "docx")
    assert signature == {
        "above": ["KHỐI TRƯỞNG"],
        "below": ["HIỆU TRƯỞNG", "TRƯỜNG MẦM NON PHƯỜNG 3"],
        "name": "Nguyễn Lan Hương",
    }
    with cast.at_work("officer") as by:
        assert steps_of(issued)["issue"].signing["name"] == "Nguyễn Lan Hương"
        withdrawn = issue(document=issued, number=None, symbol="KH-KTĐ29-MNP3", dated=None, by=by, reason="nhầm")
        assert list(steps_of(withdrawn)) == ["withdraw_number"]
    assert withdrawn.signing == {} and photograph(cast, withdrawn, "docx")[0]["name"] == "Phạm Minh Tâm"


def test_the_pages_and_the_api_say_how_it_is_signed(cast: Cast, plan: Document) -> None:
    lend(cast, "leader", "member", "edit_plan", title="Khối phó")
    lent = lend(cast, "principal", "member", "approve_registration")
    sheet = submitted(cast)
    browser = cast.browser("member")
    browser.post("/vai-tro/", {"seat": f"u{lent.pk}"})
    page = browser.get(f"/dang-ky/ban/{sheet.pk}/duyet/").content.decode()
    assert "Vũ Ngọc Ánh, KT. Hiệu trưởng, Phó Hiệu trưởng" in page
    with acting(cast, "member", Role.PRINCIPAL) as deputy:
        sheet_moves.move("approve", sheet=sheet, by=deputy)
    with acting(cast, "member", Role.BLOCK_LEADER) as leading:
        number(plan, leading)
    browser.post("/vai-tro/", {"seat": leading.key})
    assert "Vũ Ngọc Ánh, KT. Khối trưởng, Khối phó" in browser.get(f"/van-ban/{plan.pk}/sua-so-ngay/").content.decode()
    office = cast.browser("officer")
    assert "KT. Khối trưởng" in office.get(f"/ke-hoach/khoi/{cast.block.pk}/").content.decode()
    row = office.get(f"/api/v1/documents/{plan.pk}/").json()["signing"]
    assert (row["name"], row["kind"], row["title"]) == ("Vũ Ngọc Ánh", "KT", "Khối phó")
    assert office.get(f"/api/v1/sheets/{sheet.pk}/").json()["signing"]["kind"] == "KT"
    asked = office.post("/api/v1/renditions/", {"document": plan.pk, "format": "pdf"}, content_type="application/json")
    printed = {"above": ["KT. KHỐI TRƯỞNG", "KHỐI PHÓ"], "below": ["TRƯỜNG MẦM NON PHƯỜNG 4"], "name": "Vũ Ngọc Ánh"}
    assert asked.json()["signature"] == printed
    assert office.get(f"/api/v1/renditions/{asked.json()['id']}/").json()["signature"] == printed
    assert office.get("/api/v1/documents/").json()["results"][0]["signing"]["kind"] == "KT"
