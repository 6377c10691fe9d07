"""Registration lists and their rows in the API."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from blocks.models import RegisteredTitle, Registration, RegistrationSheet
from blocks.queries import visible
from blocks.queries.registration.sheet_moves import with_sendings
from blocks.rules.registration.registrations import SheetState
from thidua.actors import Actor
from thidua.api.signing import SigningSerializer
from thidua.api.views import Reading, by_key, label, number, one_of, words
from thidua.policy import Action


class SheetSerializer(serializers.ModelSerializer):
    """A school's list of one year, read with its steps (with_sendings)."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)
    state_label = label("state")
    submitted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    submitted_by = serializers.CharField(read_only=True, allow_null=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    sent_by = serializers.CharField(read_only=True, allow_null=True)
    signing = SigningSerializer(read_only=True, allow_null=True)
    received_at = serializers.DateTimeField(read_only=True, allow_null=True)
    received_by = serializers.CharField(read_only=True, allow_null=True)
    accepted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    block_received_at = serializers.DateTimeField(read_only=True, allow_null=True)
    block_received_by = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = RegistrationSheet
        fields = [
            "id",
            "year",
            "year_code",
            "school",
            "school_name",
            "state",
            "state_label",
            "late",
            "submitted_at",
            "submitted_by",
            "sent_at",
            "sent_by",
            "signing",
            "received_at",
            "received_by",
            "accepted_at",
            "block_received_at",
            "block_received_by",
        ]
        read_only_fields = fields


def _sheets_told(actor: Actor) -> QuerySet[RegistrationSheet]:
    return with_sendings(visible.sheets(actor))


class Sheets(Reading):
    """Danh sách đăng ký của trường theo năm và trạng thái của nó."""

    serializer_class = SheetSerializer
    action_required = Action.SEE_STAFF
    visible = _sheets_told
    lookup_url_kwarg = "sheet_id"
    related = ("year", "school")
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "state": ("state", one_of(SheetState), "Trạng thái"),
    }
    search = by_key("school__name_key")
    orders = {"school": "school__name_key", "received_at": "received_at"}
    order = ("-year__code", "school__name_key", "pk")


class RegistrationSerializer(serializers.ModelSerializer):
    """One person's row with the ticked titles."""

    year_code = serializers.CharField(source="sheet.year.code", read_only=True)
    school = serializers.IntegerField(source="sheet.school_id", read_only=True)
    staff_name = serializers.CharField(source="staff.full_name", read_only=True)
    birth_date = serializers.DateField(source="staff.birth_date", read_only=True, allow_null=True)
    titles = serializers.SerializerMethodField()

    class Meta:
        model = Registration
        fields = [
            "id",
            "sheet",
            "year_code",
            "school",
            "position",
            "staff",
            "staff_name",
            "birth_date",
            "job_title",
            "titles",
            "initiative",
            "note",
        ]
        read_only_fields = fields

    def get_titles(self, row: Any) -> list[str]:
        """Codes of the ticked titles and commendations in the order of the catalogue."""
        return [tick.title_id for tick in row.ticks.all()]


class Registrations(Reading):
    """Đăng ký của từng người: danh hiệu thi đua và hình thức khen thưởng đã đánh dấu."""

    serializer_class = RegistrationSerializer
    action_required = Action.SEE_STAFF
    visible = visible.registrations
    lookup_url_kwarg = "registration_id"
    related = ("sheet__year", "staff")
    fetched = (Prefetch("ticks", RegisteredTitle._base_manager.order_by("title__position")),)
    filters = {
        "year": ("sheet__year__code", words, "Mã năm"),
        "school": ("sheet__school_id", number, "Trường"),
        "sheet": ("sheet_id", number, "Danh sách"),
        "staff": ("staff_id", number, "Người"),
        "title": ("ticks__title_id", words, "Mã danh hiệu"),
    }
    search = by_key("staff__name_key")
    orders = {"name": "staff__sort_key", "position": "position"}
    order = ("staff__sort_key", "staff__birth_date", "pk")
