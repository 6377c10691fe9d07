"""Kỷ niệm chương, Nhà giáo ưu tú, Nhà giáo nhân dân: years served, hard areas, texts that were not read."""

import pytest

from tests.awards.rules.verdicts.given import L22, Row, ask, award, check, person, row

TT29 = "TT 29/2023/TT-BGDĐT Đ.8"


def knc(years: float | None = 20, received: str = "2024-06-03", **changes: object) -> dict[str, object]:
    return person("KNC", "2023-2024", received, **({"sector_years": years, "registrations": []} | changes))


YEAR_UNDER = [{"form": "khien_trach", "decided_on": "2020-03-01", "ends_on": "2021-03-01"}]
MEDAL = [
    row("20 years exactly", knc(), "met", f"KNC.years met {TT29}"),
    row("19 and a half", knc(19.5, hard_area=[]), "not_met", f"KNC.years not_met {TT29}"),
    row("19 and a half, hard areas not told", knc(19.5), "unknown", "KNC.years unknown"),
    row(
        "20 years and a half less a third of one",
        knc(
            None,
            sector_since="2003-12-01",
            hard_area=[],
            discipline=[{"form": "khien_trach", "decided_on": "2020-01-01", "ends_on": "2020-05-01"}],
        ),
        "met",
        "KNC.years met",
    ),
    row(
        "awards not told: it may have been given",
        knc(awards=None, history_complete=None),
        "unknown",
        "KNC.once unknown",
    ),
    row("years not told", knc(None), "unknown", "KNC.years unknown"),
    row(
        "15 in a hard area now, five years there",
        knc(15, hard_area_years=5, hard_area_current=True),
        "met",
        "KNC.years met",
        f"KNC.hard met {TT29}",
    ),
    row("14 in a hard area", knc(14, hard_area_years=6, hard_area_current=True), "not_met", "KNC.years not_met"),
    row("four years there", knc(17, hard_area_years=4, hard_area_current=True), "not_met", "KNC.years not_met"),
    row("no longer there", knc(17, hard_area_years=8, hard_area_current=False), "not_met", "KNC.years not_met"),
    row("whether still there is not told", knc(17, hard_area_years=8), "unknown", "KNC.years unknown"),
    row(
        "a year under discipline is left out",
        knc(20, discipline=YEAR_UNDER, hard_area=[]),
        "not_met",
        "KNC.years not_met",
        "KNC.disc met",
    ),
    row("21 years less one", knc(21.1, discipline=YEAR_UNDER), "met", "KNC.years met"),
    row(
        "end of the discipline not told",
        knc(20, discipline=[{"form": "khien_trach", "decided_on": "2020-03-01", "ends_on": None}]),
        "unknown",
        "KNC.years unknown",
    ),
    row("years from the day of joining", knc(None, sector_since="2004-06-03"), "met", "KNC.years met"),
    row("a day short by that day", knc(None, sector_since="2004-06-04", hard_area=[]), "not_met", "KNC.years not_met"),
    row("given before: once only", knc(awards=[award("KNC", 2010, 2010, "2012-11-20")]), "not_met", "KNC.once not_met"),
    row(
        "outside the sector: five years of leadership",
        knc(None, outsider=True, leadership_years=5),
        "met",
        f"KNC.outsider met {TT29}",
    ),
    row(
        "outside the sector: four, nothing else",
        knc(None, outsider=True, leadership_years=4),
        "not_met",
        "KNC.outsider not_met",
    ),
    row(
        "outside the sector: a contribution",
        knc(None, outsider=True, leadership_years=0, other_merits=[{"kind": "contribution"}]),
        "met",
        "KNC.outsider met",
    ),
    row("day before TT 29/2023", knc(received="2024-02-14"), "unknown", "KNC.see unknown TT 21/2020/TT-BGDĐT"),
    row("first day of TT 29/2023", knc(received="2024-02-15"), "met", f"KNC.years met {TT29}"),
    row("last day of TT 29/2023", knc(received="2026-04-01"), "met", f"KNC.years met {TT29}"),
    row(
        "first day of TT 07/2026: carried, unconfirmed",
        knc(received="2026-04-02"),
        "met",
        "KNC.years met TT 07/2026/TT-BGDĐT",
    ),
    row(
        "old law: the text is not in the data",
        knc(received="2023-12-31"),
        "unknown",
        "KNC.see unknown TT 35/2015/TT-BGDĐT Đ.27",
    ),
]


def teacher(code: str = "NGUT", **changes: object) -> dict[str, object]:
    return person(code, "2023-2024", **({"registrations": [], "teaching_years": 15} | changes))


HEAD = {"role": "hiệu trưởng", "head": True}
GIVEN = [{"title": "NGUT", "cycle": "2019-2020", "decision": "1/QĐ-CTN", "decided_on": "2020-11-10"}]
TEACHERS = [
    row(
        "15 years of teaching; details of NĐ 35/2024 not read",
        teacher(),
        "unknown",
        f"NGUT.teach met {L22} Đ.64.3",
        "NGUT.detail unknown",
    ),
    row("14 years", teacher(teaching_years=14), "not_met", f"NGUT.teach not_met {L22} Đ.64.3"),
    row(
        "10 and 5 more in a hard area count double",
        teacher(teaching_years=10, hard_area_years=5),
        "unknown",
        "NGUT.teach met",
        f"NGUT.x2 met {L22} Đ.64.4",
    ),
    row("10 and 4 do not reach", teacher(teaching_years=10, hard_area_years=4), "not_met", "NGUT.teach not_met"),
    row(
        "a head: 20 in the sector, 10 of teaching",
        teacher(**HEAD, sector_years=20, teaching_years=10),
        "unknown",
        f"NGUT.manager met {L22} Đ.64.3",
    ),
    row("a head with 19 years", teacher(**HEAD, sector_years=19, teaching_years=10), "not_met", "NGUT.manager not_met"),
    row(
        "a head with 9 of teaching",
        teacher(**HEAD, sector_years=25, teaching_years=9),
        "not_met",
        "NGUT.manager not_met",
    ),
    row(
        "list not made public",
        teacher(published_on=None, published=False),
        "not_met",
        f"R-PUBLISH not_met {L22} Đ.84.5",
    ),
    row(
        "old law: not researched",
        person("NGUT", "2022-2023", "2023-06-02", teaching_years=30),
        "unknown",
        "NGUT.see unknown NĐ 27/2015/NĐ-CP",
    ),
    row(
        "nhân dân: NGƯT and 20 years; NĐ 35/2024 was not read",
        teacher("NGND", teaching_years=20, titles=GIVEN),
        "unknown",
        f"NGND.ngut met {L22} Đ.64.2",
        f"NGND.teach met {L22} Đ.64.2",
    ),
    row("nhân dân: 19 years", teacher("NGND", teaching_years=19, titles=GIVEN), "not_met", "NGND.teach not_met"),
    row("nhân dân without NGƯT", teacher("NGND", teaching_years=20), "not_met", f"NGND.ngut not_met {L22} Đ.64.2"),
    row(
        "nhân dân, titles not told",
        teacher("NGND", teaching_years=20, titles=None, awards=None, history_complete=None),
        "unknown",
        "NGND.ngut unknown",
    ),
    row(
        "nhân dân: a head with 25 and 15",
        teacher("NGND", **HEAD, sector_years=25, teaching_years=15, titles=GIVEN),
        "unknown",
        "NGND.manager met",
    ),
    row(
        "nhân dân: a head with 24",
        teacher("NGND", **HEAD, sector_years=24, teaching_years=15, titles=GIVEN),
        "not_met",
        "NGND.manager not_met",
    ),
]


@pytest.mark.parametrize("one", [*MEDAL, *TEACHERS], ids=lambda one: one.why)
def test_honours(one: Row) -> None:
    check(one)


def test_a_circular_that_was_not_read_leaves_the_answer_unconfirmed() -> None:
    assert ask(knc(received="2026-04-01"))["standing"] == "confirmed"
    assert ask(knc(received="2026-04-02"))["standing"] == "unconfirmed"
