"""Whatever is sent, the judge answers or says in one Vietnamese sentence what cannot be read; it never breaks."""

import copy
import json
from typing import Any

from hypothesis import HealthCheck, example, settings
from hypothesis import given as fed
from hypothesis import strategies as st

from awards.rules.verdicts import CaseError, judge
from awards.rules.verdicts.batch import judge_all
from tests.awards.rules.verdicts.given import TENANTS, award, given, initiative, person, school, table
from tests.tries import tries

WORDS = [
    "",
    "HTT",
    "CSTDCS",
    "LDTT",
    "2023-2024",
    "2024-06-03",
    "co_so",
    "recognised",
    "canh_cao",
    "revoked",
    "Đ.74.1d",
    "9999-12-31",
]
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**12), st.floats(), st.sampled_from(WORDS), st.text(max_size=6)
)
JSONS = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
)
FULL = [
    person(
        "CSTDTP",
        titles=given("CSTDCS", 2021, 2022, 2023),
        initiatives=[initiative("2023-2024", "tinh")],
        discipline=[{"form": "khien_trach", "decided_on": "2019-01-01", "ends_on": "2019-04-01"}],
        leave=[{"kind": "sick", "from": "2023-10-01", "to": "2023-10-20"}],
        moves=[{"on": "2024-01-02", "from_unit": "B", "to_unit": "MN A", "months_at_old": 3}],
        study=[{"from": "2023-09-01", "to": "2023-12-01", "result": "kha"}],
        pending=[{"kind": "complaint", "opened_on": "2023-01-01", "closed_on": "2023-02-01"}],
        unit_facts={"rank": {"2023-2024": "HTT"}},
        other_proposals=[{"title": "BKTP_CN", "cycle": "2023-2024"}],
    ),
    person(
        "BKTTG_CN",
        awards=[award("BKTP_CN", 2016, 2017, "2018-08-10")],
        titles=given("CSTDCS", 2019, 2021, 2023),
        proposal={"basis": "Đ.73.1b", "merit": "cong_trang", "by": "Chủ tịch UBND Thành phố"},
    ),
    person("CSTDCS", "2022-2023", "2023-06-02", unit_quota={"ldtt": 40, "cstdcs_proposed": 6, "local_cap": "12 %"}),
    person("NGUT", teaching_years=16, sector_years=20),
    person("KNC", sector_years=20, hard_area={"years": 5, "current": True}),
    school("COTP", theme={"years": 3, "leads": True}),
    school("HCLD3_TT", awards=[award("BKTTG_TT", 2014, 2018, "2019-03-01")]),
    school(
        "TTLDXS", disciplined=[{"form": "canh_cao", "decided_on": "2024-01-01"}], council={"members": 9, "present": 7}
    ),
    table(
        "school_quota",
        "CSTDCS",
        "2023-06-02",
        ldtt=40,
        cstdcs_proposed=6,
        local_cap={"percent": 10},
        rounding="half_up",
    ),
    table("ranking_quota", None, "2026-12-10", HTXS=8, HTT=40, unit_rank="HTT"),
    table("block", "COTP", "2024-06-03", schools=[{"name": "A", "targets": {"COTP": 1}}, {"name": "B"}]),
    table("authority_total", "CSTDCS", "2023-06-02", schools=[{"ldtt": 10, "cstdcs": 1}]),
    table(
        "target_row", None, "2024-06-03", headcount=31, ldtt=31, cstdcs=8, targets={"TTLDTT": 1, "COTP": 1, "COCP": 1}
    ),
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in items for place in _places(inner, (*path, key)))]


def _put(case: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(case)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return made


def _readable(case: Any) -> None:
    try:
        answer = judge(case, tenants=TENANTS)
    except CaseError as told:
        assert str(told).rstrip().endswith((".", "…")) and len(str(told)) < 900
        return
    assert answer["verdict"] in ("met", "not_met", "unknown", "hold")
    assert all(one["article"] and one["standing"] and one["reason"] for one in answer["conditions"])
    json.dumps(answer, ensure_ascii=False)


@settings(max_examples=tries(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@fed(st.data(), JSONS)
def test_a_value_of_any_shape_anywhere(data: Any, value: Any) -> None:
    case = data.draw(st.sampled_from(FULL))
    path = data.draw(st.sampled_from(_places(case)[1:]))
    _readable(_put(case, path, value))


@settings(max_examples=tries(150), deadline=None)
@fed(JSONS)
@example({"title": ["LDTT"], "subject": {"kind": "person"}})
@example({"title": "LDTT", "cycle": "2023-2024", "tenant": {"local_rules": "R-REG"}, "subject": {"kind": "person"}})
@example({"title": "LDTT", "cycle": 20232024, "dates": [], "subject": {"kind": "person"}})
@example({"subject": {"kind": ["person"]}})
def test_anything_for_a_case(value: Any) -> None:
    _readable(value)
    list(judge_all([value], TENANTS))


def test_every_value_taken_away_one_by_one() -> None:
    for case in FULL:
        for path in _places(case)[1:]:
            for value in (None, [], {}, "", -1, 10**30, "x", [None], [[]], {"a": {}}, True):
                _readable(_put(case, path, value))
