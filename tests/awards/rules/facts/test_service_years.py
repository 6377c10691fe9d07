"""Whole years as people type them, parts and wholes, merits, movements: what contradicts itself is said."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from awards.rules.facts.service_years import (
    Launcher,
    MeritKind,
    check_merits,
    check_theme,
    check_years,
    merits_told,
    read_years,
    theme_told,
)
from awards.rules.verdicts.cases.records import Theme
from awards.rules.verdicts.cases.values import code_of
from blocks.rules.law import load_law
from thidua.errors import RuleViolation

THEME = {
    "theme_name": "Trường học hạnh phúc",
    "theme_years": 3,
    "theme_leads": True,
    "theme_final": True,
    "theme_launched_by": "tinh",
}
NO_THEME = dict.fromkeys(THEME) | {"theme_name": "", "theme_launched_by": ""}


@pytest.mark.parametrize(("text", "years"), [("15", 15), (" 15 năm ", 15), ("0", 0), ("60", 60), ("", None)])
def test_years_are_read(text: str, years: int | None) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize("text", ["61", "-1", "15,5", "mười", "²", "9" * 40])
def test_what_is_no_whole_year_is_said(text: str) -> None:
    with pytest.raises(RuleViolation, match="không phải số năm tròn; ghi số từ 0 đến 60"):
        read_years(text)


@pytest.mark.parametrize(
    ("years", "where"),
    [
        ({"sector_years": 10, "teaching_years": 11}, "teaching_years"),
        ({"sector_years": 10, "hard_area_years": 11, "hard_teaching_years": 1}, "hard_area_years"),
        ({"hard_area_years": 3, "hard_teaching_years": 4}, "hard_teaching_years"),
        ({"teaching_years": 3, "hard_area_years": 9, "hard_teaching_years": 4}, "hard_teaching_years"),
        ({"hard_area_years": 3}, "hard_teaching_years"),
    ],
)
def test_a_part_is_not_longer_than_its_whole(years: dict[str, int], where: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_years(years, whose="Lê Thị An")
    assert refused.value.where == where and refused.value.message.startswith("Lê Thị An: ")


def test_years_that_agree_or_are_not_known_pass() -> None:
    check_years({})
    check_years({"sector_years": 10, "teaching_years": 10, "hard_area_years": 0})
    check_years({"teaching_years": 11, "hard_area_years": 5, "hard_teaching_years": 0})


def test_none_stands_alone_and_is_not_the_same_as_unknown() -> None:
    assert check_merits(["none"]) == [] and merits_told([]) == "Không có thành tích nào khác"
    assert check_merits(["dong_gop", "phong_trao"]) == ["phong_trao", "dong_gop"] and merits_told(None) == ""
    for wrong in (["none", "dot_xuat"], ["khac"]):
        with pytest.raises(RuleViolation):
            check_merits(wrong)


def test_every_merit_is_one_that_the_judge_knows() -> None:
    codes = {code_of("merits", one.value) for one in MeritKind if one != MeritKind.NONE}
    assert codes <= load_law().scales["merit_options"].keys()


@pytest.mark.parametrize("missing", ["theme_years", "theme_leads", "theme_final", "theme_launched_by", "theme_name"])
def test_a_movement_is_told_whole_or_not_at_all(missing: str) -> None:
    """The law's check takes an untold end for an end: so it is never left untold."""
    with pytest.raises(RuleViolation) as refused:
        check_theme(THEME | {missing: NO_THEME[missing]})
    assert refused.value.where == missing


def test_a_movement_is_told_in_the_words_of_the_judge() -> None:
    check_theme(NO_THEME)
    check_theme(THEME)
    assert theme_told(SimpleNamespace(**NO_THEME)) is None
    assert theme_told(SimpleNamespace(**THEME)) == Theme(
        name="Trường học hạnh phúc",
        years=Fraction(3),
        leads=True,
        final_review=True,
        launched_by=Launcher.PROVINCE.label,
        organ="province",
    )
    for missing in THEME.keys() - {"theme_name"}:
        assert theme_told(SimpleNamespace(**(THEME | {missing: NO_THEME[missing]}))) == Theme("Trường học hạnh phúc")
    with pytest.raises(RuleViolation, match="từ 1 đến 30 năm"):
        check_theme(THEME | {"theme_years": 31})
