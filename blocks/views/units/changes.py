"""Unit changes: the list, one page for each deed, and taking a deed back."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from blocks.models import School, Transfer, UnitChange
from blocks.queries.units.changes import changes
from blocks.rules.units.changes import COUNTED, FLOW, UNDO_WITHIN, ChangeKind
from blocks.services.units.undoing import undo_change
from blocks.views.units.change_forms import UndoForm
from thidua import clock
from thidua.errors import RuleViolation
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form

# Icon, address and what it is for, in the order of the page.
WAYS = (
    ("pencil", "rename_school", "Đổi tên trường", "Văn bản trước ngày đổi vẫn in tên cũ."),
    ("merge", "merge_schools", "Sáp nhập trường", "Nhiều trường thành một trường đang có hoặc một trường mới."),
    ("split", "split_school", "Chia, tách trường", "Một trường thành nhiều trường; chọn nơi đến của từng người."),
    ("circle-off", "dissolve_schools", "Giải thể trường", "Trường kết thúc, không trường nào thay."),
    ("layers", "close_level", "Ngừng quản lý một cấp học", "Mọi trường của cấp học đó kết thúc trong một ngày."),
    ("arrow-right-left", "move_schools", "Chuyển trường sang đơn vị khác", "Một số trường, cùng người của trường."),
    ("landmark", "hand_over_authority", "Bàn giao toàn bộ", "Mọi trường về một hay nhiều đơn vị kế thừa."),
    ("lock", "close_authority", "Kết thúc đơn vị quản lý", "Khi không còn trường nào và đã có đơn vị kế thừa."),
)


def counted(counts: dict[str, int]) -> list[tuple[str, int]]:
    """(words, number) of what a deed counts, in the order of COUNTED, zeros left out."""
    return [(words, counts[name]) for name, words in COUNTED.items() if counts.get(name)]


@requires(Action.SEE_BOARD)
def list_changes(request: SeatedRequest) -> HttpResponse:
    """Deeds, the newest first; who may, begins one here."""
    page = Paginator(changes(), 30).get_page(request.GET.get("trang"))
    lines = [{"row": row, "counts": counted(row.counts)} for row in page.object_list]
    ways = WAYS if request.actor.may(Action.EDIT_UNITS) else ()
    return render(request, "blocks/units/changes/list.html", {"page": page, "lines": lines, "ways": ways})


def _why_not(request: SeatedRequest, change: UnitChange) -> str:
    """Why this deed cannot be taken back by this person now; "" where it can be tried."""
    if not request.actor.may(Action.CHANGE_AUTHORITY):
        return "Chỉ chuyên viên, trưởng phòng của đơn vị hoàn tác được."
    if clock.now() - change.created_at > UNDO_WITHIN:
        return "Đã quá 30 ngày; hãy ghi một biến động ngược lại."
    return ""


@requires(Action.SEE_BOARD)
def show_change(request: SeatedRequest, pk: int) -> HttpResponse:
    """One deed: what, from when, on which paper, what it counted, who did it, and whether it was taken back."""
    change = get_object_or_404(changes(), pk=pk)
    basis = change.basis_number + (f" ngày {short_date(change.basis_date)}" if change.basis_date else "")
    rows = [
        ("Loại", ChangeKind(change.kind).label),
        ("Nội dung", change.summary),
        ("Có hiệu lực từ", short_date(change.on)),
        ("Căn cứ", basis),
        ("Người ghi", f"{change.created_by}, {change.created_at.astimezone(clock.ZONE):%H:%M ngày %d/%m/%Y}"),
    ]
    context = {
        "change": change,
        "rows": rows,
        "counts": counted(change.counts),
        "why_not": _why_not(request, change),
        "schools": School.objects.filter(pk__in=change.schools).order_by("name_key"),
        "transfers": Transfer.objects.filter(change=change).select_related("target").order_by("pk"),
    }
    return render(request, "blocks/units/changes/change.html", context)


@requires(Action.CHANGE_AUTHORITY)
def undo(request: SeatedRequest, pk: int) -> HttpResponse:
    """A deed is taken back, with a reason."""
    change = get_object_or_404(changes(), pk=pk)
    if no := FLOW.wrong_state("undo", change.state):
        raise RuleViolation(no.code, no.sentence)
    form = UndoForm(request.POST or None)
    return deed_form(
        request,
        form,
        lambda data: undo_change(change=change, by=request.actor, reason=data["reason"]),
        page=lambda status: render(
            request, "blocks/units/changes/undo.html", {"change": change, "form": form}, status=status
        ),
        done=lambda _made: FLOW["undo"].done,
        back=reverse("change", args=[change.pk]),
    )
