"""The forms of what passes between authorities: schools that move, a whole hand-over, a successor."""

from collections.abc import Sequence
from typing import Any

from django import forms

from blocks.models import School
from blocks.views.units.change_forms import DeedForm, DissolveForm
from thidua.access.kinds import DistrictKind
from thidua.models import District, Succession
from thidua.web.kit import day_field


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
