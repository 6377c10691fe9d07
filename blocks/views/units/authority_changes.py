"""The doors of changes between authorities and of the authority itself: move, hand over, rename, end, successors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from awards.services.history.transfers import hand_over, preview
from blocks.models import School
from blocks.rules.units.changes import check_basis
from blocks.services.units import authority_changes
from blocks.services.units.transfers import Share, hand_over_later
from blocks.services.units.units import add_successor
from blocks.views.units.authority_forms import HandOverForm, MoveForm, SuccessorForm
from blocks.views.units.change_forms import DeedForm
from blocks.views.units.change_frame import CHANGED, Counts, deed_page, run, same, simple
from blocks.views.units.unit_forms import NameForm
from thidua.errors import Conflict
from thidua.models import Succession
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest, deed_form

_GOES_ALONG = (
    "Trường, người, vai trò của trường và khen thưởng được ghi ở đơn vị nhận; danh sách, văn bản các năm ở lại đây và "
    "văn phòng đơn vị nhận đọc được."
)


def _look(shares: list[Share], form: DeedForm, *, whole: bool) -> tuple[Counts, list[str]]:
    common = form.common()
    check_basis(common["basis"], on=common["on"])
    return preview(shares=shares, on=common["on"], whole=whole)


@requires(Action.CHANGE_AUTHORITY)
def move_schools(request: SeatedRequest) -> HttpResponse:
    """Some schools go to another authority."""
    form = MoveForm(request.POST or None, here=request.actor.district_id)

    def shares() -> list[Share]:
        data = form.cleaned_data
        return [Share(data["target"], list(data["schools"]), data["area"])]

    return deed_page(
        request,
        form,
        title="Chuyển trường sang đơn vị khác",
        lead=_GOES_ALONG,
        look=lambda: _look(shares(), form, whole=False),
        do=lambda seen: run(request, hand_over, seen, shares=shares(), whole=False, **form.common()),
    )


@requires(Action.CHANGE_AUTHORITY)
def hand_over_authority(request: SeatedRequest) -> HttpResponse:
    """Every school goes to a successor; a worker does it, its progress stands among the person's jobs."""
    schools = list(School.objects.filter(closed_on=None).order_by("name_key"))
    successors = list(Succession.objects.select_related("successor").order_by("on", "pk"))
    form = HandOverForm(request.POST or None, schools=schools, successors=successors)

    def shares() -> list[Share]:
        return [Share(row.successor, some, row.area) for row, some in form.shares()]

    def do(seen: Counts) -> HttpResponse:
        if not same(_look(shares(), form, whole=True)[0], seen):
            raise Conflict(CHANGED)
        hand_over_later(shares=shares(), **form.common(), by=request.actor)
        messages.info(request, "Đang bàn giao; tiến độ ở đây, kết quả ở trang Biến động đơn vị. Rời trang vẫn chạy.")
        return redirect("jobs")

    return deed_page(
        request,
        form,
        title="Bàn giao toàn bộ",
        lead=_GOES_ALONG,
        page="blocks/units/changes/divide.html",
        look=lambda: _look(shares(), form, whole=True),
        do=do,
        places_title="Trường nào về đâu",
        where="Đơn vị nhận",
        who="Trường",
        no_places=not successors,
    )


class RenameAuthorityForm(DeedForm, NameForm):
    """Another name for the authority."""

    valid_from = None  # type: ignore[assignment]  # the day of the deed
    first = ("name", "short_name", "parent_agency", "place_name", "head_title", "symbol")


@requires(Action.CHANGE_AUTHORITY)
def rename_authority(request: SeatedRequest) -> HttpResponse:
    """The authority bears another name from a day on, which may be to come."""
    form = RenameAuthorityForm(request.POST or None)
    return simple(
        request,
        form,
        authority_changes.rename_authority,
        title="Đổi tên đơn vị quản lý",
        any_day=True,
        lead="Văn bản in tên của ngày ghi trên văn bản; bản đã kết xuất giữ nguyên.",
        wish=lambda: {name: form.cleaned_data[name] for name in form.first},
    )


@requires(Action.CHANGE_AUTHORITY)
def close_authority(request: SeatedRequest) -> HttpResponse:
    """The authority ends."""
    form = DeedForm(request.POST or None)
    return simple(
        request,
        form,
        authority_changes.close_authority,
        title="Kết thúc đơn vị quản lý",
        wish=dict,
        lead="Mọi vai trò còn lại giữ đến hết hôm nay; sau đó chỉ văn phòng các đơn vị kế thừa đọc được hồ sơ cũ.",
    )


@requires(Action.CHANGE_AUTHORITY)
def new_successor(request: SeatedRequest) -> HttpResponse:
    """Say who takes the authority's work over."""
    form = SuccessorForm(request.POST or None, here=request.actor.district_id)

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "title": "Ghi đơn vị kế thừa", "label": "Ghi đơn vị kế thừa", "back": "authority"}
        return render(request, "blocks/units/units/form.html", shown, status=status)

    return deed_form(
        request,
        form,
        lambda data: add_successor(successor=data.pop("target"), **data, by=request.actor),
        page=page,
        done=lambda row: f"Đã ghi {row.successor_name} kế thừa từ {row.on:%d/%m/%Y}.",
        back="authority",
    )
