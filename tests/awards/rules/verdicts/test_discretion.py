"""Who does not decide gets the same answer whatever stands against a person, and never "met" on what was not told."""

from typing import Any

import pytest

from awards.rules.facts.disciplines import RESERVED, RESERVED_DISCIPLINE
from awards.rules.verdicts import judge
from awards.rules.verdicts.cases.read_question import read_question
from awards.rules.verdicts.discretion import judge_discreetly
from blocks.rules.law import load_law

MATTERS: list[dict[str, Any]] = [
    {},
    {"discipline": [], "pending": []},
    {"discipline": [{"form": "canh_cao", "decided_on": "2024-01-10"}], "pending": []},
    {"discipline": None, "pending": [{"kind": "complaint", "opened_on": "2024-01-10"}]},
    {"discipline": [{"form": "khien_trach", "decided_on": "2022-01-10", "ends_on": "2023-10-01"}]},
]
PERSON = {
    "kind": "person",
    "head": False,
    "recruited_on": "2010-08-15",
    "ranking": {"2023-2024": "HTT"},
    "registrations": [{"cycle": "2023-2024", "title": code} for code in ("LDTT", "CSTDCS")],
    "history_complete": True,
    "titles": [],
    "awards": [],
    "research": [],
    "leave": [],
    "study": [],
    "moves": [],
    "initiatives": [
        {
            "name": "SK",
            "cycle": "2023-2024",
            "level": "co_so",
            "status": "recognised",
            "recognised_on": "2024-04-10",
            "recognised_by": "Hiệu trưởng",
            "used_for": [],
        }
    ],
    "attested": ["conduct", "spirit"],
    "unit_quota": {"ldtt": 40, "cstdcs_proposed": 4},
}
SCHOOL = {
    "kind": "school",
    "rank": {"2023-2024": "HTT"},
    "headcount": 40,
    "ldtt": 30,
    "cstdcs": 3,
    "registrations": [{"cycle": "2023-2024", "title": "TTLDTT"}],
    "attested": ["united", "movement"],
}


def asked(subject: dict[str, Any], title: str, received: str, **known: Any) -> dict[str, Any]:
    if subject["kind"] == "school" and "discipline" in known:
        known["disciplined"] = known.pop("discipline")
    tenant = {"name": "A", "local_rules": ["R-REG", "R-DISC-COLL", "R-PENDING"]}
    dates = {"registered": "2023-10-20", "received": received}
    return {"title": title, "cycle": "2023-2024", "dates": dates, "tenant": tenant, "subject": {**subject, **known}}


def discreetly(case: dict[str, Any]) -> dict[str, Any]:
    return judge_discreetly(read_question(case, {}, load_law()))


@pytest.mark.parametrize("received", ["2023-12-31", "2024-06-03", "2025-07-02", "2026-10-02"])
@pytest.mark.parametrize(("subject", "title"), [(PERSON, "LDTT"), (PERSON, "CSTDCS"), (SCHOOL, "TTLDTT")])
def test_the_answer_is_one_whatever_there_is(subject: dict[str, Any], title: str, received: str) -> None:
    answers = [discreetly(asked(subject, title, received, **known)) for known in MATTERS]
    assert all(answer == answers[0] for answer in answers)
    told = {repr(judge(asked(subject, title, received, **known))) for known in MATTERS}
    assert len(told) > 2  # the judge himself tells them apart
    assert answers[0]["verdict"] != "met" and "canh_cao" not in repr(answers[0])


def test_what_is_reserved_says_so_and_the_rest_is_answered() -> None:
    answer = discreetly(asked(PERSON, "LDTT", "2024-06-03"))
    conditions = {one["condition"]: one for one in answer["conditions"]}
    assert answer["reserved"] and answer["verdict"] == "unknown"
    assert conditions["R-PENDING"]["reason"] == RESERVED["nothing_pending"]
    assert conditions["R-DISC-IND"]["reason"] == RESERVED_DISCIPLINE
    assert conditions["LDTT.rank"]["verdict"] == "met" and "reserved" not in conditions["LDTT.rank"]
    low = discreetly(asked({**PERSON, "ranking": {"2023-2024": "HT"}}, "LDTT", "2024-06-03"))
    assert low["verdict"] == "not_met" and "reserved" not in low
