"""The school's side of personal confirmations: who has answered, links and slips, wishes taken over or answered."""

from io import BytesIO

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from blocks.models import Confirmation, Registration, RegistrationSheet
from blocks.queries.registration.confirmations import counts, lines_of
from blocks.rules.registration.confirmations import ANSWERABLE
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import confirmations
from blocks.views.registration.sheets import the_sheet
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.queue.mail import absolute
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

STATES = {
    "": "none",
    "CHO": "waiting",
    "XAC_NHAN": "done",
    "XIN_SUA": "returned",
    "DA_SUA": "done",
    "GIU_NGUYEN": "received",
    "THU_HOI": "off",
    "DOI_SAU": "partial",
}


@requires(Action.EDIT_REGISTRATION)
def list_confirmations(request: SeatedRequest, pk: int) -> HttpResponse:
    """Who has confirmed; the switch whether the school asks at all."""
    sheet = the_sheet(request, pk)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "1"
        confirmations.ask_people(sheet=sheet, wanted=wanted, by=request.actor)
        told = "Đã bật xác nhận. Lập đường dẫn rồi gửi cho từng người." if wanted else "Đã tắt xác nhận."
        messages.success(request, told)
        return redirect("sheet_confirmations", sheet.pk)
    return _page(request, sheet)


def _page(request: SeatedRequest, sheet: RegistrationSheet, refusal: RuleViolation | None = None) -> HttpResponse:
    lines = lines_of(sheet)
    context = {
        "sheet": sheet,
        "lines": [(line, STATES[line.state]) for line in lines],
        "counts": counts(lines),
        "refusal": refusal,
        "open": SheetState(sheet.state) in ANSWERABLE,
        "editable": SheetState(sheet.state) in (SheetState.DRAFT, SheetState.RETURNED),
    }
    return render(request, "blocks/registration/confirmations/list.html", context, status=422 if refusal else 200)


@require_POST
@requires(Action.EDIT_REGISTRATION)
@never_cache
def make_links(request: SeatedRequest, pk: int) -> HttpResponse:
    """New links for all who have not answered, or for one person; shown once, as slips and as lines to copy."""
    sheet, row = the_sheet(request, pk), whole_number(request.POST.get("row"))
    try:
        made = confirmations.make_links(sheet=sheet, rows=None if row is None else [row], by=request.actor)
    except RuleViolation as problem:
        return _page(request, sheet, problem)
    slips = []
    for one, token in made:
        link = absolute(reverse("own_registration", args=[token]))
        slips.append({"name": one.registration.staff.full_name, "link": link, "qr": _qr(link)})
    lines = "\n".join(f"{slip['name']}: {slip['link']}" for slip in slips)
    context = {"sheet": sheet, "slips": slips, "lines": lines, "last_day": made[0][0].last_day}
    return render(request, "blocks/registration/confirmations/links.html", context)


def _qr(link: str) -> str:
    """The link as SVG to stand in the page; black on white whatever the screen's scheme, for cameras."""
    out = BytesIO()
    segno.make(link, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=True,
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title="Mã QR của đường dẫn",
    )
    return out.getvalue().decode()


@require_POST
@requires(Action.EDIT_REGISTRATION)
def decide(request: SeatedRequest, pk: int, row_pk: int) -> HttpResponse:
    """What the school does with one person's newest link: take the wish over, answer it, or end the link."""
    sheet = the_sheet(request, pk)
    row = get_object_or_404(Registration.objects.select_related("staff"), pk=row_pk, sheet=sheet)
    found = Confirmation.objects.filter(registration=row).order_by("-pk").first()
    if found is None:
        return _page(request, sheet, RuleViolation("none", f"{row.staff} chưa có đường dẫn xác nhận."))
    try:
        told = _deed(request, found)
    except RuleViolation as problem:
        return _page(request, sheet, problem)
    messages.success(request, f"{row.staff}: {told}")
    return redirect("sheet_confirmations", sheet.pk)


def _deed(request: SeatedRequest, found: Confirmation) -> str:
    wanted = request.POST.get("deed", "")
    if wanted == "take":
        confirmations.take_over(confirmation=found, by=request.actor)
        return "đã sửa danh sách theo ý."
    if wanted == "decline":
        confirmations.decline(confirmation=found, answer=request.POST.get("answer", ""), by=request.actor)
        return "đã ghi câu trả lời."
    if wanted == "end":
        confirmations.end_link(confirmation=found, by=request.actor)
        return "đã thu hồi đường dẫn."
    raise RuleViolation("deed", "Chọn việc cần làm với câu trả lời này.")
