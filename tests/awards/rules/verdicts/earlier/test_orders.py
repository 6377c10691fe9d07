"""Bằng khen of the Prime Minister and Huân chương Lao động: the award before, five years, what lies inside them."""

import pytest

from tests.awards.rules.verdicts.given import (
    L22,
    ND91,
    ND98,
    ND152,
    Row,
    ask,
    award,
    check,
    given,
    initiative,
    person,
    ranks,
    row,
    school,
)

FIVE = (2019, 2020, 2021, 2022, 2023)
AUG = "2024-08-20"
BK = award("BKTP_CN", 2016, 2017, "2018-08-10")


def pm(received: str = AUG, **changes: object) -> dict[str, object]:
    made = {
        "ranking": ranks("HTT", *FIVE),
        "titles": given("CSTDCS", 2019, 2021, 2023),
        "awards": [BK],
        "proposal": {"basis": "Đ.73.1b"},
    }
    return person("BKTTG_CN", "2023-2024", received, **(made | changes))


def pm_old(**changes: object) -> dict[str, object]:
    made = {
        "ranking": ranks("HTXS", 2018, 2019, 2020, 2021, 2022),
        "awards": [BK],
        "initiatives": [initiative(f"{one}-{one + 1}") for one in range(2018, 2023)],
    }
    return person("BKTTG_CN", "2022-2023", "2023-08-20", **(made | changes))


PM = [
    row(
        "five years HTT, three CSTĐCS not in a row",
        pm(),
        "met",
        f"BKTTG_CN.b met {L22} Đ.73.1b",
        f"R-INTERVAL met {ND98} Đ.30.9",
    ),
    row(
        "four years",
        pm(ranking=ranks("HTT", 2020, 2021, 2022, 2023, y2019="HT")),
        "not_met",
        f"BKTTG_CN.b not_met {L22} Đ.73.1b",
    ),
    row(
        "five years with a gap",
        pm(ranking=ranks("HTT", 2018, 2019, 2020, 2022, 2023, y2021="HT")),
        "not_met",
        "BKTTG_CN.b not_met",
    ),
    row(
        "five years that ended a year ago",
        pm(ranking=ranks("HTT", 2018, 2019, 2020, 2021, 2022, y2023="HT")),
        "not_met",
        "BKTTG_CN.b not_met",
    ),
    row("one of the five not told", pm(ranking=ranks("HTT", 2019, 2020, 2022, 2023)), "unknown", "BKTTG_CN.b unknown"),
    row("two CSTĐCS", pm(titles=given("CSTDCS", 2019, 2021)), "not_met", "BKTTG_CN.b not_met"),
    row(
        "two CSTĐCS, history open",
        pm(titles=given("CSTDCS", 2019, 2021), history_complete=False),
        "unknown",
        "BKTTG_CN.b unknown",
    ),
    row(
        "three CSTĐCS, one before the unbroken years",
        pm(titles=given("CSTDCS", 2017, 2021, 2023), ranking=ranks("HTT", *FIVE, y2018="HT")),
        "not_met",
        "BKTTG_CN.b not_met",
    ),
    row("no bằng khen of the city", pm(awards=[]), "not_met", "BKTTG_CN.b not_met"),
    row(
        "the ministry's does as well", pm(awards=[award("BKBO_CN", 2016, 2017, "2018-08-10")]), "met", "BKTTG_CN.b met"
    ),
    row(
        "bằng khen for a theme does not",
        pm(awards=[BK | {"merit": "chuyen_de"}]),
        "not_met",
        "BKTTG_CN.b not_met",
        "R-THEME not_met Quy định của đơn vị quản lý",
    ),
    row(
        "under guidance the guidance is cited",
        pm(tenant="HD", awards=[BK | {"merit": "chuyen_de"}]),
        "not_met",
        "R-THEME not_met HD 1382/HD-GDĐT II.4",
    ),
    row(
        "sudden achievement: barred only since NĐ 152", pm(awards=[BK | {"merit": "dot_xuat"}]), "met", "BKTTG_CN.b met"
    ),
    row(
        "the day before NĐ 152 it still counts",
        person(
            "BKTTG_CN",
            "2024-2025",
            "2025-06-30",
            ranking=ranks("HTT", 2020, 2021, 2022, 2023, 2024),
            titles=given("CSTDCS", 2020, 2022, 2023),
            awards=[BK | {"merit": "dot_xuat"}],
        ),
        "met",
        "BKTTG_CN.b met",
    ),
    row(
        "a year with a discipline does not stand as HTT",
        pm(discipline=[{"form": "khien_trach", "decided_on": "2021-10-01", "ends_on": "2022-01-01"}]),
        "not_met",
        "BKTTG_CN.b not_met",
    ),
    row(
        "merit not told",
        pm(awards=[{key: value for key, value in BK.items() if key != "merit"}]),
        "unknown",
        "BKTTG_CN.b unknown",
    ),
    row(
        "bằng khen revoked",
        pm(awards=[BK | {"status": "revoked", "revoked_on": "2023-01-01"}]),
        "not_met",
        "R-CANCEL flag",
    ),
    row(
        "bằng khen inside the five years: no “sau đó” in Đ.73.1b, a warning",
        pm(awards=[award("BKTP_CN", 2019, 2020, "2021-08-10")]),
        "met",
        "BKTTG_CN.b met",
        f"R-INTERVAL flag {ND98} Đ.30.9",
    ),
    row(
        "another letter of the article is not in the data",
        pm(proposal={"basis": "Đ.73.1a"}),
        "unknown",
        "BKTTG_CN.b unknown",
    ),
    row("old law: five years HTXS after it, five initiatives", pm_old(), "met", f"BKTTG_CN.c met {ND91} Đ.38.1c"),
    row(
        "old law: four initiatives",
        pm_old(initiatives=[initiative(f"{one}-{one + 1}") for one in range(2018, 2022)]),
        "not_met",
        f"BKTTG_CN.c not_met {ND91} Đ.38.1c",
    ),
    row(
        "old law: one of the years HTT",
        pm_old(ranking=ranks("HTXS", 2018, 2019, 2021, 2022, y2020="HTT")),
        "not_met",
        "BKTTG_CN.c not_met",
    ),
    row(
        "old law: the five years follow the bằng khen",
        pm_old(awards=[award("BKTP_CN", 2017, 2018, "2019-08-10")]),
        "not_met",
        "BKTTG_CN.c not_met",
        "R-INTERVAL not_met",
    ),
    row(
        "beside bằng khen of the city for the same: a warning",
        pm(other_proposals=[{"title": "BKTP_CN", "cycle": "2023-2024"}]),
        "met",
        f"R-HC-BKTTG flag {L22} Đ.5.2c",
    ),
    row(
        "a refusal where the plan says so",
        pm(tenant="KH", other_proposals=[{"title": "BKTP_CN", "cycle": "2023-2024"}]),
        "not_met",
        "R-HC-BKTTG not_met KH Khối 29 II.7",
    ),
    row(
        "another year's proposal is another achievement",
        pm(tenant="KH", other_proposals=[{"title": "BKTP_CN", "cycle": "2021-2022"}]),
        "met",
        "R-HC-BKTTG met",
    ),
    row(
        "theme award after NĐ 152",
        person(
            "BKTTG_CN",
            "2024-2025",
            "2025-07-01",
            ranking=ranks("HTT", 2020, 2021, 2022, 2023, 2024),
            titles=given("CSTDCS", 2020, 2022, 2023),
            awards=[BK | {"merit": "dot_xuat"}],
        ),
        "not_met",
        f"R-THEME not_met {ND152} Đ.4.3",
    ),
]

C5 = (2019, 2020, 2021, 2022, 2023)
PM_AWARD = award("BKTTG_CN", 2014, 2018, "2019-03-15", school=False)


def order(code: str = "HCLD3_CN", received: str = "2024-03-10", **changes: object) -> dict[str, object]:
    made = {
        "ranking": ranks("HTT", *C5, school=False, y2021="HTXS"),
        "titles": given("CSTDCS", 2019, 2021, 2022, school=False),
        "awards": [PM_AWARD],
        "published_on": "2024-02-20",
    }
    return person(code, "2023", received, **(made | changes))


NO_PERIOD = [{key: value for key, value in PM_AWARD.items() if key != "period"} | {"period": None}]


def second(
    code: str = "HCLD2_CN",
    base: str = "HCLD3_CN",
    excellent: tuple[int, ...] = (2020, 2021),
    fighters: tuple[int, ...] = (2021,),
    **changes: object,
) -> dict[str, object]:
    ranking = ranks("HTT", *C5, school=False) | ranks("HTXS", *excellent, school=False)
    made = {
        "ranking": ranking,
        "titles": given("CSTDTP", *fighters, school=False),
        "awards": [award(base, 2014, 2018, "2019-03-15", school=False)],
    }
    return order(code, **(made | changes))


ORDERS = [
    row(
        "third class: all of Đ.44.1e",
        order(),
        "met",
        f"HCLD3_CN.e met {L22} Đ.44.1e",
        f"R-INTERVAL met {ND98} Đ.30.9",
        f"R-PUBLISH met {L22} Đ.84.5",
    ),
    row(
        "the period written in days",
        order(awards=[PM_AWARD | {"period": {"from": "2014-01-01", "to": "2018-12-31"}}]),
        "met",
        "HCLD3_CN.e met",
        "R-INTERVAL met",
    ),
    row(
        "the period written in days, a day into 2019",
        order(awards=[PM_AWARD | {"period": {"from": "2014-01-01", "to": "2019-01-01"}}]),
        "not_met",
        "HCLD3_CN.e not_met",
        "R-INTERVAL not_met",
    ),
    row("no year HTXS", order(ranking=ranks("HTT", *C5, school=False)), "not_met", f"HCLD3_CN.e not_met {L22} Đ.44.1e"),
    row("two CSTĐCS", order(titles=given("CSTDCS", 2019, 2021, school=False)), "not_met", "HCLD3_CN.e not_met"),
    row("no award of the Prime Minister", order(awards=[]), "not_met", "HCLD3_CN.e not_met"),
    row(
        "its period ends a year later: four years",
        order(awards=[award("BKTTG_CN", 2015, 2019, "2020-03-15", school=False)]),
        "not_met",
        "HCLD3_CN.e not_met",
        f"R-INTERVAL not_met {ND98} Đ.30.9",
    ),
    row(
        "no period written: from the decision, five days short",
        order(awards=NO_PERIOD),
        "not_met",
        "HCLD3_CN.e not_met",
        "R-INTERVAL not_met",
    ),
    row(
        "no period written: five years to the day",
        order(received="2024-03-15", awards=NO_PERIOD),
        "met",
        "R-INTERVAL met",
    ),
    row(
        "list made public after the receipt",
        order(published_on="2024-03-11"),
        "not_met",
        f"R-PUBLISH not_met {L22} Đ.84.5",
    ),
    row("made public on the day of receipt", order(published_on="2024-03-10"), "met", "R-PUBLISH met"),
    row("not told whether made public", order(published_on=None), "unknown", "R-PUBLISH unknown"),
    row("known not to be", order(published_on=None, published=False), "not_met", "R-PUBLISH not_met"),
    row(
        "a second order for the same",
        order(tenant="KH", other_proposals=[{"title": "BKTTG_CN", "cycle": "2023"}]),
        "not_met",
        "R-HC-BKTTG not_met KH Khối 29 II.7",
    ),
    row(
        "old law, unconfirmed: five years HTXS after it",
        order(received="2023-12-31", ranking=ranks("HTXS", *C5, school=False)),
        "met",
        "HCLD3_CN.old met Luật 2003 Đ.44",
    ),
    row("old law: HTT is not enough", order(received="2023-12-31"), "not_met", "HCLD3_CN.old not_met Luật 2003 Đ.44"),
    row(
        "NĐ 152: the interval rule is carried, unconfirmed",
        person(
            "HCLD3_CN",
            "2025",
            "2026-03-10",
            published_on="2026-02-20",
            ranking=ranks("HTT", 2021, 2022, 2023, 2024, school=False, y2025="HTXS"),
            titles=given("CSTDCS", 2021, 2023, 2024, school=False),
            awards=[award("BKTTG_CN", 2016, 2020, "2021-03-15", school=False)],
        ),
        "met",
        f"R-INTERVAL met {ND152}",
    ),
    row("second class", second(), "met", f"HCLD2_CN.d5 met {L22} Đ.43.1đ"),
    row("one HTXS of two", second(excellent=(2021,)), "not_met", "HCLD2_CN.d5 not_met"),
    row("no CSTĐ of the city", second(fighters=()), "not_met", "HCLD2_CN.d5 not_met"),
    row(
        "first class",
        second("HCLD1_CN", "HCLD2_CN", (2019, 2020, 2021), (2020, 2022)),
        "met",
        f"HCLD1_CN.d5 met {L22} Đ.42.1đ",
    ),
    row(
        "two HTXS of three",
        second("HCLD1_CN", "HCLD2_CN", (2019, 2020), (2020, 2022)),
        "not_met",
        "HCLD1_CN.d5 not_met",
    ),
    row(
        "one CSTĐ of two", second("HCLD1_CN", "HCLD2_CN", (2019, 2020, 2021), (2020,)), "not_met", "HCLD1_CN.d5 not_met"
    ),
    row(
        "third class is no base of the first",
        second("HCLD1_CN", "HCLD3_CN", (2019, 2020, 2021), (2020, 2022)),
        "not_met",
        "HCLD1_CN.d5 not_met",
    ),
]


def units(
    code: str,
    base: str,
    flags: list[dict[str, object]],
    bks: tuple[int, ...] = (),
    received: str = "2024-08-20",
    **changes: object,
) -> dict[str, object]:
    awards = [
        award(base, 2015, 2018, "2019-08-10"),
        *(award("BKTP_TT", one - 1, one, f"{one + 1}-08-10") for one in bks),
    ]
    made = {"rank": ranks("HTXS", *FIVE), "titles": flags, "awards": awards, "published_on": "2024-08-01"}
    return school(code, "2023-2024", received, **(made | changes))


def flags(*firsts: int) -> list[dict[str, object]]:
    return given("COTP", *firsts)


GOV = given("COCP", 2021)
SCHOOLS = [
    row(
        "PM: bằng khen, then five years with one flag",
        units("BKTTG_TT", "BKTP_TT", flags(2021)),
        "met",
        f"BKTTG_TT.e met {L22} Đ.73.4e",
    ),
    row("PM: with two bằng khen", units("BKTTG_TT", "BKTP_TT", [], (2021, 2023)), "met", "BKTTG_TT.e met"),
    row("PM: with one bằng khen", units("BKTTG_TT", "BKTP_TT", [], (2021,)), "not_met", "BKTTG_TT.e not_met"),
    row("PM: a flag before the five years", units("BKTTG_TT", "BKTP_TT", flags(2017)), "not_met", "BKTTG_TT.e not_met"),
    row(
        "PM: TTLĐXS stands for a year HTXS",
        units(
            "BKTTG_TT",
            "BKTP_TT",
            [*flags(2021), *given("TTLDXS", 2020)],
            rank=ranks("HTXS", 2019, 2021, 2022, 2023, y2020="HTT"),
        ),
        "met",
        "BKTTG_TT.e met",
    ),
    row(
        "PM: a year without either",
        units("BKTTG_TT", "BKTP_TT", flags(2021), rank=ranks("HTXS", 2019, 2021, 2022, 2023, y2020="HTT")),
        "not_met",
        "BKTTG_TT.e not_met",
    ),
    row(
        "PM, old law, unconfirmed",
        school(
            "BKTTG_TT",
            "2022-2023",
            "2023-08-20",
            awards=[award("BKTP_TT", 2016, 2017, "2018-08-10")],
            titles=[*given("TTLDXS", 2018, 2019, 2020, 2021, 2022), *flags(2021)],
        ),
        "met",
        f"BKTTG_TT.base met {ND91} Đ.38",
    ),
    row(
        "third class: one flag of the Government",
        units("HCLD3_TT", "BKTTG_TT", GOV),
        "met",
        f"HCLD3_TT.d5 met {L22} Đ.44.4đ",
    ),
    row(
        "third class: two flags of the city", units("HCLD3_TT", "BKTTG_TT", flags(2020, 2022)), "met", "HCLD3_TT.d5 met"
    ),
    row("third class: one flag", units("HCLD3_TT", "BKTTG_TT", flags(2020)), "not_met", "HCLD3_TT.d5 not_met"),
    row(
        "third class: one flag and one bằng khen",
        units("HCLD3_TT", "BKTTG_TT", flags(2020), (2022,)),
        "met",
        "HCLD3_TT.d5 met",
    ),
    row(
        "third class: two bằng khen, entitled to flags",
        units("HCLD3_TT", "BKTTG_TT", [], (2021, 2023), eligible_for_flags=True),
        "not_met",
        "HCLD3_TT.d5 not_met",
    ),
    row(
        "third class: two bằng khen, not entitled to flags",
        units("HCLD3_TT", "BKTTG_TT", [], (2021, 2023), eligible_for_flags=False),
        "met",
        "HCLD3_TT.d5 met",
    ),
    row(
        "third class: two bằng khen, entitlement not told",
        units("HCLD3_TT", "BKTTG_TT", [], (2021, 2023)),
        "unknown",
        "HCLD3_TT.d5 unknown",
    ),
    row(
        "third class: ten years old to the day",
        units("HCLD3_TT", "BKTTG_TT", GOV, founded_on="2014-08-20"),
        "met",
        "HCLD3_TT.d5 met",
    ),
    row(
        "third class: ten years less a day",
        units("HCLD3_TT", "BKTTG_TT", GOV, founded_on="2014-08-21"),
        "not_met",
        "HCLD3_TT.d5 not_met",
    ),
    row(
        "third class: foundation not told",
        units("HCLD3_TT", "BKTTG_TT", GOV, founded_on=None),
        "unknown",
        "HCLD3_TT.d5 unknown",
    ),
    row(
        "third class, old law: five TTLĐXS and a flag",
        school(
            "HCLD3_TT", "2022-2023", "2023-08-20", titles=[*given("TTLDXS", 2018, 2019, 2020, 2021, 2022), *flags(2021)]
        ),
        "met",
        "HCLD3_TT.2003 met Luật 2003 Đ.44",
    ),
    row(
        "second class: Government's and the city's flag",
        units("HCLD2_TT", "HCLD3_TT", [*GOV, *flags(2022)]),
        "met",
        f"HCLD2_TT.d met {L22} Đ.43.4d",
    ),
    row("second class: the Government's alone", units("HCLD2_TT", "HCLD3_TT", GOV), "not_met", "HCLD2_TT.d not_met"),
    row("second class: three flags", units("HCLD2_TT", "HCLD3_TT", flags(2019, 2021, 2023)), "met", "HCLD2_TT.d met"),
    row("second class: two flags", units("HCLD2_TT", "HCLD3_TT", flags(2019, 2021)), "not_met", "HCLD2_TT.d not_met"),
    row(
        "second class: three bằng khen without flags",
        units("HCLD2_TT", "HCLD3_TT", [], (2020, 2021, 2023), eligible_for_flags=False),
        "met",
        "HCLD2_TT.d met",
    ),
    row(
        "first class: four flags",
        units("HCLD1_TT", "HCLD2_TT", flags(2019, 2020, 2021, 2023)),
        "met",
        f"HCLD1_TT.d met {L22} Đ.42.4d",
    ),
    row(
        "first class: three flags",
        units("HCLD1_TT", "HCLD2_TT", flags(2019, 2020, 2021)),
        "not_met",
        "HCLD1_TT.d not_met",
    ),
    row(
        "first class: Government's and two of the city",
        units("HCLD1_TT", "HCLD2_TT", [*GOV, *flags(2019, 2023)]),
        "met",
        "HCLD1_TT.d met",
    ),
    row(
        "first class: two of the Government",
        units("HCLD1_TT", "HCLD2_TT", given("COCP", 2020, 2022)),
        "met",
        "HCLD1_TT.d met",
    ),
]


@pytest.mark.parametrize("one", [*PM, *ORDERS, *SCHOOLS], ids=lambda one: one.why)
def test_orders(one: Row) -> None:
    check(one)


def test_a_criterion_of_the_old_law_that_was_not_read_is_unconfirmed() -> None:
    assert ask(order(received="2023-12-31", ranking=ranks("HTXS", *C5, school=False)))["standing"] == "unconfirmed"
