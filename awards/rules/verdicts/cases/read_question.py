"""What is asked: one case of judge.md read into a typed question, with everything that could not be read named."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from awards.rules.verdicts.cases.cases import KINDS, Council, Dates, Proposal, Question
from awards.rules.verdicts.cases.read_cases import read_subject
from awards.rules.verdicts.cases.read_records import period_of
from awards.rules.verdicts.cases.reader import CaseError, Reader, as_cycle
from awards.rules.verdicts.cases.tenants import read_tenant
from awards.rules.verdicts.cases.values import organ_of, read_article
from blocks.rules.law import Law, Regime, Title

_RANKED = ("", "HTXS")  # a quota of rankings is asked for no title, or for the ranking it limits
_BESIDE = ("id", "tags", "expected", "why", "note", "notes", "source", "at", "meta")


def read_question(case: Any, tenants: dict[str, Any], law: Law) -> Question:
    """The question of one case. Raises CaseError (Vietnamese) for what cannot be read."""
    if not isinstance(case, dict) or not isinstance(case.get("subject"), dict):
        raise CaseError("subject: thiếu đối tượng được xét (cá nhân, tập thể hoặc bảng chỉ tiêu).")
    subject: dict[str, Any] = case["subject"]
    notes: list[str] = []
    kind = subject.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise CaseError(f"subject.kind: “{str(kind)[:60]}” không có; các loại là {', '.join(KINDS)}.")
    title = title_of(case.get("title"), kind, law)
    cycle = as_cycle(case.get("cycle"))
    if title and cycle is None and kind in ("person", "school"):
        raise CaseError("cycle: thiếu năm xét, ví dụ “2023-2024” hoặc “2023”.")
    reader = Reader(case, "", notes)
    reader.skip("subject", "title", "cycle", *_BESIDE)
    question = Question(
        subject=read_subject(subject, law, cycle, notes),
        title=title,
        cycle=cycle,
        dates=reader.read(_dates, "dates") or Dates(),
        tenant=read_tenant(reader.raw("tenant"), tenants, law, notes),
        proposal=reader.read(partial(_proposal, law=law), "proposal") or Proposal(),
        council=reader.read(_council, "council") or Reader(subject, "subject", []).read(_council, "council"),
        regime=chosen_regime(reader.raw("regime_override"), law),
        id=case.get("id"),
    )
    reader.done()
    return replace(question, notes=tuple(notes))


def title_of(code: Any, kind: str, law: Law) -> Title | None:
    """The title asked about; None for a table judged as a whole. Raises CaseError for one that does not fit."""
    if code is None and kind not in ("person", "school"):
        return None
    if kind == "ranking_quota" and code in _RANKED:
        return None
    if not isinstance(code, str) or code not in law.titles:
        known = ", ".join(law.titles)
        raise CaseError(f"title: không có danh hiệu, hình thức “{str(code)[:60]}”; các mã là {known}.")
    title = law.titles[code]
    if (kind == "person" and title.collective) or (kind == "school" and not title.collective):
        whom = "tập thể" if title.collective else "cá nhân"
        raise CaseError(f"title: {title.label} dành cho {whom}, không dùng cho subject.kind “{kind}”.")
    return title


def _dates(reader: Reader) -> Dates:
    names = ("registered", "received", "decided", "service_counted_to")
    return Dates(**{name: reader.day(name) for name in names})


def _proposal(reader: Reader, law: Law) -> Proposal:
    basis, by = reader.text("basis"), reader.text("by")
    period = period_of(reader, "period", "achievement_period")
    merit = reader.text("merit")
    if merit and merit not in law.scales["merits"]:
        reader.note("merit", merit)
    return Proposal(basis, *read_article(basis), merit, by, organ_of(by), period)


def _council(reader: Reader) -> Council:
    reader.skip("note", "name", "absent")
    ballot = reader.raw("ballot")
    return Council(
        members=_count(reader, "members", "total"),
        present=_count(reader, "present", "attended"),
        in_favour=_count(reader, "in_favour", "votes", "votes_for"),
        absent_opinions=_count(reader, "absent_opinions"),
        by_ballot=None if ballot is None else ballot not in (False, "show_of_hands", "none"),
    )


def _count(reader: Reader, *names: str) -> int | None:
    value = reader.raw(*names)
    if isinstance(value, list):
        return len(value)
    number = reader.number(*names)
    return None if number is None else int(number)


def chosen_regime(value: Any, law: Law) -> Regime | None:
    """The regime chosen by hand, with its reason; None when the day of receipt decides. Raises CaseError."""
    if value is None:
        return None
    if not isinstance(value, dict) or not value.get("reason"):
        raise CaseError('regime_override: cần ghi chế độ áp dụng và lý do, ví dụ {"regime": "LAW2003", "reason": "…"}.')
    regime = law.regime(str(value.get("regime")))
    if regime is None:
        raise CaseError(f"regime_override: không có chế độ “{str(value.get('regime'))[:60]}”.")
    return regime


def nearest_day(regime: Regime, day: date | None) -> date:
    """The day nearest to `day` on which the regime chosen by hand speaks."""
    day = max(day or regime.first, regime.first)
    return min(day, regime.last) if regime.last else day
