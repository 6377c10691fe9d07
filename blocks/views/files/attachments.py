"""Files of objects: the unit's list, one object's own page, the file byte for byte, taking off with a reason."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from blocks.models import Attachment, School
from blocks.queries import visible
from blocks.queries.files.attachments import attachments, counts_of, find_target, scan_counts, unit_of, usage_of
from blocks.services.files.attachments import attach, closed_because, hand_out, note_blocked, remove
from thidua.errors import Denied, RuleViolation
from thidua.gate.papers import ACCEPT, MAX_BYTES, TAKEN
from thidua.models import ScanState
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.registries.addresses import address
from thidua.registries.file_kinds import Attachable
from thidua.registries.wings import file_kinds
from thidua.storage import clamav
from thidua.text import whole_number
from thidua.web.door import requires
from thidua.web.gates import READS_FILES, gates
from thidua.web.kit import SeatedRequest, deed_form

# A file opened by itself may do nothing, wherever it came from.
ALONE = "default-src 'none'; sandbox"


class AttachForm(forms.Form):
    """A file and what it is."""

    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,
        help_text=f"{TAKEN}; tối đa {MAX_BYTES // 1048576} MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Chọn một tệp."},
    )
    title = forms.CharField(
        label="Tiêu đề",
        required=False,
        max_length=200,
        help_text="Ví dụ: Quyết định ủy quyền số 12. Để trống thì lấy tên tệp.",
        error_messages={"max_length": "Tiêu đề dài quá 200 ký tự; rút ngắn lại."},
    )


class RemoveForm(forms.Form):
    """Why a file is taken off."""

    reason = forms.CharField(
        label="Lý do gỡ",
        max_length=500,
        help_text="Ví dụ: tải nhầm bản, có bản thay thế.",
        error_messages={"required": "Ghi lý do gỡ tệp."},
    )


def _target_or_404(request: SeatedRequest, slug: str, pk: int) -> tuple[Attachable, Any]:
    found = find_target(request.actor, slug, pk)
    if found is None:
        raise Http404
    return found


def _attachment_or_404(request: SeatedRequest, pk: int) -> tuple[Attachment, Attachable, Any]:
    row = get_object_or_404(attachments(request.actor).select_related("stored"), pk=pk)
    kind, target = _target_or_404(request, row.kind, row.target)
    return row, kind, target


def place_of(kind: Attachable, target: Any) -> str:
    """The address of the object's own page."""
    return address(kind.page(target))


@gates(heavy=READS_FILES)
@requires(Action.SEE_FILES)
def show_target(request: SeatedRequest, kind: str, target_pk: int) -> HttpResponse:
    """One object's files and the form to add one."""
    of, target = _target_or_404(request, kind, target_pk)
    form = AttachForm(request.POST or None, request.FILES or None) if request.method == "POST" else AttachForm()
    if request.method == "POST" and not form.is_valid() and (why := closed_because(of, target, request.actor)):
        raise Denied(why)

    def deed(data: dict[str, Any]) -> Attachment:
        sent, title = data["file"], data["title"]
        content = sent.read(MAX_BYTES + 1)
        try:
            return attach(kind=of, target=target, content=content, name=sent.name, by=request.actor, title=title)
        except RuleViolation as problem:
            problem.where = problem.where if problem.where in data else "file"
            if problem.code == "infected":
                note_blocked(kind=of, target=target, why=problem.message, by=request.actor)
            raise

    def page(status: int) -> HttpResponse:
        context = {"kind": of, "target": target, "attach_form": form, "place": place_of(of, target)}
        context["shown"] = of.name_of(target)
        return render(request, "blocks/files/attachments/target.html", context, status=status)

    told = "Đã đính kèm “{}”."
    return deed_form(request, form, deed, page=page, done=lambda made: told.format(made.title), back=request.path)


@require_safe
@requires(Action.SEE_FILES)
def download(request: SeatedRequest, pk: int) -> HttpResponse:
    """The file, byte for byte, never opened inside our pages."""
    row, kind, target = _attachment_or_404(request, pk)
    stored, content = hand_out(kind=kind, target=target, attachment=row, by=request.actor)
    response = HttpResponse(content, content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["Content-Security-Policy"] = ALONE
    response["Cache-Control"] = "private, no-store"
    return response


@requires(Action.SEE_FILES)
def take_off(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take a file off its object, with a reason."""
    row, kind, target = _attachment_or_404(request, pk)
    if why := closed_because(kind, target, request.actor):
        raise Denied(why)
    form = RemoveForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        context = {"row": row, "kind": kind, "target": target, "form": form, "shown": kind.name_of(target)}
        return render(request, "blocks/files/attachments/remove.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: remove(kind=kind, target=target, attachment=row, by=request.actor, **data),
        page=page,
        done=lambda _made: f"Đã gỡ “{row.title}”.",
        back=reverse("attachments_of_target", args=[kind.slug, target.pk]),
    )


@requires(Action.SEE_FILES)
def list_files(request: SeatedRequest) -> HttpResponse:
    """Every file that the actor may see: kind, school, scanning, what was taken off; and how much room is left."""
    actor, asked = request.actor, request.GET
    found, gone = attachments(actor).select_related("stored", "school"), asked.get("da_go") == "1"
    found = found.filter(removed_at__isnull=not gone)
    if asked.get("loai") in file_kinds():
        found = found.filter(kind=asked["loai"])
    if asked.get("quet") in [state.value for state in ScanState]:
        found = found.filter(stored__scan=asked["quet"])
    if (school := whole_number(asked.get("truong"))) is not None:
        found = found.filter(school_id=school)
    if words := asked.get("tim", "").replace("\0", "").strip()[:100]:
        found = found.filter(Q(title__icontains=words) | Q(name__icontains=words) | Q(label__icontains=words))
    page = listed_page(found.order_by("-pk"), number=asked.get("trang", ""), size=50)
    labels = {slug: kind.label for slug, kind in file_kinds().items()}
    context = {
        "page": page,
        "rows": [(row, labels.get(row.kind, row.kind)) for row in page],
        "gone": gone,
        "room": usage_of(unit_of(actor), actor.unit_name),
        "kinds": list(file_kinds().values()),
        "asked": asked,
        "schools": visible.own_schools(actor).order_by("name_key") if actor.is_office else School.objects.none(),
        "chips": _chips(request),
        "scanner": clamav.configured(),
        "sets_quota": actor.may(Action.SET_QUOTA),
    }
    return render(request, "blocks/files/attachments/list.html", context)


def _chips(request: SeatedRequest) -> list[dict[str, Any]]:
    counted, chosen = scan_counts(request.actor), request.GET.get("quet", "")
    shown = [("", "Tất cả", sum(counted.values()))]
    shown += [(state.value, state.label, counted[state.value]) for state in ScanState if state != ScanState.OWN]
    return [
        {"label": label, "count": n, "on": code == chosen, "url": f"?quet={code}" if code else "?"}
        for code, label, n in shown
    ]


@requires(Action.SEE_FILES)
def list_kind(request: SeatedRequest, kind: str) -> HttpResponse:
    """Objects of one kind to attach to, each with the number of its files."""
    of = file_kinds().get(kind)
    if of is None:
        raise Http404
    rows, words = of.rows(request.actor), request.GET.get("tim", "").replace("\0", "").strip()[:100]
    if words:
        anywhere = Q()
        for lookup in of.search:
            anywhere |= Q(**{f"{lookup}__icontains": words})
        rows = rows.filter(anywhere)
    page = listed_page(rows.order_by("-pk"), number=request.GET.get("trang", ""), size=50)
    counted = counts_of(page)
    context = {"kind": of, "page": page, "words": words}
    context["rows"] = [(row.pk, of.name_of(row), counted.get(row.pk, 0)) for row in page]
    return render(request, "blocks/files/attachments/kind.html", context)
