"""The catalogue of titles and commendation forms."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from blocks.models import Title, TitleCondition
from blocks.queries.promise.titles import RegimeConditions, authorities_of, catalogue, conditions_of, standing_state
from blocks.rules.promise.titles import Genus
from thidua import clock
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

LEVELS = {
    "co_so": "Cấp cơ sở",
    "tinh": "Cấp tỉnh, thành phố",
    "bo": "Cấp Bộ",
    "tinh_bo": "Cấp tỉnh hoặc Bộ",
    "nha_nuoc": "Cấp Nhà nước",
}
KINDS = {
    "danh_hieu_thi_dua": "Danh hiệu thi đua",
    "hinh_thuc_khen_thuong": "Hình thức khen thưởng",
    "huan_chuong": "Huân chương",
    "ky_niem_chuong": "Kỷ niệm chương",
    "danh_hieu_vinh_du": "Danh hiệu vinh dự nhà nước",
}


def _line(title: Title) -> dict[str, Any]:
    return {"title": title, "level": LEVELS.get(title.level, title.level), "kind": KINDS.get(title.kind, title.kind)}


def _period(start: date | None, end: date | None) -> str:
    parts = [f"từ {short_date(start)}"] if start else []
    parts += [f"đến hết {short_date(end)}"] if end else []
    return " ".join(parts) or "mọi thời kỳ"


def _condition(under: RegimeConditions, row: TitleCondition) -> dict[str, Any]:
    first, last = under.part(row)
    period = _period(first, last) if first or last else ""
    return {"row": row, "state": standing_state(row.standing), "period": period}


@requires(Action.SEE_CATALOGUE)
def list_titles(request: SeatedRequest) -> HttpResponse:
    """Two lists, never mixed."""
    lists = [
        {"name": Genus(genus).label, "lines": [_line(title) for title in titles]}
        for genus, titles in catalogue().items()
    ]
    return render(request, "blocks/promise/titles/list.html", {"lists": lists})


@requires(Action.SEE_CATALOGUE)
def show_title(request: SeatedRequest, code: str) -> HttpResponse:
    """One title: who decides it, and what each body of law asks, with article and standing of the source."""
    title = get_object_or_404(Title, pk=code)
    today = clock.today()
    laws = [
        {
            "regime": under.regime,
            "now": under.regime.valid_from <= today
            and (under.regime.valid_to is None or today <= under.regime.valid_to),
            "conditions": [_condition(under, row) for row in under.conditions],
        }
        for under in conditions_of(title)
    ]
    laws.sort(key=lambda law: not law["now"])  # the law in force first, the others newest first
    authorities = [
        {"row": row, "state": standing_state(row.standing), "period": _period(row.valid_from, row.valid_to)}
        for row in authorities_of(title)
    ]
    line = _line(title)
    rows = [
        ("Viết tắt", title.label),
        ("Đối tượng", title.get_subject_display()),
        ("Thuộc danh mục", title.get_genus_display()),
        ("Loại", line["kind"]),
        ("Cấp", line["level"]),
        ("Chu kỳ xét", title.periodicity),
    ]
    return render(
        request,
        "blocks/promise/titles/title.html",
        {"title": title, "rows": rows, "laws": laws, "authorities": authorities},
    )
