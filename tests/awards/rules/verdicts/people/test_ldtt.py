"""Lao động tiên tiến: ranking, newly recruited, discipline, leave, moves, study, under each law."""

import pytest

from tests.awards.rules.verdicts.given import BNG, L22, ND90, ND91, ND233, Row, check, person, row

TT01, TT15 = "TT 01/2024/TT-BNV", "TT 15/2025/TT-BNV"


def new(
    day: str, until: str, cycle: str = "2023-2024", received: str = "2024-06-03", **more: object
) -> dict[str, object]:
    return person("LDTT", cycle, received, recruited_on=day, dates={"service_counted_to": until}, **more)


def fined(
    form: str | None, day: str | None, cycle: str = "2023-2024", received: str = "2024-06-03", **more: object
) -> dict[str, object]:
    return person("LDTT", cycle, received, discipline=[{"form": form, "decided_on": day, "ends_on": None, **more}])


RANKING = [
    row("HTT is the floor of Đ.24.1a", person("LDTT"), "met", f"LDTT.rank met {L22} Đ.24.1"),
    row("HTXS is above the floor", person("LDTT", ranking={"2023-2024": "HTXS"}), "met", "LDTT.rank met"),
    row(
        "HT is below the floor",
        person("LDTT", ranking={"2023-2024": "HT"}),
        "not_met",
        f"LDTT.rank not_met {L22} Đ.24.1",
    ),
    row("KHT is below the floor", person("LDTT", ranking={"2023-2024": "KHT"}), "not_met", "LDTT.rank not_met"),
    row("not ranked is not HTT", person("LDTT", ranking={"2023-2024": "not_ranked"}), "not_met", "LDTT.rank not_met"),
    row(
        "a ranking of another year says nothing",
        person("LDTT", ranking={"2022-2023": "HTT"}),
        "unknown",
        "LDTT.rank unknown",
    ),
    row("ranking null is unknown", person("LDTT", ranking=None), "unknown", "LDTT.rank unknown"),
    row("ranking absent is unknown", person("LDTT", drop=("ranking",)), "unknown", "LDTT.rank unknown"),
    row(
        "spirit not attested is unknown (Đ.24.1b)",
        person("LDTT", attested=["conduct"]),
        "unknown",
        f"LDTT.spirit unknown {L22} Đ.24.1",
    ),
    row("attested absent is unknown", person("LDTT", drop=("attested",)), "unknown", "LDTT.spirit unknown"),
    row(
        "known refusal outweighs an unknown",
        person("LDTT", ranking={"2023-2024": "HT"}, attested=[]),
        "not_met",
        "LDTT.spirit unknown",
    ),
    row(
        "the old law asks for conduct with the ranking",
        person("LDTT", "2022-2023", "2023-06-02", attested=["spirit"]),
        "unknown",
        f"LDTT.rank unknown {ND91} Đ.10",
    ),
    row(
        "the old law does not ask for the spirit of Đ.24.1b",
        person("LDTT", "2022-2023", "2023-06-02", attested=["conduct"]),
        "met",
        f"LDTT.rank met {ND91} Đ.10",
    ),
]
NEWCOMERS = [
    row(
        "10 months and a day under NĐ 91",
        new("2022-07-31", "2023-05-31", "2022-2023", "2023-06-02"),
        "met",
        f"LDTT.new met {ND91} Đ.10",
    ),
    row(
        "a day short of 10 months under NĐ 91",
        new("2022-08-02", "2023-05-31", "2022-2023", "2023-06-02"),
        "not_met",
        f"LDTT.new not_met {ND91} Đ.10",
        "S-NEW not_met",
    ),
    row("9 months pass under the 2022 law", new("2023-08-31", "2024-05-31"), "met", f"LDTT.new met {TT01}"),
    row("6 months and a day", new("2023-11-30", "2024-05-31"), "met", f"LDTT.new met {TT01}"),
    row("first day counted: from 01/12 to 31/05 is six months", new("2023-12-01", "2024-05-31"), "met", "LDTT.new met"),
    row(
        "a day short of six months",
        new("2023-12-02", "2024-05-31"),
        "not_met",
        f"LDTT.new not_met {TT01}",
        f"S-NEW not_met {TT01}",
    ),
    row("recruitment unknown", person("LDTT", recruited_on=None), "unknown", "LDTT.new unknown"),
    row(
        "8 months received on the last day of NĐ 91",
        new("2023-04-20", "2023-12-20", "2023", "2023-12-31"),
        "not_met",
        f"LDTT.new not_met {ND91} Đ.10",
    ),
    row("the same file a day later: 10 months are gone", new("2023-04-20", "2023-12-20", "2023", "2024-01-01"), "met"),
    row(
        "4 months while TT 01/2024 is not in force: only a warning",
        new("2023-08-20", "2023-12-20", "2023", "2024-02-23"),
        "met",
        f"LDTT.new flag {TT01}",
    ),
    row(
        "4 months on the first day of TT 01/2024",
        new("2023-08-20", "2023-12-20", "2023", "2024-02-24"),
        "not_met",
        f"LDTT.new not_met {TT01}",
    ),
    row(
        "TT 01/2024 on its last day",
        new("2025-01-10", "2025-05-31", "2024-2025", "2025-08-04"),
        "not_met",
        f"LDTT.new not_met {TT01}",
    ),
    row(
        "TT 15/2025 from its first day, six months carried over",
        new("2025-01-10", "2025-05-31", "2024-2025", "2025-08-05"),
        "not_met",
        f"LDTT.new not_met {TT15}",
    ),
]
DISCIPLINE = [
    row(
        "khiển trách bars under the old law",
        fined("khien_trach", "2023-03-01", "2022-2023", "2023-06-02"),
        "not_met",
        f"LDTT.disc not_met {ND91} Đ.10",
        f"R-DISC-IND not_met {BNG} Đ.9.1k",
    ),
    row(
        "phê bình is no discipline", fined("phe_binh", "2023-03-01", "2022-2023", "2023-06-02"), "met", "LDTT.disc met"
    ),
    row(
        "khiển trách in the year is KHT by NĐ 90",
        fined("khien_trach", "2024-01-10"),
        "not_met",
        f"R-DISC-IND not_met {ND90}",
    ),
    row("first day of the cycle counts", fined("khien_trach", "2023-06-01"), "not_met", "R-DISC-IND not_met"),
    row("the day before the cycle does not", fined("khien_trach", "2023-05-31"), "met", "R-DISC-IND met"),
    row("last day of the cycle counts", fined("canh_cao", "2024-05-31"), "not_met", "R-DISC-IND not_met"),
    row(
        "after the closing: next year's, shown as open",
        fined("canh_cao", "2024-06-01"),
        "met",
        "R-DISC-IND met",
        "R-DISC-DATE flag",
    ),
    row("no day of decision: unknown", fined("khien_trach", None), "unknown", "R-DISC-IND unknown"),
    row("no form: unknown", fined(None, "2024-01-10"), "unknown", "R-DISC-IND unknown"),
    row("discipline not told: unknown", person("LDTT", discipline=None), "unknown", "R-DISC-IND unknown"),
    row(
        "old law, discipline not told",
        person("LDTT", "2022-2023", "2023-06-02", discipline=None),
        "unknown",
        "LDTT.disc unknown",
    ),
    row(
        "NĐ 90 on its last day bars any discipline",
        fined("khien_trach", "2026-01-10", "2025-2026", "2026-06-30", related_to_duty=False),
        "not_met",
        f"R-DISC-IND not_met {ND90}",
    ),
    row(
        "NĐ 233 from its first day bars only what touches duty",
        fined("khien_trach", "2026-01-10", "2025-2026", "2026-07-01", related_to_duty=False, moral_decay=False),
        "met",
        f"R-DISC-IND met {ND233} Đ.12.4c",
    ),
    row(
        "NĐ 233, related to duty",
        fined("khien_trach", "2026-01-10", "2025-2026", "2026-07-01", related_to_duty=True),
        "not_met",
        f"R-DISC-IND not_met {ND233} Đ.12.4c",
    ),
    row(
        "NĐ 233, relation not told",
        fined("khien_trach", "2026-01-10", "2025-2026", "2026-07-01"),
        "unknown",
        "R-DISC-IND unknown",
    ),
]


def after(ends_on: str | None, received: str = "2026-06-05") -> dict[str, object]:
    return person(
        "LDTT",
        "2025-2026",
        received,
        discipline=[{"form": "khien_trach", "decided_on": "2025-03-10", "ends_on": ends_on}],
    )


AFTERWARDS = [
    row("discipline over before the cycle", after("2025-05-31"), "met", "R-AFTER-DISC met NĐ 152/2025/NĐ-CP Đ.4.4"),
    row(
        "over in the middle: fewer than six months count",
        after("2026-01-15"),
        "not_met",
        "R-AFTER-DISC not_met NĐ 152/2025/NĐ-CP Đ.4.4",
    ),
    row("not over at the closing: nothing counts", after("2026-06-30"), "not_met", "R-AFTER-DISC not_met"),
    row("end not told", after(None), "unknown", "R-AFTER-DISC unknown"),
    row(
        "before NĐ 152 there is no such rule",
        person(
            "LDTT",
            "2024-2025",
            "2025-06-30",
            discipline=[{"form": "khien_trach", "decided_on": "2024-03-10", "ends_on": "2025-03-10"}],
        ),
        "met",
    ),
]


def away(kind: str, start: str, end: str, **more: object) -> dict[str, object]:
    return person("LDTT", leave=[{"kind": kind, "from": start, "to": end}], **more)


ABSENCE = [
    row(
        "maternity leave is time worked",
        away("maternity", "2023-10-01", "2024-03-31"),
        "met",
        "LDTT.maternity met NĐ 152/2025/NĐ-CP Đ.4.5",
        "S-MAT met",
    ),
    row(
        "three months away: not HTT by NĐ 90", away("sick", "2024-01-01", "2024-03-31"), "not_met", "LDTT.rank not_met"
    ),
    row("a day under three months", away("sick", "2024-01-01", "2024-03-30"), "met", "LDTT.rank met"),
    row("leave not told: the ranking cannot be relied on", person("LDTT", leave=None), "unknown", "LDTT.rank unknown"),
    row(
        "NĐ 233: sick leave of four months no longer bars",
        person("LDTT", "2025-2026", "2026-07-01", leave=[{"kind": "sick", "from": "2026-01-01", "to": "2026-04-30"}]),
        "met",
        "LDTT.rank met",
    ),
    row(
        "NĐ 90 on its last day: it does",
        person("LDTT", "2025-2026", "2026-06-30", leave=[{"kind": "sick", "from": "2026-01-01", "to": "2026-04-30"}]),
        "not_met",
        "LDTT.rank not_met",
    ),
    row(
        "40 working days: the bar of 2014 is gone",
        person("LDTT", "2022-2023", "2023-06-02", leave=[{"kind": "sick", "working_days": 45}]),
        "met",
        "S-LEAVE40 met NĐ 65/2014/NĐ-CP",
    ),
    row("eleven months of study count", person("LDTT", study=[{"months": 11, "result": None}]), "met", "S-STUDY met"),
    row(
        "a year of study needs khá",
        person("LDTT", study=[{"months": 12, "result": "trung_binh"}]),
        "not_met",
        "S-STUDY not_met",
    ),
    row("a year of study with khá", person("LDTT", study=[{"months": 12, "result": "kha"}]), "met", "S-STUDY met"),
    row("a year of study, result open", person("LDTT", study=[{"months": 12}]), "unknown", "S-STUDY unknown"),
    row(
        "study under the old law",
        person(
            "LDTT",
            "2022-2023",
            "2023-06-02",
            study=[{"from": "2022-06-01", "to": "2023-05-31", "result": "trung_binh"}],
        ),
        "not_met",
        f"S-STUDY not_met {BNG} Đ.9.1",
    ),
]


def moved(months: float | None, comment: object, **more: object) -> dict[str, object]:
    move = {
        "on": "2024-01-02",
        "from_unit": "MN B",
        "to_unit": "MN A",
        "months_at_old": months,
        "old_unit_comment": comment,
    }
    return person("LDTT", moves=[move | more])


MOVES = [
    row(
        "six months at the old unit: its comment is needed",
        moved(6, False),
        "not_met",
        "S-MOVE not_met TT 01/2024/TT-UBDT",
    ),
    row("six months with the comment", moved(6, True), "met", "S-MOVE met"),
    row("five months need none", moved(5, None), "met", "S-MOVE met"),
    row("seven months, comment not told", moved(7, None), "unknown", "S-MOVE unknown"),
    row("months not told and no comment", moved(None, False), "unknown", "S-MOVE unknown"),
    row("the old unit may not consider", moved(7, True, from_unit="MN A", to_unit="MN B"), "not_met", "S-MOVE not_met"),
    row("a move of an earlier year is over", moved(7, False, on="2022-09-01"), "met"),
    row("moves not told", person("LDTT", moves=None), "unknown", "S-MOVE unknown"),
    row(
        "old law: the same by analogy",
        person(
            "LDTT",
            "2022-2023",
            "2023-06-02",
            moves=[
                {
                    "on": "2023-01-02",
                    "from_unit": "MN B",
                    "to_unit": "MN A",
                    "months_at_old": 7,
                    "old_unit_comment": False,
                }
            ],
        ),
        "not_met",
        f"S-MOVE not_met {BNG} Đ.9.1h",
    ),
    row(
        "seconded: the sending unit considers, confirmed",
        moved(None, None, kind="biet_phai", from_unit="MN A", to_unit="MN B", confirmed=True),
        "met",
        "S-SECOND met",
    ),
    row(
        "seconded, host has not confirmed",
        moved(None, None, kind="biet_phai", from_unit="MN A", to_unit="MN B", confirmed=False),
        "not_met",
        "S-SECOND not_met",
    ),
]


@pytest.mark.parametrize(
    "one", [*RANKING, *NEWCOMERS, *DISCIPLINE, *AFTERWARDS, *ABSENCE, *MOVES], ids=lambda one: one.why
)
def test_ldtt(one: Row) -> None:
    check(one)
