"""Every deed asks who may: each public function of `services` that writes demands it, or says here why it need not.

Read from the sources: a function asks when it calls `demand` (`thidua/access/demands.py`), raises Denied, makes a move
of a flow or writes through a grid (both ask by themselves), or calls a function of ours that does.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("blocks", "awards", "documents")
WRITES = {"save", "create", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create"}
ASKS = {
    "thidua.access.demands.demand",
    "thidua.access.demands.closed_to",
    "thidua.errors.Denied",
    "thidua.flow.deeds.Mover.make",
    "thidua.grid.engine.apply",
}

PART = "a part of another deed, which has asked"
JOB = "work of the queue or the clock: nobody's seat"
POST = "told to somebody within a deed, which has asked"
FILE = "a file in memory: no rows"
LINK = "opened by the secret of a link: whose row it is has been proved by it"
OWN = "one's own: nobody else's rows can be named"
NEEDS_NO_DEMAND = {
    "blocks.services.access.reading_log.note": "the door's own line before a page of another authority",
    "blocks.services.files.attachments.erase_of": PART,
    "blocks.services.files.attachments.note_blocked": "the door's own line of a file that the scanner stopped",
    "blocks.services.files.attachments.run_clocks": JOB,
    "blocks.services.intake.batches.keep_reading": JOB,
    "blocks.services.intake.batches.keep_review": JOB,
    "blocks.services.intake.batches.mark_accepted": PART,
    "blocks.services.intake.entered_for.tell_schools": POST,
    "blocks.services.intake.faults.keep_faults": PART,
    "blocks.services.intake.people.write_people": PART,
    "blocks.services.intake.review.keep": JOB,
    "blocks.services.mailroom.daily_round.remind_by_timetable": JOB,
    "blocks.services.mailroom.daily_round.run_round": JOB,
    "blocks.services.mailroom.delivery.deliver_due": JOB,
    "blocks.services.mailroom.digests.write_at_once": JOB,
    "blocks.services.mailroom.digests.write_digests": JOB,
    "blocks.services.mailroom.mails.drop_mails_of": PART,
    "blocks.services.mailroom.mails.post": POST,
    "blocks.services.mailroom.mails.set_wish": OWN,
    "blocks.services.mailroom.mails.tell_of_access": POST,
    "blocks.services.mailroom.notices.mark_read": OWN,
    "blocks.services.mailroom.notices.tell_block_of": POST,
    "blocks.services.mailroom.notices.tell_delegate": POST,
    "blocks.services.mailroom.notices.tell_office": POST,
    "blocks.services.mailroom.notices.tell_school": POST,
    "blocks.services.mailroom.reminders.hand_on_calls": PART,
    "blocks.services.mailroom.timetables.daily_round": PART,
    "blocks.services.mailroom.timetables.usual_timetable": PART,
    "blocks.services.meetings.agenda.write_held": PART,
    "blocks.services.meetings.agenda.write_planned": PART,
    "blocks.services.meetings.block_members.seat_heads": PART,
    "blocks.services.meetings.councils.block_council": PART,
    "blocks.services.meetings.meetings.set_up_meetings": PART,
    "blocks.services.meetings.opinions.ask_absentees": PART,
    "blocks.services.meetings.told.tell_members": POST,
    "blocks.services.movements.school_plans.remind_of_tasks": JOB,
    "blocks.services.promise.guidelines.write_guideline": PART,
    "blocks.services.promise.law.sync_law": "the law's own rows, by our `migrate`",
    "blocks.services.promise.topic_rows.put_topics": PART,
    "blocks.services.registration.confirmations.mark_opened": LINK,
    "blocks.services.registration.faults.mended": PART,
    "blocks.services.registration.returned_cells.return_cells": PART,
    "blocks.services.registration.sheet_identity.write_people": PART,
    "blocks.services.registration.sheet_moves.tell": POST,
    "blocks.services.units.changes.close": PART,
    "blocks.services.units.changes.end_seats": PART,
    "blocks.services.units.changes.keep": PART,
    "blocks.services.units.changes.succeed": PART,
    "blocks.services.units.changes.tell_here": POST,
    "blocks.services.units.personal.run_clocks": JOB,
    "blocks.services.units.receiving.receive": PART,
    "blocks.services.units.undo_log.take_back": PART,
    "blocks.services.year.phase_templates.write_rows": PART,
    "awards.services.facts.disciplines.run_clocks": JOB,
    "awards.services.facts.person_facts.write_years": PART,
    "awards.services.history.earlier_titles.write_history": PART,
    "awards.services.history.transfers.carry_awards": PART,
    "documents.services.numbers.give_back": PART,
    "documents.services.numbers.held": PART,
    "documents.services.numbers.rewrite": PART,
    "documents.services.numbers.take": PART,
    "documents.services.pictures.page_picture": FILE,
    "documents.services.plan_meetings.plan_meetings": PART,
    "documents.services.renditions.finish_rendition": JOB,
    "documents.services.renditions.make": FILE,
    "documents.services.signing_files.keep": PART,
    "documents.services.signing_files.lay_out": PART,
    "documents.services.signing_notices.tell_signed": POST,
    "documents.services.signing_notices.tell_signers": POST,
}


@dataclass
class Function:
    """What one function calls, by full names where they can be told, and whether it writes rows by itself."""

    name: str
    public: bool
    calls: set[str] = field(default_factory=set)
    writes: bool = False


def _imports(tree: ast.Module, module: str) -> dict[str, str]:
    own = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    known = {name: f"{module}.{name}" for name in own}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def _read(node: ast.FunctionDef, module: str, known: dict[str, str]) -> Function:
    found = Function(f"{module}.{node.name}", not node.name.startswith("_"))
    for call in ast.walk(node):
        if not isinstance(call, ast.Call):
            continue
        target = call.func
        of = target.value.id if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) else ""
        if isinstance(target, ast.Name):
            found.calls.add(known.get(target.id, target.id))
        elif isinstance(target, ast.Attribute):
            if target.attr in ("make", "check") and of.isupper():  # a table of moves: MOVES.make(...), FLOW.check(...)
                found.calls.add("thidua.flow.deeds.Mover.make")
            elif of in known:
                found.calls.add(f"{known[of]}.{target.attr}")
            found.writes |= target.attr == "update" and not call.args  # of rows; of a dict or a hash it takes a value
            found.writes |= target.attr in WRITES or of == "undo_log" or (target.attr == "record" and of == "audit")
    return found


def functions(sources: dict[str, str]) -> dict[str, Function]:
    """All functions at the top of the modules, by full name."""
    found = {}
    for module, text in sources.items():
        tree = ast.parse(text)
        known = _imports(tree, module)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                made = _read(node, module, known)
                found[made.name] = made
    return found


def _reach(every: dict[str, Function], start: set[str]) -> set[str]:
    """`start` and every function that calls one of these, at any depth."""
    reached = set(start)
    while more := {name for name, one in every.items() if name not in reached and one.calls & reached}:
        reached |= more
    return reached


def silent_deeds(sources: dict[str, str], services: str = ".services.") -> set[str]:
    """Public functions of services that write, by themselves or by what they call, and never ask."""
    every = functions(sources)
    asking = _reach(every, ASKS)
    writing = _reach(every, {name for name, one in every.items() if one.writes})
    deeds = (one for name, one in every.items() if one.public and services in name)
    return {one.name for one in deeds if one.name in writing - asking}


def _sources() -> Iterator[tuple[str, str]]:
    for wing in WINGS:
        for path in sorted((ROOT / wing).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path.read_text(encoding="utf-8")


def test_every_deed_asks_who_may() -> None:
    silent = silent_deeds(dict(_sources()))
    assert sorted(silent - NEEDS_NO_DEMAND.keys()) == [], "demand(by, Action.X, …) is a deed's first line"
    assert sorted(NEEDS_NO_DEMAND.keys() - silent) == [], "these ask by now, or are gone: take them off the list"


def test_a_deed_that_does_not_ask_is_seen() -> None:
    text = """
from thidua.access.demands import demand
from thidua.trail import audit

def told(row, by):
    return str(row)

def _write(row):
    row.save()

def silent(*, row, by):
    _write(row)

def asked(*, row, by):
    demand(by, "x")
    _write(row)

def over_another(*, row, by):
    asked(row=row, by=by)
"""
    assert silent_deeds({"x.services.y": text}) == {"x.services.y.silent"}
