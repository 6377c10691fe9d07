"""What the current authority goes by beside the law: its own documents, their rules, the columns of its tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from blocks.models import AdoptedColumn, AdoptedRule, EmulationYear
from blocks.rules.law import load_law
from blocks.rules.promise.targets import TOTAL, Column, TargetTable, default_columns, table_of
from blocks.rules.promise.titles import Subject


def _in_force(year: EmulationYear) -> Q:
    begun = Q(document__valid_from=None) | Q(document__valid_from__lte=year.ends_on)
    return begun & (Q(document__valid_to=None) | Q(document__valid_to__gte=year.starts_on))


def rules_of(year: EmulationYear) -> QuerySet[AdoptedRule]:
    """The rules its documents adopt in the year, the document that is followed last; one query."""
    found = AdoptedRule.objects.filter(_in_force(year)).select_related("document")
    return found.order_by("document__issued_on", "document", "pk")


@dataclass(frozen=True)
class TargetTables:
    """The two target tables of a year."""

    collective: TargetTable
    individual: TargetTable

    def __iter__(self) -> Iterator[TargetTable]:
        yield self.collective
        yield self.individual

    def of(self, subject: str) -> TargetTable:
        """One of the two, by its address name; KeyError for any other."""
        return {table.subject: table for table in self}[subject]


def tables_of(year: EmulationYear) -> TargetTables:
    """The tables with the columns of the authority's own documents; of the catalogue where it set none. One query.

    Of two documents that set a table the one issued later is followed.
    """
    rows = AdoptedColumn.objects.filter(_in_force(year)).order_by("document__issued_on", "document", "position")
    set_by: dict[tuple[str, int], list[Column]] = {}
    latest: dict[str, tuple[str, int]] = {}
    for document, subject, code, lines, label in rows.values_list("document", "subject", "title", "lines", "label"):
        latest[subject] = (subject, document)
        set_by.setdefault((subject, document), []).append(Column(code or TOTAL, tuple(lines), label))

    def table(subject: Subject) -> TargetTable:
        columns = set_by[latest[subject]] if subject in latest else default_columns(load_law(), subject)
        return table_of(subject, tuple(columns))

    return TargetTables(table(Subject.COLLECTIVE), table(Subject.PERSON))
