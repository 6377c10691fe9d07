"""What only all columns together tell, after each was weighed: parts of names, parts of days, lists of the past."""

from collections.abc import Sequence

from blocks.rules.intake.reading.cells import show
from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.intake.weighing.assignment import as_field
from blocks.rules.intake.weighing.columns import Column, Field, says
from blocks.rules.intake.weighing.profiles import SAMPLE, Profile
from thidua.gate.tables import Sheet

_DATES = {Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR}


def settle(columns: list[Column], found: Sequence[Profile], sheet: Sheet, bottom: int) -> list[Column]:
    """The columns with meanings that fit each other."""
    fields = {column.field: column for column in columns}
    change: dict[int, Field] = {}
    if Field.GIVEN in fields and Field.SURNAME not in fields and not _whole(fields, sheet, bottom):
        name = fields.get(Field.NAME)
        if name is None:
            change[fields[Field.GIVEN].index] = Field.NAME
        else:
            change[name.index] = Field.SURNAME
    elif Field.NAME in fields and Field.SURNAME in fields and Field.GIVEN not in fields:
        change[fields[Field.SURNAME].index] = Field.IGNORED
    elif Field.NAME in fields and (Field.SURNAME in fields or Field.GIVEN in fields):
        for part in (Field.SURNAME, Field.GIVEN):
            if part in fields:
                change[fields[part].index] = Field.IGNORED
    elif Field.SURNAME in fields and Field.GIVEN not in fields:
        change[fields[Field.SURNAME].index] = Field.NAME
    change |= _days(columns, fields, found)
    change |= _past(columns)
    return [as_field(each, change.get(each.index, each.field)) for each in columns]


def _whole(fields: dict[Field, Column], sheet: Sheet, bottom: int) -> bool:
    """Whether the name column holds the given name of its neighbour already."""
    name, given = fields.get(Field.NAME), fields[Field.GIVEN]
    if name is None:
        return False
    same = full = 0
    for row in range(bottom + 1, min(bottom + 1 + SAMPLE, len(sheet.rows))):
        whole, part = (words_key(show(sheet.at(row, each.index))) for each in (name, given))
        full += bool(whole and part)
        same += bool(whole and part and whole.endswith(part))
    return full > 0 and same * 2 > full


def _days(columns: list[Column], fields: dict[Field, Column], found: Sequence[Profile]) -> dict[int, Field]:
    change: dict[int, Field] = {}
    parts = _DATES & set(fields)
    if parts and parts != _DATES:  # a lone year under "Ngày sinh" is the birth date as far as it is known
        change |= {fields[part].index: Field.BIRTH for part in parts if part == Field.BIRTH_YEAR}
        change |= {fields[part].index: Field.IGNORED for part in parts if part != Field.BIRTH_YEAR}
    if Field.MALE in fields and Field.FEMALE not in fields:
        column = fields[Field.MALE]
        seen = found[column.index] if column.index < len(found) else Profile()
        change[column.index] = (
            Field.GENDER if seen["gender"] > 0.5 else Field.MALE if seen["mark"] > 0.5 else Field.YEAR
        )
    return change


def _past(columns: list[Column]) -> dict[int, Field]:
    """A column of what was reached before is no registration; in a list of the past it is the title itself."""
    told = [
        each
        for each in columns
        if each.field in (Field.TITLES_TEXT, Field.EARLIER, Field.IGNORED) and says("earlier", words_key(each.label))
    ]
    others = [each for each in columns if each.field in (Field.TITLE, Field.TITLES_TEXT) and each not in told]
    past = any(each.field in (Field.DECISION, Field.YEAR, Field.DECIDED_ON) for each in columns)
    if others:
        return {each.index: Field.IGNORED for each in told if each.field == Field.TITLES_TEXT and not each.year}
    return {each.index: Field.TITLES_TEXT for each in told if past and each.field == Field.IGNORED}
