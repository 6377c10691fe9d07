"""What if ("Thử điều kiện"): facts are typed in, the same rules answer; nothing is kept."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from awards.rules.verdicts import CaseError, judge
from awards.views.verdicts.verdict_words import MOMENTS, answer_shown
from awards.views.verdicts.whatif import Case, Question
from awards.views.verdicts.whatif_people import PersonQuestion
from awards.views.verdicts.whatif_units import (
    BlockQuestion,
    CapQuestion,
    RankingQuestion,
    RowQuestion,
    SchoolQuestion,
    TotalQuestion,
)
from blocks.models import Title
from blocks.queries.year.years import year_of
from blocks.rules.promise.titles import Subject
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

KINDS: dict[str, type[Question]] = {
    "ca-nhan": PersonQuestion,
    "tap-the": SchoolQuestion,
    "muc-tran": CapQuestion,
    "chi-tieu": RowQuestion,
    "co-khoi": BlockQuestion,
    "xep-loai": RankingQuestion,
    "toan-don-vi": TotalQuestion,
}


def _kind(request: SeatedRequest) -> str:
    """The kind asked for; without one, that of the title typed in, else a person."""
    asked = request.GET.get("loai", "")
    if asked in KINDS:
        return str(asked)
    title = Title.objects.filter(code=request.POST.get("title", "")).first()
    return "tap-the" if title and title.subject == Subject.COLLECTIVE else "ca-nhan"


@requires(Action.TRY_CONDITIONS)
def try_conditions(request: SeatedRequest) -> HttpResponse:
    """A question of one kind and its answer, also under the law of the day of registration."""
    kind = _kind(request)
    form = KINDS[kind](request.POST or None, year=year_of(request.session))
    answers: list[dict[str, Any]] = []
    trouble, case, told = "", "", {}
    if request.method == "POST" and form.is_valid():
        asked: Case = form.case()
        case = json.dumps(asked, ensure_ascii=False, indent=1)
        try:
            told = judge(asked)
            answers = [answer_shown(told), *(answer_shown(one, MOMENTS.get(one["at"], "")) for one in told["also"])]
        except CaseError as problem:
            trouble = str(problem)
    context = {
        "form": form,
        "answers": answers,
        "trouble": trouble,
        "case": case,
        "notes": told.get("notes", []),
        "kinds": [{"code": code, "label": one.LABEL, "current": code == kind} for code, one in KINDS.items()],
        "kind": kind,
    }
    return render(request, "awards/verdicts/try.html", context, status=422 if trouble or form.errors else 200)
