"""What may be asked about a file and answered once: which column this is, which school is meant."""

from blocks.rules.intake.weighing.columns import BY_CODE, Field
from thidua.choices import Choice
from thidua.errors import RuleViolation


class SpellingKind(Choice):
    """What the words stand for."""

    COLUMN = "COT", "Cột"
    SCHOOL = "TRUONG", "Trường"


# What a person may say a column is; titles are told by their code ("DANH_HIEU:LDTT").
OFFERED = (
    Field.IGNORED,
    Field.NAME,
    Field.SURNAME,
    Field.GIVEN,
    Field.BIRTH,
    Field.GENDER,
    Field.JOB,
    Field.SCHOOL,
    Field.TITLES_TEXT,
    Field.INITIATIVE,
    Field.NOTE,
    Field.YEAR,
    Field.DECISION,
    Field.DECIDED_ON,
    Field.ISSUER,
    Field.WORKS,
    Field.TOPICS,
    Field.KIND,
    Field.CONTENT,
    Field.TOTAL,
)


def checked_meaning(meaning: str, titles: set[str]) -> str:
    """The meaning of a column as it is kept; raises RuleViolation where it names no column."""
    code, _, title = meaning.partition(":")
    known = BY_CODE.get(code)
    if known == Field.TITLE and title in titles:
        return meaning
    if known in OFFERED and not title:
        return code
    raise RuleViolation("meaning", "Nghĩa của cột không có trong danh mục; chọn lại trong danh sách.", where="cot")
