"""Papers, the versions of their words and what was rendered from them, in the API."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTransform
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from documents.models import Document, DocumentVersion, Rendition
from documents.queries import visible
from documents.queries.plans import PLAN, newest
from documents.rules.formats import Format
from documents.rules.plans import BY_KEY
from documents.services.plans import save_sections
from documents.services.renditions import open_file, request_rendition
from thidua.actors import Actor
from thidua.api.signing import SigningSerializer
from thidua.api.views import Reading, label, number, one_of, words
from thidua.api.writing import RowField
from thidua.errors import Denied
from thidua.policy import Action


def _plans(actor: Actor) -> QuerySet[Document]:
    return visible.documents(actor).filter(kind=PLAN)


def _versions(actor: Actor) -> QuerySet[DocumentVersion]:
    return DocumentVersion.objects.filter(Exists(visible.documents(actor).filter(pk=OuterRef("document"))))


def _must_work_on(actor: Actor, document: Document) -> None:
    if document.kind != PLAN or not visible.may_work_on(actor, document.block_id):
        raise Denied("Kế hoạch khối do khối trưởng của khối và chuyên viên soạn và kết xuất.")


class DocumentSerializer(serializers.ModelSerializer):
    """A paper of a block, a school or the authority; `signing` says who signed when it got its number."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    signing = SigningSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Document
        fields = [
            "id",
            "kind",
            "year",
            "year_code",
            "block",
            "school",
            "number",
            "symbol",
            "dated",
            "signing",
            "issued_at",
            "late",
            "created_at",
        ]
        read_only_fields = fields


class SectionsSerializer(serializers.Serializer):
    """Words to write: `version` is the one that was read, `sections` maps a section's key to its words."""

    version = serializers.IntegerField(min_value=1)
    sections = serializers.DictField(child=serializers.CharField(allow_blank=True), allow_empty=False)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")  # the office's, after the phase

    def validate_sections(self, value: dict[str, str]) -> dict[str, str]:
        """Only sections that a plan has."""
        if unknown := [key for key in value if key not in BY_KEY]:
            known = ", ".join(BY_KEY)
            raise serializers.ValidationError(f"Không có phần “{unknown[0][:40]}”. Các phần: {known}.")
        return value


class VersionSerializer(serializers.ModelSerializer):
    """The words as one person left them."""

    sections = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = DocumentVersion
        fields = ["id", "document", "number", "sections", "note", "created_by_name", "created_at"]
        read_only_fields = fields


class Documents(Reading):
    """Văn bản: kế hoạch khối và các văn bản đăng ký."""

    serializer_class = DocumentSerializer
    action_required = Action.SEE_PLAN
    action_to_write = Action.EDIT_PLAN
    visible = visible.documents
    lookup_url_kwarg = "document_id"
    related = ("year",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "kind": ("kind", words, "Loại văn bản"),
        "block": ("block_id", number, "Khối"),
        "school": ("school_id", number, "Trường"),
    }
    orders = {"created_at": "created_at", "id": "pk"}

    @extend_schema(request=SectionsSerializer, responses=VersionSerializer)
    def partial_update(self, request: Any, document_id: str) -> Response:
        """Ghi lời của kế hoạch thành phiên bản mới; cùng một phần đã bị người khác sửa thì từ chối (409)."""
        document = self.get_object()
        _must_work_on(request.actor, document)
        form = SectionsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        saved = save_sections(
            document=document, seen=facts["version"], typed=facts["sections"], by=request.actor, reason=facts["reason"]
        )
        return Response(VersionSerializer(saved).data)

    @extend_schema(responses=VersionSerializer)
    @action(detail=True, methods=["get"], url_path="words", url_name="words")
    def words(self, request: Any, document_id: str) -> Response:
        """Lời mới nhất của văn bản."""
        return Response(VersionSerializer(newest(self.get_object())).data)


class Versions(Reading):
    """Các phiên bản lời của văn bản."""

    serializer_class = VersionSerializer
    action_required = Action.SEE_PLAN
    visible = _versions
    lookup_url_kwarg = "version_id"
    filters = {"document": ("document_id", number, "Văn bản")}
    orders = {"number": "number", "id": "pk"}
    order = ("document_id", "-number")


class SignatureSerializer(serializers.Serializer):
    """The signature as printed: lines above it, lines below it, the name."""

    above = serializers.ListField(child=serializers.CharField())
    below = serializers.ListField(child=serializers.CharField())
    name = serializers.CharField(allow_blank=True)


class RenditionSerializer(serializers.ModelSerializer):
    """A photograph of a paper: what it was made from, who signs it, how far the making is, the file's hash."""

    signature = SignatureSerializer(read_only=True, allow_null=True, default=None)
    document = RowField(_plans, told="văn bản")
    format = serializers.ChoiceField(
        choices=Format.choices, error_messages={"invalid_choice": "Dạng tệp phải là pdf, docx hoặc xlsx."}
    )
    format_label = label("format")
    version = serializers.IntegerField(source="version.number", read_only=True)
    file_name = serializers.CharField(source="stored.name", read_only=True, allow_null=True, default=None)
    size = serializers.IntegerField(source="stored.size", read_only=True, allow_null=True, default=None)
    sha256 = serializers.CharField(source="stored.sha256", read_only=True, allow_null=True, default=None)
    state = serializers.CharField(source="job.state", read_only=True, allow_null=True, default=None)
    state_label = serializers.CharField(source="job.get_state_display", read_only=True, allow_null=True, default=None)
    error = serializers.CharField(source="job.error", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Rendition
        fields = [
            "id",
            "document",
            "format",
            "format_label",
            "version",
            "signature",
            "context_sha256",
            "pages",
            "file_name",
            "size",
            "sha256",
            "job",
            "state",
            "state_label",
            "error",
            "created_by_name",
            "created_at",
        ]
        read_only_fields = [name for name in fields if name not in ("document", "format")]
        validators: list[Any] = []


class Renditions(Reading):
    """Bản kết xuất của văn bản."""

    serializer_class = RenditionSerializer
    action_required = Action.SEE_PLAN
    action_to_write = Action.EDIT_PLAN
    visible = visible.renditions
    lookup_url_kwarg = "rendition_id"
    related = ("version", "stored", "job")
    filters = {
        "document": ("document_id", number, "Văn bản"),
        "format": ("format", one_of(Format), "Dạng tệp"),
    }
    orders = {"created_at": "created_at", "id": "pk"}
    order = ("-pk",)

    def get_queryset(self) -> QuerySet:
        """Without the frozen contexts, which are as long as the papers; of them only the signature."""
        found = super().get_queryset().defer("context", "version__sections")
        return found.annotate(signature=KeyTransform("signature", KeyTransform("frame", "context")))

    def create(self, request: Any) -> Response:
        """Kết xuất kế hoạch; cùng nội dung thì trả bản đã có."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        document, wanted = form.validated_data["document"], form.validated_data["format"]
        _must_work_on(request.actor, document)
        made = request_rendition(document=document, wanted=wanted, by=request.actor)
        made.signature = made.context["frame"]["signature"]  # type: ignore[attr-defined]
        code = status.HTTP_200_OK if made.stored_id else status.HTTP_202_ACCEPTED
        return Response(self.get_serializer(made).data, status=code)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)})
    @action(detail=True, methods=["get"], url_path="file", url_name="file")
    def file(self, request: Any, rendition_id: str) -> HttpResponse:
        """Tệp của bản kết xuất, đúng từng byte."""
        stored, content = open_file(self.get_object())
        response = HttpResponse(content, content_type=stored.content_type)
        response["Content-Disposition"] = f'attachment; filename="{stored.name}"'
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
