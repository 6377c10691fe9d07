"""What must hold for every case: favour never harms, not knowing never helps, every refusal says why and where."""

import copy
from datetime import date
from typing import Any

from hypothesis import given as fed
from hypothesis import settings
from hypothesis import strategies as st

from blocks.rules.law import load_law
from tests.awards.rules.verdicts.given import ask, award, given, initiative, person, ranks, school
from tests.tries import tries

ORDER = {"not_met": 0, "hold": 1, "unknown": 1, "met": 2}
PERSONAL = [code for code, title in load_law().titles.items() if not title.collective]
COLLECTIVE = [code for code, title in load_law().titles.items() if title.collective]
DAYS = ["2023-06-02", "2023-12-31", "2024-01-01", "2024-02-20", "2024-06-03", "2025-07-25", "2026-07-10", "2026-10-05"]
LEVELS = st.sampled_from(["HTXS", "HTT", "HT", "KHT"])
MAYBE = st.sampled_from([True, False, None])


def _cycle_of(day: str) -> int:
    return int(day[:4]) - 1


@st.composite
def people(draw: Any) -> dict[str, Any]:
    """A person with any history, under any law, for any title."""
    day, code = draw(st.sampled_from(DAYS)), draw(st.sampled_from(PERSONAL))
    first = _cycle_of(day)
    back = range(first - 6, first + 1)
    titles = [
        one for year in back for code_ in ("CSTDCS", "CSTDTP") if draw(st.booleans()) for one in given(code_, year)
    ]
    base = draw(st.sampled_from([None, "BKTP_CN", "BKTTG_CN", "HCLD3_CN", "HCLD2_CN"]))
    works = [
        initiative(f"{year}-{year + 1}", draw(st.sampled_from(["co_so", "tinh", "toan_quoc"])))
        for year in back
        if draw(st.booleans())
    ]
    return person(
        code,
        f"{first}-{first + 1}",
        day,
        ranking={f"{year}-{year + 1}": draw(LEVELS) for year in back},
        titles=titles,
        awards=[award(base, first - 9, first - 5, f"{first - 4}-08-10")] if base else [],
        initiatives=works,
        attested=draw(st.lists(st.sampled_from(["conduct", "spirit"]), unique=True)),
        history_complete=draw(MAYBE),
        recruited_on=draw(st.sampled_from(["2005-08-15", f"{first}-09-01", f"{first + 1}-01-05", None])),
        tenant=draw(st.sampled_from(["PLAIN", "HD", "KH"])),
        sector_years=draw(st.sampled_from([None, 14, 20, 30])),
        teaching_years=draw(st.sampled_from([None, 14, 20, 30])),
        unit_quota={"ldtt": 40, "cstdcs_proposed": draw(st.integers(4, 8))},
        discipline=draw(
            st.sampled_from([[], None, [{"form": "khien_trach", "decided_on": f"{first}-10-10", "ends_on": None}]])
        ),
    )


@st.composite
def schools(draw: Any) -> dict[str, Any]:
    """A school of any size and history, under any law, for any title."""
    day, code = draw(st.sampled_from(DAYS)), draw(st.sampled_from(COLLECTIVE))
    first = _cycle_of(day)
    back = range(first - 6, first + 1)
    titles = [
        one
        for year in back
        for code_ in ("TTLDXS", "COTP", "COCP")
        if draw(st.booleans())
        for one in given(code_, year)
    ]
    base = draw(st.sampled_from([None, "BKTP_TT", "BKTTG_TT", "HCLD3_TT", "HCLD2_TT"]))
    return school(
        code,
        f"{first}-{first + 1}",
        day,
        rank={f"{year}-{year + 1}": draw(LEVELS) for year in back},
        titles=titles,
        awards=[award(base, first - 9, first - 5, f"{first - 4}-08-10")] if base else [],
        headcount=20,
        ldtt=draw(st.integers(9, 15)),
        cstdcs=draw(st.integers(0, 2)),
        exceeded_targets=draw(MAYBE),
        eligible_for_flags=draw(MAYBE),
        attested=draw(
            st.lists(
                st.sampled_from(["movement", "united", "party_strong", "thrift", "democracy", "welfare"]), unique=True
            )
        ),
        history_complete=draw(MAYBE),
        tenant=draw(st.sampled_from(["PLAIN", "HD", "KH"])),
    )


def _better(case: dict[str, Any], draw: Any) -> dict[str, Any]:
    """The case with one more fact in its favour."""
    made = copy.deepcopy(case)
    facts, cycle = made["subject"], made["cycle"]
    year = int(cycle[:4]) - draw(st.integers(0, 4))
    personal = facts["kind"] == "person"
    gifts = {
        "title": lambda: facts["titles"].extend(
            given(draw(st.sampled_from(["CSTDCS", "CSTDTP"] if personal else ["TTLDXS", "COTP"])), year)
        ),
        "rank": lambda: facts["ranking" if personal else "rank"].update({f"{year}-{year + 1}": "HTXS"}),
        "attested": lambda: facts["attested"].extend(
            ["conduct", "spirit"] if personal else ["united", "movement", "democracy"]
        ),
        "registered": lambda: facts["registrations"].append({"cycle": cycle, "title": made["title"]}),
        "initiative": lambda: facts.get("initiatives", []).append(
            initiative(f"{year}-{year + 1}", "toan_quoc", name="SK thêm")
        ),
        "clean": lambda: facts.update({"discipline" if personal else "disciplined": [], "pending": []}),
        "research": lambda: facts.get("research", []).append(
            {
                "name": "ĐT",
                "level": "toan_quoc",
                "cycle": f"{year}-{year + 1}",
                "accepted_on": f"{year + 1}-03-01",
                "recognised_by": "Bộ trưởng",
            }
        ),
        "room": lambda: facts.update(
            {"unit_quota": {"ldtt": 100, "cstdcs_proposed": 4}} if personal else {"headcount": facts["ldtt"]}
        ),
        "merit": lambda: facts.update(other_merits=[{"kind": "sudden", "option": "b"}]),
        "more": lambda: facts.update(
            {"sector_years": 40, "teaching_years": 40, "recruited_on": "2001-01-01"}
            if personal
            else {"ldtt": 20, "cstdcs": 3, "exceeded_targets": True}
        ),
    }
    gifts[draw(st.sampled_from(sorted(gifts)))]()
    return made


@settings(max_examples=tries(120), deadline=None)
@fed(st.one_of(people(), schools()), st.data())
def test_a_fact_in_favour_never_makes_it_worse(case: dict[str, Any], data: Any) -> None:
    before = ask(case)["verdict"]
    after = ask(_better(case, data.draw))["verdict"]
    assert ORDER[after] >= ORDER[before]


@settings(max_examples=tries(120), deadline=None)
@fed(st.one_of(people(), schools()), st.data())
def test_not_knowing_never_gives_met(case: dict[str, Any], data: Any) -> None:
    before = ask(case)["verdict"]
    made = copy.deepcopy(case)
    key = data.draw(st.sampled_from(sorted(set(made["subject"]) - {"kind"})))
    if data.draw(st.booleans()):
        made["subject"][key] = None
    else:
        del made["subject"][key]
    after = ask(made)["verdict"]
    assert after != "met" or before == "met", key


@settings(max_examples=tries(120), deadline=None)
@fed(st.one_of(people(), schools()), st.data())
def test_a_condition_that_fails_is_not_met_by_knowing_less(case: dict[str, Any], data: Any) -> None:
    failed = {one["condition"] for one in ask(case)["conditions"] if one["verdict"] in ("not_met", "flag")}
    made = copy.deepcopy(case)
    key = data.draw(st.sampled_from(sorted(set(made["subject"]) - {"kind"})))
    holder = made["subject"]
    if data.draw(st.booleans()) and isinstance(holder[key], dict) and holder[key]:
        del holder[key][data.draw(st.sampled_from(sorted(holder[key])))]
    else:
        del holder[key]
    assert not failed & {one["condition"] for one in ask(made)["conditions"] if one["verdict"] == "met"}, key


# stretches of days in which no document begins or ends
STILL = [
    ("2023-06-02", "2023-12-31"),
    ("2024-06-03", "2025-06-30"),
    ("2025-08-05", "2026-04-01"),
    ("2026-10-01", "2027-02-28"),
]


def _told(answer: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(one["condition"], one["verdict"], one["article"], one["severity"]) for one in answer["conditions"]]


@settings(max_examples=tries(100), deadline=None)
@fed(st.one_of(people(), schools()), st.data())
def test_the_same_law_answers_the_same_on_another_day(case: dict[str, Any], data: Any) -> None:
    first, last = (date.fromisoformat(one) for one in data.draw(st.sampled_from(STILL)))
    moved = [copy.deepcopy(case), copy.deepcopy(case)]
    days = (
        sorted(data.draw(st.dates(max(first, date(int(case["cycle"][5:]), 9, 1)), last)) for _ in moved)
        if (date(int(case["cycle"][5:]), 9, 1) <= last)
        else [last, last]
    )
    for one, day in zip(moved, days, strict=True):
        one["dates"] |= {"received": str(day), "service_counted_to": f"{case['cycle'][5:]}-05-31"}
    before, after = (ask(one) for one in moved)
    assert (before["verdict"], before["regime"], _told(before)) == (after["verdict"], after["regime"], _told(after))


@settings(max_examples=tries(80), deadline=None)
@fed(st.one_of(people(), schools()))
def test_every_answer_cites_and_explains(case: dict[str, Any]) -> None:
    answer = ask(case)
    assert answer["conditions"]
    for one in answer["conditions"]:
        assert one["reason"].endswith(".") and one["standing"] in {"S", "S~", "K", "SEED"}
        assert one["article"] and one["severity"] in {"block", "warn", "info"}
    against = [one for one in answer["conditions"] if one["verdict"] == "not_met"]
    assert (answer["verdict"] in ("not_met", "hold")) == bool(against)
    assert answer["verdict"] != "met" or all(
        one["verdict"] != "unknown" or one["severity"] != "block" for one in answer["conditions"]
    )


@settings(max_examples=tries(80), deadline=None)
@fed(st.one_of(people(), schools()), st.randoms())
def test_the_order_of_lists_does_not_matter(case: dict[str, Any], dice: Any) -> None:
    turned = copy.deepcopy(case)
    for value in turned["subject"].values():
        if isinstance(value, list):
            dice.shuffle(value)
    turned["subject"] = dict(reversed(turned["subject"].items()))
    assert (ask(turned)["verdict"], _told(ask(turned))) == (ask(case)["verdict"], _told(ask(case)))


def test_ranks_helper_is_what_the_cases_think() -> None:
    assert ranks("HTT", 2022, y2023="HT") == {"2022-2023": "HTT", "2023-2024": "HT"}
