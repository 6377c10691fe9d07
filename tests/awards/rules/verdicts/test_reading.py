"""How a question is read: names and values nothing reads, codes recognised at entry, titles without a written rule."""

from dataclasses import replace
from typing import Any

import pytest

from awards.rules.verdicts import judge
from awards.rules.verdicts.cases.values import organ_of
from blocks.rules.law import load_law
from tests.awards.rules.verdicts.given import TENANTS, ask, given, person, school


@pytest.mark.parametrize(
    ("case", "note"),
    [
        (school("COTP", theme={"years": 3, "final_reveiw": True}), "subject.theme.final_reveiw: không có mục này"),
        (person("LDTT", discipline=[{"form": "canh_cao", "decided": "2024-01-01"}]), "subject.discipline.decided"),
        (person("LDTT", attested=["conduct", "spirrit"]), "subject.attested: không biết giá trị “spirrit”"),
        (person("LDTT", pending=[{"kind": "gossip", "closed_on": "2024-01-01"}]), "subject.pending.kind"),
        (person("CSTDTP", titles=[{"title": "CSTDCS", "status": "revokd"}]), "subject.titles.status"),
        (person("LDTT", tenant={"local_rules": [{"rule": "R-REG", "severty": "warn"}]}), "tenant.local_rules.severty"),
        (person("LDTT", proposal={"base": "Đ.24"}), "proposal.base: không có mục này"),
    ],
)
def test_a_name_or_value_that_nothing_reads_is_noted_at_any_depth(case: dict[str, Any], note: str) -> None:
    assert any(told.startswith(note) for told in ask(case)["notes"]), ask(case).get("notes")


def test_a_title_whose_state_is_misspelt_does_not_count() -> None:
    titles = given("CSTDCS", 2020, 2021, 2022)
    right = ask(person("CSTDTP", titles=titles))
    wrong = ask(person("CSTDTP", titles=[*titles[:2], titles[2] | {"status": "revokd"}]))

    def streak(answer: dict[str, Any]) -> str:
        return next(one["verdict"] for one in answer["conditions"] if one["condition"] == "CSTDTP.streak")

    assert (streak(right), streak(wrong)) == ("met", "unknown")


def test_a_title_of_which_nothing_is_written_is_never_met() -> None:
    law = load_law()
    bare = replace(law, rows=tuple(row for row in law.rows if row.title != "LDTT"))
    answer = judge(person("LDTT"), tenants=TENANTS, law=bare)
    assert answer["verdict"] == "unknown" and answer["conditions"][0]["condition"] == "LDTT.see"


@pytest.mark.parametrize(("basis", "path"), [("Luật 06/2022/QH15 Đ.26.2", True), ("Đ.26.1", False), ("", False)])
def test_the_path_to_a_flag_is_that_of_the_row_the_proposal_names(basis: str, path: bool) -> None:
    answer = ask(school("COTP", proposal={"basis": basis}))
    assert ("COTP.theme" in [one["condition"] for one in answer["conditions"]]) is path


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("Chủ tịch UBND Thành phố Hồ Chí Minh", "province_head"),
        ("Chủ tịch UBND thành phố Thủ Đức", "district_head"),
        ("Phòng GDĐT Quận 11", "district"),
        ("Giám đốc Sở Giáo dục và Đào tạo Thành phố", "department"),
        ("Bộ trưởng Bộ Giáo dục và Đào tạo", "ministry_head"),
        ("Hiệu trưởng Trường Mầm non Thành phố", "school"),
        ("Thủ tướng Chính phủ", "government_head"),
        ("Hội đồng sáng kiến Thành phố", "province"),
        ("Ông A", ""),
    ],
)
def test_an_organ_is_recognised_once_by_its_written_name(name: str, organ: str) -> None:
    assert organ_of(name) == organ


def test_the_level_of_the_organiser_is_its_code_where_one_is_told() -> None:
    """An authority whose name holds “Thành phố” is still a district's when its kind says so."""
    block = {"organised_by": "Phòng GDĐT Thành phố Mới", "organiser_level": "district", "rank_in_block": 1}
    leader = next(one for one in ask(school("COTP", block=block))["conditions"] if one["condition"] == "COTP.leader")
    assert leader["verdict"] == "unknown" and leader["not_settled"][0]["setting"] == "district_block_flags"
