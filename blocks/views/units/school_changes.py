"""The doors of changes of schools within an authority: rename, merge, split, dissolve, close a level."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from blocks.models import Posting, School, StaffMember
from blocks.rules.units.units import Level
from blocks.services.units import school_changes
from blocks.views.units.change_forms import CloseLevelForm, DissolveForm, MergeForm, RenameSchoolForm, SplitForm
from blocks.views.units.change_frame import simple
from thidua import clock
from thidua.policy import Action
from thidua.web.door import requires
from thidua.web.kit import SeatedRequest


def _choose(request: SeatedRequest, title: str, to: str) -> HttpResponse:
    schools = School.objects.filter(closed_on=None).order_by("name_key")
    return render(request, "blocks/units/changes/choose.html", {"schools": schools, "title": title, "to": to})


def _standing(pk: int) -> School:
    return get_object_or_404(School.objects.filter(closed_on=None), pk=pk)


@requires(Action.EDIT_UNITS)
def choose_to_rename(request: SeatedRequest) -> HttpResponse:
    """Which school gets another name."""
    return _choose(request, "Đổi tên trường", "rename_one")


@requires(Action.CHANGE_AUTHORITY)
def choose_to_split(request: SeatedRequest) -> HttpResponse:
    """Which school is divided."""
    return _choose(request, "Chia, tách trường", "split_one")


@requires(Action.EDIT_UNITS)
def rename_school(request: SeatedRequest, pk: int) -> HttpResponse:
    """A school bears another name from a day on."""
    school = _standing(pk)
    form = RenameSchoolForm(request.POST or None, initial={"symbol": school.symbol})
    return simple(
        request,
        form,
        school_changes.rename_school,
        title=f"Đổi tên {school.name}",
        lead="Văn bản của những ngày trước in tên của ngày đó; bản đã kết xuất giữ nguyên từng byte.",
        wish=lambda: {name: form.cleaned_data[name] for name in ("name", "symbol")} | {"school": school},
    )


@requires(Action.CHANGE_AUTHORITY)
def merge_schools(request: SeatedRequest) -> HttpResponse:
    """Schools become one."""
    form = MergeForm(request.POST or None)

    def ends() -> list[School]:
        return [one for one in form.cleaned_data["schools"] if one != form.cleaned_data["into"]]

    return simple(
        request,
        form,
        school_changes.merge_schools,
        title="Sáp nhập trường",
        wish=form.wish,
        ends=ends,
        lead="Người của các trường kết thúc chuyển sang trường còn lại hoặc trường mới từ ngày có hiệu lực.",
    )


@requires(Action.CHANGE_AUTHORITY)
def split_school(request: SeatedRequest, pk: int) -> HttpResponse:
    """New schools come out of one, with those of its people who are chosen."""
    school = _standing(pk)
    here = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today()), school=school)
    people = StaffMember.objects.filter(pk__in=here.values("staff")).order_by("sort_key")
    form = SplitForm(request.POST or None, people=people)
    return simple(
        request,
        form,
        school_changes.split_school,
        title=f"Chia, tách {school.name}",
        lead="Ghi trường mới, rồi chọn nơi đến của từng người. Hiệu trưởng trường mới được mời sau.",
        wish=lambda: {"school": school, **form.wish()},
        ends=lambda: [school] if form.wish()["ends"] else [],
        page="blocks/units/changes/divide.html",
        places_title="Ai về đâu",
        where="Nơi đến",
        who="Họ và tên",
    )


@requires(Action.CHANGE_AUTHORITY)
def dissolve_schools(request: SeatedRequest) -> HttpResponse:
    """Schools end."""
    form = DissolveForm(request.POST or None)
    return simple(
        request,
        form,
        school_changes.dissolve_schools,
        title="Giải thể trường",
        lead="Vai trò và quá trình công tác ở trường kết thúc vào ngày trước ngày có hiệu lực.",
        wish=lambda: {"schools": list(form.cleaned_data["schools"])},
        ends=lambda: list(form.cleaned_data["schools"]),
    )


@requires(Action.CHANGE_AUTHORITY)
def close_level(request: SeatedRequest) -> HttpResponse:
    """All schools of a level end on a day."""
    form = CloseLevelForm(request.POST or None)

    def level() -> Level:
        return Level(form.cleaned_data["level"])

    return simple(
        request,
        form,
        school_changes.dissolve_schools,
        title="Ngừng quản lý một cấp học",
        lead="Dùng khi cấp học đó do đơn vị khác quản lý từ một ngày mà trường không chuyển trong hệ thống này.",
        wish=lambda: {"schools": [], "level": level()},
        ends=lambda: list(School.objects.filter(level=level(), closed_on=None)),
    )
