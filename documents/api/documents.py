"""Papers, the versions of their words and what was rendered from them, in the API."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTransform
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from documents.models import Document, DocumentVersion, Rendition
from documents.queries import visible
from documents.queries.documents import RELATED, newest
from documents.queries.kinds import kind_of, kinds
from documents.queries.visible import Deed, demand
from documents.rules.formats import Format
from documents.services.renditions import freeze, hand_out
from documents.services.sections import save_sections
from thidua.actors import Actor
from thidua.api.base import actor_of, prove_again
from thidua.api.schema import FILES
from thidua.api.signing import SigningSerializer
from thidua.api.views import Reading, label, number, one_of, words
from thidua.api.writing import RowField
from thidua.policy import Action


def known(actor: Actor) -> QuerySet[Document]:
    """Papers of kinds still made that the actor reads."""
    return visible.documents(actor).filter(kind__in=kinds()).select_related(*RELATED)


def _versions(actor: Actor) -> QuerySet[DocumentVersion]:
    return DocumentVersion.objects.filter(Exists(visible.documents(actor).filter(pk=OuterRef("document"))))


class DocumentSerializer(serializers.ModelSerializer):
    """A paper on any subject; `block` or `school` is the unit whose it is, neither: the authority's own.

    `signing` says who signed when it got its number, `supersedes` the issued paper that it replaces.
    """

    kind_label = serializers.SerializerMethodField()
    year_code = serializers.CharField(source="year.code", read_only=True)
    signing = SigningSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Document
        fields = [
            "id",
            "kind",
            "kind_label",
            "subject_kind",
            "subject_id",
            "year",
            "year_code",
            "block",
            "school",
            "state",
            "number",
            "symbol",
            "dated",
            "signing",
            "issued_at",
            "late",
            "supersedes",
            "created_at",
        ]
        read_only_fields = fields

    def get_kind_label(self, document: Document) -> str:
        """What papers of this kind are called."""
        kind = kinds().get(document.kind)
        return kind.label if kind else document.kind


class SectionsSerializer(serializers.Serializer):
    """Words to write: `version` is the one that was read, `sections` maps a section's key to its words."""

    version = serializers.IntegerField(min_value=1)
    sections = serializers.DictField(child=serializers.CharField(allow_blank=True), allow_empty=False)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")  # the office's, after the phase

    def validate_sections(self, value: dict[str, str]) -> dict[str, str]:
        """Only sections that papers of this kind have."""
        keys = [section.key for section in self.context["kind"].sections]
        if unknown := [key for key in value if key not in keys]:
            known = f"Các phần: {', '.join(keys)}." if keys else "Văn bản này không có phần nào soạn bằng lời."
            raise serializers.ValidationError(f"Không có phần “{unknown[0][:40]}”. {known}")
        return value


class VersionSerializer(serializers.ModelSerializer):
    """The words as one person left them."""

    sections = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = DocumentVersion
        fields = ["id", "document", "number", "sections", "note", "created_by", "created_at"]
        read_only_fields = fields


class Documents(Reading):
    """Văn bản mọi loại: kế hoạch khối, văn bản đăng ký và các loại khác; viết được hay không theo từng loại."""

    serializer_class = DocumentSerializer
    action_required = Action.SEE_PLAN
    visible = visible.documents
    lookup_url_kwarg = "document_id"
    related = ("year",)
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "kind": ("kind", words, "Loại văn bản"),
        "block": ("block_id", number, "Khối"),
        "school": ("school_id", number, "Trường"),
        "subject_kind": ("subject_kind", words, "Loại đối tượng"),
        "subject_id": ("subject_id", number, "Mã đối tượng"),
    }
    orders = {"created_at": "created_at", "id": "pk"}

    @extend_schema(request=SectionsSerializer, responses=VersionSerializer)
    def partial_update(self, request: Request, document_id: str) -> Response:
        """Ghi lời của văn bản thành phiên bản mới; cùng một phần đã bị người khác sửa thì từ chối (409)."""
        document = self.get_object()
        demand(actor_of(request), document, Deed.EDIT)
        form = SectionsSerializer(data=request.data, context={"kind": kind_of(document.kind)})
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        saved = save_sections(
            document=document,
            seen=facts["version"],
            typed=facts["sections"],
            by=actor_of(request),
            reason=facts["reason"],
        )
        return Response(VersionSerializer(saved).data)

    @extend_schema(responses=VersionSerializer)
    @action(detail=True, methods=["get"], url_path="words", url_name="words")
    def words(self, request: Request, document_id: str) -> Response:
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
    document = RowField(known, told="văn bản")
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
            "created_by",
            "created_at",
        ]
        read_only_fields = [name for name in fields if name not in ("document", "format")]
        validators: list[Any] = []


class Renditions(Reading):
    """Bản kết xuất của văn bản."""

    serializer_class = RenditionSerializer
    action_required = Action.SEE_PLAN
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

    def create(self, request: Request) -> Response:
        """Kết xuất văn bản; cùng nội dung thì trả bản đã có."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        document, wanted = form.validated_data["document"], form.validated_data["format"]
        made = freeze(document=document, wanted=wanted, by=actor_of(request))
        made.signature = made.context["frame"]["signature"]  # type: ignore[attr-defined]
        code = status.HTTP_200_OK if made.stored_id else status.HTTP_202_ACCEPTED
        return Response(self.get_serializer(made).data, status=code)

    @extend_schema(responses=FILES)
    @action(detail=True, methods=["get"], url_path="file", url_name="file")
    def file(self, request: Request, rendition_id: str) -> HttpResponse:
        """Tệp của bản kết xuất, đúng từng byte."""
        rendition = self.get_object()
        if (wanted := kind_of(rendition.document.kind).hands_out) is not None:
            prove_again(request, wanted)
        stored, content = hand_out(rendition=rendition, by=actor_of(request))
        response = HttpResponse(content, content_type=stored.content_type)
        response["Content-Disposition"] = f'attachment; filename="{stored.name}"'
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
