"""Absences, confirmed criteria and school facts in the API."""

from rest_framework import serializers

from awards.api.facts.fact_words import WHO, person_name
from awards.models import Absence, Attestation, PersonFacts, SchoolFacts
from awards.queries import visible
from awards.rules.facts.absences import AbsenceKind
from thidua.api.views import Reading, label, number, one_of, truth, words
from thidua.policy import Action


class AbsenceSerializer(serializers.ModelSerializer):
    """A long absence; kind none says that there was none."""

    staff_name = person_name()
    kind_label = label("kind")

    class Meta:
        model = Absence
        fields = [
            "id",
            "staff",
            "staff_name",
            "school",
            "year_code",
            "kind",
            "kind_label",
            "starts_on",
            "ends_on",
            "result",
            *WHO,
        ]
        read_only_fields = fields


class Absences(Reading):
    """Nghỉ dài, đi học trong năm."""

    serializer_class = AbsenceSerializer
    action_required = Action.SEE_STAFF
    visible = visible.absences
    lookup_url_kwarg = "absence_id"
    related = ("staff",)
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "kind": ("kind", one_of(AbsenceKind), "Loại"),
    }
    orders = {"year": "year_code", "name": "staff__sort_key"}
    order = ("-year_code", "pk")


class AttestationSerializer(serializers.ModelSerializer):
    """A criterion that a school confirmed of a person, or (no person) of itself."""

    staff_name = person_name()

    class Meta:
        model = Attestation
        fields = ["id", "school", "staff", "staff_name", "year_code", "criterion", *WHO]
        read_only_fields = fields


class Attestations(Reading):
    """Tiêu chí định tính đơn vị đã xác nhận."""

    serializer_class = AttestationSerializer
    action_required = Action.SEE_STAFF
    visible = visible.attestations
    lookup_url_kwarg = "attestation_id"
    related = ("staff",)
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "collective": ("staff__isnull", truth, "Của tập thể"),
    }
    order = ("-year_code", "pk")


class PersonFactsSerializer(serializers.ModelSerializer):
    """Service years and merits of a person for a year; null is not known, an empty list of merits is none."""

    staff_name = person_name()
    other_merits = serializers.ListField(child=serializers.CharField(), read_only=True, allow_null=True)

    class Meta:
        model = PersonFacts
        fields = [
            "id",
            "staff",
            "staff_name",
            "school",
            "year_code",
            "sector_years",
            "teaching_years",
            "leadership_years",
            "hard_area_years",
            "hard_teaching_years",
            "hard_area_current",
            "outsider",
            "other_merits",
            "old_unit_comment",
            "retired_on",
            "version",
            *WHO,
        ]
        read_only_fields = fields


class PersonFactsRows(Reading):
    """Thâm niên, thành tích khác của từng người theo năm."""

    serializer_class = PersonFactsSerializer
    action_required = Action.SEE_STAFF
    visible = visible.person_facts
    lookup_url_kwarg = "person_facts_id"
    related = ("staff",)
    filters = {
        "year": ("year_code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
    }
    orders = {"year": "year_code", "name": "staff__sort_key"}
    order = ("-year_code", "pk")


class SchoolFactsSerializer(serializers.ModelSerializer):
    """What a school reported of itself; null is not known."""

    school_name = serializers.CharField(source="school.name", read_only=True)
    other_merits = serializers.ListField(child=serializers.CharField(), read_only=True, allow_null=True)

    class Meta:
        model = SchoolFacts
        fields = [
            "id",
            "school",
            "school_name",
            "year_code",
            "rank",
            "exceeded_targets",
            "eligible_for_flags",
            "rank_in_block",
            "headcount_entitled",
            "published_on",
            "other_merits",
            "theme_name",
            "theme_years",
            "theme_leads",
            "theme_final",
            "theme_launched_by",
            "version",
            *WHO,
        ]
        read_only_fields = fields


class SchoolFactsRows(Reading):
    """Dữ kiện của trường theo năm."""

    serializer_class = SchoolFactsSerializer
    action_required = Action.SEE_STAFF
    visible = visible.school_facts
    lookup_url_kwarg = "school_facts_id"
    related = ("school",)
    filters = {"year": ("year_code", words, "Mã năm"), "school": ("school_id", number, "Trường")}
    orders = {"year": "year_code", "school": "school__name_key"}
    order = ("-year_code", "pk")
