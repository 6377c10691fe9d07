"""The law's tables are made from its files: one deed, run by the owner on every migrate, any number of times.

Rows that say what the files say are left alone; a changed row is written, a row that left the files goes. A title or a
regime that is still in use somewhere cannot go: the database refuses. Verdicts are never stored and papers are frozen,
so nothing told before changes.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import models, transaction

from blocks.models import Regime, Title, TitleAuthority, TitleCondition
from blocks.rules.law import Law
from blocks.rules.law.catalogue import lines

Values = dict[str, Any]


def _keyed(model: type[models.Model], rows: Iterable[tuple[str, Values]]) -> int:
    """Rows with a code of their own: made, changed or taken away; the number of rows touched."""
    known = {row.pk: row for row in model._default_manager.all()}
    touched, present = 0, set()
    for code, values in rows:
        present.add(code)
        row = known.get(code)
        if row is None:
            model._default_manager.create(code=code, **values)
        elif old := {name: value for name, value in values.items() if getattr(row, name) != value}:
            model._default_manager.filter(pk=code).update(**old)
        else:
            continue
        touched += 1
    gone = model._default_manager.filter(pk__in=set(known) - present)
    return touched + (gone._raw_delete(gone.db) if set(known) - present else 0)


def _listed(model: type[models.Model], names: tuple[str, ...], rows: Iterable[Values]) -> int:
    """Rows without a code: what stands as it should stays, the rest is taken away or made; the number touched."""
    stale: dict[tuple[Any, ...], list[int]] = {}
    for pk, *told in model._default_manager.values_list("pk", *names):
        stale.setdefault(tuple(told), []).append(pk)
    missing = []
    for values in rows:
        same = stale.get(tuple(values[name] for name in names))
        if same:
            same.pop()
        else:
            missing.append(model(**values))
    gone = [pk for pks in stale.values() for pk in pks]
    model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(missing)
    return len(gone) + len(missing)


def _regimes(law: Law) -> Iterable[tuple[str, Values]]:
    for regime in law.regimes:
        days = {"valid_from": regime.first, "valid_to": regime.last}
        yield regime.code, {"name": regime.name, "short": regime.short, **days}


def _titles(law: Law) -> Iterable[tuple[str, Values]]:
    names = ("label", "heading", "name", "subject", "genus", "kind", "level", "periodicity")
    for position, title in enumerate(law.titles.values(), start=1):
        yield title.code, {**{name: getattr(title, name) for name in names}, "position": position}


def _authorities(law: Law) -> Iterable[Values]:
    for title in law.titles.values():
        for one in title.authorities:
            told = {"who": one.who, "article": one.article, "standing": one.standing}
            yield {"title_id": title.code, **told, "valid_from": one.days.first, "valid_to": one.days.last}


def _conditions(law: Law) -> Iterable[Values]:
    for line in lines(law):
        told = asdict(line)
        yield {"title_id": told.pop("title"), "regime_id": told.pop("regime"), **told}


_AUTHORITY = ("title_id", "who", "article", "standing", "valid_from", "valid_to")
_CONDITION = ("title_id", "regime_id", "code", "wording", "article", "standing", "severity", "valid_from", "valid_to")


@transaction.atomic
def sync_law(law: Law) -> int:
    """Make the law's tables say what `law` says; returns how many rows were touched (0: nothing had changed).

    Needs the owner's rights: the application may only read these tables.
    """
    touched = _keyed(Regime, _regimes(law)) + _keyed(Title, _titles(law))
    touched += _listed(TitleAuthority, _AUTHORITY, _authorities(law))
    return touched + _listed(TitleCondition, (*_CONDITION, "position"), _conditions(law))
