"""The demo is built through the services, and what it leaves is whole."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from blocks.models import EmulationYear, RegistrationSheet, Topic
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
        assert RegistrationSheet.objects.filter(year=year).count() == 12
        assert Document.objects.filter(year=year, kind="plan").count() == 1
        assert Topic.objects.filter(year=year, meeting__isnull=False).exists(), "topics stand at the plan's meetings"
    chain.write_anchors()
    assert list(fsck.found()) == []
