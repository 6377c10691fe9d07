"""Heads of units: their award rests on what their unit achieved (R-HEAD)."""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.logic import UNKNOWN, Outcome, of, say


def head_follows_unit(facts: Facts) -> Outcome | None:
    """R-HEAD: the head's ranking of the cycle is not above the unit's (NĐ 233 Đ.12.7; before, where guidance says so).

    Silent for anyone who is not a head.
    """
    if facts.person.head is None:
        return Outcome(UNKNOWN, "Chưa rõ có phải là người đứng đầu đơn vị hay không.")
    if facts.person.head is not True:
        return None
    order = list(facts.law.scales["ranks"])
    own, unit = facts.rank(facts.year), facts.person.unit_facts.rank if facts.person.unit_facts else ""
    truth = None if own is None or not unit else order.index(own) <= order.index(unit)
    verdict = of(truth)
    names = [f"xếp “{facts.rank_name(one)}”" if one else "chưa có xếp loại" for one in (own, unit)]
    compared = f"Năm {facts.year} người đứng đầu {names[0]}, đơn vị {names[1]}"
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"{compared}: không cao hơn đơn vị.",
            not_met=f"{compared}: cao hơn kết quả của tập thể do mình lãnh đạo.",
            unknown=f"{compared}; cần đủ hai kết quả để so sánh.",
        ),
        {"head": own, "unit": unit or None},
    )


def head_without_title(facts: Facts, *, title: str) -> Outcome | None:
    """CSTDCS.head (TT 03/2018/TT-BNG Đ.9.2đ, a ministry's own rule): the head of a unit that has not `title` is not
    considered. Silent for anyone who is not a head."""
    if facts.person.head is not True:
        return None
    given = facts.person.unit_facts.titles if facts.person.unit_facts else None
    verdict = of(None if given is None else title in given)
    label = facts.label(title)
    return Outcome(
        verdict,
        say(
            verdict,
            met=f"Đơn vị do người này đứng đầu đạt {label}.",
            not_met=f"Đơn vị do người này đứng đầu không đạt {label}; theo quy định riêng của một bộ thì không xét.",
            unknown=f"Chưa rõ đơn vị do người này đứng đầu có đạt {label} hay không.",
        ),
        quiet=verdict == UNKNOWN,
    )
