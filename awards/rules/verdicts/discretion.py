"""Verdicts for those who may not know of discipline and complaints: the same answer with and without a matter.

Such a case is asked as if nothing stood against anybody, never with what is really known; then every condition that
rests on it is taken back: it is reserved for those who decide, and a whole verdict that rests on it is not "met".
"""

from dataclasses import replace
from typing import Any

from awards.rules.facts.disciplines import RESERVED, RESERVED_DISCIPLINE
from awards.rules.verdicts import answer
from awards.rules.verdicts.cases.cases import Case, PersonCase, Question, SchoolCase
from awards.rules.verdicts.logic import BLOCK, MET, UNKNOWN

Answer = dict[str, Any]
_PLAIN = ("condition", "article", "standing", "severity", "check", "asks", "when")


def _without(subject: Case, told: tuple[()] | None) -> Case:
    """The subject with its discipline and matters replaced by `told`; a table has none."""
    if isinstance(subject, PersonCase):
        return replace(subject, pending=told, discipline=told)
    if isinstance(subject, SchoolCase):
        return replace(subject, pending=told, disciplined=told)
    return subject


def judge_discreetly(question: Question) -> Answer:
    """The judge's answer on `question` without its discipline and pending matters, whatever they say.

    A condition that is met only because nothing was told becomes unknown with `reserved`; so does the whole verdict.
    Raises CaseError as the judge does.
    """
    clean, untold = (replace(question, subject=_without(question.subject, told)) for told in ((), None))
    return _withheld(*(answer(one, same_law_too=False) for one in (clean, untold)))


def _withheld(clean: Answer, untold: Answer) -> Answer:
    others = {one["condition"]: one["verdict"] for one in untold["conditions"]}
    conditions = [_condition(one, others.get(one["condition"])) for one in clean["conditions"]]
    found = {**clean, "conditions": conditions}
    if clean["verdict"] == MET:
        found |= {"verdict": UNKNOWN, "severity": BLOCK, "reserved": True}
    if "also" in clean:
        found["also"] = [_withheld(one, other) for one, other in zip(clean["also"], untold["also"], strict=True)]
    return found


def _condition(one: Answer, other: str | None) -> Answer:
    if one["verdict"] != MET or other == MET:
        return one
    return {
        **{key: one[key] for key in _PLAIN if key in one},
        "verdict": UNKNOWN,
        "reason": RESERVED.get(one.get("check", ""), RESERVED_DISCIPLINE),
        "facts": {},
        "reserved": True,
    }
