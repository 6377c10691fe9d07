"""The year's timetable of reminders: its rows by phase, one row written with a preview for a real unit."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from blocks.models import DailyRound, EmulationYear, Phase, TimetableRow
from blocks.queries.mailroom.timetables import rows_of, units_asked
from blocks.queries.year.phases import phases_of
from blocks.rules.mailroom.timetables import (
    BLANKS,
    MOST_DAYS,
    Wanted,
    blanks_of,
    check_row,
    day_of,
    roles_of,
    speaks_above,
    when_told,
)
from blocks.rules.year.phase_specs import PhaseSpec
from blocks.services.mailroom.daily_round import title_of, values_told
from blocks.services.mailroom.timetables import begin_timetable, drop_row, save_row
from thidua import clock
from thidua.errors import Conflict, RuleViolation
from thidua.policy import ROLE_LABELS, Action, Role
from thidua.text import weekday_date, whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form, show_version

NO_PHASES = "Năm này chưa đặt mốc nào nên chưa có hạn để nhắc; đặt mốc ở trang năm thi đua."


class RowForm(forms.Form):
    """One row of the timetable; which roles may be named depends on the phase."""

    days = forms.IntegerField(
        label="Số ngày",
        min_value=0,
        max_value=MOST_DAYS,
        help_text="0 là chính ngày cuối.",
        error_messages={
            "required": "Ghi số ngày.",
            "invalid": "Số ngày phải là số nguyên, ví dụ 3.",
            "min_value": "Số ngày không âm; nhắc sau hạn thì chọn “sau hạn”.",
            "max_value": f"Số ngày không quá {MOST_DAYS}.",
        },
    )
    side = forms.ChoiceField(label="Trước hay sau hạn", choices=[("truoc", "trước hạn"), ("sau", "sau hạn")])
    roles = forms.MultipleChoiceField(
        label="Nhắc ai",
        widget=forms.CheckboxSelectMultiple,
        help_text="Người của đơn vị phải làm, hoặc cấp trên của họ; hai nhóm viết hai dòng.",
        error_messages={"required": "Chọn ít nhất một vai trò.", "invalid_choice": "Có vai trò không dùng ở mốc này."},
    )
    text = forms.CharField(
        label="Lời nhắc", widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Ghi lời nhắc."}
    )
    active = forms.BooleanField(label="Đang dùng", required=False)
    unit = forms.ChoiceField(
        label="Xem trước với đơn vị",
        required=False,
        help_text="Chỉ để xem trước, không lưu.",
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, spec: PhaseSpec, units: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["roles"].choices = [(role.value, ROLE_LABELS[role]) for role in roles_of(spec)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(str(n), unit.name) for n, unit in enumerate(units)]  # type: ignore[attr-defined]
        if len(units) < 2:
            del self.fields["unit"]

    def wanted(self) -> Wanted:
        """The row as typed."""
        data = self.cleaned_data
        days = data["days"] if data["side"] == "truoc" else -data["days"]
        return Wanted(days, tuple(Role(code) for code in data["roles"]), data["text"], data["active"])


@requires(Action.SEE_SENDING)
def show_timetable(request: SeatedRequest, year_code: str) -> HttpResponse:
    """All rows by phase, with the day on which each speaks for the common deadline."""
    year = get_object_or_404(EmulationYear, code=year_code)
    rows = rows_of(year)
    kept = DailyRound.objects.first() or DailyRound()
    over = clock.today() if kept.done_on == clock.today() else clock.today() - timedelta(days=1)
    parts = [
        {
            "phase": phase,
            "known": phase.spec.sending_known,
            "rows": [_line(phase, row, over) for row in rows.get(phase.pk, [])],
        }
        for phase in phases_of(year)
    ]
    context = {
        "one": year,
        "parts": parts,
        "may_edit": request.actor.may(Action.EDIT_YEARS),
        "no_phases": NO_PHASES,
        "may_mail": request.actor.may(Action.SEE_MAIL),
        "round": kept,
        "empty": [part["phase"] for part in parts if not part["rows"]],
    }
    return render(request, "blocks/mailroom/timetables/list.html", context)


def _line(phase: Phase, row: TimetableRow, over: date) -> dict[str, Any]:
    """One row; `over` is the last day whose round is done or missed."""
    day = day_of(phase.closes_on, row.days)
    roles = ", ".join(ROLE_LABELS[Role(role)] for role in row.roles)
    return {"row": row, "when": when_told(row.days), "day": day, "past": day <= over, "roles": roles}


@require_POST
@requires(Action.EDIT_YEARS)
def usual_rows(request: SeatedRequest, year_code: str) -> HttpResponse:
    """The usual rows for the phases that have none."""
    year = get_object_or_404(EmulationYear, code=year_code)
    made = begin_timetable(phases=phases_of(year), by=request.actor)
    messages.success(request, f"Đã lập {len(made)} dòng thường dùng cho các mốc chưa có lịch nhắc.")
    return redirect("timetable", year.code)


@requires(Action.EDIT_YEARS)
def new_row(request: SeatedRequest, year_code: str) -> HttpResponse:
    """A new row of the phase named in the address (`?moc=DANG_KY`), else of the year's first one."""
    year = get_object_or_404(EmulationYear, code=year_code)
    phases = phases_of(year)
    if not phases:
        raise RuleViolation("phase", NO_PHASES)
    asked = request.GET.get("moc", "")
    return _edit(request, next((phase for phase in phases if phase.code == asked), phases[0]), None)


@requires(Action.EDIT_YEARS)
def edit_row(request: SeatedRequest, year_code: str, pk: int) -> HttpResponse:
    """One row."""
    rows = TimetableRow.objects.select_related("phase__year")
    row = get_object_or_404(rows, pk=pk, phase__year__code=year_code)
    return _edit(request, row.phase, row)


@require_POST
@requires(Action.EDIT_YEARS)
def remove_row(request: SeatedRequest, year_code: str, pk: int) -> HttpResponse:
    """The row goes; what it said stays in inboxes and in the trail."""
    row = get_object_or_404(TimetableRow.objects.select_related("phase__year"), pk=pk, phase__year__code=year_code)
    drop_row(row=row, seen=whole_number(request.POST.get("version")) or 0, by=request.actor)
    messages.success(request, "Đã bỏ dòng nhắc. Những lần đã nhắc vẫn còn.")
    return redirect("timetable", year_code)


def _edit(request: SeatedRequest, phase: Phase, row: TimetableRow | None) -> HttpResponse:
    units = units_asked(phase, everyone=True)
    form = RowForm(request.POST or None, spec=phase.spec, units=units, initial=_kept(row))

    def deed(data: dict[str, Any]) -> dict[str, Any] | None:
        if request.POST.get("deed") == "preview":
            return _preview(phase, form, units)
        save_row(phase=phase, row=row, wanted=form.wanted(), seen=data["version"] or 0, by=request.actor)
        return None

    def page(status: int, preview: dict[str, Any] | None = None) -> HttpResponse:
        if status == Conflict.status and row is not None:
            show_version(form, TimetableRow.objects.get(pk=row.pk).version)
        context = {
            "one": phase.year,
            "phase": phase,
            "row": row,
            "form": form,
            "preview": preview,
            "blanks": _blanks(phase.spec),
            "known": phase.spec.sending_known,
        }
        return render(request, "blocks/mailroom/timetables/row.html", context, status=status)

    return deed_form(
        request,
        form,
        deed,
        page=page,
        done=lambda preview: page(200, preview) if preview else "Đã lưu dòng nhắc.",
        back=reverse("timetable", args=[phase.year.code]),
    )


def _kept(row: TimetableRow | None) -> dict[str, Any]:
    if row is None:
        return {"days": 3, "side": "truoc", "active": True}
    return {
        "days": abs(row.days),
        "side": "truoc" if row.days >= 0 else "sau",
        "roles": row.roles,
        "text": row.text,
        "active": row.active,
        "version": row.version,
    }


def _blanks(spec: PhaseSpec) -> list[tuple[str, str, str]]:
    """Blank, what it means, and in whose rows it may stand ("" for all)."""
    own, above = blanks_of(spec, above=False), blanks_of(spec, above=True)
    only = {True: "chỉ khi nhắc cấp trên", False: "chỉ khi nhắc đơn vị phải làm"}
    return [
        (f"{{{name}}}", told, "" if name in own and name in above else only[name in above])
        for name, told in BLANKS.items()
        if name in own or name in above
    ]


def _preview(phase: Phase, form: RowForm, units: list[Any]) -> dict[str, Any]:
    """What would be said, with the chosen unit and its own last day; nothing is written."""
    spec = phase.spec
    wanted = check_row(spec, form.wanted())
    if not units:
        raise RuleViolation("units", "Chưa có đơn vị nào ở mốc này nên chưa xem trước được; xếp trường vào khối trước.")
    above = speaks_above(spec, wanted.roles)
    chosen = units[int(form.cleaned_data.get("unit") or 0)]
    shown = TimetableRow(phase=phase, days=wanted.days, roles=list(wanted.roles), text=wanted.text)
    told = units if above else [chosen]
    return {
        "title": title_of(shown),
        "text": values_told(shown, told),
        "to": chosen.name if not above else "",
        "roles": ", ".join(ROLE_LABELS[role] for role in wanted.roles),
        "day": weekday_date(day_of(told[0].last_day, wanted.days)),
    }
