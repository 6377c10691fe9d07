"""The covenant is signed by every head on its own paper; the last signature signs it, reopening voids them all."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from blocks.models import Covenant
from blocks.rules.promise.covenants import CovenantState
from blocks.services.access.seats import give_seat
from blocks.services.promise.covenants import COVENANTS, begin_covenant
from documents.models import Document, SigningRound
from documents.queries.papers.covenants import paper_of_covenant
from documents.queries.signing import latest_file
from documents.rules.issuing import PaperState
from documents.services import signing
from documents.services.covenants import how_many_signed, signatures_told
from tests.cast import FIRST_DAY, Cast
from tests.documents.services.test_signing import authority
from tests.filled import fill
from thidua.access.accounts import create_account
from thidua.actors import Actor, system
from thidua.policy import Role
from thidua.storage import files

__all__ = ["authority"]


def _frozen(cast: Cast, by: Actor) -> tuple[Covenant, Document]:
    fill(cast)
    head = create_account(username="p5", full_name="Trần Thị Năm", email="p5@thidua.example", password="mot-mat-khau-5")
    give_seat(
        account=head,
        role=Role.PRINCIPAL,
        by=system(cast.district.pk),
        valid_from=FIRST_DAY,
        school=cast.schools[2],
    )
    covenant = COVENANTS.make(begin_covenant(block=cast.block, year=cast.year, by=by), "freeze", by=by)
    paper = paper_of_covenant(covenant)
    assert paper is not None and paper.state == PaperState.CHECKED and paper.number is None and paper.symbol == ""
    return covenant, paper


def _scan() -> bytes:
    raw = BytesIO()
    Image.new("RGB", (400, 300), "white").save(raw, "PNG")
    return raw.getvalue()


@pytest.mark.usefixtures("authority")
def test_the_last_head_signs_the_covenant_and_reopening_voids_all(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with cast.at_work("leader") as by:
        covenant, paper = _frozen(cast, by)
        current = signing.open_signing(document=paper, by=by)
        names = list(current.slots.order_by("place").values_list("name", "role", "witness"))
        assert names == [
            ("Nguyễn Lan Hương", "BLOCK_LEADER", False),
            ("Phạm Minh Tâm", "PRINCIPAL", False),
            ("Trần Thị Năm", "PRINCIPAL", False),
            ("Trần Quang Khải", "HEAD_OF_OFFICE", True),
        ]
        assert b"/ObjStm" not in files.read(latest_file(current).stored), "or checking takes half a minute"
        first = current.slots.get(place=2)
        signing.accept_scan(document=paper, slot=first, content=_scan(), name="quet.png", by=by)
        assert how_many_signed(covenant) == 1
        assert dict(signatures_told(covenant)).keys() == {cast.schools[1].pk}
        for slot in current.slots.exclude(pk=first.pk):
            signing.accept_scan(document=paper, slot=slot, content=_scan(), name="quet.png", by=by)
        covenant.refresh_from_db()
        assert covenant.state == CovenantState.SIGNED
        reopened = COVENANTS.make(covenant, "reopen", by=by, reason="Trường xin tăng chỉ tiêu")
        paper.refresh_from_db()
        assert (reopened.state, paper.state) == (CovenantState.REOPENED, PaperState.DRAFT)
        assert how_many_signed(covenant) == 0 and SigningRound.objects.get().ended_at is not None
        again = COVENANTS.make(reopened, "freeze", by=by)
        paper.refresh_from_db()
        assert (again.state, paper.state) == (CovenantState.FROZEN, PaperState.CHECKED)
    page = cast.browser("principal").get(f"/khoi/{cast.block.pk}/giao-uoc/").content.decode()
    assert "0/3 hiệu trưởng đã ký" in page and "Ký giao ước" in page
