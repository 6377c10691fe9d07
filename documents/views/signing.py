"""Pages of signing: who has signed and how, whose turn it is, the three ways to sign, what the signatures are worth."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from documents.models import Document, SignatureSlot, SigningRound
from documents.pades.certificates import MOST_P12
from documents.queries import visible
from documents.queries.documents import RELATED
from documents.queries.kinds import kind_of, kinds
from documents.queries.signing import card_of, latest_file, lines_of, open_round, signable
from documents.queries.visible import Deed, may
from documents.rules.issuing import PaperState
from documents.services import signing
from documents.services.limited_checks import SignatureReader
from documents.services.trust import trust
from thidua import clock
from thidua.errors import Conflict, RuleViolation
from thidua.gate.papers import MAX_BYTES
from thidua.models import StoredFile
from thidua.policy import Action, Again
from thidua.storage import files
from thidua.web.door import requires
from thidua.web.gates import MAKES_FILES, READS_FILES, gates
from thidua.web.kit import SeatedRequest, deed_form, or_404

KEY_BODY = MOST_P12 + 16 * 1024
_FILE = "Chọn một tệp."


def paper_or_404(request: SeatedRequest, pk: int) -> Document:
    """A paper that the actor reads, or in which a place is theirs."""
    known = visible.documents(request.actor) | signable(request.actor)
    rows = Document.objects.filter(pk__in=known.values("pk"), kind__in=kinds()).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


def _slot_or_404(document: Document, pk: int) -> SignatureSlot:
    return get_object_or_404(SignatureSlot.objects.select_related("round"), pk=pk, round__document=document)


def _shared(request: SeatedRequest, document: Document) -> dict[str, Any]:
    kind, current = kind_of(document.kind), open_round(document)
    lines = lines_of(current, request.actor) if current else []
    ready = PaperState.CHECKED if kind.series is None else PaperState.NUMBERED
    issues = may(request.actor, document, Deed.ISSUE)
    return {
        "document": document,
        "kind": kind,
        "whose": kind.whose(document),
        "round": current,
        "lines": lines,
        "signed": sum(line.signed is not None for line in lines),
        "opens": current is None and issues and document.state == ready,
        "issues": issues,
        "card": card_of(request.actor.account_id),
        "reads": visible.documents(request.actor).filter(pk=document.pk).exists(),
    }


def _deed(request: SeatedRequest, document: Document, deed: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and come back to the page; why it was not done is told on the page, beside how things stand now."""
    try:
        deed()
    except RuleViolation as no:
        context = _shared(request, document) | {"refusal": no.message}
        return render(request, "documents/signing/show.html", context, status=409 if isinstance(no, Conflict) else 422)
    messages.success(request, done)
    return redirect("signing", document.pk)


@requires(Action.SEE_PLAN)
def show(request: SeatedRequest, pk: int) -> HttpResponse:
    """Who has signed and how, who has not, whose turn it is, the file."""
    return render(request, "documents/signing/show.html", _shared(request, paper_or_404(request, pk)))


@gates(heavy=READS_FILES)
@require_POST
@requires(Action.SEE_PLAN)
def lay_out(request: SeatedRequest, pk: int) -> HttpResponse:
    """Freeze the paper as the file to be signed."""
    document = paper_or_404(request, pk)
    deed = partial(signing.open_signing, document=document, by=request.actor)
    return _deed(request, document, deed, "Đã lập bản chờ ký; người ký được báo trong hộp thư.")


@require_POST
@requires(Action.SIGN_PAPER)
def lease(request: SeatedRequest, pk: int, slot: int) -> HttpResponse:
    """Hold the turn for half an hour; once more gives it back where `drop` is sent."""
    document = paper_or_404(request, pk)
    row = _slot_or_404(document, slot)
    drop = bool(request.POST.get("drop"))
    deed = partial(signing.drop_lease if drop else signing.take_lease, document=document, slot=row, by=request.actor)
    held = "Bạn giữ lượt ký 30 phút. Tải tệp về, ký đúng ô của mình rồi nộp lại."
    return _deed(request, document, deed, "Đã trả lượt ký." if drop else held)


class KeyForm(forms.Form):
    """A software certificate and its passphrase; both are gone with the request."""

    p12 = forms.FileField(
        label="Tệp chứng thư số (.p12, .pfx)",
        help_text="Tối đa 64 KB. Dùng trong bộ nhớ cho một lần ký này, không lưu lại.",
        error_messages={"required": _FILE, "empty": _FILE},
    )
    passphrase = forms.CharField(
        label="Mật khẩu của tệp",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Ghi mật khẩu của tệp chứng thư số."},
    )


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(label="Tệp", error_messages={"required": _FILE, "empty": _FILE})


def _sign_page(
    request: SeatedRequest, pk: int, slot: int, form: forms.Form, template: str, deed: Any, done: str
) -> HttpResponse:
    document = paper_or_404(request, pk)
    row = _slot_or_404(document, slot)

    def page(status: int) -> HttpResponse:
        context = _shared(request, document) | {"form": form, "slot": row}
        return render(request, f"documents/signing/{template}.html", context, status=status)

    return deed_form(
        request,
        form,
        lambda data: deed(document, row, data),
        page=page,
        done=lambda _made: done,
        back=lambda _made: reverse("signing", args=[document.pk]),
    )


@gates(in_memory=True, body=KEY_BODY, heavy=READS_FILES)
@sensitive_post_parameters("passphrase")
@requires(Action.SIGN_PAPER)
def with_key(request: SeatedRequest, pk: int, slot: int) -> HttpResponse:
    """Sign with a PKCS#12 file."""
    form = KeyForm(request.POST or None, request.FILES or None)

    def deed(document: Document, row: SignatureSlot, data: dict[str, Any]) -> Any:
        content, word = data["p12"].read(MOST_P12 + 1), data["passphrase"]
        return signing.sign_with_p12(document=document, slot=row, p12=content, passphrase=word, by=request.actor)

    return _sign_page(request, pk, slot, form, "key", deed, "Đã ký số.")


@gates(heavy=READS_FILES)
@requires(Action.SIGN_PAPER)
def upload(request: SeatedRequest, pk: int, slot: int) -> HttpResponse:
    """Bring back the file that was signed outside."""
    form = FileForm(request.POST or None, request.FILES or None)

    def deed(document: Document, row: SignatureSlot, data: dict[str, Any]) -> Any:
        content = data["file"].read(MAX_BYTES + 1)
        return signing.accept_upload(document=document, slot=row, content=content, by=request.actor)

    return _sign_page(
        request, pk, slot, form, "upload", deed, "Đã nhận bản ký số; chữ ký đúng người, nội dung nguyên vẹn."
    )


@gates(again=Again.ON_CHANGE, heavy=READS_FILES)
@requires(Action.SEE_PLAN)
def scan(request: SeatedRequest, pk: int, slot: int) -> HttpResponse:
    """Keep the scan of what was signed on paper."""
    form = FileForm(request.POST or None, request.FILES or None)

    def deed(document: Document, row: SignatureSlot, data: dict[str, Any]) -> Any:
        sent = data["file"]
        content, name = sent.read(MAX_BYTES + 1), sent.name or ""
        return signing.accept_scan(document=document, slot=row, content=content, name=name, by=request.actor)

    return _sign_page(request, pk, slot, form, "scan", deed, "Đã nhận bản quét, ghi là ký giấy.")


def _file(stored: StoredFile) -> HttpResponse:
    response = HttpResponse(files.read(stored), content_type=stored.content_type)
    response["Content-Disposition"] = f'attachment; filename="{stored.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@requires(Action.SEE_PLAN)
def download(request: SeatedRequest, pk: int) -> HttpResponse:
    """The newest file, byte for byte: what the next signer signs."""
    current = or_404(open_round(paper_or_404(request, pk)))
    return _file(latest_file(current).stored)


@require_safe
@requires(Action.SEE_PLAN)
def revision(request: SeatedRequest, pk: int, number: int) -> HttpResponse:
    """One kept revision, or the scan of one place."""
    current: SigningRound = or_404(open_round(paper_or_404(request, pk)))
    return _file(get_object_or_404(current.revisions.select_related("stored"), number=number).stored)


@gates(heavy=MAKES_FILES)  # each signature is reckoned anew in a child
@require_safe
@requires(Action.SEE_PLAN)
def verify(request: SeatedRequest, pk: int) -> HttpResponse:
    """What each signature in the newest file is worth, asked anew."""
    document = paper_or_404(request, pk)
    current = or_404(open_round(document))
    content = files.read(latest_file(current).stored)
    with SignatureReader() as reader:
        seen = reader.see(content, trust(), clock.real_now())
    context = _shared(request, document) | {"seen": seen, "good": all(signature.holds for signature in seen)}
    return render(request, "documents/signing/verify.html", context)
