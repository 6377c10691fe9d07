"""The plans of seeds 003 and 004, typed and pasted in with invented names: nothing is lost in PDF and Word."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word
from pypdf import PdfReader

from blocks.models import Movement
from blocks.rules.movements.parts import BOARD
from blocks.rules.movements.schedules import read_pasted
from blocks.services.movements.movement_rows import add_row
from blocks.services.movements.plan_tasks import set_task_cells
from blocks.services.movements.school_plans import PLANS
from documents.models import Document
from documents.queries.documents import newest
from documents.queries.kinds import paper_of
from documents.queries.papers.movements import MOVEMENT_PLAN, SCHOOL_PLAN_PAPER
from documents.rules.narrative import parse, plain
from documents.services.documents import begin, issue
from documents.services.renditions import freeze, make
from documents.services.sections import save_sections
from tests import movement_words as words
from tests.blocks.services.movements.test_movements import begun
from tests.blocks.services.movements.test_school_plans import pasted
from tests.cast import Cast
from thidua.actors import Actor
from thidua.grid.cells import CellChange


def _bytes(document: Document, form: str, by: Actor) -> bytes:
    rendition = freeze(document=document, wanted=form, by=by)
    return make(rendition.context, rendition.format)[0]


def _bare(text: str) -> str:
    return "".join(text.split())


def _texts(document: Document, by: Actor) -> tuple[str, str]:
    """All that is printed, without blanks: of the PDF without its page numbers, and of the Word file."""
    pages = PdfReader(BytesIO(_bytes(document, "pdf", by))).pages
    word = Word(BytesIO(_bytes(document, "docx", by)))
    rows = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return _bare("".join(page.extract_text() for page in pages)), _bare(
        "".join([*(paragraph.text for paragraph in word.paragraphs), *rows])
    )


def _holds(printed: str, sentences: list[str]) -> list[str]:
    return [row for row in sentences if _bare(row.removeprefix("- ").rstrip(".;")) not in printed]


def test_the_plan_of_a_movement_prints_everything(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        movement = begun(by, cast.schools[1])
        member = {"full_name": "Phạm Minh Tâm", "post": "Hiệu trưởng", "standing": "TRUONG"}
        add_row(movement=movement, part=BOARD, typed=member, by=by)
        document = begin(kind=MOVEMENT_PLAN, subject=movement, year=cast.year, by=by)
        save_sections(document=document, seen=1, typed=words.HEAD_OF_MOVEMENT, by=by)
        issue(document=document, number=27, symbol="KH-MNP4", dated=date(2024, 3, 6), by=by)
        document.refresh_from_db()
        assert MOVEMENT_PLAN.lacks(MOVEMENT_PLAN.facts(document, newest(document).sections)) == []
        sentences = [row for text in words.MOVEMENT.values() for row in text.splitlines()]
        for participants, text in words.CRITERIA:
            sentences += [f"Đối với {participants}", *text.splitlines()]
        for occasion, text, forms in words.REWARDS:
            sentences += [occasion, *text.splitlines(), *forms.splitlines()]
        for name, starts_on, ends_on, text in words.PERIODS:
            sentences += [f"{name} (năm {starts_on.year} - năm {ends_on.year})", text]
        sentences += words.HEAD_OF_MOVEMENT["legal_bases"].splitlines()
        sentences += words.HEAD_OF_MOVEMENT["recipients"].splitlines()
        sentences += [plain(parse(words.HEAD_OF_MOVEMENT[key])) for key in ("intro", "closing")]
        sentences += ["Số: 27/KH-MNP4", "ngày 06 tháng 3 năm 2024", "Tổ chức thực hiện Phong trào thi đua"]
        sentences += ["Báo cáo với Phòng Giáo dục và Đào tạo: hạn 25/11/2024", "Sơ kết: hạn 30/09/2025"]
        sentences += ["từ năm 2023 đến năm 2030, chia thành 02 giai đoạn", "Phạm Minh Tâm, Hiệu trưởng: Trưởng ban"]
        for printed in _texts(document, by):
            assert _holds(printed, sentences) == []
            assert printed.index(_bare("I. MỤC ĐÍCH")) < printed.index(_bare("VII. TỔ CHỨC THỰC HIỆN"))


def test_the_plan_of_a_school_prints_everything_with_its_schedule_behind_the_signature(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        plan = pasted(cast, by)
        document = begin(kind=SCHOOL_PLAN_PAPER, subject=plan, year=cast.year, by=by)
        save_sections(document=document, seen=1, typed=words.PLAN, by=by)
        PLANS.make(plan, "run", by=by)
        task = plan.tasks.order_by("position")[7]
        set_task_cells(plan=plan, changes=[CellChange(task.pk, "unit", "Công đoàn", "HĐTĐKT")], by=by)
        issue(document=document, number=13, symbol="KH-MNP4", dated=date(2024, 3, 27), by=by)
        document.refresh_from_db()
        sentences = [cell for line in read_pasted(words.SCHEDULE) for cell in vars(line).values() if cell]
        for key, text in words.PLAN.items():
            lines = text.splitlines() if key in ("legal_bases", "recipients") else plain(parse(text)).splitlines()
            sentences += [line for line in lines if line.strip()]
        sentences += ["Công tác thi đua, khen thưởng năm 2024", "BIỂU TIẾN ĐỘ THỰC HIỆN"]
        sentences += ["(Kèm theo Kế hoạch số 13/KH-MNP4 ngày 27 tháng 3 năm 2024", "“HĐTĐKT” thành “Công đoàn”"]
        for printed in _texts(document, by):
            assert _holds(printed, sentences) == []
        pages = PdfReader(BytesIO(_bytes(document, "pdf", by))).pages
        wide = [page.mediabox.width > page.mediabox.height for page in pages]
        assert wide[-1] and not wide[0] and wide == sorted(wide)
        before = _bare("".join(page.extract_text() for page, is_wide in zip(pages, wide, strict=True) if not is_wide))
        assert _bare("HIỆU TRƯỞNG") in before and "./." in before and _bare("BIỂU TIẾN ĐỘ THỰC HIỆN") not in before


@pytest.mark.parametrize("who", ["secretary", "leader", "officer"])
def test_who_reads_a_plan_of_a_movement(cast: Cast, who: str) -> None:
    with cast.at_work("principal") as by:
        movement: Movement = begun(by, cast.schools[1])
        document = begin(kind=MOVEMENT_PLAN, subject=movement, year=cast.year, by=by)
        assert paper_of(document, {})["frame"]["kind"] == "KẾ HOẠCH"
    page = cast.browser(who).get(f"/van-ban/{document.pk}/")
    assert page.status_code == 200
    assert cast.browser("stranger").get(f"/van-ban/{document.pk}/").status_code == 404
