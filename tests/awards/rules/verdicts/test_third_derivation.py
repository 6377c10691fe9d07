"""Every kind once answered wrong, with its neighbours and boundaries, worked out a third time from the text."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.awards.rules.verdicts.given import ask
from tests.awards.rules.verdicts.test_second_derivation import LAWS, case_of

ROWS = json.loads((Path(__file__).parent / "third_derivation.json").read_text("utf-8"))["rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_third_derivation(row: dict[str, Any]) -> None:
    answer = ask(case_of(row))
    against = {one["condition"]: one["reason"] for one in answer["conditions"] if one["verdict"] != "met"}
    assert (answer["verdict"], answer["regime"]) == (row["verdict"], LAWS[row["law"]][0]), (row["why"], against)
