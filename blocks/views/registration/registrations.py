"""The registration list: read, searched, filtered, paged, printed and exported."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from blocks.queries.registration.registrations import (
    NO_TITLE,
    PAGE,
    Counts,
    Wish,
    choices,
    counts,
    page_of,
    registrations,
    shown,
)
from blocks.queries.year.years import year_of
from blocks.services.registration.registrations import export_registrations
from blocks.views.desk.sorting import heads
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

NAMES = {"block": "khoi", "school": "truong", "title": "danh-hieu", "search": "tim", "order": "xep"}
HEADS = {"ten": "Họ và tên", "born": "Ngày sinh", "school": "Đơn vị", "job": "Chức vụ"}
MOST_PRINTED = 3000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _wish(request: SeatedRequest) -> Wish:
    return Wish(**{name: squeeze(request.GET.get(key, ""))[:80] for name, key in NAMES.items()})


def _query(wish: Wish, **other: str) -> str:
    kept = {NAMES[name]: value for name, value in {**vars(wish), **other}.items() if value}
    return "?" + urlencode(kept)


def _chips(known: Counts, wish: Wish) -> list[dict[str, Any]]:
    wanted = [(one["code"], one["label"], one["count"]) for one in known.titles]
    if known.without or known.without is None:
        wanted.append((NO_TITLE, "Không đăng ký danh hiệu", known.without))
    total = None if known.without is None else known.total
    chips = [{"label": "Mọi danh hiệu", "url": _query(wish, title=""), "on": not wish.title, "count": total}]
    for code, label, count in wanted:
        on = wish.title == code
        chips.append({"label": label, "url": _query(wish, title="" if on else code), "on": on, "count": count})
    return chips


@requires(Action.SEE_STAFF)
def list_registrations(request: SeatedRequest) -> HttpResponse:
    """The page, or the part below the filters when htmx asks."""
    year, wish = year_of(request.session), _wish(request)
    rows = registrations(request.actor, year, wish)
    size = MOST_PRINTED if request.GET.get("in") == "1" else PAGE
    known = counts(request.actor, year, wish)
    context = {
        "page": page_of(rows, request.GET.get("trang", "1"), size, known.of(wish.title)),
        "chips": _chips(known, wish),
        "wish": wish,
        "query": _query(wish),
        "the_year": year,
        "can_export": request.actor.may(Action.EXPORT_STAFF),
        "has_sheet": bool(request.actor.school_id) and request.actor.may(Action.SEE_STAFF),
        "printing": size == MOST_PRINTED,
        "heads": heads(request, HEADS, wish.order),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "blocks/registration/registrations/results.html", context)
    context["blocks"], context["schools"] = choices(request.actor, year)
    return render(request, "blocks/registration/registrations/list.html", context)


@requires(Action.EXPORT_STAFF)
def download_registrations(request: SeatedRequest) -> HttpResponse:
    """What is shown, all pages, as a workbook."""
    year, wish = year_of(request.session), _wish(request)
    if year is None:
        raise RuleViolation("year", "Chưa mở năm thi đua nào nên chưa có danh sách để xuất.")
    told = {name: value for name, value in vars(wish).items() if value}
    rows = shown(registrations(request.actor, year, wish))
    content = export_registrations(year=year, rows=rows, filters=told, by=request.actor)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="dang-ky-{year.code}.xlsx"'
    return response
