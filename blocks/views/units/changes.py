"""Unit changes: the list, one page for each deed, and taking a deed back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from blocks.models import School, Transfer, UnitChange
from blocks.queries.units.changes import changes
from blocks.rules.units.changes import COUNTED, ChangeFacts, ChangeKind
from blocks.services.units.undoing import CHANGES
from thidua import clock
from thidua.actors import Actor
from thidua.flow.pages import Ask, MovePages
from thidua.flow.table import Move
from thidua.paging import listed_page
from thidua.policy import Action
from thidua.text import short_date
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest

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
    page = listed_page(changes(), number=request.GET.get("trang", ""), size=30)
    lines = [{"row": row, "counts": counted(row.counts)} for row in page.object_list]
    ways = WAYS if request.actor.may(Action.EDIT_UNITS) else ()
    return render(request, "blocks/units/changes/list.html", {"page": page, "lines": lines, "ways": ways})


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
        "moves": CHANGES.offers(change, request.actor),
        "schools": School.objects.filter(pk__in=change.schools).order_by("name_key"),
        "transfers": Transfer.objects.filter(change=change).select_related("target").order_by("pk"),
    }
    return render(request, "blocks/units/changes/change.html", context)


def change_for(_actor: Actor, pk: int) -> UnitChange:
    """The change; else 404."""
    return get_object_or_404(changes(), pk=pk)


def _ask(change: UnitChange, _move: Move[ChangeFacts], _facts: ChangeFacts, _actor: Actor) -> Ask:
    kind = ChangeKind(change.kind).label
    return Ask(lead=change.summary, up=kind, of=kind.lower(), answers=[("Nội dung", change.summary)])


PAGES: MovePages[UnitChange, ChangeFacts] = MovePages(
    CHANGES, fetch=change_for, page="change", ask=_ask, back="Quay lại biến động"
)
