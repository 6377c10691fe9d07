"""A whole block judged by the pure rules: twelve schools, 360 people, three titles each, and the schools' own titles.

Use: `python bench/verdicts.py [ROUNDS]` with the virtual environment; needs no database. The same block from rows is
measured by bench/lists.py.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from awards.rules.verdicts import judge
from tests.awards.rules.verdicts.given import TENANTS, given, initiative, person, school, table

GOAL = 1.0  # seconds of processor time for the whole block
SCHOOLS, PEOPLE = 12, 30
REGISTERED = {"registered": "2023-10-24"}  # so that both the law of registration and the law of receipt answer


def block() -> list[dict[str, Any]]:
    """Every case of the block: LĐTT for all, CSTĐCS and CSTĐTP or BK TP for some, four titles a school, its figures."""
    cases = []
    for _ in range(SCHOOLS):
        for place in range(PEOPLE):
            facts: dict[str, Any] = {
                "titles": given("CSTDCS", 2020, 2021, 2022),
                "unit_quota": {"ldtt": 30, "cstdcs_proposed": 5},
                "initiatives": [initiative(f"{year}-{year + 1}") for year in (2021, 2022, 2023)],
                "dates": REGISTERED,
                "tenant": "KH",
            }
            titles = ["LDTT", "CSTDCS", "CSTDTP"] if place % 3 else ["LDTT", "BKTP_CN", "BKTTG_CN"]
            cases += [person(one, **dict(facts)) for one in titles]
        cases += [school(one, dates=REGISTERED, tenant="KH") for one in ("TTLDTT", "TTLDXS", "COTP", "BKTTG_TT")]
        cases.append(
            table("target_row", None, "2024-06-03", headcount=30, ldtt=30, cstdcs=5, TTLDTT=1, dates=REGISTERED)
        )
    return cases


def main() -> int:
    """Prints the figures; 1 where the block misses its goal."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cases, seconds = block(), []
    for _ in range(rounds):
        start = time.process_time()
        for case in cases:
            judge(case, tenants=TENANTS)
        seconds.append(time.process_time() - start)
    half, worst = statistics.median(seconds), max(seconds)
    print(f"{len(cases)} trường hợp, mỗi trường hợp hai luật: {half:.2f} s CPU (chậm nhất {worst:.2f} s)")
    print(f"Mục tiêu của cả khối: {GOAL:.0f} s")
    print(f"Mỗi trường hợp {half / len(cases) * 1000:.2f} ms")
    return int(half > GOAL)


if __name__ == "__main__":
    sys.exit(main())
