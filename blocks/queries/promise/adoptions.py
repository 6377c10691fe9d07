"""What the current authority goes by beside the law: its own documents, their rules, columns, caps, words, meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from blocks.models import (
    AdoptedCap,
    AdoptedColumn,
    AdoptedDocument,
    AdoptedMeeting,
    AdoptedRule,
    AdoptedWords,
    EmulationYear,
)
from blocks.rules.law import load_law
from blocks.rules.meetings.meetings import MeetingFacts
from blocks.rules.promise.targets import TOTAL, Column, TargetTable, default_columns, table_of
from blocks.rules.promise.titles import Subject
from blocks.rules.year.phase_templates import day_of_year


def in_force(year: EmulationYear, prefix: str = "document__") -> Q:
    """Rows whose document speaks in the year: its days meet the year, and it is no other year's guideline."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": year.ends_on})
    lasting = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": year.starts_on})
    return begun & lasting & (Q(**{f"{prefix}year": None}) | Q(**{f"{prefix}year": year}))


def documents_of(year: EmulationYear) -> QuerySet[AdoptedDocument]:
    """What the authority goes by in the year, the document that is followed last, with rules; two queries."""
    rules = Prefetch("rules", AdoptedRule.objects.order_by("pk"))
    return AdoptedDocument.objects.filter(in_force(year, "")).order_by("issued_on", "pk").prefetch_related(rules)


def guideline_of(year: EmulationYear) -> AdoptedDocument | None:
    """The authority's own guideline of the year."""
    return AdoptedDocument.objects.filter(year=year).first()


def rules_of(year: EmulationYear) -> QuerySet[AdoptedRule]:
    """The rules its documents adopt in the year, the document that is followed last; one query."""
    found = AdoptedRule.objects.filter(in_force(year)).select_related("document")
    return found.order_by("document__issued_on", "document", "pk")


def adopted_on(day: date) -> QuerySet[AdoptedRule]:
    """The rules its documents adopt on `day`, the document that is followed last; a guideline speaks in its year."""
    begun = Q(document__valid_from=None) | Q(document__valid_from__lte=day)
    lasting = Q(document__valid_to=None) | Q(document__valid_to__gte=day)
    in_year = Q(document__year=None) | Q(document__year__starts_on__lte=day, document__year__ends_on__gte=day)
    rows = AdoptedRule.objects.filter(begun, lasting, in_year).select_related("document")
    return rows.order_by("document__issued_on", "document", "pk")


def limits_of(year: EmulationYear) -> list[AdoptedDocument]:
    """The documents of the year, the one that is followed last, each with `told_rules` and `told_caps`; one query."""
    of_document = {"document": OuterRef("pk")}
    rules = AdoptedRule.objects.filter(**of_document).order_by("pk")
    caps = AdoptedCap.objects.filter(**of_document).order_by("pk")
    told_rules = JSONObject(rule="rule", point="point", severity="severity")
    told_caps = JSONObject(title="title_id", share="share", heads="heads", rounding="rounding", point="point")
    found = AdoptedDocument.objects.filter(in_force(year, "")).annotate(
        told_rules=ArraySubquery(rules.values(told=told_rules)), told_caps=ArraySubquery(caps.values(told=told_caps))
    )
    return list(found.order_by("issued_on", "pk"))


def words_of(year: EmulationYear, paper: str) -> dict[str, str]:
    """What the sections of a kind of paper begin with, by the documents of the year; one query."""
    found = AdoptedWords.objects.filter(in_force(year), paper=paper)
    return dict(found.order_by("document__issued_on", "document", "pk").values_list("section", "text"))


def usual_meetings(year: EmulationYear) -> list[MeetingFacts]:
    """The meetings that the document issued last plans for blocks, in this year; time, place and note where it is the
    document's own year. One query."""
    rows = AdoptedMeeting.objects.filter(in_force(year)).select_related("document")
    by_document: dict[int, list[MeetingFacts]] = {}
    for row in rows.order_by("document__issued_on", "document", "number"):
        by_document.setdefault(row.document_id, []).append(_meeting(row, year))
    return next(reversed(by_document.values()), [])


def _meeting(row: AdoptedMeeting, year: EmulationYear) -> MeetingFacts:
    own = year.starts_on <= row.document.issued_on <= year.ends_on
    month = day_of_year(row.month, year.starts_on.year)
    return MeetingFacts(
        number=row.number,
        month=min(max(month, year.starts_on.replace(day=1)), year.ends_on),
        starts_at=row.starts_at if own else None,
        time_note=row.time_note if own else "",
        place=row.place if own else "",
        contents=tuple(row.contents),
        review_heading=row.review_heading,
        note=row.note if own else "",
    )


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
    rows = AdoptedColumn.objects.filter(in_force(year)).order_by("document__issued_on", "document", "position")
    set_by: dict[tuple[str, int], list[Column]] = {}
    latest: dict[str, tuple[str, int]] = {}
    for document, subject, code, lines, label in rows.values_list("document", "subject", "title", "lines", "label"):
        latest[subject] = (subject, document)
        set_by.setdefault((subject, document), []).append(Column(code or TOTAL, tuple(lines), label))

    def table(subject: Subject) -> TargetTable:
        columns = set_by[latest[subject]] if subject in latest else default_columns(load_law(), subject)
        return table_of(subject, tuple(columns))

    return TargetTables(table(Subject.COLLECTIVE), table(Subject.PERSON))
