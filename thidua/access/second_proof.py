"""The second proof belongs to a session, not to an account: a session that never gave it has none.

Whoever set up or gave up a factor elsewhere has ended every other session of the person; the one in which it was done
goes on, because whoever sets a factor up holds it.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.access.sessions import end_sessions
from thidua.policy import MFA_ROLES
from thidua.web.kit import ArrivingRequest

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_MFA = "mfa"  # allauth's word for a record of the second proof


def _given(request: HttpRequest) -> bool:
    return any(record.get("method") == _MFA for record in get_authentication_records(request, request.user))


def has_factor(request: HttpRequest) -> bool:
    """Whether the person has set up a factor, in whatever session."""
    return Authenticator.objects.filter(user=request.user.pk, type__in=FACTORS).exists()


def lacks_second_proof(request: ArrivingRequest) -> bool:
    """Whether the acting seat demands a second proof (policy.MFA_ROLES) and this session has not given one."""
    if not settings.MFA_REQUIRED or request.actor is None or request.actor.role not in MFA_ROLES:
        return False
    return not _given(request)


def owes_known_factor(request: HttpRequest) -> bool:
    """Whether a page of the factors is asked for by a session that has not proved the factor that is there.

    Otherwise whoever holds the password alone could take the factor away, or add another one.
    """
    found = request.resolver_match
    name = (found.url_name or "") if found else ""
    if not name.startswith("mfa_") or name.startswith(("mfa_reauthenticate", "mfa_authenticate", "mfa_login")):
        return False
    return request.user.is_authenticated and not _given(request) and has_factor(request)


def prove_known(request: HttpRequest) -> HttpResponse:
    """The session gives the proof now, and comes back."""
    back = request.get_full_path() if request.method == "GET" else "/"
    messages.warning(request, "Phiên làm việc này chưa qua bước xác minh thứ hai. Nhập mã của ứng dụng để làm tiếp.")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


@receiver([post_save, post_delete], sender=Authenticator)
def factor_changed(sender: Any, instance: Authenticator, created: bool | None = None, **_more: Any) -> None:
    """A factor came (`created`) or went (None, the signal of deleting): the person's other sessions end."""
    if created is False or instance.type not in FACTORS:
        return
    end_sessions(instance.user)
    request = context.request
    if request is None or getattr(request, "user", None) is None or request.user.pk != instance.user_id:
        return
    request.user.refresh_from_db(fields=["session_epoch"])
    if created:
        record_authentication(request, request.user, _MFA, type=instance.type)
    else:
        kept = [record for record in get_authentication_records(request, request.user) if record["method"] != _MFA]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    update_session_auth_hash(request, request.user)
