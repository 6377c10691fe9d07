"""Tables instead of persons: quotas, rows of a plan's target tables, blocks, ranking shares, votes of a council."""

import pytest

from awards.rules.verdicts import CaseError
from tests.awards.rules.verdicts.given import L22, ND91, ND98, ND233, Row, ask, check, person, row, table
from tests.awards.rules.verdicts.test_garbage import FULL

DEC, JUNE = "2023-12-15", "2024-06-03"


def quota(ldtt: int | None, proposed: int | None, received: str = DEC, **more: object) -> dict[str, object]:
    return table("school_quota", "CSTDCS", received, ldtt=ldtt, cstdcs_proposed=proposed, **more)


QUOTAS = [
    row("6 of 40 is 15 %", quota(40, 6), "met", f"CSTDCS.cap met {ND91} Đ.9.3"),
    row("7 of 40 is over", quota(40, 7), "not_met", f"CSTDCS.cap not_met {ND91} Đ.9.3"),
    row("7 of 44 is 15.9 %: over without rounding", quota(44, 7), "not_met", "CSTDCS.cap not_met"),
    row("7 of 44: 6.6 rounds half up to 7", quota(44, 7, rounding="half_up"), "met", "CSTDCS.cap met"),
    row("7 of 43: 6.45 does not", quota(43, 7, rounding="half_up"), "not_met", "CSTDCS.cap not_met"),
    row("7 of 41 rounded up", quota(41, 7, rounding="up"), "met", "CSTDCS.cap met"),
    row("none proposed", quota(40, 0), "met", "CSTDCS.cap met"),
    row("one of five without rounding", quota(5, 1), "not_met", "CSTDCS.cap not_met"),
    row("no LĐTT and none proposed", quota(0, 0), "met", "CSTDCS.cap met"),
    row("figures not told", quota(None, 6), "unknown", "CSTDCS.cap unknown"),
    row("local cap of 10 % as a whole number", quota(40, 5, local_cap=10), "not_met", "CSTDCS.cap not_met"),
    row("the last day of the cap", quota(44, 17, "2023-12-31"), "not_met", "CSTDCS.cap not_met"),
    row("the first day without it", quota(44, 17, "2024-01-01"), "met", f"CSTDCS.cap met {L22} Đ.23"),
    row(
        "a local cap after that is the authority's own",
        quota(44, 17, JUNE, local_cap=0.15),
        "not_met",
        "CSTDCS.cap not_met Quy định của đơn vị quản lý",
    ),
    row(
        "an authority's total",
        table("authority_total", "CSTDCS", DEC, ldtt=254, cstdcs_proposed=52),
        "not_met",
        "CSTDCS.cap not_met",
    ),
    row(
        "an authority's total within the cap",
        table("authority_total", "CSTDCS", DEC, ldtt=254, cstdcs_proposed=38),
        "met",
        "CSTDCS.cap met",
    ),
]


def target(title: str | None, received: str = JUNE, **facts: object) -> dict[str, object]:
    return table("target_row", title, received, **facts)


PLAN = [
    row(
        "MN Quận 11: 17 of 44 when registered",
        target("CSTDCS", DEC, headcount=44, ldtt=44, cstdcs=17),
        "not_met",
        "CSTDCS.cap not_met",
    ),
    row("MN Quận 11: no cap when decided", target("CSTDCS", headcount=44, ldtt=44, cstdcs=17), "met", "CSTDCS.cap met"),
    row(
        "MN Hoa Mặt Trời: 9 of 13 when registered",
        target("TTLDTT", DEC, headcount=13, ldtt=9),
        "met",
        "TTLDTT.ldtt_ratio met",
    ),
    row(
        "MN Hoa Mặt Trời: 9 of 13 when decided",
        target("TTLDTT", headcount=13, ldtt=9),
        "not_met",
        f"TTLDTT.ldtt_ratio not_met {L22} Đ.28.1",
    ),
    row(
        "MN Học Viện Hoa Kỳ: 14 of 20 is 70 %", target("TTLDTT", headcount=20, ldtt=14), "met", "TTLDTT.ldtt_ratio met"
    ),
    row("MN Ánh Dương: 22 of 26", target("TTLDTT", headcount=26, ldtt=22), "met", "TTLDTT.ldtt_ratio met"),
    row("TTLĐXS without CSTĐCS", target("TTLDXS", headcount=25, ldtt=25, cstdcs=0), "not_met", "TTLDXS.cstdcs not_met"),
    row("Cờ CP and Cờ TP ticked together", target("COCP", targets={"COCP": 1, "COTP": 1}), "met", "R-COCP-COTP flag"),
    row("only Cờ TP ticked", target("COTP", targets={"COCP": 0, "COTP": 1}), "met", "R-COCP-COTP met"),
    row(
        "the whole row: both rungs of the ladder ticked",
        target(None, headcount=44, ldtt=44, cstdcs=17, targets={"TTLDTT": 1, "TTLDXS": 1}),
        "met",
        "R-LEVELS flag Quy định của đơn vị quản lý",
        "TTLDXS.cstdcs met",
        "TTLDTT.ldtt_ratio met",
    ),
    row(
        "the whole row with too few LĐTT",
        target(None, headcount=13, ldtt=9, cstdcs=0, targets={"TTLDTT": 1, "TTLDXS": 0}),
        "not_met",
        "TTLDTT.ldtt_ratio not_met",
    ),
    row(
        "two flags in a block",
        table("block", "COTP", JUNE, name="Khối 29", cotp_proposed=2),
        "not_met",
        "R-FLAG1 not_met Quy định của đơn vị quản lý",
    ),
    row(
        "one flag in a block",
        table("block", "COTP", JUNE, schools=[{"name": "A", "COTP": 1}, {"name": "B", "COTP": 0}]),
        "met",
        "R-FLAG1 met",
    ),
    row(
        "a block whose schools say nothing of flags",
        table("block", "COTP", JUNE, schools=[{"name": "A"}]),
        "unknown",
        "R-FLAG1 unknown",
    ),
    row(
        "two proposals by name",
        table(
            "block",
            "COTP",
            JUNE,
            proposals=[
                {"title": "COTP", "school": "A"},
                {"title": "COTP", "school": "B"},
                {"title": "TTLDXS", "school": "C"},
            ],
        ),
        "not_met",
        "R-FLAG1 not_met",
    ),
    row("flags of a block not told", table("block", "COTP", JUNE), "unknown", "R-FLAG1 unknown"),
]


def ranking(best: int, good: int, received: str = "2026-07-01", **more: object) -> dict[str, object]:
    return table("ranking_quota", None, received, "2025-2026", rank_counts={"HTXS": best, "HTT": good}, **more)


RANKING = [
    row("20 % exactly", ranking(5, 25, unit_rank="HTT"), "met", f"RANK.htxs met {ND233} Đ.12.6"),
    row("over 20 %", ranking(6, 25, unit_rank="HTT"), "not_met", f"RANK.htxs not_met {ND233} Đ.12.6"),
    row("25 % in an excellent unit", ranking(6, 24, unit_rank="HTXS"), "met", "RANK.htxs met"),
    row("between the two, unit not told", ranking(6, 25), "unknown", "RANK.htxs unknown"),
    row(
        "the day before NĐ 233: 20 %, unconfirmed",
        ranking(6, 25, "2026-06-30", unit_rank="HTXS"),
        "not_met",
        "RANK.htxs not_met NĐ 90/2020/NĐ-CP",
    ),
    row("units: one of four", ranking(1, 3, units=4), "met", f"RANK.htxs_units met {ND233} Đ.7.7"),
    row("units: two of four", ranking(2, 2, units=4), "not_met", "RANK.htxs_units not_met"),
]

BEST = {"2023-2024": "HTXS"}


def council(received: str = JUNE, title: str = "CSTDCS", **facts: object) -> dict[str, object]:
    return person(title, "2023-2024", received, ranking=BEST, council=facts)


VOTES = [
    row("two thirds exactly", council(members=9, present=6, in_favour=8), "met", "C-QUORUM met"),
    row("less than two thirds", council(members=9, present=5, in_favour=8), "not_met", "C-QUORUM not_met"),
    row(
        "guidance cited",
        person("LDTT", tenant="HD", council={"members": 9, "present": 5}),
        "not_met",
        "C-QUORUM not_met HD 1382/HD-GDĐT II.5",
    ),
    row(
        "80 % of nine is eight",
        council(members=9, present=9, in_favour=7),
        "not_met",
        f"CSTDCS.vote not_met {ND98} Đ.30.7",
    ),
    row("eight of nine", council(members=9, present=9, in_favour=8), "met", f"CSTDCS.vote met {ND98} Đ.30.7"),
    row("votes not told", council(members=9, present=9), "unknown", "CSTDCS.vote unknown"),
    row(
        "a show of hands is no ballot",
        council(members=9, present=9, in_favour=9, ballot="show_of_hands"),
        "not_met",
        "CSTDCS.vote not_met",
    ),
    row(
        "an absent member not heard",
        council(members=9, present=8, in_favour=8, absent_opinions=0),
        "not_met",
        f"C-ABSENT not_met {ND98} Đ.30.7",
    ),
]


@pytest.mark.parametrize("one", [*QUOTAS, *PLAN, *RANKING, *VOTES], ids=lambda one: one.why)
def test_tables(one: Row) -> None:
    check(one)


@pytest.mark.parametrize(
    ("members", "eighty", "ninety"),
    [
        (5, 4, 5),
        (7, 6, 7),
        (9, 8, 9),
        (11, 9, 10),
        (13, 11, 12),
        (15, 12, 14),
        (17, 14, 16),
    ],
)
def test_needed_votes_of_all_members(members: int, eighty: int, ninety: int) -> None:
    for title, need in (("CSTDCS", eighty), ("CSTDTP", ninety)):
        answer = ask(council(title=title, members=members, present=members, in_favour=need))
        (vote,) = [one for one in answer["conditions"] if one["condition"] == f"{title}.vote"]
        assert (vote["facts"]["needed"], vote["verdict"]) == (need, "met")


def test_a_row_shows_both_laws() -> None:
    answer = ask(
        table("target_row", "CSTDCS", JUNE, headcount=44, ldtt=44, cstdcs=17)
        | {"dates": {"registered": "2023-12-15", "received": JUNE}}
    )
    assert (answer["verdict"], answer["also"][0]["verdict"]) == ("met", "not_met")


def test_rounding_that_rescues_is_a_weak_source() -> None:
    (cap,) = [one for one in ask(quota(44, 7, rounding="half_up"))["conditions"] if one["condition"] == "CSTDCS.cap"]
    assert cap["standing"] == "S~" and cap["figures"] == "7/44 = 15.91 %"


def test_a_total_is_summed_from_its_schools_only_when_all_tell() -> None:
    schools = [{"name": "A", "ldtt": 100, "cstdcs": 16}, {"name": "B", "targets": {"LDTT": 100, "CSTDCS": 15}}]
    total = table("authority_total", "CSTDCS", "2023-06-02", schools=schools)
    (cap,) = ask(total)["conditions"]
    assert (cap["verdict"], cap["figures"]) == ("not_met", "31/200 = 15.5 %")
    (unsure,) = ask(table("authority_total", "CSTDCS", "2023-06-02", schools=[*schools, {"name": "C"}]))["conditions"]
    assert unsure["verdict"] == "unknown"


def test_a_name_that_nothing_reads_is_told() -> None:
    case = table("school_quota", "CSTDCS", "2023-06-02", ldtt=40, cstdcs_propossed=6)
    assert ask(case)["verdict"] == "unknown"
    assert ask(case)["notes"] == ["subject.cstdcs_propossed: không có dữ kiện mang tên này nên không được xét."]
    case["dates"]["recieved"] = "2023-06-02"
    assert "dates.recieved: không có mục này nên không được xét." in ask(case)["notes"]
    for one in FULL:
        assert "notes" not in ask(one), one["subject"]


@pytest.mark.parametrize("cap", ["mười", "1/0", {}, {"percent": "x"}, [10], True, -1])
def test_a_local_cap_that_cannot_be_read_is_named(cap: object) -> None:
    with pytest.raises(CaseError, match="local_cap"):
        ask(table("school_quota", "CSTDCS", "2023-06-02", ldtt=40, cstdcs_proposed=6, local_cap=cap))


def test_a_way_of_rounding_nobody_knows_is_named() -> None:
    with pytest.raises(CaseError, match="cách làm tròn “bừa”"):
        ask(table("school_quota", "CSTDCS", "2023-06-02", ldtt=40, cstdcs_proposed=6, rounding="bừa"))


def test_who_moved_inside_the_authority_counts_once() -> None:
    schools = [
        {"name": "A", "ldtt": 60, "cstdcs": 9, "moved_out": ["P1"]},
        {"name": "B", "ldtt": 40, "cstdcs": 6, "moved_in": ["P1"]},
    ]
    twice = ask(table("authority_total", "CSTDCS", "2023-06-02", "2022-2023", schools=schools))
    assert twice["verdict"] == "not_met"  # 15 of 99 are over 15 %
    apart = [{**schools[0], "moved_out": []}, schools[1]]
    assert ask(table("authority_total", "CSTDCS", "2023-06-02", "2022-2023", schools=apart))["verdict"] == "met"
