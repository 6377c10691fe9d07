"""What the authority adopted for itself, in the API: its documents with rules, columns, caps and phases."""

from django.db.models import QuerySet
from rest_framework import serializers

from blocks.models import AdoptedCap, AdoptedColumn, AdoptedDocument, AdoptedRule, PhaseTemplate
from thidua.actors import Actor
from thidua.api.views import Reading, number, words
from thidua.policy import Action


class AdoptedRuleSerializer(serializers.ModelSerializer):
    """A rule of the law's files that the document adopts, by which of its points."""

    class Meta:
        model = AdoptedRule
        fields = ["rule", "point", "severity"]
        read_only_fields = fields


class AdoptedColumnSerializer(serializers.ModelSerializer):
    """A column of one of the two target tables; no title: the number of units, of people."""

    class Meta:
        model = AdoptedColumn
        fields = ["subject", "position", "title", "lines", "label", "point"]
        read_only_fields = fields


class AdoptedCapSerializer(serializers.ModelSerializer):
    """How many of a title the document allows."""

    class Meta:
        model = AdoptedCap
        fields = ["title", "share", "heads", "rounding", "point"]
        read_only_fields = fields


class AdoptedPhaseSerializer(serializers.ModelSerializer):
    """A phase as the document proposes it: days without a year, `+` for the year after the first."""

    class Meta:
        model = PhaseTemplate
        fields = ["cycle", "code", "name", "unit", "roles", "opens", "closes", "text", "basis"]
        read_only_fields = fields


class AdoptedDocumentSerializer(serializers.ModelSerializer):
    """A document that holds for this authority alone."""

    rules = AdoptedRuleSerializer(many=True, read_only=True)
    columns = AdoptedColumnSerializer(many=True, read_only=True)
    caps = AdoptedCapSerializer(many=True, read_only=True)
    phases = AdoptedPhaseSerializer(many=True, read_only=True)

    class Meta:
        model = AdoptedDocument
        fields = [
            "id",
            "number",
            "label",
            "issuer",
            "issued_on",
            "year",
            "bases",
            "valid_from",
            "valid_to",
            "rules",
            "columns",
            "caps",
            "phases",
        ]
        read_only_fields = fields


def _documents(_actor: Actor) -> QuerySet[AdoptedDocument]:
    return AdoptedDocument.objects.prefetch_related("rules", "columns", "caps", "phases")


class AdoptedDocuments(Reading):
    """Văn bản đơn vị áp dụng: quy tắc, cột chỉ tiêu, mức tối đa, mốc của riêng đơn vị."""

    serializer_class = AdoptedDocumentSerializer
    action_required = Action.SEE_HOME
    visible = _documents
    lookup_url_kwarg = "adopted_id"
    filters = {"number": ("number", words, "Số văn bản"), "year": ("year", number, "Năm mà văn bản là hướng dẫn")}
    orders = {"issued_on": "issued_on"}
    order = ("-issued_on", "pk")
