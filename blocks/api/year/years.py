"""Emulation years and their phases in the API."""

from typing import Any

from rest_framework import serializers

from blocks.models import EmulationYear, Phase
from blocks.rules.year.phase_specs import Unit
from blocks.rules.year.years import Cycle
from blocks.services.year import years
from thidua.actors import Actor
from thidua.api.views import Reading, label, one_of, words
from thidua.api.writing import CreateMixin
from thidua.policy import Action


def _years(_actor: Actor) -> Any:
    return EmulationYear.objects.all()


def _phases(_actor: Actor) -> Any:
    return Phase.objects.all()


class YearSerializer(serializers.ModelSerializer):
    """A school year or a calendar year."""

    name = serializers.CharField(source="__str__", read_only=True)
    cycle_label = label("cycle")

    class Meta:
        model = EmulationYear
        fields = [
            "id",
            "code",
            "name",
            "cycle",
            "cycle_label",
            "starts_on",
            "ends_on",
            "history_complete",
        ]
        read_only_fields = ["cycle", "history_complete"]
        validators: list[Any] = []


class Years(CreateMixin, Reading):
    """Năm thi đua: năm học hoặc năm dương lịch."""

    serializer_class = YearSerializer
    action_required = Action.SEE_HOME
    action_to_write = Action.EDIT_YEARS
    visible = _years
    create_with = staticmethod(years.open_year)
    lookup_url_kwarg = "year_id"
    filters = {"code": ("code", words, "Mã năm"), "cycle": ("cycle", one_of(Cycle), "Chu kỳ")}
    orders = {"code": "code", "starts_on": "starts_on"}
    order = ("-starts_on", "pk")


class PhaseSerializer(serializers.ModelSerializer):
    """A dated phase of a year."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    unit_label = label("unit")

    class Meta:
        model = Phase
        fields = [
            "id",
            "year",
            "year_code",
            "code",
            "name",
            "text",
            "unit",
            "unit_label",
            "roles",
            "deeds",
            "deeds_before",
            "position",
            "opens_on",
            "closes_on",
            "basis",
            "version",
        ]
        read_only_fields = fields


class Phases(Reading):
    """Mốc của năm thi đua."""

    serializer_class = PhaseSerializer
    action_required = Action.SEE_HOME
    visible = _phases
    lookup_url_kwarg = "phase_id"
    related = ("year",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "code": ("code", words, "Mã mốc"),
        "unit": ("unit", one_of(Unit), "Ai phải làm"),
    }
    orders = {"opens_on": "opens_on", "closes_on": "closes_on"}
    order = ("opens_on", "pk")
