"""Discipline and pending matters in the API, for those who decide."""

from rest_framework import serializers

from awards.api.facts.fact_words import WHO, person_name
from awards.models import Discipline, Matter
from awards.queries import visible
from thidua.api.views import Reading, label, number, truth
from thidua.policy import Action


class DisciplineSerializer(serializers.ModelSerializer):
    """A discipline; for those who decide."""

    staff_name = person_name()
    form_label = label("form")

    class Meta:
        model = Discipline
        fields = [
            "id",
            "staff",
            "staff_name",
            "school",
            "form",
            "form_label",
            "decided_on",
            "ends_on",
            "related_to_duty",
            "paper",
            "note",
            "version",
            *WHO,
        ]
        read_only_fields = fields


class Disciplines(Reading):
    """Kỷ luật; chỉ người có thẩm quyền đọc được."""

    serializer_class = DisciplineSerializer
    action_required = Action.SEE_DISCIPLINE
    visible = visible.disciplines
    lookup_url_kwarg = "discipline_id"
    related = ("staff",)
    filters = {"school": ("school_id", number, "Trường"), "staff": ("staff_id", number, "Người")}
    orders = {"decided_on": "decided_on"}
    order = ("-decided_on", "pk")


class MatterSerializer(serializers.ModelSerializer):
    """A matter under consideration; for those who decide."""

    staff_name = person_name()
    kind_label, outcome_label = label("kind"), label("outcome")

    class Meta:
        model = Matter
        fields = [
            "id",
            "staff",
            "staff_name",
            "school",
            "kind",
            "kind_label",
            "opened_on",
            "closed_on",
            "outcome",
            "outcome_label",
            "note",
            "version",
            *WHO,
        ]
        read_only_fields = fields


class Matters(Reading):
    """Vụ việc đang xem xét; chỉ người có thẩm quyền đọc được."""

    serializer_class = MatterSerializer
    action_required = Action.SEE_DISCIPLINE
    visible = visible.matters
    lookup_url_kwarg = "matter_id"
    related = ("staff",)
    filters = {
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "open": ("closed_on__isnull", truth, "Chưa kết thúc"),
    }
    orders = {"opened_on": "opened_on"}
    order = ("-opened_on", "pk")
