"""Councils: the list, one council with its members and what is odd in it, its decision."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import Block, Council, Meeting, Membership, School
from blocks.queries import visible
from blocks.queries.meetings.councils import findings, members_on, runs, voters, years_councils
from blocks.queries.units.units import blocks_in
from blocks.queries.year.years import year_of
from blocks.rules.meetings.councils import CouncilKind
from blocks.services.meetings.councils import found_council, record_decision
from blocks.views.meetings.meetings import usual_day
from thidua import clock
from thidua.actors import Actor
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, day_field, deed_form, or_404


def council_for(actor: Actor, pk: int) -> Council:
    """The council, if the actor may open it; else 404."""
    return get_object_or_404(visible.councils(actor).select_related("block", "school", "year"), pk=pk)


def day_in(council: Council) -> date:
    """The day the page speaks of: today within the council's year."""
    return usual_day(council.year) if council.year else max(usual_day_of(council), council.valid_from or date.min)


def usual_day_of(council: Council) -> date:
    """Today, or the last day of a council that has ended."""
    return min(clock.today(), council.valid_to) if council.valid_to else clock.today()


@requires(Action.SEE_MEETINGS)
def list_councils(request: SeatedRequest) -> HttpResponse:
    """The councils that work in the year."""
    year = or_404(year_of(request.session))
    found = visible.councils(request.actor).select_related("block", "school", "year")
    rows = years_councils(found, year.starts_on, year.ends_on, year.pk).order_by("kind", "name", "pk")[:300]
    context = {"councils": rows, "the_year": year, "founds": request.actor.may(Action.FOUND_COUNCILS)}
    return render(request, "blocks/meetings/councils/list.html", context)


class CouncilForm(forms.Form):
    """A new council."""

    kind = forms.ChoiceField(
        label="Loại", choices=[(kind, kind.label) for kind in CouncilKind if kind is not CouncilKind.BLOCK]
    )
    unit = forms.ChoiceField(label="Của đơn vị")
    name = forms.CharField(
        label="Tên hội đồng",
        max_length=200,
        error_messages={"required": "Ghi tên hội đồng."},
        help_text="Ví dụ: Hội đồng Thi đua - Khen thưởng Trường Mầm non Phường 4.",
    )
    number = forms.CharField(
        label="Số quyết định thành lập", required=False, max_length=60, help_text="Ghi sau cũng được."
    )
    decided_on = day_field("Ngày quyết định", required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


def _units(request: SeatedRequest) -> list[tuple[str, str]]:
    """Units whose councils the actor founds."""
    actor, year = request.actor, year_of(request.session)
    if actor.is_office:
        listed = [("", "Đơn vị quản lý")]
        listed += [(f"k{row.pk}", row.name) for row in blocks_in(actor, year).order_by("code")]
        return listed + [(f"t{row.pk}", row.name) for row in visible.schools(actor).order_by("name")]
    if actor.block_id:
        return [(f"k{row.pk}", row.name) for row in Block.objects.filter(pk=actor.block_id)]
    return [(f"t{row.pk}", row.name) for row in School.objects.filter(pk=actor.school_id)]


@requires(Action.FOUND_COUNCILS)
def new_council(request: SeatedRequest) -> HttpResponse:
    """Found a council of the year worked on."""
    year = or_404(year_of(request.session))
    form = CouncilForm(request.POST or None, units=_units(request))

    def deed(data: dict[str, Any]) -> Council:
        mark, key = data["unit"][:1], data["unit"][1:]
        return found_council(
            kind=CouncilKind(data["kind"]),
            name=data["name"],
            by=request.actor,
            block=Block.objects.get(pk=key) if mark == "k" else None,
            school=School.objects.get(pk=key) if mark == "t" else None,
            year=year,
            decision_number=data["number"],
            decision_date=data["decided_on"],
        )

    def page(status: int) -> HttpResponse:
        context = {"form": form, "the_year": year}
        return render(request, "blocks/meetings/councils/new.html", context, status=status)

    def back(made: Council) -> str:
        return reverse("council", args=[made.pk])

    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã lập hội đồng; cử thành viên.", back=back)


@requires(Action.SEE_MEETINGS)
def show_council(request: SeatedRequest, pk: int) -> HttpResponse:
    """One council: members of today, findings by its charter, its meetings and papers."""
    council = council_for(request.actor, pk)
    day = day_in(council)
    members = members_on(council, day)
    own = runs(request.actor, council)
    context = {
        "council": council,
        "day": day,
        "members": members,
        "voting": len(voters(members)),
        "findings": findings(council, members, day),
        "meetings": Meeting.objects.filter(council=council).order_by("year", "number"),
        "ended": Membership.objects.filter(council=council, valid_to__lt=day).order_by("-valid_to")[:50],
        "edits": own and request.actor.may(Action.FOUND_COUNCILS),
        "plans": own and request.actor.may(Action.RUN_MEETINGS),
    }
    return render(request, "blocks/meetings/councils/show.html", context)


class DecisionForm(forms.Form):
    """The decision that founded the council, and what its charter asks to know."""

    number = forms.CharField(label="Số quyết định thành lập", required=False, max_length=60)
    decided_on = day_field("Ngày quyết định", required=False)
    homeroom_teachers = forms.IntegerField(
        label="Số giáo viên chủ nhiệm của trường",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Trường trung học cơ sở: mọi giáo viên chủ nhiệm là thành viên hội đồng.",
    )
    homeroom_members = forms.IntegerField(
        label="Số giáo viên chủ nhiệm là thành viên", required=False, min_value=0, max_value=999
    )


@requires(Action.FOUND_COUNCILS)
def edit_decision(request: SeatedRequest, pk: int) -> HttpResponse:
    """The decision's number and day."""
    council = council_for(request.actor, pk)
    initial = {"number": council.decision_number, "decided_on": council.decision_date}
    initial |= {name: getattr(council, name) for name in ("homeroom_teachers", "homeroom_members")}
    form = DecisionForm(request.POST or None, initial=initial)

    def deed(data: dict[str, Any]) -> Council:
        homeroom = (data["homeroom_teachers"], data["homeroom_members"])
        return record_decision(
            council=council, number=data["number"], decided_on=data["decided_on"], homeroom=homeroom, by=request.actor
        )

    def page(status: int) -> HttpResponse:
        context = {"form": form, "council": council, "title": "Quyết định thành lập", "button": "Lưu"}
        return render(request, "blocks/meetings/councils/form.html", context, status=status)

    back = reverse("council", args=[council.pk])
    return deed_form(request, form, deed, page=page, done=lambda _made: "Đã lưu.", back=back)
