"""Verdicts for those who may not know of discipline and complaints: the same answer with and without a matter.

Such a case is asked as if nothing stood against anybody, never with what is really known; then every condition that
rests on it is taken back: it is reserved for those who decide, and a whole verdict that rests on it is not "met".
"""

from typing import Any

from awards.rules.disciplines import RESERVED
from awards.rules.eligibility import judge
from awards.rules.eligibility.logic import BLOCK, MET, UNKNOWN

Case = dict[str, Any]
_KEYS = {"person": ("discipline", "pending"), "school": ("disciplined", "pending")}


def judge_discreetly(case: Case) -> Case:
    """The judge's answer on `case` without its discipline and pending matters, whatever they say.

    A condition that is met only because nothing was told becomes unknown with `reserved`; so does the whole verdict.
    Raises CaseError as the judge does.
    """
    keys = _KEYS.get(str(case["subject"].get("kind")), ())
    untold = {key: value for key, value in case["subject"].items() if key not in keys}
    clean: Case = {**untold, **{key: [] for key in keys}}
    return _withheld(judge({**case, "subject": clean}), judge({**case, "subject": untold}))


def _withheld(clean: Case, untold: Case) -> Case:
    others = {one["condition"]: one["verdict"] for one in untold["conditions"]}
    conditions = [_condition(one, others.get(one["condition"])) for one in clean["conditions"]]
    answer = {**clean, "conditions": conditions}
    if clean["verdict"] == MET:
        answer |= {"verdict": UNKNOWN, "severity": BLOCK, "reserved": True}
    if "also" in clean:
        answer["also"] = [_withheld(one, other) for one, other in zip(clean["also"], untold["also"], strict=True)]
    return answer


def _condition(one: Case, other: str | None) -> Case:
    if one["verdict"] != MET or other == MET:
        return one
    return {
        **{key: one[key] for key in ("condition", "article", "standing", "severity")},
        "verdict": UNKNOWN,
        "reason": RESERVED,
        "facts": {},
        "reserved": True,
    }
