"""Every title and rule under every law, worked out a second time from the text by somebody who had not read the code."""
# ruff: noqa: E501  one case of the table is one line, however long

import json
from pathlib import Path
from typing import Any

import pytest

from tests.awards.rules.verdicts.given import ask

ROWS = json.loads((Path(__file__).parent / "second_derivation.json").read_text("utf-8"))["rows"]
# law: regime, cycle, receipt, service counted to, registration
LAWS = {
    "L03": ("LAW2003", "2022-2023", "2023-06-02", "2023-05-31", "2022-10-20"),
    "N98": ("LAW2022_ND98", "2023-2024", "2024-06-03", "2024-05-31", "2023-10-20"),
    "N152": ("LAW2022_ND152", "2025-2026", "2026-06-03", "2026-05-31", "2025-10-20"),
    "A26": ("LAW2022_A2026", "2026-2027", "2027-06-03", "2027-05-31", "2026-10-20"),
}
EMPTY: dict[str, Any] = dict.fromkeys(
    (
        "titles",
        "awards",
        "initiatives",
        "research",
        "discipline",
        "pending",
        "leave",
        "study",
        "moves",
        "other_merits",
        "other_proposals",
    )
)
# the names of authorities in the rows, as the other tables of these tests call them
TENANTS = {"Q1": "HD", "Q11": "KH", "CAL": {"year_type": "calendar_year"}, "WARD": {"predecessors": ["Quận 11"]}}


def _person(cycle: str, title: str) -> dict[str, Any]:
    return {
        "kind": "person",
        "role": "giáo viên",
        "head": False,
        "unit": "MN A",
        "recruited_on": "2010-08-15",
        "ranking": {cycle: "HTXS"},
        "registrations": [{"cycle": cycle, "title": one} for one in ("LDTT", "CSTDCS", title)],
        "history_complete": True,
        "attested": ["conduct", "spirit"],
        **{key: [] for key in EMPTY},
    }


def _school(cycle: str, title: str) -> dict[str, Any]:
    return {
        "kind": "school",
        "name": "MN A",
        "founded_on": "1998-09-05",
        "rank": {cycle: "HTXS"},
        "headcount": 40,
        "ldtt": 40,
        "cstdcs": 6,
        "registrations": [{"cycle": cycle, "title": one} for one in ("TTLDTT", "TTLDXS", title)],
        "history_complete": True,
        "disciplined": [],
        "pending": [],
        "titles": [],
        "awards": [],
        "attested": ["movement", "united", "party_strong", "thrift", "democracy", "welfare", "unity", "exemplary"],
        "rank_counts": {"HTXS": 8, "HTT": 32, "HT": 0, "KHT": 0, "not_ranked": 0},
    }


def case_of(row: dict[str, Any]) -> dict[str, Any]:
    _, cycle, received, closing, registered = LAWS[row["law"]]
    make = {"person": _person, "school": _school}.get(row["on"])
    subject = make(cycle, row["title"]) if make else {"kind": row["on"]}
    subject |= row.get("set", {})
    tenant = row.get("tenant", "PLAIN")
    return {
        "id": row["id"],
        "title": row["title"],
        "cycle": row.get("cycle", cycle),
        "tenant": TENANTS.get(tenant, tenant),
        "dates": row.get("dates", {"registered": registered, "received": received, "service_counted_to": closing}),
        "proposal": row.get("proposal", {}),
        "subject": {key: one for key, one in subject.items() if key not in row.get("drop", ())},
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_second_derivation(row: dict[str, Any]) -> None:
    answer = ask(case_of(row))
    told = {one["condition"]: one for one in answer["conditions"]}
    seen = {key: (one["verdict"], one["reason"]) for key, one in told.items() if one["verdict"] != "met"}
    assert answer["verdict"] == row["verdict"], seen
    assert answer["regime"] == row.get("regime", LAWS[row["law"]][0])
    for want in row["wants"]:
        name, verdict, article, standing = want.split(" | ")
        assert (told[name]["verdict"], told[name]["article"], told[name]["standing"]) == (verdict, article, standing), (
            seen
        )
