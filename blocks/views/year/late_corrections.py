"""After a phase: why the block's deeds are shut, and the office's reason for correcting something even so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from blocks.models import Block, EmulationYear
from blocks.queries.year.phases import why_shut
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import squeeze
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, safe_next
from thidua.web.late_corrections import Door, door, keep


def place_of(year: EmulationYear, block_id: int | None) -> str:
    """What the office's reason is given for: the file of one block in one year."""
    return f"{year.pk}.{block_id or 0}"


def block_door(
    request: SeatedRequest,
    deed: Action,
    block: Block,
    year: EmulationYear,
    *,
    school_id: int | None = None,
    meeting: int | None = None,
) -> Door:
    """Whether the deed on the block's file is open now for who acts."""
    shut = why_shut(deed=deed, year=year, block_id=block.pk, school_id=school_id, meeting=meeting)
    return door(request, place=place_of(year, block.pk), shut=shut)


@require_POST
@requires(Action.CHASE)
def correct_after(request: SeatedRequest) -> HttpResponse:
    """Keep the reason for which the office corrects a block's file after its phase, or end that."""
    place = request.POST.get("place", "")[:40]
    reason = squeeze(request.POST.get("reason", ""))[:500]
    if request.POST.get("deed") == "end":
        reason = ""
        messages.info(request, "Đã đóng lại; từ nay không sửa sau hạn nữa.")
    elif not reason:
        raise RuleViolation("reason", "Ghi lý do sửa sau hạn; lý do được ghi cùng từng việc.", where="reason")
    keep(request, place=place, reason=reason)
    return redirect(safe_next(request))
