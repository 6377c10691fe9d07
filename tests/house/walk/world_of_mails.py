"""The rows of reminders and mails in the district of marks."""

from typing import Any

from blocks.models import Mail, Notice, Phase, Reminder, School, TimetableRow
from thidua import clock
from thidua.models import Seat


def said(phase: Phase, school: School, mark: str) -> dict[str, Any]:
    """A row of the timetable, a reminder by it, a mail that failed."""
    now = clock.now()
    row = TimetableRow.objects.create(phase=phase, days=60, roles=["SECRETARY"], text=mark)
    reminder = Reminder.objects.create(phase=phase, school=school, text=mark, made_by=mark, made_at=now, row=row)
    mail = Mail.objects.create(
        kind="TIN_MOI",
        key=mark,
        address=f"{mark}@thidua.example",
        to_name=mark,
        subject=mark,
        text=mark,
        made_at=now,
        message_id=f"<{mark}@thidua.example>",
        state="LOI",
        error=mark,
    )
    return {"timetable_row": row, "reminder": reminder, "mail": mail}


def noticed(seat: Seat, mark: str) -> dict[str, Any]:
    """A line in the inbox of one seat."""
    return {"notice": Notice.objects.create(seat=seat, title=mark, text=mark, made_at=clock.now())}
