"""Cases for the tests of eligibility: a clean person, a clean school, three authorities, and a table row that says why."""
# ruff: noqa: E501  one case of the table is one line, however long

from typing import Any, NamedTuple

from awards.rules.verdicts import judge

L22 = "Luật 06/2022/QH15"
ND91, ND98, ND152, ND90, ND233 = (
    "NĐ 91/2017/NĐ-CP",
    "NĐ 98/2023/NĐ-CP",
    "NĐ 152/2025/NĐ-CP",
    "NĐ 90/2020/NĐ-CP",
    "NĐ 233/2026/NĐ-CP",
)
BNG = "TT 03/2018/TT-BNG"

TENANTS: dict[str, Any] = {
    "PLAIN": {"name": "Không có quy định riêng", "local_rules": []},
    "HD": {
        "name": "Có hướng dẫn riêng",
        "basis": "HD 1382/HD-GDĐT (12/10/2023)",
        "local_rules": ["R-REG", "R-DISC-COLL", "R-THEME", "R-ONE-ACH", "R-NOSTEP", "C-QUORUM", "R-FLAG1"],
    },
    "KH": {
        "name": "Theo kế hoạch khối",
        "basis": "KH Khối 29 - Mầm non mục II",
        "local_rules": [
            "R-REG",
            "R-DISC-COLL",
            "R-THEME",
            "R-PENDING",
            "R-ONE-ACH",
            "R-HC-BKTTG",
            "R-HEAD",
            "R-INTERVAL",
        ],
    },
}


class Row(NamedTuple):
    """One line of a table: why the law says so, the case, the verdict, and "CONDITION verdict article" for what decides."""

    why: str
    case: dict[str, Any]
    verdict: str
    wants: tuple[str, ...]


def row(why: str, case: dict[str, Any], verdict: str, *wants: str) -> Row:
    """A Row; `wants` are "LDTT.rank met Luật …" (the article may be left out)."""
    return Row(why, case, verdict, wants)


def year(first: int, school: bool = True) -> str:
    """The cycle that begins in `first`."""
    return f"{first}-{first + 1}" if school else str(first)


def given(title: str, *firsts: int, school: bool = True, **more: Any) -> list[dict[str, Any]]:
    """The title for each cycle, each with a decision of the July after it closed (January for calendar years)."""
    return [
        {
            "title": title,
            "cycle": year(one, school),
            "decision": f"{1000 + one % 1000}/QĐ-UBND",
            "decided_on": f"{one + 1}-07-15" if school else f"{one + 1}-01-20",
            **more,
        }
        for one in firsts
    ]


def award(title: str, first: int, last: int, decided_on: str, *, school: bool = True, **more: Any) -> dict[str, Any]:
    """An award for merit with the achievement period written in its decision."""
    period = {"from": year(first, school), "to": year(last, school)}
    return {
        "title": title,
        "decision": "9/QĐ",
        "decided_on": decided_on,
        "period": period,
        "merit": "cong_trang",
        **more,
    }


def ranks(level: str, *firsts: int, school: bool = True, **others: str) -> dict[str, str]:
    """The same ranking for several cycles; `others` as y2021="HT"."""
    made = {year(one, school): level for one in firsts}
    return made | {year(int(key[1:]), school): value for key, value in others.items()}


def initiative(cycle: str, level: str = "co_so", **more: Any) -> dict[str, Any]:
    """A recognised initiative; at province and country level recognised by the city's chairman."""
    by = "Hiệu trưởng MN A" if level == "co_so" else "Chủ tịch UBND Thành phố"
    day = f"{cycle[-4:]}-04-10"
    return {
        "name": f"SK {cycle} {level}",
        "cycle": cycle,
        "level": level,
        "status": "recognised",
        "recognised_on": day,
        "recognised_by": by,
        "used_for": [],
        **more,
    }


def _dates(received: str | None, more: dict[str, Any]) -> dict[str, Any]:
    return {"received": received, **more}


def person(title: str, cycle: str = "2023-2024", received: str | None = "2024-06-03", **changes: Any) -> dict[str, Any]:
    """A teacher of long service, ranked HTT, registered and clean; `tenant`, `proposal`, `dates` go beside the subject."""
    subject: dict[str, Any] = {
        "kind": "person",
        "role": "giáo viên",
        "head": False,
        "unit": "MN A",
        "recruited_on": "2005-08-15",
        "ranking": {cycle: "HTT"},
        "registrations": [{"cycle": cycle, "title": one} for one in ("LDTT", "CSTDCS", title)],
        "history_complete": True,
        "titles": [],
        "awards": [],
        "initiatives": [],
        "research": [],
        "discipline": [],
        "pending": [],
        "leave": [],
        "study": [],
        "moves": [],
        "attested": ["conduct", "spirit"],
        "other_merits": [],
        "other_proposals": [],
        "published_on": "2017-10-02",
    }
    return _case(title, cycle, received, subject, changes)


def school(title: str, cycle: str = "2023-2024", received: str | None = "2024-06-03", **changes: Any) -> dict[str, Any]:
    """A school of 40 ranked HTXS, 30 LĐTT, 5 CSTĐCS, first in a block of the city, everything attested."""
    subject: dict[str, Any] = {
        "kind": "school",
        "name": "MN A",
        "founded_on": "1998-09-05",
        "rank": {cycle: "HTXS"},
        "registrations": [{"cycle": cycle, "title": one} for one in ("TTLDTT", "TTLDXS", title)],
        "history_complete": True,
        "disciplined": [],
        "pending": [],
        "titles": [],
        "awards": [],
        "headcount": 40,
        "ldtt": 30,
        "cstdcs": 5,
        "rank_counts": {"HTXS": 5, "HTT": 30, "HT": 5, "KHT": 0, "not_ranked": 0},
        "attested": ["movement", "united", "party_strong", "thrift", "democracy", "welfare", "exemplary"],
        "exceeded_targets": True,
        "block": {
            "name": "Khối 29",
            "organised_by": "UBND Thành phố",
            "rank_in_block": 1,
            "votes_first": True,
            "chosen_among_leaders": True,
        },
        "other_merits": [],
        "other_proposals": [],
        "published_on": "2017-10-02",
    }
    return _case(title, cycle, received, subject, changes)


def table(kind: str, title: str | None, received: str, cycle: str = "2023-2024", **facts: Any) -> dict[str, Any]:
    """A quota, a row of a target table, a block or an authority's total."""
    return _case(title, cycle, received, {"kind": kind}, facts)


def _case(
    title: str | None,
    cycle: str,
    received: str | None,
    subject: dict[str, Any],
    changes: dict[str, Any],
) -> dict[str, Any]:
    case = {
        "id": "T",
        "title": title,
        "cycle": cycle,
        "tenant": changes.pop("tenant", "PLAIN"),
        "dates": _dates(received, changes.pop("dates", {})),
        "proposal": changes.pop("proposal", {}),
    }
    for key in ("council", "regime_override"):
        if key in changes:
            case[key] = changes.pop(key)
    drop = changes.pop("drop", ())
    return {**case, "subject": {key: value for key, value in (subject | changes).items() if key not in drop}}


def ask(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to a case."""
    return judge(case, tenants=TENANTS)


def check(one: Row) -> None:
    """Asserts the verdict of a row and each condition it names."""
    answer = ask(one.case)
    found = {each["condition"]: each for each in answer["conditions"]}
    seen = "; ".join(f"{key} {each['verdict']} {each['article']}: {each['reason']}" for key, each in found.items())
    assert answer["verdict"] == one.verdict, f"{one.why} -> {answer['verdict']}: {seen}"
    for want in one.wants:
        condition, verdict, article = [*want.split(" ", 2), ""][:3]
        assert condition in found, f"{one.why}: {condition} is not answered: {seen}"
        assert found[condition]["verdict"] == verdict, f"{one.why}: {seen}"
        articles = [found[condition]["article"], *found[condition].get("or_article", [])]
        assert not article or article == articles[0], f"{one.why}: {articles}"
    for each in answer["conditions"]:
        assert each["reason"].rstrip().endswith("."), each
