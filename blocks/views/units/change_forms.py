"""The forms of unit changes: each says the day and the deciding paper, then what its deed needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from blocks.models import School, StaffMember
from blocks.rules.units.changes import MOST_PARTS, Basis, NewSchool
from blocks.rules.units.units import Level
from thidua import clock
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


def is_to_come(day: date) -> bool:
    """Whether the deed can only be previewed yet."""
    return day > clock.today()
