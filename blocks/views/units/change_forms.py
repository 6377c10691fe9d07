"""The forms of unit changes: each says the day and the deciding paper, then what its deed needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from blocks.models import School, StaffMember
from blocks.rules.units.changes import MOST_PARTS, Basis, NewSchool
from blocks.rules.units.units import Level
from thidua import clock
from thidua.access.kinds import DistrictKind
from thidua.models import District, Succession
from thidua.web.kit import day_field

_WHICH = {"required": "Chọn ít nhất một trường.", "invalid_choice": "Trường này không còn hoạt động."}


def _open_schools() -> Any:
    return School.objects.filter(closed_on=None).order_by("name_key")


class DeedForm(forms.Form):
    """What every unit change needs; a subclass says `first` which of its own fields stand before these."""

    on = day_field("Có hiệu lực từ ngày", "Chọn ngày có hiệu lực.")
    basis_number = forms.CharField(
        label="Số văn bản căn cứ",
        max_length=120,
        help_text="Ví dụ 1234/QĐ-UBND.",
        error_messages={"required": "Ghi số văn bản căn cứ."},
    )
    basis_date = day_field("Ngày văn bản căn cứ", "Chọn ngày văn bản.")
    first: Sequence[str] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"on": clock.today(), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.order_fields([*self.first, "on", "basis_number", "basis_date"])

    def common(self) -> dict[str, Any]:
        """Day and paper as the services take them."""
        data = self.cleaned_data
        return {"on": data["on"], "basis": Basis(data["basis_number"], data["basis_date"])}


class RenameSchoolForm(DeedForm):
    """Another name for one school."""

    first = ("name", "symbol")
    name = forms.CharField(
        label="Tên mới",
        max_length=200,
        help_text="Đầy đủ như trên con dấu mới.",
        error_messages={"required": "Ghi tên mới."},
    )
    symbol = forms.CharField(
        label="Ký hiệu mới trong số văn bản", max_length=40, required=False, help_text="Để trống: giữ như đang dùng."
    )


class MergeForm(DeedForm):
    """Which schools become one, and which."""

    first = ("schools", "into", "code_1", "name_1", "symbol_1", "address_1", "lead")
    schools = forms.ModelMultipleChoiceField(
        label="Các trường sáp nhập",
        queryset=School._base_manager.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_WHICH,
    )
    into = forms.ModelChoiceField(
        label="Sáp nhập vào trường đang có",
        queryset=School._base_manager.none(),
        required=False,
        empty_label="lập trường mới (ghi ở dưới)",
        error_messages=_WHICH,
    )
    code_1 = forms.CharField(label="Mã trường mới", max_length=40, required=False)
    name_1 = forms.CharField(
        label="Tên trường mới", max_length=200, required=False, help_text="Chỉ ghi khi lập trường mới."
    )
    symbol_1 = forms.CharField(label="Ký hiệu trường mới trong số văn bản", max_length=40, required=False)
    address_1 = forms.CharField(label="Địa chỉ trường mới", max_length=300, required=False)
    lead = forms.ModelChoiceField(
        label="Hiệu trưởng, thư ký của trường mới là của trường",
        queryset=School._base_manager.none(),
        required=False,
        empty_label="chưa có ai, sẽ mời sau",
        help_text="Chỉ dùng khi lập trường mới.",
        error_messages=_WHICH,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("schools", "into", "lead"):
            self.fields[name].queryset = _open_schools()  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """As merge_schools takes it."""
        data = self.cleaned_data
        named = any(data[f"{part}_1"] for part in ("code", "name"))
        return {
            "schools": list(data["schools"]),
            "into": data["into"],
            "lead": None if data["into"] else data["lead"],
            "new": new_school(data, 1) if named else None,
        }


def new_school(data: dict[str, Any], number: int) -> NewSchool:
    """The facts of the new school with that number in the form."""
    return NewSchool(*(data.get(f"{part}_{number}", "") for part in ("code", "name", "symbol", "address")))


class SplitForm(DeedForm):
    """New schools out of one, and where each person goes: `staff_<id>` is 0 for staying or the school's number."""

    ends = forms.ChoiceField(
        label="Trường cũ", choices=[("1", "ngừng hoạt động (chia)"), ("0", "tiếp tục hoạt động (tách)")]
    )

    def __init__(self, *args: Any, people: Sequence[StaffMember], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = list(people)
        shown = ["ends"]
        for number in range(1, MOST_PARTS + 1):
            for part, label, most in (("code", "Mã", 40), ("name", "Tên", 200), ("symbol", "Ký hiệu", 40)):
                shown.append(f"{part}_{number}")
                self.fields[shown[-1]] = forms.CharField(
                    label=f"{label} trường mới thứ {number}", max_length=most, required=False
                )
        places = [("0", "ở lại trường cũ"), *((str(n), f"trường mới thứ {n}") for n in range(1, MOST_PARTS + 1))]
        for one in self.people:
            self.fields[f"staff_{one.pk}"] = forms.ChoiceField(label=one.full_name, choices=places, initial="0")
        self.order_fields([*shown, "on", "basis_number", "basis_date"])

    def facts(self) -> list[Any]:
        """The fields above the list of people."""
        return [bound for bound in self if not bound.name.startswith("staff_")]

    def places(self) -> list[Any]:
        """A field for each person."""
        return [bound for bound in self if bound.name.startswith("staff_")]

    def wish(self) -> dict[str, Any]:
        """As split_school takes it; a gap in the numbers is the form's to mend."""
        data = self.cleaned_data
        named = [n for n in range(1, MOST_PARTS + 1) if data[f"code_{n}"] or data[f"name_{n}"]]
        return {
            "parts": [new_school(data, n) for n in range(1, max(named, default=0) + 1)],
            "ends": data["ends"] == "1",
            "going": {one.pk: int(data[f"staff_{one.pk}"]) for one in self.people},
        }


class DissolveForm(DeedForm):
    """Which schools end."""

    first: Sequence[str] = ("schools",)
    schools = forms.ModelMultipleChoiceField(
        label="Các trường giải thể",
        queryset=School._base_manager.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_WHICH,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["schools"].queryset = _open_schools()  # type: ignore[attr-defined]


class CloseLevelForm(DeedForm):
    """Which level this authority no longer runs."""

    first = ("level",)
    level = forms.ChoiceField(label="Cấp học", choices=Level.choices)


class MoveForm(DissolveForm):
    """Which schools go to which other authority."""

    first = ("target", "schools", "area")
    target = forms.ModelChoiceField(
        label="Đơn vị nhận",
        queryset=District.objects.none(),
        empty_label="chọn đơn vị",
        error_messages={"required": "Chọn đơn vị nhận.", "invalid_choice": "Đơn vị này không hoạt động."},
    )
    area = forms.CharField(label="Địa bàn", max_length=300, required=False, help_text="Như văn bản căn cứ ghi.")

    def __init__(self, *args: Any, here: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["schools"].label = "Các trường chuyển đi"
        offer_authorities(self.fields["target"], here)


def offer_authorities(field: Any, here: int) -> None:
    """The other authorities that have not ended, the declared successors by name."""
    field.queryset = District.objects.filter(valid_to=None).exclude(pk=here).order_by("kind", "code")
    named = dict(Succession.objects.values_list("successor", "successor_name"))
    field.label_from_instance = lambda one: named.get(one.pk) or f"{DistrictKind(one.kind).label} · {one.code}"


class HandOverForm(DeedForm):
    """Every school to one of the declared successors: `school_<id>` is the successor's id."""

    def __init__(self, *args: Any, schools: Sequence[School], successors: Sequence[Succession], **options: Any) -> None:
        days = sorted({row.on for row in successors})
        options["initial"] = {"on": days[-1]} if days else {}
        super().__init__(*args, **options)
        self.schools, self.successors = list(schools), {str(row.successor_id): row for row in successors}
        choices = [(key, row.successor_name or row.successor.code) for key, row in self.successors.items()]
        only = choices[0][0] if len(choices) == 1 else ""
        for one in self.schools:
            self.fields[f"school_{one.pk}"] = forms.ChoiceField(
                label=one.name,
                choices=[("", "chọn đơn vị nhận"), *choices],
                initial=only,
                error_messages={"required": f"Chọn đơn vị nhận {one.name}.", "invalid_choice": "Chọn trong danh sách."},
            )

    def facts(self) -> list[Any]:
        """The fields above the list of schools."""
        return [bound for bound in self if not bound.name.startswith("school_")]

    def places(self) -> list[Any]:
        """A field for each school."""
        return [bound for bound in self if bound.name.startswith("school_")]

    def shares(self) -> list[tuple[Succession, list[School]]]:
        """Each successor with its schools, those that get none left out."""
        found = [
            (row, [one for one in self.schools if self.cleaned_data[f"school_{one.pk}"] == key])
            for key, row in self.successors.items()
        ]
        return [share for share in found if share[1]]


class SuccessorForm(forms.Form):
    """Who takes the authority's work over, from when, by which paper."""

    target = forms.ModelChoiceField(
        label="Đơn vị kế thừa",
        queryset=District.objects.none(),
        empty_label="chọn đơn vị",
        error_messages={"required": "Chọn đơn vị kế thừa.", "invalid_choice": "Đơn vị này không hoạt động."},
    )
    on = day_field("Từ ngày", "Chọn ngày.")
    basis = forms.CharField(
        label="Căn cứ", max_length=300, help_text="Số và ngày văn bản.", error_messages={"required": "Ghi căn cứ."}
    )
    area = forms.CharField(label="Địa bàn", max_length=300, required=False, help_text="Phần địa bàn đơn vị này nhận.")

    def __init__(self, *args: Any, here: int, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_authorities(self.fields["target"], here)


class UndoForm(forms.Form):
    """Why a deed is taken back."""

    reason = forms.CharField(label="Lý do hoàn tác", max_length=500, error_messages={"required": "Ghi lý do."})


def is_to_come(day: date) -> bool:
    """Whether the deed can only be previewed yet."""
    return day > clock.today()
