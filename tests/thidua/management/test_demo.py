"""The demo is built through the services, and what it leaves is whole."""

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from awards.models import Ranking
from blocks.models import EmulationYear, Invitation, RegistrationSheet, Topic
from blocks.rules.access.invitations import InvitationState
from blocks.rules.registration.registrations import SheetState
from documents.models import Document
from thidua.management.commands import fsck
from thidua.models import District
from thidua.trail import chain
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
    chain.write_anchors()
    assert list(fsck.found()) == []
