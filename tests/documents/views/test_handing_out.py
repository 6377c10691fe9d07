"""The file of a paper that lists people is an export like any other: who may, a recent proof, a line in the trail."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from documents.models import Document, Rendition
from documents.queries.papers.registrations import COLLATION
from documents.services.documents import begin
from documents.services.renditions import freeze
from tests.cast import Cast
from thidua.models import AuditEvent
from thidua.queue import outbox
from thidua.wall.tenancy import tenant


@pytest.fixture
def listed(cast: Cast, settings: Any, tmp_path: Path) -> Rendition:
    """The block's collated table as a workbook, made by its leader."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with cast.at_work("leader") as leader:
        document: Document = begin(kind=COLLATION, subject=cast.block, year=cast.year, by=leader)
        made = freeze(document=document, wanted="xlsx", by=leader)
        assert made.job is not None
        outbox.run(made.job.pk, made.district_id)
    return made


@pytest.mark.parametrize(
    ("address", "status"),
    [(("rendition_file",), 302), (("api-renditions-file",), 403)],
)
def test_its_file_wants_a_recent_proof_and_leaves_a_line(
    cast: Cast, listed: Rendition, address: tuple[str], status: int
) -> None:
    browser, url = cast.browser("leader"), reverse(address[0], args=[listed.pk])
    assert browser.get(url).status_code == 200
    with tenant(cast.district.pk):
        line = AuditEvent.objects.get(verb="tải văn bản")
    assert line.target == str(listed.document_id) and line.new["format"] == "xlsx"
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert browser.get(url).status_code == status
    with tenant(cast.district.pk):
        assert AuditEvent.objects.filter(verb="tải văn bản").count() == 1
