"""Rules beside the criteria: open matters, heads, regimes and their borders, both laws side by side, who decides."""

import pytest

from awards.rules.verdicts import CaseError
from tests.awards.rules.verdicts.given import L22, ND152, ND233, Row, ask, check, given, initiative, person, row, school


def open_matter(
    kind: str = "denunciation",
    closed: str | None = None,
    opened: str = "2024-03-01",
    received: str = "2024-06-03",
    cycle: str = "2023-2024",
    **more: object,
) -> dict[str, object]:
    return person(
        "LDTT",
        cycle,
        received,
        pending=[{"kind": kind, "opened_on": opened, "closed_on": closed, "outcome": None}],
        **more,
    )


PENDING = [
    row("a denunciation being verified holds", open_matter(), "hold", "R-PENDING not_met Quy định của đơn vị quản lý"),
    row("closed before the receipt", open_matter(closed="2024-06-02"), "met", "R-PENDING met"),
    row("closed on the day of receipt", open_matter(closed="2024-06-03"), "met", "R-PENDING met"),
    row("closed the day after", open_matter(closed="2024-06-04"), "hold", "R-PENDING not_met"),
    row(
        "closed by the day of decision",
        open_matter(closed="2024-06-20", dates={"decided": "2024-07-15"}),
        "hold",
        "R-PENDING not_met",
    ),
    row(
        "opened between receipt and decision",
        open_matter(opened="2024-06-20", dates={"decided": "2024-07-15"}),
        "met",
        "R-PENDING met",
    ),
    row("not told", person("LDTT", pending=None), "unknown", "R-PENDING unknown"),
    row(
        "a refusal stays a refusal while something is open",
        person(
            "LDTT",
            ranking={"2023-2024": "HT"},
            pending=[{"kind": "inspection", "opened_on": "2024-03-01", "closed_on": None}],
        ),
        "not_met",
        "R-PENDING not_met",
    ),
    row(
        "press reports before NĐ 152 do not hold",
        open_matter("press", opened="2025-03-01", received="2025-06-30", cycle="2024-2025"),
        "met",
        "R-PENDING met",
    ),
    row(
        "from its first day they do",
        open_matter("press", opened="2025-03-01", received="2025-07-01", cycle="2024-2025"),
        "hold",
        f"R-PENDING not_met {ND152} Đ.4.4",
    ),
    row(
        "a school as well",
        school("TTLDTT", pending=[{"kind": "complaint", "opened_on": "2024-03-01", "closed_on": None}]),
        "hold",
        "R-PENDING not_met",
    ),
    row(
        "the plan of the block is cited where adopted",
        open_matter(tenant="KH"),
        "hold",
        "R-PENDING not_met KH Khối 29 II.6",
    ),
]


def head(
    own: str, unit: str | None, received: str = "2024-06-03", cycle: str = "2023-2024", **more: object
) -> dict[str, object]:
    facts = {"rank": {cycle: unit}} if unit else None
    return person(
        "LDTT", cycle, received, head=True, role="hiệu trưởng", ranking={cycle: own}, unit_facts=facts, **more
    )


HEADS = [
    row("head above the unit: a warning", head("HTXS", "HTT"), "met", "R-HEAD flag Quy định của đơn vị quản lý"),
    row("head equal to the unit", head("HTT", "HTT"), "met", "R-HEAD met"),
    row("the day before NĐ 233: still a warning", head("HTXS", "HTT", "2026-06-30", "2025-2026"), "met", "R-HEAD flag"),
    row(
        "from NĐ 233 on: a refusal",
        head("HTXS", "HTT", "2026-07-01", "2025-2026"),
        "not_met",
        f"R-HEAD not_met {ND233} Đ.12.7",
    ),
    row(
        "from NĐ 233 on, unit's ranking not told",
        head("HTXS", None, "2026-07-01", "2025-2026"),
        "unknown",
        "R-HEAD unknown",
    ),
    row("before it that is no obstacle", head("HTXS", None), "met", "R-HEAD unknown"),
]


@pytest.mark.parametrize("one", [*PENDING, *HEADS], ids=lambda one: one.why)
def test_rules(one: Row) -> None:
    check(one)


@pytest.mark.parametrize(
    ("received", "regime", "standing"),
    [
        ("2023-12-31", "LAW2003", "confirmed"),
        ("2024-01-01", "LAW2022_ND98", "confirmed"),
        ("2025-06-30", "LAW2022_ND98", "confirmed"),
        ("2025-07-01", "LAW2022_ND152", "confirmed"),
        ("2025-08-04", "LAW2022_ND152", "confirmed"),
        ("2025-08-05", "LAW2022_ND152", "mixed"),
        ("2026-09-30", "LAW2022_ND152", "mixed"),
        ("2026-10-01", "LAW2022_A2026", "unconfirmed"),
    ],
)
def test_the_day_of_receipt_picks_the_law_and_how_well_it_is_known(received: str, regime: str, standing: str) -> None:
    cycle = f"{int(received[:4]) - 1}-{received[:4]}"
    answer = ask(person("LDTT", cycle, received))
    assert (answer["regime"], answer["standing"], answer["verdict"]) == (regime, standing, "met")


def test_without_a_day_of_receipt_nothing_is_met() -> None:
    assert ask(person("LDTT", received=None))["verdict"] == "unknown"
    answer = ask(person("LDTT", received=None, dates={"registered": "2023-10-20"}))
    assert (answer["verdict"], answer["regime"]) == ("unknown", "LAW2003")
    assert (
        ask(person("LDTT", received=None, dates={"registered": "2023-10-20"}, ranking={"2023-2024": "HT"}))["verdict"]
        == "not_met"
    )


def test_a_dossier_older_than_the_data_is_unknown() -> None:
    answer = ask(person("LDTT", "2016-2017", "2017-09-30"))
    assert (answer["verdict"], answer["regime"]) == ("unknown", None)


def test_the_regime_may_be_chosen_by_hand_with_a_reason() -> None:
    case = school("TTLDTT", "2023", "2024-01-01", headcount=13, ldtt=9)
    assert ask(case)["verdict"] == "not_met"
    chosen = case | {
        "regime_override": {"regime": "LAW2003", "reason": "Hồ sơ nộp đúng hạn, đơn vị nhận trễ do nghỉ lễ"}
    }
    assert (ask(chosen)["verdict"], ask(chosen)["regime"]) == ("met", "LAW2003")
    with pytest.raises(CaseError, match="lý do"):
        ask(case | {"regime_override": {"regime": "LAW2003"}})


def test_registration_and_decision_under_other_laws_are_shown_beside() -> None:
    answer = ask(
        school(
            "TTLDTT",
            "2023-2024",
            "2024-06-03",
            headcount=13,
            ldtt=9,
            dates={"registered": "2023-10-20", "decided": "2025-07-02"},
        )
    )
    assert [(one["at"], one["regime"], one["verdict"]) for one in answer["also"]] == [
        ("registered", "LAW2003", "met"),
        ("decided", "LAW2022_ND152", "not_met"),
    ]


@pytest.mark.parametrize(
    ("title", "received", "who"),
    [
        ("LDTT", "2025-06-30", "cấp huyện"),
        ("LDTT", "2025-07-01", "UBND cấp xã"),
        ("CSTDCS", "2025-07-01", "UBND cấp xã"),
        ("CSTDTP", "2025-07-01", "UBND cấp tỉnh"),
        ("HCLD3_CN", "2024-06-03", "Chủ tịch nước"),
    ],
)
def test_who_decides_follows_the_day(title: str, received: str, who: str) -> None:
    answer = ask(person(title, "2023-2024", received))
    assert who in answer["authority"] and answer["authority_article"]


def test_warnings_show_in_the_severity_and_open_ones_too() -> None:
    assert ask(person("LDTT", registrations=[]))["severity"] == "warn"
    assert ask(person("LDTT", registrations=None))["severity"] == "warn"
    assert ask(person("LDTT"))["severity"] == "none"
    assert ask(person("LDTT", ranking=None))["severity"] == "block"


def test_a_local_rule_may_have_dates_and_its_own_article() -> None:
    rule = {"rule": "R-REG", "from": "2024-06-01", "article": "Quy định 5/QĐ-UBND Điều 3"}
    local = {"name": "X", "local_rules": [rule]}
    before = ask(person("LDTT", "2023-2024", "2024-05-31", registrations=[], tenant=local))
    after = ask(person("LDTT", "2023-2024", "2024-06-01", registrations=[], tenant=local))
    assert (before["verdict"], after["verdict"]) == ("met", "not_met")
    assert [one["article"] for one in after["conditions"] if one["condition"] == "R-REG"] == [
        "Quy định 5/QĐ-UBND Điều 3"
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "XYZ"}, "không có danh hiệu"),
        ({"title": "TTLDTT"}, "dành cho tập thể"),
        ({"cycle": "2023-2025"}, "không phải năm thi đua"),
        ({"cycle": None}, "thiếu năm xét"),
        ({"dates": {"received": "31/12/2023"}}, "không phải ngày"),
        ({"subject": None}, "thiếu đối tượng"),
        ({"subject": {"kind": "cat"}}, "subject.kind"),
        ({"tenant": "NOWHERE"}, "đơn vị quản lý"),
        ({"dates": []}, "dates"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(CaseError, match=sentence):
        ask(person("LDTT") | change)


@pytest.mark.parametrize(
    "facts",
    [
        {"ranking": {"2023-2024": "A+"}},
        {"titles": "CSTDCS"},
        {"pending": ["x"]},
        {"initiatives": [{"cycle": "năm nay"}]},
        {"recruited_on": "15/08/2010"},
    ],
)
def test_a_senseless_fact_is_named_too(facts: dict[str, object]) -> None:
    with pytest.raises(CaseError):
        ask(person("CSTDCS", **facts))


def test_a_level_that_does_not_exist_is_named() -> None:
    with pytest.raises(CaseError, match="cấp"):
        ask(
            person(
                "CSTDTP",
                titles=given("CSTDCS", 2021, 2022, 2023),
                initiatives=[initiative("2023-2024", "tinh") | {"level": "galaxy"}],
            )
        )


def test_every_article_of_the_2022_law_is_written_in_full() -> None:
    answers = [ask(person("CSTDTP")), ask(school("COTP")), ask(person("BKTTG_CN", proposal={"basis": "Đ.73.1b"}))]
    articles = {
        one["article"] for answer in answers for one in answer["conditions"] if one["article"].startswith("Luật 06")
    }
    assert articles and all(one.startswith(f"{L22} Đ.") for one in articles)
