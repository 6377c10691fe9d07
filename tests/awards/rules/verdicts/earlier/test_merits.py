"""Bằng khen of city and ministry, giấy khen: one of several ways, the two years, who may propose."""

import pytest

from tests.awards.rules.verdicts.given import (
    L22,
    ND91,
    ND98,
    Row,
    award,
    check,
    given,
    initiative,
    person,
    ranks,
    row,
    school,
)

AUGUST = "2024-08-01"
WORKS = [initiative("2022-2023"), initiative("2023-2024")]
BEST_TWO = ranks("HTXS", 2022, 2023)

BY_CITY = {"by": "Chủ tịch UBND Thành phố"}


def bk(code: str = "BKTP_CN", received: str = AUGUST, **changes: object) -> dict[str, object]:
    return person(code, "2023-2024", received, **({"proposal": {"basis": "Đ.74.1d"}} | changes))


def old(**changes: object) -> dict[str, object]:
    made = {"ranking": ranks("HTXS", 2021, 2022), "initiatives": [initiative("2021-2022"), initiative("2022-2023")]}
    return person("BKTP_CN", "2022-2023", "2023-08-01", **(made | changes))


PERSONS = [
    row("two CSTĐCS in a row", bk(titles=given("CSTDCS", 2022, 2023)), "met", f"BKTP_CN.any_of met {L22} Đ.74.1"),
    row("two, the last the year before", bk(titles=given("CSTDCS", 2021, 2022)), "met", "BKTP_CN.any_of met"),
    row("two with a gap", bk(titles=given("CSTDCS", 2021, 2023)), "not_met", "BKTP_CN.any_of not_met"),
    row("one", bk(titles=given("CSTDCS", 2023)), "not_met", f"BKTP_CN.any_of not_met {L22} Đ.74.1"),
    row("two years HTXS with two initiatives", bk(ranking=BEST_TWO, initiatives=WORKS), "met", "BKTP_CN.any_of met"),
    row(
        "both initiatives in one year",
        bk(ranking=BEST_TWO, initiatives=[WORKS[1], initiative("2023-2024", name="SK khác")]),
        "met",
        "BKTP_CN.any_of met",
    ),
    row(
        "two years HTXS with one initiative",
        bk(ranking=BEST_TWO, initiatives=WORKS[:1]),
        "not_met",
        "BKTP_CN.any_of not_met",
    ),
    row(
        "one initiative and one accepted research",
        bk(
            ranking=BEST_TWO,
            initiatives=WORKS[:1],
            research=[{"name": "ĐT", "accepted_on": "2024-03-01", "level": "co_so"}],
        ),
        "met",
        "BKTP_CN.any_of met",
    ),
    row(
        "HTXS and HTT with two initiatives",
        bk(ranking={"2022-2023": "HTT", "2023-2024": "HTXS"}, initiatives=WORKS),
        "not_met",
        "BKTP_CN.any_of not_met",
    ),
    row(
        "the year before not ranked yet",
        bk(ranking={"2023-2024": "HTXS"}, initiatives=WORKS),
        "unknown",
        "BKTP_CN.any_of unknown",
    ),
    row("d fails and nothing is known of a to đ", bk(other_merits=None), "unknown", "BKTP_CN.any_of unknown"),
    row(
        "d fails, a is shown",
        bk(other_merits=[{"option": "a", "name": "Phong trào thi đua của Thành phố"}]),
        "met",
        "BKTP_CN.any_of met",
    ),
    row(
        "titles unknown",
        bk(titles=None, history_complete=None, ranking=ranks("HTT", 2021, 2022, 2023)),
        "unknown",
        "BKTP_CN.any_of unknown",
    ),
    row(
        "the ministry's follows the same article",
        bk("BKBO_CN", titles=given("CSTDCS", 2022, 2023), proposal=BY_CITY),
        "met",
        f"BKBO_CN.any_of met {L22} Đ.74.1",
    ),
    row(
        "no registration is needed for a commendation form",
        bk(titles=given("CSTDCS", 2022, 2023), registrations=[], tenant="KH"),
        "met",
    ),
    row(
        "director of the department may not propose on merit",
        bk(
            "BKBO_CN",
            titles=given("CSTDCS", 2022, 2023),
            proposal={"basis": "Đ.74.1d", "merit": "cong_trang", "by": "Giám đốc Sở GDĐT"},
        ),
        "not_met",
        "BKBO_CN.route not_met TT 29/2023/TT-BGDĐT Đ.12",
    ),
    row(
        "but for a theme",
        bk(
            "BKBO_CN",
            titles=given("CSTDCS", 2022, 2023),
            proposal={"basis": "Đ.74.1d", "merit": "chuyen_de", "by": "Giám đốc Sở GDĐT"},
        ),
        "met",
        "BKBO_CN.route met",
    ),
    row(
        "the city's chairman may",
        bk(
            "BKBO_CN",
            titles=given("CSTDCS", 2022, 2023),
            proposal={"basis": "Đ.74.1d", "merit": "cong_trang", "by": "Chủ tịch UBND Thành phố"},
        ),
        "met",
        "BKBO_CN.route met",
    ),
    row(
        "a district's chairman may not",
        bk(
            "BKBO_CN",
            titles=given("CSTDCS", 2022, 2023),
            proposal={"basis": "Đ.74.1d", "merit": "cong_trang", "by": "Chủ tịch UBND Quận 11"},
        ),
        "not_met",
        "BKBO_CN.route not_met",
    ),
    row(
        "the day before TT 29/2023 there is no such rule",
        bk(
            "BKBO_CN",
            "2024-02-14",
            titles=given("CSTDCS", 2021, 2022),
            proposal={"merit": "cong_trang", "by": "Giám đốc Sở GDĐT"},
        ),
        "met",
    ),
    row(
        "from its first day there is",
        bk(
            "BKBO_CN",
            "2024-02-15",
            titles=given("CSTDCS", 2021, 2022),
            proposal={"merit": "cong_trang", "by": "Giám đốc Sở GDĐT"},
        ),
        "not_met",
        "BKBO_CN.route not_met TT 29/2023/TT-BGDĐT Đ.12",
    ),
    row(
        "from TT 07/2026 on it is carried, unconfirmed",
        person(
            "BKBO_CN",
            "2024-2025",
            "2026-04-02",
            titles=given("CSTDCS", 2023, 2024),
            proposal={"merit": "cong_trang", "by": "Giám đốc Sở GDĐT"},
        ),
        "not_met",
        "BKBO_CN.route not_met TT 07/2026/TT-BGDĐT",
    ),
    row(
        "one of the two years was rewarded before",
        bk(titles=given("CSTDCS", 2022, 2023), awards=[award("BKTP_CN", 2021, 2022, "2023-08-10")]),
        "not_met",
        f"R-INTERVAL not_met {ND98} Đ.30.9",
        f"R-ONE-ACH flag {L22} Đ.5.2c",
    ),
    row(
        "nobody told whether the form was given before",
        bk(titles=given("CSTDCS", 2022, 2023), awards=None, history_complete=None),
        "unknown",
        "R-INTERVAL unknown",
    ),
    row(
        "a sudden deed was rewarded before: the years are free",
        bk(
            titles=given("CSTDCS", 2022, 2023),
            awards=[award("BKTP_CN", 2023, 2023, "2024-01-10", merit="dot_xuat")],
        ),
        "met",
        "BKTP_CN.any_of met",
    ),
    row(
        "earlier years were: nothing to say",
        bk(titles=given("CSTDCS", 2022, 2023), awards=[award("BKTP_CN", 2020, 2021, "2022-08-10")]),
        "met",
        "BKTP_CN.any_of met",
    ),
    row("old law: two years HTXS and two initiatives", old(), "met", f"BKTP_CN.two_years met {ND91} Đ.39"),
    row(
        "old law: two CSTĐCS do not do it",
        old(ranking=ranks("HTT", 2021, 2022), titles=given("CSTDCS", 2021, 2022)),
        "not_met",
        f"BKTP_CN.two_years not_met {ND91} Đ.39",
    ),
    row("old law: one initiative", old(initiatives=[initiative("2022-2023")]), "not_met", "BKTP_CN.two_years not_met"),
    row(
        "old law: research does not count",
        old(
            initiatives=[initiative("2022-2023")],
            research=[{"name": "ĐT", "accepted_on": "2023-03-01", "level": "co_so"}],
        ),
        "not_met",
        "BKTP_CN.two_years not_met",
    ),
    row(
        "giấy khen: old law, a good year",
        person("GK_CN", "2022-2023", "2023-06-02"),
        "met",
        f"GK_CN.any met {ND91} Đ.40",
    ),
    row(
        "giấy khen: an excellent year and exemplary",
        person("GK_CN", ranking={"2023-2024": "HTXS"}, attested=["exemplary"]),
        "met",
        "GK_CN.any met TT 29/2023/TT-BGDĐT Đ.11",
    ),
    row(
        "giấy khen: a contest won",
        person("GK_CN", other_merits=[{"kind": "hoi_thi", "name": "Giáo viên dạy giỏi"}], attested=["exemplary"]),
        "met",
        "GK_CN.any met",
    ),
    row(
        "giấy khen: nobody confirmed that the person is exemplary",
        person("GK_CN", ranking={"2023-2024": "HTXS"}),
        "unknown",
        "GK_CN.any unknown",
    ),
    row("giấy khen: nothing shown", person("GK_CN"), "not_met", "GK_CN.any not_met"),
    row("giấy khen: nothing told", person("GK_CN", other_merits=None), "unknown", "GK_CN.any unknown"),
]


def bk_tt(code: str = "BKTP_TT", **changes: object) -> dict[str, object]:
    return school(code, "2023-2024", AUGUST, **({"rank": BEST_TWO, "proposal": {"basis": "Đ.74.3d"}} | changes))


SCHOOLS = [
    row("two years HTXS", bk_tt(), "met", f"BKTP_TT.any_of met {L22} Đ.74.3"),
    row(
        "one year HTXS, the other TTLĐXS",
        bk_tt(rank={"2022-2023": "HTT", "2023-2024": "HTXS"}, titles=given("TTLDXS", 2022)),
        "met",
        "BKTP_TT.any_of met",
    ),
    row(
        "one year only",
        bk_tt(rank={"2022-2023": "HTT", "2023-2024": "HTXS"}),
        "not_met",
        f"BKTP_TT.any_of not_met {L22} Đ.74.3",
    ),
    row(
        "democracy not attested",
        bk_tt(attested=["movement", "united", "welfare", "thrift"]),
        "unknown",
        "BKTP_TT.any_of unknown",
    ),
    row(
        "other ways not told",
        bk_tt(rank=ranks("HTT", 2021, 2022, 2023), other_merits=None),
        "unknown",
        "BKTP_TT.any_of unknown",
    ),
    row(
        "sudden achievement shown",
        bk_tt(rank=ranks("HTT", 2021, 2022, 2023), other_merits=[{"kind": "dot_xuat"}]),
        "met",
        "BKTP_TT.any_of met",
    ),
    row("the ministry's", bk_tt("BKBO_TT", proposal=BY_CITY), "met", f"BKBO_TT.any_of met {L22} Đ.74.3"),
    row("the ministry's, nobody told who proposes", bk_tt("BKBO_TT"), "unknown", "BKBO_TT.route unknown"),
    row(
        "old law",
        school("BKTP_TT", "2022-2023", "2023-08-01", rank=ranks("HTXS", 2021, 2022)),
        "met",
        f"BKTP_TT.two_years met {ND91} Đ.39",
    ),
    row(
        "old law: TTLĐXS does not stand for the ranking",
        school(
            "BKTP_TT",
            "2022-2023",
            "2023-08-01",
            rank=ranks("HTT", 2020, 2021, 2022),
            titles=given("TTLDXS", 2020, 2021, 2022),
        ),
        "not_met",
        "BKTP_TT.two_years not_met",
    ),
    row(
        "a cảnh cáo in the school: a warning without guidance",
        bk_tt(disciplined=[{"form": "canh_cao", "decided_on": "2024-02-01"}]),
        "met",
        "R-DISC-COLL flag Quy định của đơn vị quản lý",
    ),
    row(
        "a refusal under guidance",
        bk_tt(tenant="HD", disciplined=[{"form": "canh_cao", "decided_on": "2024-02-01"}]),
        "not_met",
        "R-DISC-COLL not_met HD 1382/HD-GDĐT II.2",
    ),
    row("giấy khen of a school", school("GK_TT"), "met", "GK_TT.any met TT 29/2023/TT-BGDĐT Đ.11"),
]


@pytest.mark.parametrize("one", [*PERSONS, *SCHOOLS], ids=lambda one: one.why)
def test_merits(one: Row) -> None:
    check(one)
