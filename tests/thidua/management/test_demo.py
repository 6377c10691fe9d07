"""The demo is built through the services, and what it leaves is whole."""

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from awards.models import Ranking
from blocks.models import Covenant, EmulationYear, Invitation, RegistrationSheet, Topic
from blocks.rules.access.invitations import InvitationState
from blocks.rules.promise.covenants import CovenantState
from blocks.rules.registration.registrations import SheetState
from documents.models import Document, SignerCard
from documents.pades.certificates import open_p12
from documents.queries.papers.covenants import paper_of_covenant
from documents.rules.issuing import PaperState
from thidua.management.commands import fsck
from thidua.management.stages import practice, units
from thidua.models import District, Seat
from thidua.policy import Role
from thidua.wall.tenancy import tenant


@pytest.mark.django_db(transaction=True)
def test_the_year_of_khoi_29_is_built_and_nothing_in_it_is_wrong(settings: Any, tmp_path: Path) -> None:
    settings.STATE = tmp_path
    told = StringIO()
    call_command("demo", "--stage", "registration", stdout=told)
    assert "Hiệu trưởng" in told.getvalue(), "the accounts are printed"
    with tenant(District.objects.get(code="q11").pk):
        year = EmulationYear.objects.get(code="2023-2024")
        states = Counter(RegistrationSheet.objects.filter(year=year).values_list("state", flat=True))
        assert states == {
            SheetState.RECEIVED: 12,
            SheetState.SENT: 1,
            SheetState.WITH_PRINCIPAL: 1,
            SheetState.RETURNED: 1,
            SheetState.DRAFT: 1,
        }
        assert Invitation.objects.filter(state=InvitationState.ACCEPTED).count() == 1
        assert not Ranking.objects.filter(year_code=year.code).exists(), "in October nobody is ranked for the year"
        assert Document.objects.filter(year=year, kind="plan").count() == 1
        assert Topic.objects.filter(year=year, meeting__isnull=False).exists(), "topics stand at the plan's meetings"
    assert list(fsck.found()) == [], "the first anchors are the demo's own"


@pytest.mark.django_db(transaction=True)
def test_the_covenant_waits_for_its_heads_with_certificates_that_fit(
    settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    settings.STATE, settings.DEMO, settings.PRODUCTION = tmp_path, True, False
    monkeypatch.setattr(practice, "FOLDER", tmp_path / "practice")
    told = StringIO()
    call_command("demo", "--stage", "covenant", stdout=told)
    assert f"{tmp_path}/practice/<tài khoản>.p12" in told.getvalue()
    with tenant(District.objects.get(code="q11").pk):
        covenant = Covenant.objects.get()
        assert covenant.state == CovenantState.FROZEN
        paper = paper_of_covenant(covenant)
        assert paper is not None and paper.state == PaperState.CHECKED
        leader = Seat.objects.select_related("account").get(role=Role.BLOCK_LEADER, block_id=covenant.block_id)
        keys = open_p12((tmp_path / "practice" / f"{leader.account.username}.p12").read_bytes(), units.PASSWORD)
        assert SignerCard.objects.get(account=leader.account.pk).uid == keys.certificate.uid
    assert list(fsck.found()) == []
