"""Chứng thư số của tôi: by which number one's signatures are known."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from documents.queries.signing import card_of
from documents.services import signing
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form


class CardForm(forms.Form):
    """The number in one's certificates."""

    uid = forms.CharField(
        label="Mã trong chứng thư số",
        max_length=60,
        help_text="Mở chứng thư số, xem mục Chủ thể (Subject), dòng UID. Ví dụ CCCD:079012345678.",
        error_messages={"required": "Ghi mã trong chứng thư số, ví dụ CCCD:079012345678."},
    )


@requires(Action.SIGN_PAPER)
def my_card(request: SeatedRequest) -> HttpResponse:
    """Chứng thư số của tôi: declare the number by which one's signatures are known."""
    card = card_of(request.actor.account_id)
    form = CardForm(request.POST or None, initial={"uid": card.uid if card else ""})

    def page(status: int) -> HttpResponse:
        return render(request, "documents/signing/card.html", {"form": form, "card": card}, status=status)

    return deed_form(
        request,
        form,
        lambda data: signing.declare_card(by=request.actor, **data),
        page=page,
        done=lambda _made: "Đã ghi mã chứng thư số của bạn.",
        back=lambda _made: reverse("signer_card"),
    )
