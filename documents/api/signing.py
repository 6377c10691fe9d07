"""Signing in the API: who has signed, the turn, the file that was signed outside."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from documents.api.issuing import document_for
from documents.models import Document, SignatureSlot
from documents.queries.signing import lines_of, open_round
from documents.services import signing
from thidua.api.base import actor_of
from thidua.gate.papers import MAX_BYTES
from thidua.policy import Action
from thidua.web.gates import READS_FILES, Gates


class PlaceSerializer(serializers.Serializer):
    """One place: whose it is, by whom and how it was signed, who holds the turn."""

    id = serializers.IntegerField(source="slot.pk")
    field = serializers.CharField(source="slot.field")
    name = serializers.CharField(source="slot.name")
    unit = serializers.CharField(source="slot.unit")
    mine = serializers.BooleanField()
    closed = serializers.CharField(source="why", allow_blank=True)
    leased_by = serializers.SerializerMethodField()
    method = serializers.CharField(source="signed.method", default="")
    signed_by = serializers.CharField(source="signed.added_by", default="")
    sha256 = serializers.CharField(source="signed.sha256", default="")

    def get_leased_by(self, line: Any) -> str:
        """Who holds the turn now; "" for nobody."""
        return line.slot.leased_by if line.leased else ""


class SignedUploadSerializer(serializers.Serializer):
    """The file that was signed outside."""

    file = serializers.FileField(allow_empty_file=False)


def _places(request: Request, document: Document) -> Response:
    current = open_round(document)
    lines = lines_of(current, actor_of(request)) if current else []
    return Response(PlaceSerializer(lines, many=True).data)


def _slot(document: Document, pk: int) -> SignatureSlot:
    return get_object_or_404(SignatureSlot.objects.select_related("round"), pk=pk, round__document=document)


class Signatures(APIView):
    """Ô ký của văn bản."""

    action_required: ClassVar[Action | None] = Action.SEE_PLAN

    @extend_schema(responses=PlaceSerializer(many=True))
    def get(self, request: Request, document_id: int) -> Response:
        """Who has signed and who has not; empty while no file was laid out."""
        return _places(request, document_for(actor_of(request), document_id))


class OpenSigning(APIView):
    """Lập bản chờ ký."""

    action_required: ClassVar[Action | None] = Action.SEE_PLAN
    gates = Gates(heavy=READS_FILES)

    @extend_schema(request=None, responses=PlaceSerializer(many=True))
    def post(self, request: Request, document_id: int) -> Response:
        """Freeze the paper as the file to be signed."""
        document = document_for(actor_of(request), document_id)
        signing.open_signing(document=document, by=actor_of(request))
        return _places(request, document)


class Lease(APIView):
    """Giữ lượt ký."""

    action_required: ClassVar[Action | None] = Action.SIGN_PAPER

    @extend_schema(request=None, responses=PlaceSerializer(many=True))
    def post(self, request: Request, document_id: int, slot: int) -> Response:
        """Hold the turn for 30 minutes; 409 while another person holds it."""
        document = document_for(actor_of(request), document_id)
        signing.take_lease(document=document, slot=_slot(document, slot), by=actor_of(request))
        return _places(request, document)


class Upload(APIView):
    """Nộp bản đã ký ngoài."""

    action_required: ClassVar[Action | None] = Action.SIGN_PAPER
    parser_classes = (MultiPartParser,)
    gates = Gates(heavy=READS_FILES)

    @extend_schema(request={"multipart/form-data": SignedUploadSerializer}, responses=PlaceSerializer(many=True))
    def post(self, request: Request, document_id: int, slot: int) -> Response:
        """Bring back the newest file with one signature more; 422 with the sentence of what is wrong with it."""
        document = document_for(actor_of(request), document_id)
        form = SignedUploadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        content = form.validated_data["file"].read(MAX_BYTES + 1)
        signing.accept_upload(document=document, slot=_slot(document, slot), content=content, by=actor_of(request))
        return _places(request, document)
