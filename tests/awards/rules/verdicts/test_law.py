"""The law as data: no gap and no double row at any border of law, and the old and new rows that no other table asks."""

from datetime import date, timedelta

import pytest

from blocks.rules.law import load_law
from tests.awards.rules.verdicts.given import (
    BNG,
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
    table,
)

LAW = load_law()
BORDERS = [
    "2024-01-01",
    "2024-02-15",
    "2024-02-24",
    "2025-07-01",
    "2025-08-05",
    "2026-04-02",
    "2026-07-01",
    "2026-10-01",
    "2027-03-01",
]
OLD_DOCUMENTS = {"L2003", "ND91", "TT03BNG", "TT35", "TT21", "ND27"}


@pytest.mark.parametrize("border", BORDERS)
def test_what_begins_on_a_day_begins_on_that_day(border: str) -> None:
    day = date.fromisoformat(border)
    for code in LAW.titles:
        rows, later = LAW.conditions(code, day), LAW.conditions(code, day + timedelta(days=1))
        assert [one.condition for one in rows] == [one.condition for one in later]
        assert rows and len({one.condition for one in rows}) == len(rows)
    assert [one.condition for one in LAW.rules_on(day)] == [
        one.condition for one in LAW.rules_on(day + timedelta(days=1))
    ]


def test_a_title_is_never_without_law_from_the_first_regime_on() -> None:
    day = date(2017, 10, 1)
    while day < date(2027, 12, 31):
        assert all(LAW.conditions(code, day) for code in LAW.titles), day
        assert LAW.regime_on(day) is not None
        day += timedelta(days=7)


def test_no_rule_speaks_twice_of_the_same_title() -> None:
    for border in BORDERS:
        for back in (0, 1):
            day = date.fromisoformat(border) - timedelta(days=back)
            for code, title in LAW.titles.items():
                case = (school if title.collective else person)(
                    code, f"{day.year - 1}-{day.year}", day.isoformat(), other_proposals=[]
                )
                names = [one["condition"] for one in ask(case)["conditions"]]
                assert len(names) == len(set(names)), (code, day, names)


def test_the_old_law_ends_and_the_new_begins_for_every_title() -> None:
    for code in LAW.titles:
        assert {one.document for one in LAW.conditions(code, date(2023, 12, 31))} <= OLD_DOCUMENTS
        assert not {one.document for one in LAW.conditions(code, date(2024, 1, 1))} & (OLD_DOCUMENTS - {"TT21"})


def test_every_row_names_a_document_that_is_known() -> None:
    for one in (*LAW.rows, *LAW.rules):
        assert one.standing in {"S", "S~", "K", "SEED"} and one.severity in {"block", "warn", "info"}
        assert one.article and one.text and one.first <= (one.last or date.max)


def old_school(code: str, **changes: object) -> dict[str, object]:
    return school(code, "2022-2023", "2023-06-02", **changes)


def old_order(code: str, base: str, years: int, **changes: object) -> dict[str, object]:
    """Under the old law: the award before, then so many years."""
    collective = code.endswith("TT")
    firsts = range(2023 - years, 2023)
    made: dict[str, object] = {"awards": [award(base, 2010, 2022 - years, "2012-08-10")]}
    made["rank" if collective else "ranking"] = ranks("HTXS", *firsts)
    return (school if collective else person)(code, "2022-2023", "2023-08-20", **(made | changes))


MIN_OF_EDUCATION = {"name": "Cụm 2", "organised_by": "Bộ Giáo dục và Đào tạo", "rank_in_block": 1}
FROM_233 = ("2025-2026", "2026-07-02")
CASES = [
    row(
        "TTLĐTT, old law: HT",
        old_school("TTLDTT", rank={"2022-2023": "HT"}),
        "not_met",
        f"TTLDTT.task not_met {BNG} Đ.10.1",
    ),
    row(
        "TTLĐXS, old law: HTT",
        old_school("TTLDXS", rank={"2022-2023": "HTT"}),
        "not_met",
        f"TTLDXS.task not_met {BNG} Đ.10.2",
    ),
    row(
        "TTLĐXS, old law: one did not complete",
        old_school("TTLDXS", rank_counts={"HTXS": 5, "HTT": 30, "HT": 4, "KHT": 1, "not_ranked": 0}),
        "not_met",
        f"TTLDXS.all_done not_met {BNG} Đ.10.2",
    ),
    row(
        "TTLĐXS, old law: one CSTĐCS is enough",
        old_school("TTLDXS", cstdcs=1),
        "met",
        f"TTLDXS.cstdcs met {BNG} Đ.10.2",
    ),
    row("TTLĐXS, old law: none", old_school("TTLDXS", cstdcs=0), "not_met", f"TTLDXS.cstdcs not_met {BNG} Đ.10.2"),
    row(
        "TTLĐTT, old law: the rule beside the condition",
        old_school("TTLDTT", disciplined=[{"form": "canh_cao", "decided_on": "2023-01-05"}]),
        "not_met",
        f"R-DISC-COLL not_met {BNG} Đ.10.1",
    ),
    row(
        "TTLĐXS, old law: the rule beside the condition",
        old_school("TTLDXS", disciplined=[{"form": "canh_cao", "decided_on": "2023-01-05"}]),
        "not_met",
        f"R-DISC-COLL not_met {BNG} Đ.10.2",
    ),
    row(
        "Cờ TP, old law: cảnh cáo is a warning",
        old_school("COTP", disciplined=[{"form": "canh_cao", "decided_on": "2023-01-05"}]),
        "met",
        "R-DISC-COLL flag Quy định của đơn vị quản lý",
    ),
    row(
        "TTLĐXS: movement not attested",
        school("TTLDXS", attested=["united"]),
        "unknown",
        f"TTLDXS.movement unknown {L22} Đ.27.1",
    ),
    row(
        "TTLĐXS, NĐ 233: a fault elsewhere",
        school(
            "TTLDXS",
            *FROM_233,
            tenant="HD",
            disciplined=[{"form": "canh_cao", "decided_on": "2026-01-05", "violation_unit": "MN B"}],
        ),
        "met",
        "TTLDXS.discipline met",
        "R-DISC-COLL met",
    ),
    row(
        "TTLĐXS, NĐ 233: a fault here",
        school(
            "TTLDXS",
            *FROM_233,
            tenant="HD",
            disciplined=[{"form": "canh_cao", "decided_on": "2026-01-05", "violation_unit": "MN A"}],
        ),
        "not_met",
        "TTLDXS.discipline not_met",
        "R-DISC-COLL not_met",
    ),
    row(
        "TTLĐTT, NĐ 233: the rule beside the condition",
        school(
            "TTLDTT",
            *FROM_233,
            disciplined=[{"form": "canh_cao", "decided_on": "2026-01-05", "violation_unit": "MN A"}],
        ),
        "not_met",
        f"R-DISC-COLL not_met {L22} Đ.28.1",
    ),
    row(
        "BK Bộ of a school, old law: two years",
        old_school("BKBO_TT", rank=ranks("HTXS", 2021, 2022)),
        "met",
        f"BKBO_TT.two_years met {ND91} Đ.39",
    ),
    row(
        "BK Bộ of a school: the route",
        school("BKBO_TT", rank=ranks("HTXS", 2022, 2023), proposal={"by": "Giám đốc Sở GDĐT", "merit": "cong_trang"}),
        "not_met",
        "BKBO_TT.route not_met TT 29/2023/TT-BGDĐT Đ.12",
    ),
    row(
        "BK Bộ of a school: the route carried on",
        school(
            "BKBO_TT",
            "2025-2026",
            "2026-04-02",
            rank=ranks("HTXS", 2024, 2025),
            proposal={"by": "Giám đốc Sở GDĐT", "merit": "cong_trang"},
        ),
        "not_met",
        "BKBO_TT.route not_met TT 07/2026/TT-BGDĐT",
    ),
    row(
        "BK Bộ of a person, old law",
        person(
            "BKBO_CN",
            "2022-2023",
            "2023-08-01",
            ranking=ranks("HTXS", 2021, 2022),
            initiatives=[initiative("2021-2022"), initiative("2022-2023")],
        ),
        "met",
        f"BKBO_CN.two_years met {ND91} Đ.39",
    ),
    row(
        "BK Bộ of a person: two years and two initiatives",
        person(
            "BKBO_CN",
            ranking=ranks("HTXS", 2022, 2023),
            initiatives=[initiative("2022-2023"), initiative("2023-2024")],
            proposal={"by": "Chủ tịch UBND Thành phố"},
        ),
        "met",
        f"BKBO_CN.any_of met {L22} Đ.74.1",
    ),
    row(
        "Cờ Bộ, old law, unconfirmed",
        old_school("COBGD", block=MIN_OF_EDUCATION),
        "met",
        "COBGD.leader met TT 21/2020/TT-BGDĐT",
    ),
    row(
        "Cờ CP, old law: targets not exceeded",
        old_school("COCP", exceeded_targets=False),
        "not_met",
        "COCP.best not_met Luật 2003 Đ.25",
    ),
    row(
        "Cờ CP, old law: one of five flags of the ministry",
        old_school("COCP", cocp_proposed=1, ministry_flags=5),
        "met",
        f"COCP.quota met {BNG} Đ.10.4",
    ),
    row(
        "Cờ CP, old law: one of four is over that ministry's custom",
        old_school("COCP", cocp_proposed=1, ministry_flags=4),
        "met",
        "COCP.quota flag",
    ),
    row(
        "BKTTg of a school, old law: any bằng khen may be the base",
        old_order(
            "BKTTG_TT",
            "BKTP_TT",
            5,
            titles=given("TTLDXS", 2018, 2019, 2020, 2021, 2022),
            awards=[
                award("BKTP_TT", 2010, 2011, "2012-08-10"),
                award("BKTP_TT", 2018, 2019, "2020-08-10"),
                award("BKTP_TT", 2020, 2021, "2022-08-10"),
            ],
        ),
        "met",
        "BKTTG_TT.base met",
    ),
    row(
        "BKTTg of a person, old law: any bằng khen may be the base",
        old_order(
            "BKTTG_CN",
            "BKTP_CN",
            5,
            initiatives=[initiative(f"{one}-{one + 1}") for one in range(2018, 2023)],
            awards=[award("BKTP_CN", 2010, 2011, "2012-08-10"), award("BKTP_CN", 2018, 2019, "2020-08-10")],
        ),
        "met",
        f"BKTTG_CN.c met {ND91} Đ.38.1c",
        "R-INTERVAL met",
    ),
    *(
        row(
            f"{code}, old law: five years after {base}",
            old_order(code, base, 5),
            "met",
            f"{code}.old met Luật 2003 {article}",
        )
        for code, base, article in (
            ("HCLD2_TT", "HCLD3_TT", "Đ.43"),
            ("HCLD1_TT", "HCLD2_TT", "Đ.42"),
            ("HCLD2_CN", "HCLD3_CN", "Đ.43"),
            ("HCLD1_CN", "HCLD2_CN", "Đ.42"),
        )
    ),
    *(
        row(f"{code}, old law: four years", old_order(code, base, 4), "not_met", f"{code}.old not_met")
        for code, base in (
            ("HCLD2_TT", "HCLD3_TT"),
            ("HCLD1_TT", "HCLD2_TT"),
            ("HCLD2_CN", "HCLD3_CN"),
            ("HCLD1_CN", "HCLD2_CN"),
        )
    ),
    row(
        "Huân chương, NĐ 152: four years since the last",
        person(
            "HCLD3_CN",
            "2025",
            "2026-03-10",
            ranking=ranks("HTXS", 2021, 2022, 2023, 2024, 2025, school=False),
            titles=given("CSTDCS", 2022, 2023, 2024, school=False),
            awards=[award("BKTTG_CN", 2017, 2021, "2022-03-15", school=False)],
        ),
        "not_met",
        f"R-INTERVAL not_met {ND152}",
    ),
    row(
        "BKTTg, NĐ 152: a warning, five years to the cycle",
        person(
            "BKTTG_CN",
            "2024-2025",
            "2025-08-20",
            ranking=ranks("HTT", 2020, 2021, 2022, 2023, 2024),
            titles=given("CSTDCS", 2020, 2022, 2024),
            awards=[award("BKTP_CN", 2018, 2019, "2020-08-10")],
        ),
        "met",
        f"R-INTERVAL met {ND152}",
    ),
    row(
        "BKTTg: exactly five years since the bằng khen",
        person(
            "BKTTG_CN",
            "2023-2024",
            "2024-08-20",
            ranking=ranks("HTT", 2019, 2020, 2021, 2022, 2023),
            titles=given("CSTDCS", 2019, 2021, 2023),
            awards=[award("BKTP_CN", 2017, 2018, "2019-08-10")],
        ),
        "met",
        f"R-INTERVAL met {ND98} Đ.30.9",
    ),
    row(
        "new while TT 01/2024 waits: six months and a day",
        person("LDTT", "2023", "2024-02-23", recruited_on="2023-06-19", dates={"service_counted_to": "2023-12-20"}),
        "met",
        "LDTT.new met TT 01/2024/TT-BNV",
        "S-NEW met",
    ),
    row(
        "new while TT 01/2024 waits: less",
        person("LDTT", "2023", "2024-02-23", recruited_on="2023-08-19", dates={"service_counted_to": "2023-12-20"}),
        "met",
        "S-NEW flag TT 01/2024/TT-BNV",
    ),
    row(
        "TT 15/2025: six months and a day",
        person(
            "LDTT", "2024-2025", "2025-08-05", recruited_on="2024-11-30", dates={"service_counted_to": "2025-05-31"}
        ),
        "met",
        "LDTT.new met TT 15/2025/TT-BNV",
        "S-NEW met TT 15/2025/TT-BNV",
    ),
    row(
        "maternity leave after NĐ 152",
        person(
            "LDTT", "2024-2025", "2025-07-05", leave=[{"kind": "maternity", "from": "2025-01-01", "to": "2025-05-31"}]
        ),
        "met",
        f"LDTT.maternity met {ND152} Đ.4.5",
        f"S-MAT met {ND152} Đ.4.5",
    ),
    row(
        "maternity leave under the old law",
        person(
            "LDTT", "2022-2023", "2023-06-02", leave=[{"kind": "maternity", "from": "2023-01-01", "to": "2023-05-31"}]
        ),
        "met",
        f"S-MAT met {BNG} Đ.9.1g",
    ),
    row(
        "CSTĐTQ, old law: initiative of the province",
        person(
            "CSTDTQ",
            "2022-2023",
            "2023-07-25",
            titles=given("CSTDTP", 2020, 2021),
            initiatives=[initiative("2022-2023", "tinh")],
        ),
        "not_met",
        f"CSTDTQ.sk not_met {BNG} Đ.9.4",
        "R-SK-LEVEL not_met",
    ),
    row(
        "CSTĐTP, old law: the rules beside the conditions",
        person(
            "CSTDTP",
            "2022-2023",
            "2023-07-25",
            titles=given("CSTDCS", 2021, 2022),
            initiatives=[initiative("2022-2023")],
        ),
        "not_met",
        f"R-STREAK not_met {BNG} Đ.9.3",
        f"R-SK-LEVEL not_met {BNG} Đ.9.3",
    ),
    row(
        "CSTĐTQ, old law: the rule beside the condition",
        person(
            "CSTDTQ",
            "2022-2023",
            "2023-07-25",
            titles=given("CSTDTP", 2021),
            initiatives=[initiative("2022-2023", "toan_quoc")],
        ),
        "not_met",
        f"R-STREAK not_met {BNG} Đ.9.4",
    ),
    row(
        "giấy khen of a school, old law",
        old_school("GK_TT", rank={"2022-2023": "HTT"}),
        "met",
        f"GK_TT.any met {ND91} Đ.40",
    ),
    row(
        "giấy khen before TT 29/2023",
        person("GK_CN", "2023", "2024-02-14", ranking={"2023": "HTXS"}, attested=["exemplary"]),
        "met",
        f"GK_CN.any met {L22} Đ.75",
    ),
    row(
        "giấy khen after it",
        person("GK_CN", "2025-2026", "2026-04-02", ranking={"2025-2026": "HTXS"}, attested=["exemplary"]),
        "met",
        "GK_CN.any met TT 07/2026/TT-BGDĐT",
    ),
    row(
        "giấy khen of a school before TT 29/2023",
        school("GK_TT", "2023", "2024-02-14"),
        "met",
        f"GK_TT.any met {L22} Đ.75",
    ),
    row(
        "giấy khen of a school after it",
        school("GK_TT", "2025-2026", "2026-04-02"),
        "met",
        "GK_TT.any met TT 07/2026/TT-BGDĐT",
    ),
    row(
        "nhân dân, old law: not researched",
        person("NGND", "2022-2023", "2023-06-02"),
        "unknown",
        "NGND.see unknown NĐ 27/2015/NĐ-CP",
    ),
    row(
        "two forms for one achievement, old law",
        person(
            "BKTP_CN",
            "2022-2023",
            "2023-08-01",
            ranking=ranks("HTXS", 2021, 2022),
            initiatives=[initiative("2021-2022"), initiative("2022-2023")],
            other_proposals=[{"title": "BKTTG_CN", "cycle": "2022-2023"}],
        ),
        "met",
        "R-ONE-ACH flag Quy định của đơn vị quản lý",
        "R-HC-BKTTG flag Quy định của đơn vị quản lý",
    ),
    row(
        "no lower form is needed first",
        person("BKTP_CN", titles=given("CSTDCS", 2021, 2022)),
        "met",
        "R-NOSTEP met Quy định của đơn vị quản lý",
    ),
    row(
        "nor under NĐ 152",
        person("BKTP_CN", "2024-2025", "2025-07-05", titles=given("CSTDCS", 2022, 2023)),
        "met",
        f"R-NOSTEP met {ND152} Đ.4.1",
    ),
    row(
        "revoked, old law",
        person(
            "CSTDCS",
            "2022-2023",
            "2023-06-02",
            initiatives=[initiative("2022-2023")],
            unit_quota={"ldtt": 40, "cstdcs_proposed": 6},
            titles=given("CSTDCS", 2020, status="revoked"),
        ),
        "met",
        "R-CANCEL flag Luật 2003",
    ),
    row(
        "used before, old law",
        person(
            "CSTDCS",
            "2022-2023",
            "2023-06-02",
            unit_quota={"ldtt": 40, "cstdcs_proposed": 6},
            initiatives=[initiative("2022-2023", used_for=["BKTP_CN"])],
        ),
        "met",
        "R-SK-ONCE flag CV 5007/BNV-TĐKT",
    ),
    row(
        "seconded, old law",
        person(
            "LDTT",
            "2022-2023",
            "2023-06-02",
            moves=[
                {"on": "2022-09-01", "kind": "biet_phai", "from_unit": "MN A", "to_unit": "MN B", "confirmed": False}
            ],
        ),
        "not_met",
        f"S-SECOND not_met {BNG} Đ.9.1i",
    ),
    row(
        "six months at the old unit, old law",
        person(
            "LDTT",
            "2022-2023",
            "2023-06-02",
            moves=[
                {
                    "on": "2022-12-01",
                    "from_unit": "MN B",
                    "to_unit": "MN A",
                    "months_at_old": 6,
                    "old_unit_comment": False,
                }
            ],
        ),
        "not_met",
        f"S-MOVE not_met {BNG} Đ.9.1h",
    ),
    row(
        "waiting: the old unit considers",
        person("LDTT", moves=[{"on": "2024-03-01", "kind": "waiting", "from_unit": "MN A"}]),
        "met",
        f"S-WAIT met {BNG} Đ.9.1",
    ),
    row(
        "treatment after a brave act, old law",
        person("LDTT", "2022-2023", "2023-06-02", leave=[{"kind": "rescue", "from": "2023-01-01", "to": "2023-04-30"}]),
        "met",
        "S-RESCUE met TT 35/2015/TT-BGDĐT",
    ),
    row(
        "treatment after a brave act",
        person("LDTT", leave=[{"kind": "rescue", "from": "2024-01-01", "to": "2024-04-30"}]),
        "met",
        "S-RESCUE met TT 01/2024/TT-BNV",
    ),
    row("retired on 02/05", person("LDTT", retired_on="2024-05-02"), "met", "S-RETIRE met"),
    row("retired on 01/05", person("LDTT", retired_on="2024-05-01"), "met", "S-RETIRE flag"),
    row(
        "base of 50 % open, old law",
        old_school("TTLDTT", headcount=20, ldtt=11, headcount_entitled=22),
        "met",
        "S-DENOM flag Luật 2003 Đ.28",
    ),
    row(
        "base of 70 % open, TTLĐXS",
        school("TTLDXS", headcount=40, ldtt=28, headcount_entitled=41),
        "met",
        f"S-DENOM flag {L22} Đ.27.1",
    ),
    row(
        "ranking before NĐ 233: 20 % exactly",
        table("ranking_quota", None, "2026-06-30", rank_counts={"HTXS": 5, "HTT": 25}),
        "met",
        "RANK.htxs met NĐ 90/2020/NĐ-CP",
    ),
    row(
        "ranking: just over 20 %",
        table("ranking_quota", None, "2026-07-01", unit_rank="HTT", rank_counts={"HTXS": 21, "HTT": 100}),
        "not_met",
        "RANK.htxs not_met",
    ),
    row(
        "ranking: just over 25 %",
        table("ranking_quota", None, "2026-07-01", unit_rank="HTXS", rank_counts={"HTXS": 26, "HTT": 100}),
        "not_met",
        "RANK.htxs not_met",
    ),
    row(
        "five units: the share counts again",
        table("ranking_quota", None, "2026-07-01", unit_rank="HTT", units=5, HTXS=1, HTT=4),
        "not_met",
        "RANK.htxs_units not_met",
    ),
    row(
        "an absent member not heard, guidance",
        person(
            "LDTT", "2022-2023", "2023-06-02", tenant="HD", council={"members": 9, "present": 8, "absent_opinions": 0}
        ),
        "not_met",
        "C-ABSENT not_met HD 1382/HD-GDĐT II.5",
    ),
    row(
        "an absent member not heard, NĐ 152",
        person("LDTT", "2024-2025", "2025-07-05", council={"members": 9, "present": 8, "absent_opinions": 0}),
        "not_met",
        f"C-ABSENT not_met {ND152}",
    ),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.why)
def test_law(one: Row) -> None:
    check(one)
