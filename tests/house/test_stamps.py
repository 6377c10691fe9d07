"""Who did it is always four columns: account, seat, name as it was, time; the models and their writers are scanned."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.cast import Cast
from thidua import clock
from thidua.trail.stamps import mark_of, marked_by, put_stamp, stamp, stamped

ROOT = Path(__file__).parents[2]
WINGS = ("thidua", "blocks", "awards", "documents")
PARTS = ("account", "seat", "by", "at")

# Names of people or organs that did not write the row: what was typed in.
TOLD = {
    "Initiative.recognised_by": "cơ quan công nhận, as the school typed it",
    "SchoolFacts.theme_launched_by": "a level of government, one of a closed list",
}
# Moments without somebody at the keyboard, or whose somebody stands beside them in another shape.
MOMENTS = {
    "Account.last_login": "Django's own column",
    "Account.date_joined": "Django's own column; who invited stands in the invitation",
    "Step.at": "a step is itself the stamp of a move: account, seat, name, at",
    "AuditEvent.at": "a line of the trail is itself the stamp: account, seat, account_name, at",
    "SupportSession.asked_at": "the row is its asker's: account, account_name; the platform's staff hold no seat",
    "SupportSession.opens_at": "a limit, not a deed",
    "SupportSession.ends_at": "a limit, not a deed",
    "SignatureSlot.lease_until": "a limit, not a deed; who holds the turn stands beside it",
    "SignedRevision.signed_at": "what the signature itself says; who added it stands beside it",
    "Job.lease_until": "a worker's lease",
    "Job.finished_at": "a worker",
    "Bell.due_at": "the clock",
    "StoredFile.created_at": "bytes by hash; who sent them stands in the attachment or batch",
    "StoredFile.scanned_at": "the scanner",
    "Invitation.expires_at": "a limit, not a deed",
    "Confirmation.ends_at": "a limit, not a deed",
    "Confirmation.opened_at": "the person of the row, through their own link",
    "Confirmation.answered_at": "the person of the row, through their own link",
    "Mail.made_at": "written by a deed that has its own line",
    "Mail.next_at": "the worker",
    "Mail.sent_at": "the worker",
    "MailWish.changed_at": "the row is its account's own wish",
    "Notice.made_at": "written by a deed that has its own line",
    "Notice.read_at": "the holder of the seat that the notice is for",
    "DailyRound.done_at": "the clock",
    "Meeting.planned_at": "a plan, not a deed",
    "Meeting.held_at": "when it was held, as typed",
    "Meeting.held_until": "when it ended, as typed",
    "ReturnedCell.closed_at": "closed by the sheet's next move, whose step is the stamp",
    "AdoptedMeeting.starts_at": "a plan, not a deed",
    "SentForm.at": "when a form was sent: its row lives a day and names nobody",
    "Document.issued_at": "the move “issue”, whose step is the stamp",
}


def _fields() -> "Iterator[tuple[str, models.Field]]":
    for wing in WINGS:
        for model in apps.get_app_config(wing).get_models():
            for field in model._meta.concrete_fields:
                yield f"{model.__name__}.{field.name}", field


def _whole(field: models.Field, end: str) -> bool:
    """Whether the four columns stand together, as `stamp` makes them."""
    begin = field.name.removesuffix(end)
    mine = {other.name: other for other in field.model._meta.concrete_fields}
    made = dict(zip(PARTS, stamp("x"), strict=True))
    return all(type(mine.get(f"{begin}_{part}")) is type(column) for part, column in made.items())


def test_no_name_of_a_doer_outside_a_stamp() -> None:
    loose = [
        told
        for told, field in _fields()
        if re.search(r"_by(_name|_id)?$", field.name) and not _whole(field, "_by") and told not in TOLD
    ]
    assert not loose, "use stamp() of thidua/trail/stamps.py, or say in TOLD why the name is no doer's"


def test_no_moment_of_a_deed_outside_a_stamp() -> None:
    loose = [
        told
        for told, field in _fields()
        if isinstance(field, models.DateTimeField) and not _whole(field, "_at") and told not in MOMENTS
    ]
    assert not loose, "use stamp() of thidua/trail/stamps.py, or say in MOMENTS whose moment it is"


def test_exceptions_are_still_there() -> None:
    there = {told for told, _ in _fields()}
    assert there >= TOLD.keys() | MOMENTS.keys()


def test_stamps_are_written_whole() -> None:
    """A deed that writes a name or a time by hand leaves the account and the seat empty."""
    stamps = {field.name.removesuffix("_by") for _, field in _fields() if field.name.endswith("_by")}
    by_hand = re.compile(rf"\b(?:{'|'.join(sorted(stamps))})_(?:account|seat|by)(?: =[^=]|=[^=]|\": by)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for wing in WINGS
        for path in sorted((ROOT / wing).rglob("*.py"))
        if "services" in path.parts or "queue" in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if by_hand.search(line) and "account_name" in line
    ]
    assert not found


def test_a_stamp_says_all_four(cast: Cast) -> None:
    by, now = cast.actor("principal"), clock.now()
    values = stamped("made", by, now)
    assert values == {
        "made_account": by.account_id,
        "made_seat": by.seat_name,
        "made_by": by.account_name,
        "made_at": now,
    }
    row = type("Row", (), {})()
    assert list(put_stamp(row, "made", by, now)) == list(values) and vars(row) == values
    mark = mark_of(by, now)
    assert (mark["account"], mark["seat"], marked_by(mark)) == (by.account_id, by.seat_name, by.account_name)
    assert marked_by(None) == ""
