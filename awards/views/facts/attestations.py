"""The school confirms qualitative criteria of its people: all at once, with exceptions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from awards.models import Attestation
from awards.queries.facts.fact_grid import may_write, people_of
from awards.rules.facts.attestations import OF_PERSON, criteria
from awards.services.facts.attestations import attest_people, attested_people, fingerprint
from awards.views.facts.fact_pages import demand, frame, school_and_year
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


@requires(Action.SEE_STAFF)
def attestations(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """A table of people × criteria; saved whole by who may attest."""
    school, year = school_and_year(request, school_pk)
    refusal: RuleViolation | None = None
    people = people_of(school, year)
    kept = attested_people(school, year)
    shown, seen = kept, fingerprint(kept)
    if request.method == "POST":
        demand(request, school, Action.ATTEST)
        shown, seen = _typed(request.POST, {one.staff.pk for one in people}), request.POST.get("seen", "")
        try:
            count = attest_people(school=school, year=year, wanted=shown, seen=seen, by=request.actor)
        except RuleViolation as problem:
            refusal, seen = problem, fingerprint(kept)
        else:
            messages.success(request, f"Đã lưu, {count} ô thay đổi.")
            return redirect("attestations", school.pk)
    names = criteria(OF_PERSON)
    last = Attestation.objects.filter(school=school, year_code=year.code, staff__isnull=False).order_by("-changed_at")
    context = {
        **frame(request, school, year, "attestations"),
        "names": names,
        "seen": seen,
        "refusal": refusal,
        "may_edit": may_write(request.actor, school.pk, Action.ATTEST),
        "last": last.first(),
        "rows": [
            {"worker": one, "cells": [(code, code in shown.get(one.staff.pk, set())) for code, _ in names]}
            for one in people
        ],
    }
    status = 200 if refusal is None else refusal.status
    return render(request, "awards/facts/attestations.html", context, status=status)


def _typed(data: Any, people: set[int]) -> dict[int, set[str]]:
    """Ticks `a.<person>.<criterion>`; “everybody” ticks a whole column."""
    found: dict[int, set[str]] = {}
    for name in data:
        kind, _, rest = name.partition(".")
        person, _, code = rest.partition(".")
        if kind == "a" and (staff := whole_number(person)) is not None:
            found.setdefault(staff, set()).add(code)
    for code in data.getlist("everybody"):
        for one in people:
            found.setdefault(one, set()).add(code)
    return found
