"""The target tables of the plan of Khối 29, 2023-2024: every finding that its figures allow appears, and none beside."""
# ruff: noqa: E501  one case of the table is one line, however long

from typing import Any

from tests.awards.rules.verdicts.given import ask, table

# school: staff, LĐTT, CSTĐCS, then what its collective row ticks (kế hoạch Khối 29, mục IV.2)
ROWS = {
    "Phường 1": (31, 31, 8, "TTLDTT TTLDXS COTP BKTTG_TT"),
    "Phường 2": (26, 26, 6, "TTLDTT TTLDXS BKTP_TT"),
    "Phường 3": (26, 26, 12, "TTLDTT TTLDXS BKTP_TT"),
    "Phường 4": (11, 11, 2, "TTLDTT TTLDXS"),
    "Phường 5": (24, 23, 7, "TTLDTT TTLDXS"),
    "Quận 11": (44, 44, 17, "TTLDTT TTLDXS COTP COCP"),
    "BamBi Hồng": (14, 14, 0, "TTLDTT"),
    "Học Viện Hoa Kỳ": (20, 14, 0, "TTLDTT"),
    "Ánh Dương": (26, 22, 0, "TTLDTT"),
    "Tuổi Thơ": (9, 9, 0, "TTLDTT"),
    "Hoa Mặt Trời": (13, 9, 0, "TTLDTT"),
    "Phú Bình": (25, 25, 0, "TTLDTT"),
}
SIX = {"Phường 1", "Phường 2", "Phường 3", "Phường 4", "Phường 5", "Quận 11"}


def _answer(name: str) -> dict[str, Any]:
    staff, ldtt, cstdcs, ticked = ROWS[name]
    case = table(
        "target_row",
        None,
        "2024-06-03",
        name=name,
        headcount=staff,
        ldtt=ldtt,
        cstdcs=cstdcs,
        targets=dict.fromkeys(ticked.split(), 1),
        tenant="KH",
    )
    return ask(case | {"dates": {"registered": "2023-12-15", "received": "2024-06-03"}})


def _found(answer: dict[str, Any]) -> set[str]:
    return {one["condition"] for one in answer["conditions"] if one["verdict"] in ("not_met", "flag")}


def test_findings_when_the_targets_were_registered() -> None:
    found = {name: _found(_answer(name)["also"][0]) for name in ROWS}
    assert {name for name, each in found.items() if "CSTDCS.cap" in each} == SIX
    assert not any("TTLDTT.ldtt_ratio" in each for each in found.values())
    assert {name for name, each in found.items() if "R-COCP-COTP" in each} == {"Quận 11"}
    assert {name for name, each in found.items() if "R-LEVELS" in each} == SIX


def test_findings_when_the_year_is_decided() -> None:
    found = {name: _found(_answer(name)) for name in ROWS}
    assert {name: each for name, each in found.items() if each} == {
        **{name: {"R-LEVELS"} for name in SIX},
        "Quận 11": {"R-LEVELS", "R-COCP-COTP"},
        "Hoa Mặt Trời": {"TTLDTT.ldtt_ratio"},
    }


def test_the_authority_s_total_is_over_the_old_cap_as_well() -> None:
    ldtt, cstdcs = (sum(row[place] for row in ROWS.values()) for place in (1, 2))
    assert (ldtt, cstdcs) == (254, 52)
    (cap,) = ask(table("authority_total", "CSTDCS", "2023-12-15", ldtt=ldtt, cstdcs_proposed=cstdcs))["conditions"]
    assert (cap["verdict"], cap["figures"], cap["facts"]["allowed"]) == ("not_met", "52/254 = 20.47 %", 38)


def test_two_flags_are_proposed_in_one_block() -> None:
    schools = [{"name": name, "targets": dict.fromkeys(row[3].split(), 1)} for name, row in ROWS.items()]
    (flag,) = ask(table("block", "COTP", "2024-06-03", name="Khối 29", schools=schools))["conditions"]
    assert (flag["condition"], flag["verdict"], flag["facts"]["proposed"]) == ("R-FLAG1", "not_met", 2)
