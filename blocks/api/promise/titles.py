"""The catalogue in the API: titles and commendation forms, what they ask, who decides, under which law."""

from django.db.models import QuerySet
from rest_framework import serializers

from blocks.models import Regime, Title, TitleAuthority, TitleCondition
from blocks.rules.promise.titles import Genus, Standing, Subject
from thidua.actors import Actor
from thidua.api.views import Reading, by_reading, label, one_of, words
from thidua.policy import Action


class RegimeSerializer(serializers.ModelSerializer):
    """A body of law with its days."""

    class Meta:
        model = Regime
        fields = ["code", "short", "name", "valid_from", "valid_to"]
        read_only_fields = fields


class Regimes(Reading):
    """Chế độ pháp luật theo thời gian."""

    serializer_class = RegimeSerializer
    action_required = Action.SEE_CATALOGUE
    visible = lambda actor: Regime.objects.all()  # noqa: E731  the law is the same for all
    lookup_url_kwarg = "regime"
    lookup_value_regex = r"[\w.~-]{1,20}"
    orders = {"valid_from": "valid_from"}
    order = ("valid_from", "pk")


class ConditionSerializer(serializers.ModelSerializer):
    """One condition under one law, with its article and how well the source is known."""

    standing_label = label("standing")
    severity_label = label("severity")

    class Meta:
        model = TitleCondition
        fields = [
            "regime",
            "code",
            "wording",
            "article",
            "standing",
            "standing_label",
            "severity",
            "severity_label",
            "valid_from",
            "valid_to",
        ]
        read_only_fields = fields


class AuthoritySerializer(serializers.ModelSerializer):
    """Who decides."""

    standing_label = label("standing")

    class Meta:
        model = TitleAuthority
        fields = ["who", "article", "standing", "standing_label", "valid_from", "valid_to"]
        read_only_fields = fields
        ref_name = "TitleAuthority"


class TitleSerializer(serializers.ModelSerializer):
    """A title or form of commendation with conditions and authorities."""

    subject_label = label("subject")
    genus_label = label("genus")
    conditions = ConditionSerializer(many=True, read_only=True)
    authorities = AuthoritySerializer(many=True, read_only=True)

    class Meta:
        model = Title
        fields = [
            "code",
            "label",
            "heading",
            "name",
            "subject",
            "subject_label",
            "genus",
            "genus_label",
            "kind",
            "level",
            "periodicity",
            "position",
            "conditions",
            "authorities",
        ]
        read_only_fields = fields


def _titles(_actor: Actor) -> QuerySet:
    return Title.objects.all()


class Titles(Reading):
    """Danh hiệu thi đua và hình thức khen thưởng, hai danh sách riêng theo genus."""

    serializer_class = TitleSerializer
    action_required = Action.SEE_CATALOGUE
    visible = _titles
    lookup_url_kwarg = "code"
    lookup_value_regex = r"[A-Z0-9_]{1,12}"
    fetched = ("conditions", "authorities")
    filters = {
        "genus": ("genus", one_of(Genus), "Danh hiệu hay khen thưởng"),
        "subject": ("subject", one_of(Subject), "Tập thể hay cá nhân"),
        "level": ("level", words, "Cấp"),
        "standing": ("conditions__standing", one_of(Standing), "Có điều kiện với nguồn này"),
    }
    search = by_reading("name", "label", "code")
    orders = {"position": "position", "code": "code", "name": "name"}
    order = ("position", "pk")
