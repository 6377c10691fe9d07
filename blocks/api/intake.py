"""Batches of files and what was read from them, in the API (read only here)."""

from rest_framework import serializers

from blocks.models import IntakeBatch, IntakeFile
from blocks.queries import visible
from blocks.rules.batches import BatchState
from thidua.api_views import Reading, label, number, one_of, words
from thidua.policy import Action


class BatchSerializer(serializers.ModelSerializer):
    """Files uploaded together."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    state_label = label("state")

    class Meta:
        model = IntakeBatch
        fields = [
            "id", "year", "year_code", "block", "state", "state_label", "job", "summary", "created_by_name",
            "created_at",
            "decided_by_name", "decided_at",
        ]  # fmt: skip
        read_only_fields = fields


class Batches(Reading):
    """Đợt nhận tệp."""

    serializer_class = BatchSerializer
    action_required = Action.INTAKE
    visible = visible.batches
    lookup_url_kwarg = "batch_id"
    related = ("year",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "block": ("block_id", number, "Khối"),
        "state": ("state", one_of(BatchState), "Trạng thái"),
    }
    orders = {"created_at": "created_at", "id": "pk"}
    order = ("-pk",)


class FileSerializer(serializers.ModelSerializer):
    """One uploaded file: why it was refused, what is wrong in it, what it would change."""

    size = serializers.IntegerField(source="stored.size", read_only=True, allow_null=True, default=None)
    sha256 = serializers.CharField(source="stored.sha256", read_only=True, allow_null=True, default=None)

    class Meta:
        model = IntakeFile
        fields = ["id", "batch", "position", "name", "size", "sha256", "refusal", "problems", "changes"]
        read_only_fields = fields


class Files(Reading):
    """Tệp trong các đợt nhận: lý do không nhận, các chỗ cần sửa, những gì sẽ thay đổi."""

    serializer_class = FileSerializer
    action_required = Action.INTAKE
    visible = visible.files
    lookup_url_kwarg = "file_id"
    related = ("stored",)
    filters = {"batch": ("batch_id", number, "Đợt nhận tệp")}
    orders = {"position": "position", "id": "pk"}
    order = ("batch_id", "position", "pk")
