"""Chiến sĩ thi đua thành phố and toàn quốc: titles in a row, initiatives of the right reach and signature."""

import pytest

from tests.awards.rules.verdicts.given import BNG, L22, Row, ask, check, given, initiative, person, row

THREE = given("CSTDCS", 2021, 2022, 2023)
CITY = [initiative("2023-2024", "tinh")]
JULY = "2024-07-25"


def tp(titles: object = THREE, received: str | None = JULY, **changes: object) -> dict[str, object]:
    return person("CSTDTP", "2023-2024", received, **({"titles": titles, "initiatives": CITY} | changes))


def tp_old(*firsts: int, **changes: object) -> dict[str, object]:
    made = {"titles": given("CSTDCS", *firsts), "initiatives": [initiative("2022-2023", "tinh")]}
    return person("CSTDTP", "2022-2023", "2023-07-25", **(made | changes))


CITY_CASES = [
    row(
        "three in a row, the last this year",
        tp(),
        "met",
        f"CSTDTP.streak met {L22} Đ.22",
        f"CSTDTP.sk met {L22} Đ.22",
        "R-STREAK met",
    ),
    row("three in a row, the last the year before", tp(given("CSTDCS", 2020, 2021, 2022)), "met", "CSTDTP.streak met"),
    row("three in a row, but two years ago", tp(given("CSTDCS", 2019, 2020, 2021)), "not_met", "CSTDTP.streak not_met"),
    row(
        "two of three",
        tp(given("CSTDCS", 2022, 2023)),
        "not_met",
        f"CSTDTP.streak not_met {L22} Đ.22",
        f"R-STREAK not_met {L22} Đ.22",
    ),
    row("three with a gap", tp(given("CSTDCS", 2020, 2021, 2023)), "not_met", "CSTDTP.streak not_met"),
    row(
        "one revoked breaks the row",
        tp([*given("CSTDCS", 2021, 2023), *given("CSTDCS", 2022, status="revoked", revoked_on="2024-01-10")]),
        "not_met",
        "CSTDTP.streak not_met",
        "R-CANCEL flag",
    ),
    row(
        "this year's decided after the receipt does not count yet",
        tp(received="2024-07-10"),
        "not_met",
        "CSTDTP.streak not_met",
    ),
    row("decided on the day of receipt", tp(received="2024-07-15"), "met", "CSTDTP.streak met"),
    row(
        "received before the title, decided upon after: only the day of decision knows of it",
        tp(received="2024-07-10", dates={"decided": "2024-08-01"}),
        "not_met",
        "CSTDTP.streak not_met",
    ),
    row(
        "a gap in an incomplete history is unknown",
        tp(given("CSTDCS", 2021, 2023), history_complete=False),
        "unknown",
        "CSTDTP.streak unknown",
    ),
    row("no titles told at all", tp(None, history_complete=None), "unknown", "CSTDTP.streak unknown"),
    row(
        "[] is known none though nothing is said of completeness",
        tp([], history_complete=None),
        "not_met",
        "CSTDTP.streak not_met",
    ),
    row(
        "a year of another kind from a former authority: which year it was is not known",
        tp([*given("CSTDCS", 2021, 2022), *given("CSTDCS", 2023, school=False)]),
        "unknown",
        "CSTDTP.streak unknown",
    ),
    row(
        "a title without any decision is not known to be given",
        tp(
            [
                *given("CSTDCS", 2021, 2022),
                {"title": "CSTDCS", "cycle": "2023-2024", "decision": None, "decided_on": None},
            ]
        ),
        "unknown",
        "CSTDTP.streak unknown",
    ),
    row(
        "decided by the district that is gone",
        tp(
            given("CSTDCS", 2021, 2022, 2023, decided_by="Chủ tịch UBND Quận 11"),
            tenant={"name": "UBND phường Bình Thới", "local_rules": [], "predecessors": ["Phòng GDĐT Quận 11"]},
        ),
        "met",
        "CSTDTP.streak met",
    ),
    row(
        "an initiative of the base only",
        tp(initiatives=[initiative("2023-2024")]),
        "not_met",
        f"CSTDTP.sk not_met {L22} Đ.22",
        f"R-SK-LEVEL not_met {L22} Đ.22",
    ),
    row(
        "recognised by the department's director, not the head of the province",
        tp(initiatives=[initiative("2023-2024", "tinh", recognised_by="Giám đốc Sở GDĐT")]),
        "not_met",
        "CSTDTP.sk not_met",
        "R-SK-LEVEL not_met",
    ),
    row(
        "who recognised is not told",
        tp(initiatives=[initiative("2023-2024", "tinh", recognised_by=None)]),
        "unknown",
        "CSTDTP.sk unknown",
    ),
    row(
        "of national reach: more than enough",
        tp(initiatives=[initiative("2023-2024", "toan_quoc")]),
        "met",
        "CSTDTP.sk met",
    ),
    row("of the first of the three years", tp(initiatives=[initiative("2021-2022", "tinh")]), "met", "CSTDTP.sk met"),
    row(
        "older than the three years: not settled",
        tp(initiatives=[initiative("2019-2020", "tinh")]),
        "unknown",
        "CSTDTP.sk unknown",
    ),
    row(
        "accepted research of the province",
        tp(initiatives=[], research=[{"name": "ĐT", "accepted_on": "2024-03-01", "level": "tinh"}]),
        "met",
        f"CSTDTP.sk met {L22} Đ.22",
    ),
    row(
        "accepted research of the base",
        tp(initiatives=[], research=[{"name": "ĐT", "accepted_on": "2024-03-01", "level": "co_so"}]),
        "not_met",
        "CSTDTP.sk not_met",
    ),
    row("none at all", tp(initiatives=[]), "not_met", "CSTDTP.sk not_met"),
    row("none, research unknown", tp(initiatives=[], research=None), "unknown", "CSTDTP.sk unknown"),
    row(
        "used for the grassroots title before: a warning",
        tp(initiatives=[initiative("2023-2024", "tinh", used_for=[{"title": "CSTDCS", "cycle": "2023-2024"}])]),
        "met",
        "R-SK-ONCE flag",
    ),
    row(
        "old law: the third this year",
        tp_old(2020, 2021, 2022),
        "met",
        f"CSTDTP.streak met {BNG} Đ.9.3",
        f"CSTDTP.sk met {BNG} Đ.9.3",
    ),
    row(
        "old law: considered only in the year of the third",
        tp_old(2019, 2020, 2021),
        "not_met",
        f"CSTDTP.streak not_met {BNG} Đ.9.3",
    ),
    row(
        "old law: research does not stand for the initiative",
        tp_old(
            2020, 2021, 2022, initiatives=[], research=[{"name": "ĐT", "accepted_on": "2023-03-01", "level": "tinh"}]
        ),
        "not_met",
        "CSTDTP.sk not_met",
    ),
    row(
        "discipline running into the row, NĐ 152",
        person(
            "CSTDTP",
            "2025-2026",
            "2026-07-25",
            titles=given("CSTDCS", 2023, 2024, 2025),
            initiatives=[initiative("2025-2026", "tinh")],
            discipline=[
                {"form": "khien_trach", "decided_on": "2023-04-01", "ends_on": "2024-04-01", "related_to_duty": True}
            ],
        ),
        "not_met",
        "CSTDTP.streak not_met",
    ),
]


def tq(*firsts: int, received: str = JULY, cycle: str = "2023-2024", **changes: object) -> dict[str, object]:
    made = {"titles": given("CSTDTP", *firsts), "initiatives": [initiative(cycle, "toan_quoc")]}
    return person("CSTDTQ", cycle, received, **(made | changes))


COUNTRY_CASES = [
    row(
        "two in a row and national reach",
        tq(2022, 2023),
        "met",
        f"CSTDTQ.streak met {L22} Đ.21",
        f"CSTDTQ.sk met {L22} Đ.21",
    ),
    row("the second the year before", tq(2021, 2022), "met", "CSTDTQ.streak met"),
    row("only one", tq(2023), "not_met", "CSTDTQ.streak not_met"),
    row("two with a year between", tq(2021, 2023), "not_met", "CSTDTQ.streak not_met"),
    row("two awards three years apart: cycles or awards is open", tq(2020, 2023), "unknown", "CSTDTQ.streak unknown"),
    row(
        "the same where the authority reads awards",
        tq(2020, 2023, tenant={"settings": {"streak_reading": "awards"}}),
        "met",
        "CSTDTQ.streak met",
    ),
    row(
        "an initiative of the province only",
        tq(2022, 2023, initiatives=CITY),
        "not_met",
        "CSTDTQ.sk not_met",
        "R-SK-LEVEL not_met",
    ),
    row(
        "accepted research of national reach",
        tq(2022, 2023, initiatives=[], research=[{"name": "ĐT", "accepted_on": "2024-02-01", "level": "toan_quoc"}]),
        "met",
        "CSTDTQ.sk met",
    ),
    row(
        "old law: proposed the year after the second",
        tq(2020, 2021, received="2023-07-25", cycle="2022-2023"),
        "met",
        f"CSTDTQ.streak met {BNG} Đ.9.4",
    ),
    row(
        "old law: not in the year of the second",
        tq(2021, 2022, received="2023-07-25", cycle="2022-2023"),
        "not_met",
        f"CSTDTQ.streak not_met {BNG} Đ.9.4",
    ),
]


@pytest.mark.parametrize("one", [*CITY_CASES, *COUNTRY_CASES], ids=lambda one: one.why)
def test_streaks(one: Row) -> None:
    check(one)


def test_the_sentence_counts_and_names_the_missing_year() -> None:
    (streak,) = [
        one for one in ask(tp(given("CSTDCS", 2021, 2022)))["conditions"] if one["condition"] == "CSTDTP.streak"
    ]
    assert "Đã có 2/3 năm CSTĐCS liên tục (2021-2022, 2022-2023); thiếu năm 2023-2024" in streak["reason"]


def test_a_weak_source_is_shown_as_such() -> None:
    assert ask(tp_old(2020, 2021, 2022))["standing"] == "unconfirmed"
    assert ask(tp())["standing"] == "confirmed"
