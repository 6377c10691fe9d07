"""Pages of a unit's books of numbers: what was given, reserved, cancelled; keep, cancel, the unit's rule."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from documents.models import IssuedNumber, NumberSeries
from documents.queries import visible
from documents.queries.kinds import kind_of, kinds
from documents.queries.numbers import Unit, books_of, numbers_of, own_unit, pattern_of
from documents.rules.series import DEFAULT_PATTERN, NumberState
from documents.services.numbers import cancel_reserved, reserve, set_pattern
from thidua import clock
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form


def _book_or_404(request: SeatedRequest, pk: int) -> NumberSeries:
    """A book of the seat's own unit; the office opens those of every unit."""
    rows = NumberSeries.objects.select_related("block", "school")
    if not request.actor.is_office:
        rows = rows.filter(pk__in=books_of(own_unit(request.actor)).values("pk"))
    return get_object_or_404(rows, pk=pk)


@requires(Action.KEEP_NUMBERS)
def books(request: SeatedRequest) -> HttpResponse:
    """The books: the own unit's, for the office those of every unit."""
    unit = own_unit(request.actor)
    rows = NumberSeries.objects.all() if request.actor.is_office else books_of(unit)
    listed = rows.select_related("block", "school").order_by("-year", "block", "school", "letters")
    context = {"books": list(listed[:500]), "unit": unit, "pattern": pattern_of(unit)}
    return render(request, "documents/numbers/list.html", context)


@requires(Action.KEEP_NUMBERS)
def book(request: SeatedRequest, pk: int) -> HttpResponse:
    """One book: every number with its paper, its day, who gave it; cancelled and reserved ones with their reason."""
    series = _book_or_404(request, pk)
    seen = set(visible.documents(request.actor).filter(numbers__series=series).values_list("pk", flat=True))
    lines = [
        {
            "row": row,
            "cancels": row.state in (NumberState.RESERVED, NumberState.OUTSIDE),
            "label": kind_of(row.document.kind).label if row.document and row.document.kind in kinds() else "",
            "opens": row.document_id in seen,
        }
        for row in numbers_of(series)[:2000]
    ]
    return render(request, "documents/numbers/book.html", {"series": series, "lines": lines})


class ReserveForm(forms.Form):
    """A number kept for a paper that comes later."""

    letters = forms.CharField(
        label="Chữ viết tắt tên loại",
        max_length=10,
        help_text="Ví dụ KH, TTr, BC, QĐ.",
        error_messages={"required": "Ghi chữ viết tắt tên loại, ví dụ KH."},
    )
    reason = forms.CharField(
        label="Giữ để làm gì",
        max_length=300,
        help_text="Ví dụ: kế hoạch lập ngoài phần mềm.",
        error_messages={"required": "Ghi giữ số này để làm gì."},
    )


@requires(Action.KEEP_NUMBERS)
def keep(request: SeatedRequest) -> HttpResponse:
    """Keep the next number of one of the own unit's books of this year."""
    form, unit, year = ReserveForm(request.POST or None), own_unit(request.actor), clock.today().year

    def page(status: int) -> HttpResponse:
        return render(request, "documents/numbers/reserve.html", {"form": form, "unit": unit}, status=status)

    return deed_form(
        request,
        form,
        lambda data: reserve(unit=unit, year=year, by=request.actor, **data),
        page=page,
        done=lambda row: f"Đã giữ số {row.number:02d} của {str(row.series).lower()}.",
        back=lambda row: reverse("number_book", args=[row.series_id]),
    )


class CancelForm(forms.Form):
    """Why a reserved number is not needed."""

    reason = forms.CharField(label="Lý do hủy số", max_length=300, error_messages={"required": "Ghi lý do hủy số."})


@requires(Action.KEEP_NUMBERS)
def cancel(request: SeatedRequest, pk: int) -> HttpResponse:
    """Cancel a number that was kept; it stays in the book with its reason."""
    rows = IssuedNumber.objects.exclude(state=NumberState.USED)
    row = get_object_or_404(rows.select_related("series__block", "series__school"), pk=pk)
    series, form = _book_or_404(request, row.series_id), CancelForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "row": row, "series": series}
        return render(request, "documents/numbers/cancel.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: cancel_reserved(number=row, by=request.actor, **data),
        page=page,
        done=lambda made: f"Đã hủy số {made.number:02d}.",
        back=lambda _made: reverse("number_book", args=[series.pk]),
    )


class RuleForm(forms.Form):
    """How the unit writes number and symbol."""

    pattern = forms.CharField(
        label="Quy tắc ghi số, ký hiệu",
        max_length=80,
        help_text=f"Mặc định {DEFAULT_PATTERN}, ra 05/KH-MNP4.",
        error_messages={"required": "Ghi quy tắc ghi số."},
    )


@requires(Action.KEEP_NUMBERS)
def rule(request: SeatedRequest) -> HttpResponse:
    """Set how the own unit writes number and symbol of papers begun from now on."""
    unit: Unit = own_unit(request.actor)
    form = RuleForm(request.POST or None, initial={"pattern": pattern_of(unit)})

    def page(status: int) -> HttpResponse:
        return render(request, "documents/numbers/rule.html", {"form": form, "unit": unit}, status=status)

    return deed_form(
        request,
        form,
        lambda data: set_pattern(unit=unit, by=request.actor, **data),
        page=page,
        done=lambda kept: f"Từ nay số, ký hiệu ghi theo {kept}.",
        back=lambda _made: reverse("number_books"),
    )
