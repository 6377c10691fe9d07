"""Titles in a row: "n lần liên tục" means n cycles without a gap (R-STREAK)."""

from awards.rules.verdicts.cases.facts import Facts
from awards.rules.verdicts.cases.record_words import AWAITED
from awards.rules.verdicts.dates import Cycle
from awards.rules.verdicts.earlier.history import had_title, records, standing_of
from awards.rules.verdicts.logic import MET, NOT_MET, UNKNOWN, Outcome, all_of, any_of

_LATEST = {"current": (0,), "previous": (1,), "current_or_previous": (0, 1)}
_ENDING = {
    "current": "lần cuối phải là năm đang xét",
    "previous": "lần cuối phải là năm liền trước năm đang xét",
    "current_or_previous": "lần cuối là năm đang xét hoặc năm liền trước",
}


def in_a_row(facts: Facts, *, title: str, count: int, latest: str, apart: int = 0) -> Outcome:
    """CSTDTP.streak, CSTDTQ.streak, first branch of Đ.74.1d: `title` in `count` cycles running.

    `latest` says which cycle may be the last: current, previous, or either (the rule book's reading of Luật 2022).
    """
    answers = []
    for shift in _LATEST[latest]:
        cycles = [facts.year.back(shift + step) for step in range(count)]
        answers.append((cycles, [had_title(facts, (title,), one) for one in cycles]))
    verdict = any_of(all_of(each) for _, each in answers)
    if verdict == NOT_MET and apart and (unsure := _rows_of_awards(facts, title, count, latest, apart)):
        return unsure
    best = max(answers, key=lambda one: _merit(one[1]))
    return Outcome(
        verdict,
        _sentence(facts, title, count, latest, *best),
        {"years": {str(cycle): each for cycle, each in zip(*best, strict=True)}},
        standing="K" if verdict == NOT_MET and _interrupted(facts, title, count) else "",
    )


def _interrupted(facts: Facts, title: str, count: int) -> bool:
    """Whether enough years have the title, but never so many running: that a gap ends the row nobody confirmed."""
    given = {one.cycle for one in records(facts, (title,)) if one.cycle and standing_of(facts, one) == MET}
    running = any(all(cycle.back(step) in given for step in range(count)) for cycle in given)
    return len(given) >= count and not running


def _awaited(facts: Facts, title: str) -> list[str]:
    """Years whose title is proposed and not decided yet."""
    waiting = (one.cycle for one in records(facts, (title,)) if one.status in AWAITED)
    return [str(cycle) for cycle in waiting if cycle]


def _rows_of_awards(facts: Facts, title: str, count: int, latest: str, apart: int) -> Outcome | None:
    """Awards `apart` cycles from each other, each with its own years of achievement: running awards, not running years.

    Which of the two the law means is open (R-STREAK against R-ONE-ACH), so the answer is the authority's setting.
    """
    reading = facts.setting("streak_reading")
    for shift in _LATEST[latest]:
        cycles = [facts.year.back(shift + apart * step) for step in range(count)]
        if all(had_title(facts, (title,), one) == MET for one in cycles):
            listed = ", ".join(str(one) for one in sorted(cycles))
            text = (
                f"Có {count} lần {facts.label(title)} cách nhau {apart} năm ({listed}); “liên tục” theo năm hay "
                "theo lần"
                " tặng chưa được quy định rõ."
            )
            verdict = {"awards": MET, "cycles": NOT_MET}.get(reading, UNKNOWN)
            return Outcome(verdict, text, {"years": listed}, open_points=("streak_reading",))
    return None


def _merit(verdicts: list[str]) -> tuple[int, int, int]:
    whole = all_of(verdicts)
    return ({MET: 2, UNKNOWN: 1, NOT_MET: 0}[whole], verdicts.count(MET), -verdicts.count(NOT_MET))


def _sentence(
    facts: Facts,
    title: str,
    count: int,
    latest: str,
    cycles: list[Cycle],
    verdicts: list[str],
) -> str:
    pairs = sorted(zip(cycles, verdicts, strict=True))
    by = {each: [str(cycle) for cycle, one in pairs if one == each] for each in (MET, NOT_MET, UNKNOWN)}
    text = f"Đã có {len(by[MET])}/{count} năm {facts.label(title)} liên tục"
    text += f" ({', '.join(by[MET])})" if by[MET] else ""
    awaited = [one for one in by[NOT_MET] if one in _awaited(facts, title)]
    if awaited:
        text += f"; năm {', '.join(awaited)} đang chờ quyết định"
    if lacking := [one for one in by[NOT_MET] if one not in awaited]:
        text += f"; thiếu năm {', '.join(lacking)}"
    if by[UNKNOWN]:
        text += f"; chưa rõ năm {', '.join(by[UNKNOWN])}"
    return f"{text}; {_ENDING[latest]}."
