"""A year's page: the guideline it rests on and its dated phases; officers edit both here."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from blocks.models import EmulationYear
from blocks.queries.year.phases import common_window, phases_of
from blocks.rules.year.phases import WHO, PhaseKind
from blocks.services.year.phases import Days, set_guideline, set_phases, template_days
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import day_field, refuse_field

LOCAL_RULES = {
    "R-REG": "Không đăng ký thì không xét danh hiệu",
    "R-DISC-COLL": "Tập thể có người bị kỷ luật từ cảnh cáo không được xét",
    "R-PENDING": "Đang bị xem xét kỷ luật, thanh tra, khiếu nại thì tạm dừng xét",
    "R-THEME": "Khen thưởng theo đợt, chuyên đề không tính để đề nghị khen thưởng cấp Nhà nước",
    "R-ONE-ACH": "Một thành tích chỉ tặng một hình thức",
    "R-HC-BKTTG": "Không đề nghị hai hình thức loại trừ nhau cho một thành tích",
    "R-NOSTEP": "Không nhất thiết có mức thấp mới được mức cao",
    "R-HEAD": "Khen người đứng đầu căn cứ thành tích của tập thể",
    "R-INTERVAL": "Thời gian khen lần sau tính theo quyết định lần trước",
    "R-FLAG1": "Mỗi khối một đơn vị nhận Cờ thi đua Thành phố",
    "R-LEVELS": "Danh hiệu tập thể là một bậc thang, đếm theo một cách",
    "C-QUORUM": "Họp xét hợp lệ khi có ít nhất 2/3 thành viên",
    "C-ABSENT": "Người vắng phải được lấy ý kiến sau họp",
}


class GuidelineForm(forms.Form):
    """The guideline of the year."""

    number = forms.CharField(label="Số hướng dẫn", max_length=60, required=False, help_text="Ví dụ: 1382/HD-GDĐT.")
    on = day_field("Ngày hướng dẫn", "Chọn ngày của hướng dẫn.", required=False)
    bases = forms.CharField(
        label="Căn cứ pháp lý",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một căn cứ.",
    )
    rules = forms.MultipleChoiceField(
        label="Quy định mà hướng dẫn đưa vào áp dụng",
        required=False,
        choices=list(LOCAL_RULES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Quyết định mức bắt buộc khi xét điều kiện.",
    )
    complete = forms.BooleanField(
        label="Thành tích các năm trước đã nhập đủ",
        required=False,
        help_text="Khi đã đủ, danh hiệu không có trong dữ liệu được coi là chưa từng được tặng.",
    )


@requires(Action.SEE_HOME)
def show_year(request: Any, year_code: str) -> HttpResponse:
    """The year's guideline and phases, and where today stands in them."""
    year = get_object_or_404(EmulationYear, code=year_code)
    lines = [
        {"phase": phase, "window": common_window(phase), "who": WHO[PhaseKind(phase.kind)]} for phase in phases_of(year)
    ]
    rules = [LOCAL_RULES.get(rule, rule) for rule in year.local_rules]
    context = {
        "one": year,
        "lines": lines,
        "rules": rules,
        "may_edit": request.actor.may(Action.EDIT_YEARS),
        "may_see_timetable": request.actor.may(Action.SEE_SENDING),
        "may_extend": request.actor.may(Action.CHASE),
    }
    return render(request, "blocks/year/years/year.html", context)


@requires(Action.EDIT_YEARS)
def edit_guideline(request: Any, year_code: str) -> HttpResponse:
    """Number, date, legal bases and adopted rules."""
    year = get_object_or_404(EmulationYear, code=year_code)
    kept = {
        "number": year.guideline_number,
        "on": year.guideline_on,
        "bases": "\n".join(year.legal_bases),
        "rules": year.local_rules,
        "complete": year.history_complete,
    }
    form = GuidelineForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_guideline(
                year=year,
                number=data["number"],
                on=data["on"],
                legal_bases=data["bases"].splitlines(),
                local_rules=data["rules"],
                history_complete=data["complete"],
                by=request.actor,
            )
        except RuleViolation as problem:
            refuse_field(form, problem)
        else:
            messages.success(request, "Đã ghi hướng dẫn của năm.")
            return redirect("year", year.code)
    context = {"one": year, "form": form}
    return render(request, "blocks/year/years/guideline.html", context, status=422 if form.errors else 200)


@requires(Action.EDIT_YEARS)
def edit_phases(request: Any, year_code: str) -> HttpResponse:
    """The days of every phase; `?mau=1` proposes the usual ones where none are set."""
    year = get_object_or_404(EmulationYear, code=year_code)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        try:
            set_phases(year=year, days=_typed(request.POST), by=request.actor)
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, "Đã ghi các mốc của năm.")
            return redirect("year", year.code)
    context = {"one": year, "lines": _lines(year, request), "refusal": refusal}
    context["has_template"] = bool(template_days(year))
    status = 200 if refusal is None else refusal.status
    return render(request, "blocks/year/years/phases.html", context, status=status)


def _lines(year: EmulationYear, request: Any) -> list[dict[str, Any]]:
    kept = {PhaseKind(phase.kind): phase for phase in phases_of(year)}
    usual = template_days(year) if request.GET.get("mau") == "1" else {}
    lines = []
    for kind in PhaseKind:
        days: Any = kept.get(kind) or usual.get(kind)
        typed = request.POST if request.method == "POST" else {}
        lines.append(
            {
                "kind": kind.value,
                "label": kind.label,
                "who": WHO[kind],
                "opens": typed.get(f"opens.{kind}", days.opens_on.isoformat() if days else ""),
                "closes": typed.get(f"closes.{kind}", days.closes_on.isoformat() if days else ""),
                "basis": typed.get(f"basis.{kind}", days.basis if days else ""),
                "version": kept[kind].version if kind in kept else 0,
            }
        )
    return lines


def _day(text: str, kind: PhaseKind) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleViolation("dates", f"“{kind.label}”: chọn cả ngày đầu và ngày cuối.", where=str(kind)) from None


def _typed(data: Any) -> dict[PhaseKind, Days]:
    """Phases with at least one day typed; both days are then needed."""
    found = {}
    for kind in PhaseKind:
        opens, closes = data.get(f"opens.{kind}", ""), data.get(f"closes.{kind}", "")
        if opens or closes:
            version = data.get(f"version.{kind}", "0")
            found[kind] = Days(
                _day(opens, kind),
                _day(closes, kind),
                data.get(f"basis.{kind}", "")[:300],
                int(version) if version.isdigit() else 0,
            )
    return found
