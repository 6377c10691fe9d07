"""Batches of files in the API: send files, see what was read from them, accept or leave the batch."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import IntakeBatch, IntakeFile
from blocks.queries import visible
from blocks.queries.units.units import own_block
from blocks.queries.year.years import years
from blocks.rules.intake.placing.states import BatchState
from blocks.rules.units.units import Level, Ownership
from blocks.services.intake.acceptance import accept_batch
from blocks.services.intake.batches import check_decider, open_batch, reject
from thidua.api.base import actor_of
from thidua.api.parsers import JSONParser
from thidua.api.views import Reading, label, number, one_of, words
from thidua.api.writing import RowField
from thidua.gate.xlsx import MAX_BYTES
from thidua.policy import Action
from thidua.text import whole_number
from thidua.web.gates import READS_FILES, Gates


class BatchSerializer(serializers.ModelSerializer):
    """Files uploaded together."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    state_label = label("state")

    class Meta:
        model = IntakeBatch
        fields = [
            "id",
            "year",
            "year_code",
            "block",
            "state",
            "state_label",
            "job",
            "summary",
            "created_by",
            "created_at",
            "decided_by",
            "decided_at",
        ]
        read_only_fields = fields


class FormRowField(RowField):
    """A row's id in a form, where every value is text."""

    def to_internal_value(self, data: Any) -> Any:
        """The row; digits as text are an id too."""
        return super().to_internal_value(data if (number := whole_number(data)) is None else number)


class UploadSerializer(serializers.Serializer):
    """Files to send; `block` and `block_code` only where the office sends, `block_code` for a block not made yet."""

    year = serializers.CharField(max_length=9)
    block = FormRowField(visible.blocks, told="khối", required=False)
    block_code = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    files = serializers.ListField(child=serializers.FileField(allow_empty_file=True), min_length=1, max_length=60)

    def validate_year(self, code: str) -> Any:
        """The year itself."""
        found = next((year for year in years() if year.code == code), None)
        if found is None:
            raise serializers.ValidationError("Chưa mở năm này.")
        return found


class AcceptSerializer(serializers.Serializer):
    """`digest` of the summary that was seen; levels and ownerships of new schools by their `key`."""

    digest = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    levels = serializers.DictField(child=serializers.ChoiceField(Level.choices), required=False, default=dict)
    ownerships = serializers.DictField(child=serializers.ChoiceField(Ownership.choices), required=False, default=dict)
    block_name = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    block_level = serializers.ChoiceField(Level.choices, required=False)


class Batches(Reading):
    """Đợt nhận tệp."""

    serializer_class = BatchSerializer
    parser_classes = [JSONParser, MultiPartParser]
    action_required = Action.INTAKE
    gates = Gates(body=settings.BODY_LIMIT_OF_BATCHES, heavy=READS_FILES)
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

    @extend_schema(request={"multipart/form-data": UploadSerializer}, responses={201: BatchSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Gửi tệp; máy đọc sau khi nhận, kết quả nằm trong `summary` và ở các tệp của đợt."""
        form = UploadSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        sent, actor = form.validated_data, actor_of(request)
        block = sent.get("block") if actor.is_office else own_block(actor, sent["year"])
        uploads = [(each.name, each.read(MAX_BYTES + 1)) for each in sent["files"]]
        code = sent["block_code"] if actor.is_office and block is None else ""
        batch = open_batch(year=sent["year"], block=block, uploads=uploads, by=actor, block_code=code)
        return Response(BatchSerializer(batch).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AcceptSerializer, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ghi cả đợt: ghi tất cả các tệp cùng lúc, hoặc không ghi gì."""
        batch = self.get_object()
        form = AcceptSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        check_decider(batch, actor_of(request))
        chosen = dict(form.validated_data)
        block = {name: chosen.pop(name) for name in ("block_name", "block_level") if name in chosen}
        return Response(BatchSerializer(accept_batch(batch=batch, by=actor_of(request), block=block, **chosen)).data)

    @extend_schema(request=None, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Bỏ đợt nhận tệp; không có gì được ghi."""
        batch = self.get_object()
        check_decider(batch, actor_of(request))
        return Response(BatchSerializer(reject(batch=batch, by=actor_of(request))).data)


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
