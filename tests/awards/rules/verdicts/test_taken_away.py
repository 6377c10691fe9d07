"""Facts taken away one by one from any question never turn its answer to met: not knowing never helps.

What is taken is what was told of the subject and of the proposal. Left in place is what is no fact but the asker's
choice (title, year, provision, the authority's own limits), and what judge.md lets be silent: the state of a title
(a title listed without one stands), the council's votes (answered apart), the first place by votes in a block.
"""

import copy
import random
from collections.abc import Iterator
from typing import Any

from awards.rules.verdicts.cases.read_question import read_question
from awards.rules.verdicts.judge import answer
from blocks.rules.law import load_law
from tests.awards.rules.verdicts.given import TENANTS, award, given, initiative, person, school
from tests.tries import tries

LAW = load_law()
DAYS = ("2023-06-02", "2024-01-20", "2024-06-03", "2025-07-25", "2026-04-10", "2026-07-10", "2027-06-03")
KEPT = {"kind", "status", "revoked_on", "votes_first", "decision", "decided_by"}
KEPT_OF_PROPOSAL = {"basis", "merit"}
DAILY, LONG = 120, 10_000


def maybe(dice: random.Random, *values: Any) -> Any:
    """One of the values."""
    return dice.choice(values)


def _titles(dice: random.Random, codes: tuple[str, ...], first: int) -> list[dict[str, Any]]:
    found = []
    for code in codes:
        for one in range(first - 5, first + 1):
            if dice.random() < 0.75:
                found += given(code, one, **maybe(dice, {}, {}, {}, {"status": "revoked"}, {"status": "pending"}))
    return found


def _awards(dice: random.Random, codes: tuple[str, ...], first: int) -> list[dict[str, Any]]:
    found = []
    for code in codes:
        if dice.random() < 0.4:
            end = first - dice.randint(0, 7)
            merit = maybe(dice, "cong_trang", "cong_trang", "dot_xuat", "chuyen_de")
            found.append(award(code, end - 4, end, f"{end + 1}-08-10", merit=merit))
            if dice.random() < 0.3:
                found[-1]["period"] = None
    return found


def _matters(dice: random.Random, first: int) -> list[dict[str, Any]]:
    opened = maybe(dice, f"{first}-11-02", f"{first + 1}-05-02")
    closed = maybe(dice, None, f"{first + 1}-01-05")
    return maybe(
        dice, [], [], [], [{"kind": maybe(dice, "complaint", "press"), "opened_on": opened, "closed_on": closed}]
    )


def _disciplines(dice: random.Random, first: int) -> list[dict[str, Any]]:
    year = first - dice.randint(0, 3)
    one = {
        "form": maybe(dice, "phe_binh", "khien_trach", "canh_cao"),
        "decided_on": f"{year}-{dice.randint(1, 12):02}-10",
        "ends_on": f"{year + 1}-{dice.randint(1, 12):02}-10",
        "related_to_duty": maybe(dice, True, False),
        "moral_decay": maybe(dice, True, False),
    }
    return maybe(dice, [], [], [one])


def _works(dice: random.Random, first: int) -> list[dict[str, Any]]:
    found = []
    for one in range(first - 3, first + 1):
        for level in ("co_so", "tinh", "toan_quoc"):
            if dice.random() < 0.35:
                found.append(initiative(f"{one}-{one + 1}", level, name=f"SK {dice.randint(1, 4)}"))
                found[-1] |= maybe(dice, {}, {}, {"recognised_on": f"{one + 1}-06-20"}, {"status": "refused"})
    return found


def _moves(dice: random.Random, first: int) -> list[dict[str, Any]]:
    move = {
        "on": f"{first}-12-01",
        "from_unit": maybe(dice, "MN A", "MN B"),
        "to_unit": maybe(dice, "MN A", "MN C"),
        "months_at_old": dice.randint(3, 8),
        "old_unit_comment": maybe(dice, True, False),
    }
    lent = {"kind": "seconded", "from_unit": maybe(dice, "MN A", "MN B"), "to_unit": "MN A", "confirmed": True}
    return maybe(dice, [], [], [], [move], [lent])


def _person(dice: random.Random, code: str, first: int, day: str) -> dict[str, Any]:
    cycle = f"{first}-{first + 1}"
    return person(
        code,
        cycle,
        day,
        tenant=maybe(dice, "PLAIN", "HD", "KH"),
        proposal={"merit": maybe(dice, "cong_trang", ""), "by": maybe(dice, "Giám đốc Sở", "Chủ tịch UBND Thành phố")},
        ranking={f"{one}-{one + 1}": maybe(dice, "HTXS", "HTXS", "HTT", "HT") for one in range(first - 6, first + 1)},
        titles=_titles(dice, ("CSTDCS", "CSTDTP", "NGUT"), first),
        awards=_awards(dice, ("BKTP_CN", "BKBO_CN", "BKTTG_CN", "HCLD3_CN", "HCLD2_CN", "KNC", "GK_CN"), first),
        initiatives=_works(dice, first),
        discipline=_disciplines(dice, first),
        pending=_matters(dice, first),
        leave=maybe(
            dice, [], [], [{"kind": "unpaid", "months": dice.randint(1, 7)}], [{"kind": "maternity", "months": 6}]
        ),
        study=maybe(dice, [], [], [{"months": dice.randint(6, 14), "result": maybe(dice, "kha", "yeu")}]),
        moves=_moves(dice, first),
        attested=maybe(dice, ["conduct", "spirit", "exemplary"], ["conduct"]),
        other_merits=maybe(dice, [], [], [{"kind": maybe(dice, "chuyen_de", "dong_gop"), "option": "a"}]),
        other_proposals=maybe(dice, [], [], [{"title": maybe(dice, "BKTTG_CN", "BKTP_CN"), "cycle": cycle}]),
        recruited_on=maybe(dice, "2005-08-15", f"{first}-10-01", f"{first + 1}-01-05"),
        head=maybe(dice, False, True),
        unit_facts={"rank": maybe(dice, "HTXS", "HTT"), "titles": maybe(dice, [], ["TTLDXS"])},
        unit_quota={"ldtt": 40, "cstdcs_proposed": dice.randint(5, 7)},
        sector_years=maybe(dice, 14, 17, 20, 30),
        hard_area=maybe(dice, [], {"years": dice.randint(3, 6), "current": True}),
        teaching_years=maybe(dice, 14, 20, 30),
        published_on=maybe(dice, "2017-10-02", "2029-01-01"),
        history_complete=maybe(dice, True, True, None),
    )


def _school(dice: random.Random, code: str, first: int, day: str) -> dict[str, Any]:
    cycle = f"{first}-{first + 1}"
    failed, unranked = maybe(dice, 0, 0, 1), maybe(dice, 0, 0, 1)
    good = 35 - failed - unranked - maybe(dice, 0, 0, 1)
    ranked = {"HTXS": 5, "HTT": good, "HT": 0, "KHT": failed, "not_ranked": unranked}
    fined = {"form": "canh_cao", "decided_on": f"{first}-12-01", "violation_at_old_unit": maybe(dice, True, False)}
    theme = {"years": dice.randint(2, 6), "leads": maybe(dice, True, False), "final_review": maybe(dice, True, False)}
    place = {
        "organised_by": maybe(dice, "UBND Thành phố", "Bộ GDĐT", "UBND Quận 11"),
        "rank_in_block": dice.randint(1, 2),
    }
    return school(
        code,
        cycle,
        day,
        tenant=maybe(dice, "PLAIN", "HD", "KH"),
        proposal={"by": maybe(dice, "Giám đốc Sở", "Chủ tịch UBND Thành phố")},
        rank={f"{one}-{one + 1}": maybe(dice, "HTXS", "HTXS", "HTT") for one in range(first - 6, first + 1)},
        titles=_titles(dice, ("TTLDXS", "COTP", "COCP"), first),
        awards=_awards(dice, ("BKTP_TT", "BKBO_TT", "BKTTG_TT", "HCLD3_TT", "HCLD2_TT", "GK_TT"), first),
        rank_counts=ranked,
        ldtt=dice.randint(26, 30),
        cstdcs=maybe(dice, 0, 3),
        disciplined=maybe(dice, [], [], [fined]),
        pending=_matters(dice, first),
        exceeded_targets=maybe(dice, True, True, False),
        eligible_for_flags=maybe(dice, True, False),
        block=place | {"name": "Khối 29", "chosen_among_leaders": maybe(dice, True, False)},
        theme=maybe(dice, None, theme | {"launched_by": maybe(dice, "Thủ tướng", "UBND Thành phố")}),
        other_proposals=maybe(dice, [], [{"title": "BKTTG_TT", "cycle": cycle}]),
        history_complete=maybe(dice, True, True, None),
    )


def question(dice: random.Random) -> dict[str, Any]:
    """Any title under any law, of a person or a school of whom almost everything is told."""
    day, title = dice.choice(DAYS), LAW.titles[dice.choice(sorted(LAW.titles))]
    first = int(day[:4]) - 1
    return (_school if title.collective else _person)(dice, title.code, first, day)


def paths(record: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a fact is told: each name at any depth; a list is known as a whole, its lines are not taken out."""
    if isinstance(record, dict):
        for name, value in record.items():
            yield (*before, name)
            yield from paths(value, (*before, name))
    elif isinstance(record, list):
        for place, value in enumerate(record):
            yield from paths(value, (*before, place))


def facts_of(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The facts that may be taken away."""
    told = [("subject", *path) for path in paths(case["subject"]) if path[-1] not in KEPT or "moves" in path]
    told += [("proposal", name) for name in case["proposal"] if name not in KEPT_OF_PROPOSAL]
    told += [("tenant",)] if "tenant" in case else []
    return told + [("dates", name) for name in case["dates"] if name == "received"]


def without(case: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """The case with one fact less."""
    less = copy.deepcopy(case)
    inner = less
    for step in path[:-1]:
        inner = inner[step]
    inner.pop(path[-1])
    return less


def verdict_of(case: dict[str, Any]) -> str:
    """The verdict alone."""
    return str(answer(read_question(case, TENANTS, LAW), LAW, same_law_too=False)["verdict"])


def _try(seed: int) -> None:
    dice = random.Random(seed)
    case = question(dice)
    before = verdict_of(case)
    told = facts_of(case)
    for path in dice.sample(told, min(len(told), 8)):
        assert before == "met" or verdict_of(without(case, path)) != "met", (seed, before, path, case)
    for _ in range(6):  # and one after the other
        less = without(case, dice.choice(facts_of(case)))
        after = verdict_of(less)
        assert before == "met" or after != "met", (seed, before, case, less)
        case, before = less, after


def test_facts_taken_away_never_turn_an_answer_to_met() -> None:
    for seed in range(LONG if tries(LONG) == LONG else DAILY):
        _try(seed)
