"""The undo_log of a unit change: what the deed does to rows, noted so that it can be taken back to the row.

Every write of such a deed goes through `change`, `make` or `remove`. Each costs a constant number of statements however
many rows there are. `used` says what was done with the rows since; `take_back` restores them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet

from blocks.models import Attachment
from thidua.registries.wings import file_kinds
from thidua.wall.build import outer_keys
from thidua.wall.tenancy import crossing, tenant_id

Entry = dict[str, Any]
Row = TypeVar("Row", bound=Model)
# Rows that only tell a person something: they go with what they hang on and keep nobody from undoing.
_DISPOSABLE = ("blocks.notice",)


class UndoLog:
    """Collects the entries of one deed; `sealed()` is what is kept with it."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def change(self, rows: QuerySet[Any], **values: Any) -> int:
        """Set `values` (columns) on `rows`, keeping what stood there; answers how many rows."""
        model, names = rows.model, list(values)
        was: dict[tuple, list[int]] = defaultdict(list)
        for pk, *old in rows.order_by("pk").values_list("pk", *names):
            was[tuple(_plain(value) for value in old)].append(pk)
        pks = [pk for group in was.values() for pk in group]
        if pks:
            model._default_manager.filter(pk__in=pks).update(**values)
            now = {name: _plain(value) for name, value in values.items()}
            groups = [[dict(zip(names, old, strict=True)), group] for old, group in was.items()]
            self._note("changed", model, now=now, was=groups)
        return len(pks)

    def make(self, rows: Sequence[Row]) -> list[Row]:
        """Insert rows of one table."""
        if not rows:
            return []
        made: list[Row] = type(rows[0])._default_manager.bulk_create(rows)
        self._note("made", type(rows[0]), pks=[row.pk for row in made])
        return made

    def remove(self, rows: QuerySet[Any]) -> int:
        """Delete `rows`, on which nothing hangs, keeping them whole."""
        columns = [field.attname for field in rows.model._meta.concrete_fields]
        kept = [{name: _plain(value) for name, value in row.items()} for row in rows.order_by("pk").values(*columns)]
        if kept:
            _drop(rows.model, [row["id"] for row in kept])
            self._note("removed", rows.model, rows=kept)
        return len(kept)

    def _note(self, deed: str, model: type[Model], **facts: Any) -> None:
        self._entries.append({"deed": deed, "district": tenant_id(), "model": model._meta.label_lower, **facts})

    def sealed(self) -> list[Entry]:
        """The entries, each made row's state held by a digest, so that a later change of it is seen."""
        for district, entries in _by_district(self._entries):
            with _within(district):
                for entry in entries:
                    if entry["deed"] == "made":
                        entry["columns"] = [field.column for field in _model(entry)._meta.concrete_fields]
                        entry["digest"] = _digest(entry)
        return self._entries


def used(entries: list[Entry]) -> list[str]:
    """What was done since with the rows of a deed, in Vietnamese words; empty while it can be taken back."""
    found: dict[str, None] = {}
    for district, part in _by_district(entries):
        with _within(district):
            made: dict[str, set[int]] = defaultdict(set)
            for entry in part:
                if entry["deed"] == "made":
                    made[entry["model"]].update(entry["pks"])
            for entry in part:
                if not _as_left(entry):
                    found[f"{_model(entry)._meta.verbose_name} đã thay đổi"] = None
            for label, pks in made.items():
                for other in _hanging(label, pks, made):
                    found[f"{other._meta.verbose_name} mới"] = None
    return list(found)


def take_back(entries: list[Entry]) -> None:
    """Undo the entries, the last one first; keys between rows are checked at the end of the transaction."""
    for entry in reversed(entries):
        with _within(entry["district"]):
            model = _model(entry)
            if entry["deed"] == "made":
                for hanging, field in _relations(model):
                    if hanging._meta.label_lower in _DISPOSABLE:
                        gone = hanging._default_manager.filter(**{f"{field}__in": entry["pks"]})
                        _drop(hanging, list(gone.values_list("pk", flat=True)))
                _drop(model, entry["pks"])
            elif entry["deed"] == "removed":
                model._default_manager.bulk_create([model(**_values(model, row)) for row in entry["rows"]])
            else:
                for old, pks in entry["was"]:
                    model._default_manager.filter(pk__in=pks).update(**_values(model, old))


def _as_left(entry: Entry) -> bool:
    """Whether the rows still stand as the deed left them."""
    model = _model(entry)
    if entry["deed"] == "made":
        return _digest(entry) == entry["digest"]
    if entry["deed"] == "removed":
        return True
    pks = [pk for _, group in entry["was"] for pk in group]
    now = {
        name if value is not None else f"{name}__isnull": value if value is not None else True
        for name, value in _values(model, entry["now"]).items()
    }
    return model._default_manager.filter(pk__in=pks, **now).count() == len(pks)


def _hanging(label: str, pks: set[int], made: dict[str, set[int]]) -> Iterator[type[Model]]:
    """Tables with rows that point at `pks` and were not made by the same deed."""
    for other, field in _relations(apps.get_model(label)):
        if other._meta.label_lower in _DISPOSABLE:
            continue
        rows = other._default_manager.filter(**{f"{field}__in": pks})
        if rows.exclude(pk__in=made.get(other._meta.label_lower, ())).exists():
            yield other
    slugs = [one.slug for one in file_kinds().values() if one.model._meta.label_lower == label]
    if Attachment.objects.filter(kind__in=slugs, target__in=pks).exists():  # names its object without a key
        yield Attachment


def _relations(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """Every table that points at `model`, of whatever wing, with the name of its key."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model is not None:
            yield relation.related_model, relation.field.name  # type: ignore[union-attr]
    tables = {other._meta.db_table: other for other in apps.get_models()}
    for table, column, target in outer_keys(config.label for config in apps.get_app_configs()):
        if target == model._meta.db_table:
            yield tables[table], column


def _digest(entry: Entry) -> str:
    """A hash over the rows as the database writes them."""
    quote = connection.ops.quote_name
    row = f"jsonb_build_array({', '.join(quote(name) for name in entry['columns'])})::text"
    text = f"convert_to(coalesce(string_agg({row}, ',' ORDER BY id), ''), 'UTF8')"
    table = quote(_model(entry)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT encode(sha256({text}), 'hex') FROM {table} WHERE id = ANY(%s)", [entry["pks"]])
        return str(cursor.fetchone()[0])


def _drop(model: type[Model], pks: list[int]) -> None:
    """Delete at once: what hangs on the rows was looked at before."""
    rows: Any = model._default_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)


def _by_district(entries: list[Entry]) -> list[tuple[int, list[Entry]]]:
    parts: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        parts[entry["district"]].append(entry)
    return list(parts.items())


@contextmanager
def _within(district: int) -> Iterator[None]:
    if district == tenant_id():
        yield
    else:
        with crossing(district):
            yield


def _model(entry: Entry) -> Any:
    return apps.get_model(entry["model"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


def _values(model: type[Model], plain: dict[str, Any]) -> dict[str, Any]:
    """Values as the columns take them; names may be those of columns (`school_id`)."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    fields |= {field.name: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in plain.items()}
