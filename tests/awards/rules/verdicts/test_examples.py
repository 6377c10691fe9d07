"""The worked examples of the asking form, told again in our own words: regime, verdict, severity, standing and what decides."""
# ruff: noqa: E501  one case of the table is one line, however long

from typing import Any

import pytest

from tests.awards.rules.verdicts.given import BNG, L22, ND91, ND98, ask, award, given, initiative, person, ranks, school

QUOTA = {"ldtt": 40, "cstdcs_proposed": 6}
OLD_SK = (f"{ND91} Đ.9.3", f"{BNG} Đ.9.2b")


def tt(received: str) -> dict[str, Any]:
    return school(
        "TTLDTT", "2023", received, rank={"2023": "HTT"}, headcount=13, ldtt=9, attested=["movement", "united"]
    )


def order() -> dict[str, Any]:
    return person(
        "HCLD3_CN",
        "2023",
        "2024-03-10",
        proposal={"basis": "Đ.44.1e"},
        registrations=[],
        published_on="2024-02-20",
        ranking=ranks("HTT", 2019, 2020, 2022, 2023, school=False, y2021="HTXS"),
        titles=given("CSTDCS", 2019, 2021, 2022, school=False),
        awards=[award("BKTTG_CN", 2014, 2018, "2019-03-15", school=False)],
    )


def pm() -> dict[str, Any]:
    return person(
        "BKTTG_CN",
        "2023-2024",
        "2024-08-20",
        proposal={"basis": "Đ.73.1b"},
        ranking=ranks("HTT", 2019, 2020, 2021, 2022, 2023),
        titles=given("CSTDCS", 2019, 2021, 2023),
        awards=[award("BKTP_CN", 2016, 2017, "2018-08-10")],
    )


LDTT = person("LDTT", "2023-2024", "2024-06-03", recruited_on="2010-08-15")
EXAMPLES = [
    (
        "ranked HTT, long service, clean, registered",
        LDTT,
        "LAW2022_ND98",
        "met",
        "none",
        [
            ("LDTT.rank", "met", f"{L22} Đ.24.1"),
            ("LDTT.spirit", "met", f"{L22} Đ.24.1"),
            ("LDTT.new", "met", "TT 01/2024/TT-BNV"),
        ],
    ),
    (
        "hoàn thành nhiệm vụ is below hoàn thành tốt",
        person("LDTT", ranking={"2023-2024": "HT"}),
        "LAW2022_ND98",
        "not_met",
        "block",
        [("LDTT.rank", "not_met", f"{L22} Đ.24.1")],
    ),
    (
        "standard, initiative, exactly 15 %",
        person("CSTDCS", "2022-2023", "2023-06-02", unit_quota=QUOTA, initiatives=[initiative("2022-2023")]),
        "LAW2003",
        "met",
        "none",
        [
            ("CSTDCS.ldtt", "met", f"{ND91} Đ.9.3"),
            ("CSTDCS.sk", "met", *OLD_SK),
            ("CSTDCS.cap", "met", f"{ND91} Đ.9.3"),
        ],
    ),
    (
        "excellent, no initiative, received on the last day of NĐ 91",
        person("CSTDCS", "2023", "2023-12-31", ranking={"2023": "HTXS"}, unit_quota=QUOTA),
        "LAW2003",
        "not_met",
        "block",
        [("CSTDCS.sk", "not_met", *OLD_SK)],
    ),
    (
        "three in a row and an initiative of the city",
        person(
            "CSTDTP",
            "2023-2024",
            "2024-07-25",
            titles=given("CSTDCS", 2021, 2022, 2023),
            initiatives=[initiative("2023-2024", "tinh")],
        ),
        "LAW2022_ND98",
        "met",
        "none",
        [("CSTDTP.streak", "met", f"{L22} Đ.22"), ("CSTDTP.sk", "met", f"{L22} Đ.22")],
    ),
    (
        "two CSTĐCS in a row",
        person("BKTP_CN", "2023-2024", "2024-07-25", proposal={"basis": "Đ.74.1d"}, titles=given("CSTDCS", 2022, 2023)),
        "LAW2022_ND98",
        "met",
        "none",
        [("BKTP_CN.any_of", "met", f"{L22} Đ.74.1")],
    ),
    (
        "city's bằng khen, five years, three CSTĐCS",
        pm(),
        "LAW2022_ND98",
        "met",
        "none",
        [("BKTTG_CN.b", "met", f"{L22} Đ.73.1b")],
    ),
    (
        "third class after the Prime Minister's for 2014-2018",
        order(),
        "LAW2022_ND98",
        "met",
        "none",
        [
            ("HCLD3_CN.e", "met", f"{L22} Đ.44.1e"),
            ("R-INTERVAL", "met", f"{ND98} Đ.30.9"),
            ("R-PUBLISH", "met", f"{L22} Đ.84.5"),
        ],
    ),
    (
        "69.23 % on the last day of the old law",
        tt("2023-12-31"),
        "LAW2003",
        "met",
        "none",
        [("TTLDTT.ldtt_ratio", "met", f"{BNG} Đ.10.1", "Luật 2003 Đ.28")],
    ),
    (
        "69.23 % a day later",
        tt("2024-01-01"),
        "LAW2022_ND98",
        "not_met",
        "block",
        [("TTLDTT.ldtt_ratio", "not_met", f"{L22} Đ.28.1")],
    ),
    (
        "an excellent collective of 31",
        school(
            "TTLDXS",
            headcount=31,
            ldtt=31,
            cstdcs=8,
            rank_counts={"HTXS": 8, "HTT": 23, "HT": 0, "KHT": 0, "not_ranked": 0},
        ),
        "LAW2022_ND98",
        "met",
        "none",
        [(f"TTLDXS.{one}", "met", f"{L22} Đ.27.1") for one in ("task", "all_done", "ldtt_ratio", "cstdcs")],
    ),
    (
        "first of a block of the city, clean, targets exceeded",
        school("COTP"),
        "LAW2022_ND98",
        "met",
        "none",
        [(f"COTP.{one}", "met", f"{L22} Đ.26.1") for one in ("leader", "exceed", "clean")],
    ),
]


@pytest.mark.parametrize(
    ("why", "case", "regime", "verdict", "severity", "decides"), EXAMPLES, ids=[one[0] for one in EXAMPLES]
)
def test_worked_examples(
    why: str,
    case: dict[str, Any],
    regime: str,
    verdict: str,
    severity: str,
    decides: list[tuple[str, ...]],
) -> None:
    answer = ask(case)
    assert (answer["regime"], answer["verdict"], answer["severity"], answer["standing"]) == (
        regime,
        verdict,
        severity,
        "confirmed",
    )
    found = {one["condition"]: one for one in answer["conditions"]}
    for condition, state, article, *others in decides:
        one = found[condition]
        assert (one["verdict"], one["article"], one["standing"], one["severity"]) == (state, article, "S", "block")
        assert set(others) <= set(one.get("or_article", []))


def test_the_option_and_the_figures_are_named() -> None:
    found = {one["condition"]: one for one in ask(tt("2024-01-01"))["conditions"]}
    assert found["TTLDTT.ldtt_ratio"]["figures"] == "9/13 = 69.23 %"
    two = ask(person("BKTP_CN", proposal={"basis": "Đ.74.1d"}, titles=given("CSTDCS", 2021, 2022)))
    assert two["conditions"][0]["option"] == "d"
