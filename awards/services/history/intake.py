"""The part of the intake that this wing sees: titles of earlier years, which lists tell beside the registrations."""

from collections.abc import Mapping

from awards.queries.history.earlier_titles import known_awards
from awards.rules.history.earlier_titles import History, compare_history
from awards.services.history.earlier_titles import write_history
from blocks.models import School
from blocks.rules.intake.placing.planned import Changes
from blocks.rules.intake.placing.standing import Standing
from blocks.services.intake.parts import IntakePart
from blocks.services.intake.writing import PersonKey


def _compare(changes: Changes, standing: Standing, schools: Mapping[str, int]) -> History:
    staff = {person.id for person in standing.people}
    known = known_awards(staff, schools.values()) if changes.history else {}
    return compare_history(changes, standing.people, schools, known)


def _write(history: History, people: Mapping[PersonKey, int], schools: Mapping[str, School]) -> int:
    return write_history(history=history, people=people, schools=schools)


HISTORY = IntakePart("past_awards", _compare, _write)
