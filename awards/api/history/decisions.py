"""Decisions and awards of this and earlier years in the API."""

from rest_framework import serializers

from awards.models import Award, Decision
from awards.queries import visible
from awards.rules.history.decisions import AwardStatus
from thidua.api.views import Reading, by_key, by_reading, day, label, number, one_of, truth, words
from thidua.policy import Action


class DecisionSerializer(serializers.ModelSerializer):
    """A decision by number, date and issuer."""

    class Meta:
        model = Decision
        fields = ["id", "number", "issued_on", "issuer"]
        read_only_fields = fields


class Decisions(Reading):
    """Quyết định khen thưởng."""

    serializer_class = DecisionSerializer
    action_required = Action.SEE_STAFF
    visible = visible.decisions
    lookup_url_kwarg = "decision_id"
    filters = {
        "number": ("number", words, "Số quyết định"),
        "from": ("issued_on__gte", day, "Từ ngày"),
        "to": ("issued_on__lte", day, "Đến hết ngày"),
    }
    search = by_reading("number", "issuer")
    orders = {"issued_on": "issued_on", "number": "number"}
    order = ("-issued_on", "pk")


class AwardSerializer(serializers.ModelSerializer):
    """A title or commendation given to a person or a school for a year."""

    staff_name = serializers.CharField(source="staff.full_name", read_only=True, allow_null=True, default=None)
    school_name = serializers.CharField(source="school.name", read_only=True)
    decision_number = serializers.CharField(source="decision.number", read_only=True, allow_null=True, default=None)
    status_label = label("status")

    class Meta:
        model = Award
        fields = [
            "id",
            "year_code",
            "title",
            "staff",
            "staff_name",
            "school",
            "school_name",
            "decision",
            "decision_number",
            "status",
            "status_label",
        ]
        read_only_fields = fields


class Awards(Reading):
    """Danh hiệu, khen thưởng đã tặng các năm."""

    serializer_class = AwardSerializer
    action_required = Action.SEE_STAFF
    visible = visible.awards
    lookup_url_kwarg = "award_id"
    related = ("staff", "school", "decision")
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "title": ("title_id", words, "Mã danh hiệu"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "collective": ("staff__isnull", truth, "Của tập thể"),
        "decision": ("decision_id", number, "Quyết định"),
        "status": ("status", one_of(AwardStatus), "Tình trạng"),
    }
    search = by_key("staff__name_key", "school__name_key")
    orders = {"year": "year_code", "name": "staff__sort_key", "school": "school__name_key"}
    order = ("-year_code", "pk")
