"""The first page is read on one day of the story."""

from pathlib import Path
from typing import Any

import pytest

from tests.blocks.views.desk.homes import TODAY
from thidua import clock


@pytest.fixture(autouse=True)
def october(settings: Any, tmp_path: Path) -> None:
    """The story's day."""
    settings.DEMO, settings.STATE = True, tmp_path
    clock.set_demo_day(TODAY)
