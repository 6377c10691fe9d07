"""The rows of a list as they are shown before it is sent, and what to look at in them; three queries."""

from collections import Counter
from datetime import date

from blocks.models import RegistrationSheet, Target, Title
from blocks.queries.registration.sheet_cells import people_with_ticks
from blocks.rules.law.law import Law
from blocks.rules.law.reading import load_law
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.sending_checks import Asked, ListedPerson, ToLookAt, to_look_at


def asked_by(law: Law, day: date, labels: dict[str, str]) -> Asked:
    """What titles ask on `day`: the checks `standard` (another title) `works` (a work) and `excellent_or_work`."""
    rows = [row for row in law.rows if row.in_force(day) and row.title in labels]
    other = {row.title: row.params["title"] for row in rows if row.check == "standard"}
    works, either = (
        frozenset(row.title for row in rows if row.check == check) for check in ("works", "excellent_or_work")
    )
    return Asked(other, works, labels, either)


def _own_titles(sheet: RegistrationSheet) -> list[str]:
    own = Target.objects.filter(year=sheet.year_id, school=sheet.school_id, subject=Subject.COLLECTIVE, value__gt=0)
    return sorted(own.exclude(title=None).values_list("title", flat=True))


def to_look_at_in(sheet: RegistrationSheet) -> list[ToLookAt]:
    """What to look at before the sheet is sent."""
    people = [
        ListedPerson(row.pk, row.staff.full_name, frozenset(getattr(row, "ticked", ())), row.initiative.strip())
        for row in people_with_ticks(sheet)
    ]
    labels = dict(Title.objects.values_list("code", "label"))
    return to_look_at(people, len(_own_titles(sheet)), asked_by(load_law(), sheet.year.ends_on, labels))


def lines_of(sheet: RegistrationSheet) -> dict[str, str]:
    """What the sheet says, a line for each person and one for the school: what who confirms has seen."""
    lines = {"danh hiệu tập thể": ", ".join(_own_titles(sheet)), "giải trình": sheet.explanation}
    namesakes: Counter[str] = Counter()
    for row in people_with_ticks(sheet):
        name = row.staff.full_name
        namesakes[name] += 1
        ticks = ",".join(sorted(getattr(row, "ticked", ())))
        line = f"{name} ({namesakes[name]})" if namesakes[name] > 1 else name
        lines[line] = "|".join((ticks, row.job_title, row.initiative, row.note))
    return lines
