"""What files leave out: blank cells where something stands, schools of the block that a table does not name."""

from dataclasses import replace

from blocks.rules.intake.placing.places import Places, names_in
from blocks.rules.intake.placing.planned import Changes, Loss
from blocks.rules.intake.placing.standing import KnownRow, Sender, Standing, Wish
from blocks.rules.intake.reading.facts import Parsed, Problem, RegistrationRow, Severity, SheetKind
from blocks.rules.intake.reading.units import school_key

TARGETS = (SheetKind.COLLECTIVE_TARGETS, SheetKind.PERSON_TARGETS)


def losses(file: int, school: str, row: RegistrationRow, known: KnownRow) -> list[Loss]:
    """What stands in the row of the list and is blank in the file."""
    pairs = (
        ("Chức vụ", known.job_title, row.job_title),
        ("Sáng kiến", known.initiative, row.initiative),
        ("Ghi chú", known.note, row.note),
    )
    told = [Loss(file, school, known.full_name, what, before) for what, before, after in pairs if before and not after]
    gone = sorted(known.titles - set(row.titles))
    return [*told, *([Loss(file, school, known.full_name, "Đăng ký", ", ".join(gone))] if gone else [])]


def without_losses(row: RegistrationRow, known: KnownRow) -> RegistrationRow:
    """The row as it is taken where blanks take nothing away."""
    return replace(
        row,
        job_title=row.job_title or known.job_title,
        initiative=row.initiative or known.initiative,
        note=row.note or known.note,
        titles=(*row.titles, *sorted(known.titles - set(row.titles))),
    )


def tell_absent(
    changes: Changes, files: list[list[Parsed]], places: Places, standing: Standing, wish: Wish, sender: Sender
) -> None:
    """A table of targets that names most schools of the block and leaves some out: they are named."""
    block = wish.block_id or sender.block_id
    placed = {school_key(each.name): each.name for each in standing.schools if block and each.block_id == block}
    placed |= {person.school: changes.schools[person.school].name for person in changes.people}
    for number, tables in enumerate(files):
        for table in tables:
            if table.kind not in TARGETS or not table.rows:
                continue
            named = {places.key_of(name) for name in names_in(table)}
            absent = sorted(name for key, name in placed.items() if key not in named)
            if absent and len(named & set(placed)) * 2 > len(placed):
                shown = ", ".join(absent[:5]) + (f" và {len(absent) - 5} trường nữa" if len(absent) > 5 else "")
                told = f"Bảng không có dòng của {shown}. Kiểm tra có sót trường nào không."
                problem = Problem(table.sheet, 0, "", "", "", "absent_school", told, Severity.WARNING)
                changes.problems[number].append(problem)
