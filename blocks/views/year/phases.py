"""A year's page: the guideline it rests on and its dated phases; officers edit both here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from blocks.models import AdoptedDocument, EmulationYear, Phase
from blocks.queries.promise.adoptions import documents_of, guideline_of, rules_of
from blocks.queries.year.phases import common_window, phases_of, template_of
from blocks.rules.law import load_law
from blocks.rules.promise.adoptions import adoptable_rules
from blocks.rules.year.phase_specs import PhaseSpec
from blocks.rules.year.phase_templates import TemplateRow
from blocks.services.year.phases import Days, set_guideline, set_phases, template_days
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date, whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form


class GuidelineForm(forms.Form):
    """The guideline of the year."""

    number = forms.CharField(label="Số hướng dẫn", max_length=60, required=False, help_text="Ví dụ: 05/HD-UBND.")
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
        widget=forms.CheckboxSelectMultiple,
        help_text="Quyết định mức bắt buộc khi xét điều kiện.",
    )
    complete = forms.BooleanField(
        label="Thành tích các năm trước đã nhập đủ",
        required=False,
        help_text="Khi đã đủ, danh hiệu không có trong dữ liệu được coi là chưa từng được tặng.",
    )

    def __init__(self, *args: Any, year: EmulationYear, present: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        law = load_law()
        offered = {*adoptable_rules(law, year.ends_on), *present}
        rules = cast(forms.MultipleChoiceField, self.fields["rules"])
        rules.choices = [(rule, asks) for rule, asks in law.guidance.items() if rule in offered]


@requires(Action.SEE_HOME)
def show_year(request: SeatedRequest, year_code: str) -> HttpResponse:
    """The year's guideline and phases, and where today stands in them."""
    year = get_object_or_404(EmulationYear, code=year_code)
    lines = [{"phase": phase, "window": common_window(phase), "who": phase.text} for phase in phases_of(year)]
    documents = [_document(document) for document in documents_of(year)]
    context = {
        "one": year,
        "lines": lines,
        "guideline": next((one["document"] for one in documents if one["document"].year_id), None),
        "documents": documents,
        "may_edit": request.actor.may(Action.EDIT_YEARS),
        "may_see_timetable": request.actor.may(Action.SEE_SENDING),
        "may_extend": request.actor.may(Action.CHASE),
    }
    return render(request, "blocks/year/years/year.html", context)


def _document(document: AdoptedDocument) -> dict[str, Any]:
    """An adopted document with what each of its rules asks, and by which point."""
    asks = load_law().guidance
    rules = [(asks.get(row.rule, row.rule), row.point) for row in document.rules.all()]
    return {"document": document, "rules": rules}


@requires(Action.EDIT_YEARS)
def edit_guideline(request: SeatedRequest, year_code: str) -> HttpResponse:
    """Number, date, legal bases and adopted rules."""
    year = get_object_or_404(EmulationYear, code=year_code)
    guideline = guideline_of(year)
    present = [row.rule for row in rules_of(year) if guideline and row.document_id == guideline.pk]
    initial = {
        "number": guideline.number if guideline else "",
        "on": guideline.issued_on if guideline else None,
        "bases": "\n".join(guideline.bases) if guideline else "",
        "rules": present,
        "complete": year.history_complete,
    }
    form = GuidelineForm(request.POST or None, initial=initial, year=year, present=present)

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
