"""Attachments in the API: the list, a new one, the file itself, taking off."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from blocks.models import Attachment
from blocks.queries.files.attachments import attachments, find_target
from blocks.services.files.attachments import attach, hand_out, note_blocked, remove
from thidua.api.base import actor_of
from thidua.api.parsers import JSONParser
from thidua.api.schema import FILES
from thidua.api.views import BIG, Reading, number, one_of, truth, words
from thidua.errors import RuleViolation
from thidua.gate.papers import MAX_BYTES, TAKEN
from thidua.models import ScanState
from thidua.policy import Action
from thidua.registries.wings import file_kinds
from thidua.web.gates import READS_FILES, Gates

ALONE = "default-src 'none'; sandbox"


class AttachmentSerializer(serializers.ModelSerializer):
    """A file on an object; `scan` says what the virus scanner said of it."""

    target = serializers.IntegerField(min_value=0, max_value=BIG)
    size = serializers.IntegerField(source="stored.size", allow_null=True, default=None)
    sha256 = serializers.CharField(source="stored.sha256", allow_null=True, default=None)
    content_type = serializers.CharField(source="stored.content_type", allow_null=True, default=None)
    scan = serializers.CharField(source="stored.scan", allow_null=True, default=None)
    scanned_at = serializers.DateTimeField(source="stored.scanned_at", allow_null=True, default=None)

    class Meta:
        model = Attachment
        fields = [
            "id",
            "kind",
            "target",
            "label",
            "school",
            "title",
            "name",
            "pages",
            "size",
            "sha256",
            "content_type",
            "scan",
            "scanned_at",
            "added_by",
            "added_at",
            "removed_by",
            "removed_at",
            "reason",
        ]
        read_only_fields = fields


class AttachSerializer(serializers.Serializer):
    """A file for one object: its kind (uy-quyen, gia-han, bien-dong, dang-ky, quyet-dinh, sang-kien …) and its id."""

    kind = serializers.CharField(max_length=20)
    target = serializers.IntegerField(min_value=0, max_value=BIG)
    title = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    file = serializers.FileField(allow_empty_file=True, help_text=TAKEN)


class RemoveSerializer(serializers.Serializer):
    """Why the file is taken off."""

    reason = serializers.CharField(max_length=500, allow_blank=True)


class Attachments(Reading):
    """Tệp đính kèm các hồ sơ mà vai trò đang dùng xem được."""

    serializer_class = AttachmentSerializer
    parser_classes = [JSONParser, MultiPartParser]
    action_required = Action.SEE_FILES
    action_to_write = Action.ATTACH_FILES
    gates = Gates(heavy=READS_FILES)
    visible = attachments
    lookup_url_kwarg = "attachment_id"
    related = ("stored",)
    filters = {
        "kind": ("kind", words, "Loại hồ sơ, ví dụ quyet-dinh"),
        "target": ("target", number, "Mã hồ sơ trong loại đó"),
        "school": ("school_id", number, "Trường"),
        "scan": ("stored__scan", one_of(ScanState), "Kết quả quét mã độc"),
        "removed": ("removed_at__isnull", lambda text: not truth(text), "true: đã gỡ, false: đang có"),
    }
    orders = {"added_at": "added_at", "id": "pk"}
    order = ("-pk",)

    @extend_schema(request={"multipart/form-data": AttachSerializer}, responses={201: AttachmentSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Đính kèm một tệp; tệp qua cửa kiểm tra và bộ quét mã độc trước khi được giữ."""
        form = AttachSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        found = find_target(actor_of(request), given["kind"], given["target"])
        if found is None:
            raise serializers.ValidationError({"target": [f"Không có hồ sơ này. Các loại: {', '.join(file_kinds())}."]})
        kind, target = found
        file = given["file"]
        try:
            made = attach(
                kind=kind,
                target=target,
                content=file.read(MAX_BYTES + 1),
                name=file.name,
                by=actor_of(request),
                title=given["title"],
            )
        except RuleViolation as problem:
            if problem.code != "infected":
                raise
            note_blocked(kind=kind, target=target, why=problem.message, by=actor_of(request))
            told = {"code": problem.code, "detail": problem.message, "basis": "", "errors": []}
            return Response(told, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        return Response(AttachmentSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=FILES)
    @action(detail=True, methods=["get"])
    def file(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tệp, đúng từng byte."""
        row, kind, target = self._found()
        stored, content = hand_out(kind=kind, target=target, attachment=row, by=actor_of(request))
        headers = {
            "Content-Disposition": content_disposition_header(True, stored.name) or "attachment",
            "Content-Security-Policy": ALONE,
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(content, content_type=stored.content_type, headers=headers)

    @extend_schema(request=RemoveSerializer, responses=AttachmentSerializer)
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Gỡ tệp khỏi hồ sơ, kèm lý do."""
        row, kind, target = self._found()
        form = RemoveSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        gone = remove(kind=kind, target=target, attachment=row, by=actor_of(request), **form.validated_data)
        return Response(AttachmentSerializer(gone).data)

    def _found(self) -> tuple[Attachment, Any, Any]:
        row: Attachment = self.get_object()
        found = find_target(actor_of(self.request), row.kind, row.target)
        if found is None:
            raise NotFound
        return row, *found
