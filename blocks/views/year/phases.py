"""A year's page: the guideline it rests on and its dated phases; officers edit both here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from blocks.models import EmulationYear, Phase
from blocks.queries.promise.adoptions import rules_of
from blocks.queries.year.phases import common_window, phases_of, template_of
from blocks.rules.year.phase_specs import PhaseSpec, TemplateRow
from blocks.services.year.phases import Days, set_guideline, set_phases, template_days
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date, whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form

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
def show_year(request: SeatedRequest, year_code: str) -> HttpResponse:
    """The year's guideline and phases, and where today stands in them."""
    year = get_object_or_404(EmulationYear, code=year_code)
    lines = [{"phase": phase, "window": common_window(phase), "who": phase.text} for phase in phases_of(year)]
    rules = {rule: LOCAL_RULES.get(rule, rule) for rule in year.local_rules}
    for row in rules_of(year):
        rules[row.rule] = f"{LOCAL_RULES.get(row.rule, row.rule)} ({row.document.label} {row.point})"
    context = {
        "one": year,
        "lines": lines,
        "rules": list(rules.values()),
        "may_edit": request.actor.may(Action.EDIT_YEARS),
        "may_see_timetable": request.actor.may(Action.SEE_SENDING),
        "may_extend": request.actor.may(Action.CHASE),
    }
    return render(request, "blocks/year/years/year.html", context)


@requires(Action.EDIT_YEARS)
def edit_guideline(request: SeatedRequest, year_code: str) -> HttpResponse:
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

    def page(status: int) -> HttpResponse:
        context = {"one": year, "form": form}
        return render(request, "blocks/year/years/guideline.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: set_guideline(
            year=year,
            number=data["number"],
            on=data["on"],
            legal_bases=data["bases"].splitlines(),
            local_rules=data["rules"],
            history_complete=data["complete"],
            by=request.actor,
        ),
        page=page,
        done=lambda _made: "Đã ghi hướng dẫn của năm.",
        back=reverse("year", args=[year.code]),
    )


@requires(Action.EDIT_YEARS)
def edit_phases(request: SeatedRequest, year_code: str) -> HttpResponse:
    """The days of every phase; `?mau=1` proposes the usual ones where none are set."""
    year = get_object_or_404(EmulationYear, code=year_code)
    phases, rows = {phase.code: phase for phase in phases_of(year)}, template_of(year)
    usual, specs = template_days(year, rows), _specs(rows, phases)
    refusal: RuleViolation | None = None
    if request.method == "POST":
        try:
            set_phases(year=year, days=_typed(specs, request.POST), by=request.actor)
        except RuleViolation as problem:
            refusal = problem
        else:
            messages.success(request, "Đã ghi các mốc của năm.")
            return redirect("year", year.code)
    proposed = usual if request.GET.get("mau") == "1" else {}
    typed = request.POST if request.method == "POST" else {}
    lines = [_line(spec, phases.get(spec.code), proposed.get(spec.code), typed) for spec in specs]
    context = {"one": year, "lines": lines, "refusal": refusal, "has_template": bool(usual)}
    status = 200 if refusal is None else refusal.status
    return render(request, "blocks/year/years/phases.html", context, status=status)


def _specs(rows: Iterable[TemplateRow], phases: Mapping[str, Phase]) -> list[PhaseSpec]:
    """What may be dated: the phases that the year has, and those that its template proposes beside them."""
    specs = {row.spec.code: row.spec for row in rows} | {code: phase.spec for code, phase in phases.items()}
    return sorted(specs.values(), key=lambda spec: spec.position)


def _line(spec: PhaseSpec, phase: Phase | None, usual: Days | None, typed: Mapping[str, str]) -> dict[str, Any]:
    days = phase or usual
    return {
        "code": spec.code,
        "name": spec.name,
        "who": spec.text,
        "opens": typed.get(f"opens.{spec.code}", short_date(days.opens_on) if days else ""),
        "closes": typed.get(f"closes.{spec.code}", short_date(days.closes_on) if days else ""),
        "basis": typed.get(f"basis.{spec.code}", days.basis if days else ""),
        "version": phase.version if phase else 0,
    }


def _day(text: str, spec: PhaseSpec) -> date:
    """One of the two days of a phase, as typed."""
    try:
        if text.strip():
            return read_day(text)
    except RuleViolation as problem:
        raise RuleViolation("dates", f"“{spec.name}”: {problem.message}", where=spec.code) from None
    raise RuleViolation("dates", f"“{spec.name}”: ghi cả ngày đầu và ngày cuối.", where=spec.code)


def _typed(specs: Iterable[PhaseSpec], data: Mapping[str, str]) -> dict[str, Days]:
    """Phases with at least one day typed; both days are then needed."""
    days = {}
    for spec in specs:
        opens, closes = data.get(f"opens.{spec.code}", ""), data.get(f"closes.{spec.code}", "")
        if opens or closes:
            version = data.get(f"version.{spec.code}", "0")
            days[spec.code] = Days(
                _day(opens, spec),
                _day(closes, spec),
                data.get(f"basis.{spec.code}", "")[:300],
                whole_number(version) or 0,
            )
    return days
