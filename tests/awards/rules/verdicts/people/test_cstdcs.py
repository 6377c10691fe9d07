"""Chiến sĩ thi đua cơ sở: the standard of LĐTT, initiative or excellence, the cap of 15 % and its end."""

import pytest

from tests.awards.rules.verdicts.given import L22, ND91, Row, ask, check, initiative, person, row

OLD = ("2022-2023", "2023-06-02")
SIX_OF_FORTY = {"ldtt": 40, "cstdcs_proposed": 6}


def old(**changes: object) -> dict[str, object]:
    return person("CSTDCS", *OLD, **({"unit_quota": SIX_OF_FORTY, "initiatives": [initiative("2022-2023")]} | changes))


def now(**changes: object) -> dict[str, object]:
    return person("CSTDCS", **changes)


BEST = {"2023-2024": "HTXS"}
CASES = [
    row(
        "NĐ 91: standard, initiative, exactly 15 %",
        old(),
        "met",
        f"CSTDCS.ldtt met {ND91} Đ.9.3",
        f"CSTDCS.sk met {ND91} Đ.9.3",
        f"CSTDCS.cap met {ND91} Đ.9.3",
    ),
    row(
        "NĐ 91: 7 of 46 is 15.2 %",
        old(unit_quota={"ldtt": 46, "cstdcs_proposed": 7}),
        "not_met",
        f"CSTDCS.cap not_met {ND91} Đ.9.3",
    ),
    row("NĐ 91: 7 of 47 is 14.9 %", old(unit_quota={"ldtt": 47, "cstdcs_proposed": 7}), "met", "CSTDCS.cap met"),
    row("NĐ 91: the unit's figures unknown", old(unit_quota=None), "unknown", "CSTDCS.cap unknown"),
    row("NĐ 91: proposals not counted yet", old(unit_quota={"ldtt": 40}), "unknown", "CSTDCS.cap unknown"),
    row(
        "NĐ 91: a lower local cap of 10 %",
        old(unit_quota={**SIX_OF_FORTY, "local_cap": 0.1}),
        "not_met",
        "CSTDCS.cap not_met",
    ),
    row(
        "NĐ 91: exactly at a local cap of 10 %",
        old(unit_quota={"ldtt": 40, "cstdcs_proposed": 4, "local_cap": 0.1}),
        "met",
        "CSTDCS.cap met",
    ),
    row(
        "NĐ 91: a local cap cannot raise the law's",
        old(unit_quota={"ldtt": 40, "cstdcs_proposed": 7, "local_cap": 0.2}),
        "not_met",
        "CSTDCS.cap not_met",
    ),
    row(
        "NĐ 91: HTXS does not replace the initiative",
        old(ranking={"2022-2023": "HTXS"}, initiatives=[]),
        "not_met",
        f"CSTDCS.sk not_met {ND91} Đ.9.3",
    ),
    row(
        "NĐ 91: accepted research does",
        old(initiatives=[], research=[{"name": "ĐT", "accepted_on": "2023-03-01", "level": "co_so"}]),
        "met",
        "CSTDCS.sk met",
    ),
    row(
        "NĐ 91: submitted is not recognised",
        old(initiatives=[initiative("2022-2023", status="submitted")]),
        "unknown",
        "CSTDCS.sk unknown",
    ),
    row(
        "NĐ 91: refused is not recognised",
        old(initiatives=[initiative("2022-2023", status="refused")]),
        "not_met",
        "CSTDCS.sk not_met",
    ),
    row(
        "NĐ 91: status unknown", old(initiatives=[initiative("2022-2023", status=None)]), "unknown", "CSTDCS.sk unknown"
    ),
    row("NĐ 91: initiatives unknown", old(initiatives=None), "unknown", "CSTDCS.sk unknown"),
    row(
        "NĐ 91: initiatives none, research unknown", old(initiatives=[], research=None), "unknown", "CSTDCS.sk unknown"
    ),
    row(
        "NĐ 91: an initiative of last year", old(initiatives=[initiative("2021-2022")]), "not_met", "CSTDCS.sk not_met"
    ),
    row(
        "NĐ 91: one of the city counts at the base",
        old(initiatives=[initiative("2022-2023", "tinh")]),
        "met",
        "CSTDCS.sk met",
    ),
    row(
        "NĐ 91: recognised after the receipt",
        old(initiatives=[initiative("2022-2023", recognised_on="2023-06-03")]),
        "not_met",
        "CSTDCS.sk not_met",
    ),
    row(
        "NĐ 91: recognised on the day of receipt",
        old(initiatives=[initiative("2022-2023", recognised_on="2023-06-02")]),
        "met",
        "CSTDCS.sk met",
    ),
    row(
        "NĐ 91: khiển trách fails the standard",
        old(discipline=[{"form": "khien_trach", "decided_on": "2023-01-05", "ends_on": None}]),
        "not_met",
        f"CSTDCS.ldtt not_met {ND91} Đ.9.3",
        "R-DISC-IND not_met",
    ),
    row(
        "NĐ 91: nine months fail the standard",
        old(recruited_on="2022-09-01"),
        "not_met",
        f"CSTDCS.ldtt not_met {ND91} Đ.9.3",
        f"S-NEW not_met {ND91} Đ.10",
    ),
    row("NĐ 91: not registered under the old law", old(registrations=[]), "not_met", "R-REG not_met"),
    row(
        "last day of NĐ 91: excellence alone is not enough",
        person("CSTDCS", "2023", "2023-12-31", ranking={"2023": "HTXS"}, unit_quota=SIX_OF_FORTY),
        "not_met",
        "CSTDCS.sk not_met",
    ),
    row(
        "first day of the 2022 law: it is",
        person("CSTDCS", "2023", "2024-01-01", ranking={"2023": "HTXS"}, unit_quota=SIX_OF_FORTY),
        "met",
        f"CSTDCS.or met {L22} Đ.23",
    ),
    row(
        "last day of NĐ 91: 17 of 44 is over",
        person(
            "CSTDCS",
            "2023",
            "2023-12-31",
            initiatives=[initiative("2023")],
            unit_quota={"ldtt": 44, "cstdcs_proposed": 17},
        ),
        "not_met",
        f"CSTDCS.cap not_met {ND91} Đ.9.3",
    ),
    row(
        "first day of the 2022 law: no cap",
        person(
            "CSTDCS",
            "2023",
            "2024-01-01",
            initiatives=[initiative("2023")],
            unit_quota={"ldtt": 44, "cstdcs_proposed": 17},
        ),
        "met",
        f"CSTDCS.cap met {L22} Đ.23",
    ),
    row("Đ.23: HTXS", now(ranking=BEST), "met", f"CSTDCS.ldtt met {L22} Đ.23", f"CSTDCS.or met {L22} Đ.23"),
    row("Đ.23: HTT with an initiative", now(initiatives=[initiative("2023-2024")]), "met", f"CSTDCS.or met {L22} Đ.23"),
    row(
        "Đ.23: HTT with accepted research",
        now(research=[{"name": "ĐT", "accepted_on": "2024-04-01", "level": "co_so"}]),
        "met",
        "CSTDCS.or met",
    ),
    row(
        "Đ.23: research accepted after receipt",
        now(research=[{"name": "ĐT", "accepted_on": "2024-07-01", "level": "co_so"}]),
        "not_met",
        "CSTDCS.or not_met",
    ),
    row(
        "Đ.23: research of an earlier year",
        now(research=[{"name": "ĐT", "accepted_on": "2023-05-31", "level": "co_so"}]),
        "met",
        "CSTDCS.or met",
    ),
    row(
        "Đ.23 names no year: a work of last year that was used then is met with a warning",
        now(initiatives=[initiative("2022-2023", used_for=[{"title": "CSTDCS", "cycle": "2022-2023"}])]),
        "met",
        "CSTDCS.or met",
        "R-SK-ONCE flag",
    ),
    row(
        "NĐ 91: one initiative entered twice is one",
        old(initiatives=[initiative("2022-2023", status="refused"), initiative("2022-2023", name="sk  2022")]),
        "met",
        "CSTDCS.sk met",
    ),
    row("Đ.23: HTT alone", now(), "not_met", f"CSTDCS.or not_met {L22} Đ.23"),
    row("Đ.23: HTT, research unknown", now(research=None), "unknown", "CSTDCS.or unknown"),
    row(
        "Đ.23: ranking unknown, initiative known: the standard is unknown",
        now(ranking=None, initiatives=[initiative("2023-2024")]),
        "unknown",
        "CSTDCS.ldtt unknown",
        "CSTDCS.or met",
    ),
    row(
        "Đ.23: initiative without the standard",
        now(ranking={"2023-2024": "HT"}, initiatives=[initiative("2023-2024")]),
        "not_met",
        f"CSTDCS.ldtt not_met {L22} Đ.23",
    ),
    row(
        "five months under the 2022 law",
        now(ranking=BEST, recruited_on="2024-01-05"),
        "not_met",
        f"CSTDCS.ldtt not_met {L22} Đ.23",
        "S-NEW not_met TT 01/2024/TT-BNV",
    ),
    row(
        "not registered: a warning where only the 2022 law speaks",
        now(ranking=BEST, registrations=[]),
        "met",
        f"R-REG flag {L22} Đ.7",
    ),
    row(
        "not registered: a refusal where guidance says so",
        now(ranking=BEST, registrations=[], tenant="HD"),
        "not_met",
        "R-REG not_met HD 1382/HD-GDĐT II.2",
    ),
    row(
        "registered for another year only",
        now(ranking=BEST, tenant="KH", registrations=[{"cycle": "2022-2023", "title": "CSTDCS"}]),
        "not_met",
        "R-REG not_met KH Khối 29 II.2",
    ),
    row(
        "registrations unknown under guidance",
        now(ranking=BEST, tenant="KH", registrations=None),
        "unknown",
        "R-REG unknown",
    ),
    row(
        "an initiative used for a bằng khen: a warning",
        now(initiatives=[initiative("2023-2024", used_for=[{"title": "BKTP_CN", "cycle": "2022-2023"}])]),
        "met",
        "R-SK-ONCE flag CV 5007/BNV-TĐKT",
    ),
    row(
        "used for this very proposal: nothing to warn of",
        now(initiatives=[initiative("2023-2024", used_for=[{"title": "CSTDCS", "cycle": "2023-2024"}])]),
        "met",
        "CSTDCS.or met",
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.why)
def test_cstdcs(one: Row) -> None:
    check(one)


def test_both_laws_are_shown_when_the_year_began_under_another() -> None:
    answer = ask(now(ranking=BEST, dates={"registered": "2023-10-20"}, unit_quota={"ldtt": 44, "cstdcs_proposed": 17}))
    (before,) = answer["also"]
    assert (answer["verdict"], answer["regime"]) == ("met", "LAW2022_ND98")
    assert (before["at"], before["regime"], before["verdict"]) == ("registered", "LAW2003", "not_met")
    refused = {one["condition"] for one in before["conditions"] if one["verdict"] == "not_met"}
    assert refused == {"CSTDCS.sk", "CSTDCS.cap"}


def test_the_other_days_are_shown_inside_one_regime_too() -> None:
    also = ask(now(ranking=BEST, dates={"registered": "2024-01-05", "decided": "2024-07-15"}))["also"]
    assert [(one["at"], one["verdict"]) for one in also] == [("registered", "met"), ("decided", "met")]


def test_an_unused_initiative_beside_a_used_one_warns_of_nothing() -> None:
    used = initiative("2023-2024", used_for=["BKTP_CN"])
    for one, verdict in (({}, "met"), ({"used_for": None}, "unknown"), ({"used_for": ["BKBO_CN"]}, "flag")):
        answer = ask(now(initiatives=[used, initiative("2023-2024", name="SK mới", **one)]))
        (once,) = [each for each in answer["conditions"] if each["condition"] == "R-SK-ONCE"]
        assert (once["verdict"], answer["verdict"]) == (verdict, "met")
