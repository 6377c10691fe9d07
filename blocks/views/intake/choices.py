"""What the preview asks and lets choose: doubtful columns, schools, year and block."""

from typing import Any

from blocks.models import IntakeBatch
from blocks.queries.intake.learned import learned_columns, meanings, schools_to_choose
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import years
from blocks.rules.intake.reading.units import school_key
from blocks.views.intake.lines import FileLine
from thidua.actors import Actor

MOST_COLUMNS = 120


def choices(actor: Actor, batch: IntakeBatch, lines: list[FileLine]) -> dict[str, Any]:
    """For the template: asked and other columns once for all files, names that mean no school, years, blocks."""
    columns: dict[str, dict[str, Any]] = {}
    for line in lines:
        for table in line.tables:
            for column in table.get("columns", []):
                place = f"{line.file.name}, cột {column['place']}"
                told = columns.setdefault(column["key"], {**column, "places": []})
                told["places"].append(place)
                told["doubtful"] = told["doubtful"] or column["doubtful"]
    learned = learned_columns()
    listed = [{**each, "learned": each["key"] in learned} for each in columns.values() if each["key"]][:MOST_COLUMNS]
    for number, each in enumerate(listed):
        each["number"] = number
    return {
        "asked": [each for each in listed if each["doubtful"]],
        "other_columns": [each for each in listed if not each["doubtful"]],
        "meanings": meanings(),
        "unknown_schools": _unknown(batch, lines),
        "known_schools": schools_to_choose(),
        "all_years": years(),
        "blocks": blocks_in(actor, batch.year) if actor.is_office else [],
    }


def _unknown(batch: IntakeBatch, lines: list[FileLine]) -> list[tuple[str, str]]:
    """(key, name as written) of names that will make a new school, or that no school bears."""
    new = {school["key"]: school["name"] for school in batch.summary.get("new_schools", [])}
    for line in lines:
        for problem in line.file.changes.get("problems", []):
            if problem["code"] in ("unknown_school", "no_school", "other_level") and problem["value"]:
                new.setdefault(school_key(problem["value"]), problem["value"])
    return list(new.items())
