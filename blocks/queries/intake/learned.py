"""What the authority answered before about headings and names of schools."""

from blocks.models import LearnedSpelling, School, Title
from blocks.rules.intake.placing.answers import OFFERED, SpellingKind
from blocks.rules.intake.weighing.columns import Field


def learned_columns() -> dict[str, str]:
    """Key of a heading → what the column is."""
    return dict(LearnedSpelling.objects.filter(kind=SpellingKind.COLUMN).values_list("written", "meaning"))


def learned_schools() -> dict[str, int]:
    """Key of a written name → the school's id."""
    told = LearnedSpelling.objects.filter(kind=SpellingKind.SCHOOL).values_list("written", "meaning")
    return {written: int(meaning) for written, meaning in told if meaning.isdigit()}


def meanings() -> list[tuple[str, str]]:
    """What a person may say a column is: (code, words), titles first."""
    titles = [(f"{Field.TITLE.value}:{code}", f"Đăng ký {label}") for code, label in _titles()]
    return [*titles, *((field.value, field.label) for field in OFFERED)]


def title_labels() -> dict[str, str]:
    """Code of a title → its short form, for what a preview says."""
    return dict(_titles())


def schools_to_choose() -> list[tuple[int, str]]:
    """(id, name) of the schools that a written name may mean."""
    return list(School.objects.filter(closed_on=None).order_by("name").values_list("pk", "name"))


def _titles() -> list[tuple[str, str]]:
    return list(Title.objects.order_by("position").values_list("code", "label"))
