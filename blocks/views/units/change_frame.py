"""What the doors of unit changes share: fill in, look at what would happen, confirm.

The preview carries the form's values and the counts that were shown; if the deed would count anything else, nothing is
written and the preview is shown again.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from blocks.models import School, UnitChange
from blocks.queries.units.changes import ending
from blocks.services.units.changes import trial
from blocks.views.units.change_forms import is_to_come
from blocks.views.units.changes import counted
from thidua.errors import Conflict, RuleViolation
from thidua.web.kit import SeatedRequest, refuse_field

CHANGED = "Số liệu đã thay đổi sau khi bạn xem trước; chưa ghi gì. Xem lại rồi xác nhận."
Counts = dict[str, int]


def deed_page(
    request: SeatedRequest,
    form: Any,
    *,
    title: str,
    lead: str,
    look: Callable[[], tuple[Counts, list[str]]],
    do: Callable[[Counts], HttpResponse],
    page: str = "blocks/units/changes/form.html",
    **more: Any,
) -> HttpResponse:
    """Form, preview, deed. `look` counts and warns, `do` writes if it counts the same; both may refuse."""
    shown = {"form": form, "title": title, "lead": lead, **more}
    if request.method != "POST" or "back" in request.POST:
        return render(request, page, shown)
    if not form.is_valid():
        return render(request, page, shown, status=422)
    try:
        if "confirm" in request.POST:
            try:
                return do(_seen(request))
            except Conflict as stale:
                shown["stale"] = stale.message
        counts, warnings = look()
    except RuleViolation as problem:
        return render(request, page, shown, status=refuse_field(form, problem))
    shown |= {
        "counts": counted(counts),
        "warnings": warnings,
        "seen": json.dumps(counts, sort_keys=True),
        "to_come": is_to_come(form.cleaned_data["on"]) and not more.get("any_day"),
        "hidden": [bound.as_hidden() for bound in form],
        "told": _told(form),
    }
    return render(request, "blocks/units/changes/preview.html", shown)


def _told(form: Any) -> list[tuple[str, str]]:
    """What was filled in, as (label, words), the empty left out."""
    return [(str(bound.label), words) for bound in form if (words := _words(form.cleaned_data[bound.name], bound))]


def _words(value: Any, bound: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()) or ())
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    if hasattr(value, "model"):
        return ", ".join(str(one) for one in value)
    if isinstance(value, str) and choices:
        return str(choices.get(value, value)) if value not in ("", "0") or bound.name == "ends" else ""
    if value and hasattr(bound.field, "label_from_instance"):
        return str(bound.field.label_from_instance(value))
    return str(value or "")


def _seen(request: SeatedRequest) -> Counts:
    try:
        seen = json.loads(request.POST.get("seen", ""))
    except (ValueError, RecursionError):
        return {}
    return seen if isinstance(seen, dict) else {}


def same(counts: Counts, seen: Counts) -> bool:
    return {name: many for name, many in counts.items() if many} == {name: many for name, many in seen.items() if many}


def run(request: SeatedRequest, deed: Callable[..., UnitChange], seen: Counts, **wish: Any) -> HttpResponse:
    """Do it, unless it counts something else than what was shown."""
    with transaction.atomic():
        change = deed(**wish, by=request.actor)
        if not same(change.counts, seen):
            raise Conflict(CHANGED)
    messages.success(request, f"Đã ghi: {change}. Hoàn tác được trong 30 ngày, khi chưa ai làm việc với kết quả.")
    return redirect("change", change.pk)


def simple(
    request: SeatedRequest,
    form: Any,
    deed: Callable[..., UnitChange],
    *,
    title: str,
    lead: str,
    wish: Callable[[], dict[str, Any]],
    ends: Callable[[], Sequence[School]] = tuple,
    **more: Any,
) -> HttpResponse:
    """A deed on single schools: its preview is the deed itself, rolled back; `ends` are the schools that end."""

    def look() -> tuple[Counts, list[str]]:
        change = trial(deed, **wish(), **form.common(), by=request.actor)
        return change.counts, ending(ends(), change.on).warnings()

    def do(seen: Counts) -> HttpResponse:
        return run(request, deed, seen, **wish(), **form.common())

    return deed_page(request, form, title=title, lead=lead, look=look, do=do, **more)
