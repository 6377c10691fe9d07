"""TTLĐTT and TTLĐXS: shares with their exact bounds, discipline, everyone's tasks; flags of city, ministry, Government."""
# ruff: noqa: E501  one case of the table is one line, however long

import pytest

from tests.awards.rules.verdicts.given import BNG, L22, Row, ask, check, row, school

HTT = {"2023-2024": "HTT"}


def tt(**changes: object) -> dict[str, object]:
    return school("TTLDTT", **({"rank": HTT} | changes))


def tt_old(**changes: object) -> dict[str, object]:
    return school("TTLDTT", "2022-2023", "2023-06-02", **({"rank": {"2022-2023": "HTT"}} | changes))


WARNED = [{"form": "canh_cao", "decided_on": "2024-02-01"}]
ADVANCED = [
    row("70 % exactly is enough", tt(headcount=20, ldtt=14), "met", f"TTLDTT.ldtt_ratio met {L22} Đ.28.1"),
    row("69.23 % is not", tt(headcount=13, ldtt=9), "not_met", f"TTLDTT.ldtt_ratio not_met {L22} Đ.28.1"),
    row("69.7 % is not", tt(headcount=33, ldtt=23), "not_met", "TTLDTT.ldtt_ratio not_met"),
    row(
        "old law: 50 % exactly is not “trên 50 %”",
        tt_old(headcount=20, ldtt=10),
        "not_met",
        f"TTLDTT.ldtt_ratio not_met {BNG} Đ.10.1",
    ),
    row("old law: one more is", tt_old(headcount=21, ldtt=11), "met", f"TTLDTT.ldtt_ratio met {BNG} Đ.10.1"),
    row("headcount not told", tt(headcount=None), "unknown", "TTLDTT.ldtt_ratio unknown"),
    row("number of LĐTT not told", tt(ldtt=None), "unknown", "TTLDTT.ldtt_ratio unknown"),
    row(
        "more LĐTT than staff: figures to be checked", tt(headcount=10, ldtt=11), "unknown", "TTLDTT.ldtt_ratio unknown"
    ),
    row("HT is below HTT", tt(rank={"2023-2024": "HT"}), "not_met", f"TTLDTT.task not_met {L22} Đ.28.1"),
    row("a private school without ranking", tt(rank=None), "unknown", "TTLDTT.task unknown"),
    row("movement not attested", tt(attested=["united"]), "unknown", f"TTLDTT.movement unknown {L22} Đ.28.1"),
    row("unity not attested", tt(attested=["movement"]), "unknown", f"TTLDTT.united unknown {L22} Đ.28.1"),
    row(
        "the old law does not ask for the movement",
        tt_old(attested=["united"]),
        "met",
        f"TTLDTT.united met {BNG} Đ.10.1",
    ),
    row(
        "someone under cảnh cáo",
        tt(disciplined=WARNED),
        "not_met",
        f"TTLDTT.discipline not_met {L22} Đ.28.1",
        f"R-DISC-COLL not_met {L22} Đ.28.1",
    ),
    row(
        "khiển trách is below cảnh cáo",
        tt(disciplined=[{"form": "khien_trach", "decided_on": "2024-02-01"}]),
        "met",
        "TTLDTT.discipline met",
    ),
    row(
        "dismissal is above",
        tt(disciplined=[{"form": "cach_chuc", "decided_on": "2024-02-01"}]),
        "not_met",
        "TTLDTT.discipline not_met",
    ),
    row(
        "decided on the last day of the cycle",
        tt(disciplined=[{"form": "canh_cao", "decided_on": "2024-05-31"}]),
        "not_met",
        "TTLDTT.discipline not_met",
    ),
    row(
        "decided the day after: next year's",
        tt(disciplined=[{"form": "canh_cao", "decided_on": "2024-06-01"}]),
        "met",
        "TTLDTT.discipline met",
        f"R-DISC-DATE flag {BNG} Đ.10.1c",
    ),
    row("discipline not told", tt(disciplined=None), "unknown", "TTLDTT.discipline unknown"),
    row(
        "old law, someone under cảnh cáo",
        tt_old(disciplined=[{"form": "canh_cao", "decided_on": "2023-02-01"}]),
        "not_met",
        f"TTLDTT.discipline not_met {BNG} Đ.10.1",
    ),
    row(
        "before NĐ 233 a fault at the old unit counts here",
        school(
            "TTLDTT",
            "2025-2026",
            "2026-06-30",
            rank={"2025-2026": "HTT"},
            disciplined=[{"form": "canh_cao", "decided_on": "2026-02-01", "violation_unit": "MN B"}],
        ),
        "not_met",
        "TTLDTT.discipline not_met",
    ),
    row(
        "from NĐ 233 it counts there",
        school(
            "TTLDTT",
            "2025-2026",
            "2026-07-01",
            rank={"2025-2026": "HTT"},
            disciplined=[{"form": "canh_cao", "decided_on": "2026-02-01", "violation_unit": "MN B"}],
        ),
        "met",
        "TTLDTT.discipline met",
    ),
    row(
        "two ways to count the base, two answers: shown",
        tt(headcount=20, ldtt=14, headcount_entitled=21),
        "met",
        "S-DENOM flag",
    ),
    row(
        "the authority counts those entitled",
        tt(headcount=20, ldtt=14, headcount_entitled=21, tenant={"settings": {"denominator": "entitled"}}),
        "not_met",
        "TTLDTT.ldtt_ratio not_met",
    ),
    row("a school founded lately may have it", tt(founded_on="2023-09-01"), "met"),
]


def xs(**changes: object) -> dict[str, object]:
    return school("TTLDXS", **changes)


def counts(**levels: int) -> dict[str, int]:
    return {"HTXS": 0, "HTT": 0, "HT": 0, "KHT": 0, "not_ranked": 0} | levels


EXCELLENT = [
    row(
        "all of Đ.27.1",
        xs(),
        "met",
        f"TTLDXS.task met {L22} Đ.27.1",
        f"TTLDXS.all_done met {L22} Đ.27.1",
        f"TTLDXS.ldtt_ratio met {L22} Đ.27.1",
        f"TTLDXS.cstdcs met {L22} Đ.27.1",
    ),
    row("HTT is not HTXS", xs(rank=HTT), "not_met", f"TTLDXS.task not_met {L22} Đ.27.1"),
    row(
        "one person did not complete",
        xs(rank_counts=counts(HTXS=5, HTT=30, HT=4, KHT=1)),
        "not_met",
        f"TTLDXS.all_done not_met {L22} Đ.27.1",
    ),
    row("HT is completing", xs(rank_counts=counts(HTXS=5, HTT=25, HT=10)), "met", "TTLDXS.all_done met"),
    row(
        "one person not ranked: open",
        xs(rank_counts=counts(HTXS=5, HTT=30, HT=4, not_ranked=1)),
        "unknown",
        "TTLDXS.all_done unknown",
    ),
    row(
        "not ranked, the base is those entitled",
        xs(
            headcount_entitled=39,
            tenant={"settings": {"denominator": "entitled"}},
            rank_counts=counts(HTXS=5, HTT=30, HT=4, not_ranked=1),
        ),
        "met",
        "TTLDXS.all_done met",
    ),
    row(
        "one person missing from the figures",
        xs(rank_counts=counts(HTXS=5, HTT=30, HT=4)),
        "unknown",
        "TTLDXS.all_done unknown",
    ),
    row("ranking figures not told", xs(rank_counts=None), "unknown", "TTLDXS.all_done unknown"),
    row("70 % exactly", xs(ldtt=28), "met", "TTLDXS.ldtt_ratio met"),
    row("one fewer", xs(ldtt=27), "not_met", f"TTLDXS.ldtt_ratio not_met {L22} Đ.27.1"),
    row("no CSTĐCS", xs(cstdcs=0), "not_met", f"TTLDXS.cstdcs not_met {L22} Đ.27.1"),
    row("one CSTĐCS is enough", xs(cstdcs=1), "met", "TTLDXS.cstdcs met"),
    row("number of CSTĐCS not told", xs(cstdcs=None), "unknown", "TTLDXS.cstdcs unknown"),
    row(
        "cảnh cáo: no clause in Đ.27, a warning",
        xs(disciplined=WARNED),
        "met",
        "TTLDXS.discipline flag Quy định của đơn vị quản lý",
    ),
    row(
        "cảnh cáo: a refusal under guidance",
        xs(disciplined=WARNED, tenant="HD"),
        "not_met",
        "TTLDXS.discipline not_met HD 1382/HD-GDĐT II.2",
        "R-DISC-COLL not_met",
    ),
    row(
        "old law: cảnh cáo is a refusal",
        school("TTLDXS", "2022-2023", "2023-06-02", disciplined=[{"form": "canh_cao", "decided_on": "2023-02-01"}]),
        "not_met",
        f"TTLDXS.discipline not_met {BNG} Đ.10.2",
    ),
    row(
        "old law: 70 % exactly",
        school("TTLDXS", "2022-2023", "2023-06-02", ldtt=28),
        "met",
        f"TTLDXS.ldtt_ratio met {BNG} Đ.10.2",
    ),
    row("not registered under guidance", xs(registrations=[], tenant="KH"), "not_met", "R-REG not_met KH Khối 29 II.2"),
]


def block(**changes: object) -> dict[str, object]:
    return {"name": "Khối 29", "organised_by": "UBND Thành phố", "rank_in_block": 1, "votes_first": True} | changes


def theme(years: float | None, basis: str = "Đ.26.2", launched_by: str = "", **more: object) -> dict[str, object]:
    told = {"years": years, "leads": True, "final_review": True} | ({"launched_by": launched_by} if launched_by else {})
    return {"proposal": {"basis": basis}, "theme": told | more}


FLAGS = [
    row(
        "leads a block of the city",
        school("COTP"),
        "met",
        f"COTP.leader met {L22} Đ.26.1",
        f"COTP.exceed met {L22} Đ.26.1",
        f"COTP.clean met {L22} Đ.26.1",
    ),
    row(
        "second in the block",
        school("COTP", block=block(rank_in_block=2)),
        "not_met",
        f"COTP.leader not_met {L22} Đ.26.1",
    ),
    row("rank not told", school("COTP", block=block(rank_in_block=None)), "unknown", "COTP.leader unknown"),
    row("block not told", school("COTP", block=None), "unknown", "COTP.leader unknown"),
    row(
        "block run by a district: not settled",
        school("COTP", block=block(organised_by="Phòng GDĐT Quận 11")),
        "unknown",
        "COTP.leader unknown",
    ),
    row(
        "the authority settled it",
        school(
            "COTP", block=block(organised_by="Phòng GDĐT Quận 11"), tenant={"settings": {"district_block_flags": "yes"}}
        ),
        "met",
        "COTP.leader met",
    ),
    row("targets not exceeded", school("COTP", exceeded_targets=False), "not_met", f"COTP.exceed not_met {L22} Đ.26.1"),
    row("targets not told", school("COTP", exceeded_targets=None), "unknown", "COTP.exceed unknown"),
    row(
        "thrift not attested",
        school("COTP", attested=["united", "party_strong"]),
        "unknown",
        f"COTP.clean unknown {L22} Đ.26.1",
    ),
    row(
        "first by points, not by votes",
        school("COTP", block=block(votes_first=False)),
        "unknown",
        "COTP.leader unknown",
    ),
    row("theme of three years", school("COTP", **theme(3)), "met", f"COTP.theme met {L22} Đ.26.2"),
    row("theme of two years", school("COTP", **theme(2)), "not_met", f"COTP.theme not_met {L22} Đ.26.2"),
    row("theme not told", school("COTP", proposal={"basis": "Đ.26.2"}), "unknown", "COTP.theme unknown"),
    row(
        "old law: one condition holds all",
        school("COTP", "2022-2023", "2023-06-02"),
        "met",
        f"COTP.leader met {BNG} Đ.10.3",
    ),
    row(
        "old law: targets not exceeded",
        school("COTP", "2022-2023", "2023-06-02", exceeded_targets=False),
        "not_met",
        "COTP.leader not_met",
    ),
    row(
        "old law: a district's block leads too",
        school("COTP", "2022-2023", "2023-06-02", block=block(organised_by="UBND Quận 11")),
        "met",
        "COTP.leader met",
    ),
    row(
        "two flags in one block",
        school("COTP", block=block(flags_proposed=2)),
        "not_met",
        "R-FLAG1 not_met Quy định của đơn vị quản lý",
    ),
    row(
        "ministry's flag needs a block of the ministry",
        school("COBGD"),
        "not_met",
        f"COBGD.leader not_met {L22} Đ.26.1",
    ),
    row(
        "in a block of the ministry",
        school("COBGD", block=block(organised_by="Bộ Giáo dục và Đào tạo")),
        "met",
        "COBGD.leader met",
    ),
    row("Government's flag", school("COCP"), "met", f"COCP.best met {L22} Đ.25.1", f"COCP.exceed met {L22} Đ.25.1"),
    row("Government's flag, not first", school("COCP", block=block(rank_in_block=3)), "not_met", "COCP.best not_met"),
    row(
        "Government's flag, theme of five years",
        school("COCP", **theme(5, "Đ.25.3", launched_by="Thủ tướng Chính phủ")),
        "met",
        f"COCP.theme met {L22} Đ.25.3",
    ),
    row(
        "Government's flag, a movement the city launched",
        school(
            "COCP",
            **theme(5, "Đ.25.3")
            | {"theme": {"years": 5, "leads": True, "final_review": True, "launched_by": "UBND Thành phố"}},
        ),
        "not_met",
        "COCP.theme not_met",
    ),
    row(
        "not first in the block, but first in a theme",
        school("COTP", block=block(rank_in_block=4), theme={"years": 3, "leads": True, "final_review": True}),
        "met",
        f"COTP.theme met {L22} Đ.26.2",
    ),
    row(
        "Government's flag, theme of four",
        school("COCP", **theme(4, "Đ.25.3", launched_by="Thủ tướng")),
        "not_met",
        "COCP.theme not_met",
    ),
    row(
        "Government's flag under the old law",
        school("COCP", "2022-2023", "2023-06-02"),
        "met",
        "COCP.best met Luật 2003 Đ.25",
    ),
    row(
        "both flags proposed: a warning",
        school("COCP", other_proposals=[{"title": "COTP", "cycle": "2023-2024"}]),
        "met",
        f"R-COCP-COTP flag {BNG} Đ.10.4c",
    ),
]


@pytest.mark.parametrize("one", [*ADVANCED, *EXCELLENT, *FLAGS], ids=lambda one: one.why)
def test_collectives(one: Row) -> None:
    check(one)


def test_the_share_is_read_aloud() -> None:
    found = {one["condition"]: one for one in ask(tt(headcount=13, ldtt=9))["conditions"]}
    assert found["TTLDTT.ldtt_ratio"]["figures"] == "9/13 = 69.23 %"
    assert "9/13 = 69,23 %" in found["TTLDTT.ldtt_ratio"]["reason"]


def test_an_open_point_names_its_setting() -> None:
    answer = ask(school("COTP", block=block(organised_by="Phòng GDĐT Quận 11")))
    (leader,) = [one for one in answer["conditions"] if one["condition"] == "COTP.leader"]
    assert [one["setting"] for one in leader["not_settled"]] == ["district_block_flags"]
