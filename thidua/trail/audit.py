"""The trail: one line a deed, written in the deed's own transaction."""

import re
from typing import Any

from django.db.models import Model

from thidua import clock
from thidua.actors import Actor
from thidua.models import AuditEvent
from thidua.trail.request_origin import current_origin

_SECRET = re.compile(r"password|passwd|token|secret|\bt?otp|mat_khau|mật khẩu|mã bí mật", re.IGNORECASE)


def _without_secrets(value: Any) -> Any:
    """`value` with what stands under a secret's name blotted out: the trail is read by many and never forgets."""
    if isinstance(value, dict):
        return {
            key: "(không ghi)" if _SECRET.search(str(key)) else _without_secrets(part) for key, part in value.items()
        }
    return [_without_secrets(part) for part in value] if isinstance(value, list | tuple) else value


_CODE = re.compile(r"(?:.+: )?[A-Za-z][A-Za-z0-9_.-]*", re.DOTALL)


def _codes_only(side: Any) -> Any:
    """`side` as it is; the names of its facts are codes of fields (`whose: code` for a row), which the presenter tells.

    A name in words is a slip of the program, never something that a user wrote: ValueError.
    """
    if isinstance(side, dict) and (words := [key for key in side if not _CODE.fullmatch(key)]):
        raise ValueError(f"the trail keeps codes of fields, not {words}")
    return side


def record(*, by: Actor, verb: str, target: Model, old: Any = None, new: Any = None, reason: str = "") -> AuditEvent:
    """Write that `by` did `verb` (a Vietnamese verb phrase) to `target`, with the values before and after."""
    origin = current_origin()
    return AuditEvent.objects.create(
        at=clock.now(),
        account=by.account_id,
        account_name=by.account_name,
        seat=by.seat_name,
        verb=verb,
        kind=target._meta.label_lower,
        target=str(target.pk),
        label=str(target)[:300],
        old=_without_secrets(_codes_only(old)),
        new=_without_secrets(_codes_only(new)),
        reason=reason,
        ip=origin.ip,
        agent=origin.agent,
    )
