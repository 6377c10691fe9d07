"""Rows of a model by a statement written by hand: what every request asks costs more to compile than to answer."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models

_Row = TypeVar("_Row", bound=models.Model)


class _Plan(NamedTuple):
    """A model's columns: names of the attributes, their text in SQL (the key first), converters of values."""

    names: list[str]
    columns: str
    converters: list[tuple[int, Callable[..., Any], Any]]


@lru_cache(maxsize=64)
def _plan(model: type[models.Model]) -> _Plan:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{model._meta.db_table}"."{field.column}"' for field in fields)
    converters = [
        (place, convert, field.get_col(model._meta.db_table))
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)  # type: ignore[attr-defined]
    ]
    names = [field.attname for field in fields]
    return _Plan(names, columns, converters)


def rows_of(model: type[_Row], rest: str, params: Mapping[str, Any]) -> list[_Row]:
    """The rows of `model` that `rest` (WHERE …, our own text, never a user's) selects, as whole objects.

    No manager stands in between: of a tenant's table `rest` names the district itself, and the database compares.
    """
    return [row for row, _ in rows_beside(model, "", rest, params) if row is not None]


def rows_beside(
    model: type[_Row], beside: str, rest: str, params: Mapping[str, Any]
) -> list[tuple[_Row | None, tuple[Any, ...]]]:
    """The same with more columns (`beside`, `, other.name`) and joins in `rest`; None where a join found no row."""
    plan = _plan(model)
    width, table = len(plan.names), f'"{model._meta.db_table}"'
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {plan.columns}{beside} FROM {table} {rest}", params)
        rows = [list(row) for row in cursor.fetchall()]
    for place, convert, column in plan.converters:
        for row in rows:
            row[place] = convert(row[place], column, connection)
    return [
        (None if row[0] is None else model.from_db(connection.alias, plan.names, row[:width]), tuple(row[width:]))
        for row in rows
    ]
