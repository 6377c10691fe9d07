"""Works, topics and meetings in the API."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.api.promise.targets import block_and_year
from blocks.models import Topic
from blocks.queries import visible
from blocks.queries.promise.topics import topics_of_school
from blocks.rules.promise.topics import TopicKind
from blocks.services.promise.topics import Line, Report, fingerprint, report_token, report_topic, save_topics
from thidua.api.base import actor_of
from thidua.api.views import BIG, Reading, by_reading, label, number, one_of, words
from thidua.policy import Action


class TopicSerializer(serializers.ModelSerializer):
    """One work or topic."""

    year_code = serializers.CharField(source="year.code", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)
    kind_label = label("kind")
    meeting = serializers.IntegerField(source="meeting_number", allow_null=True, read_only=True)
    held_meeting = serializers.IntegerField(source="held_meeting.number", allow_null=True, read_only=True, default=None)

    class Meta:
        model = Topic
        fields = [
            "id",
            "year",
            "year_code",
            "school",
            "school_name",
            "kind",
            "kind_label",
            "position",
            "text",
            "meeting",
            "held",
            "held_on",
            "held_meeting",
            "report",
            "told_by",
            "told_at",
        ]
        read_only_fields = fields


class Topics(Reading):
    """Công trình thi đua và chuyên đề của các trường."""

    serializer_class = TopicSerializer
    action_required = Action.SEE_BLOCK
    visible = visible.topics
    lookup_url_kwarg = "topic_id"
    related = ("year", "school", "meeting", "held_meeting")
    filters = {
        "year": ("year__code", words, "Mã năm"),
        "school": ("school_id", number, "Trường"),
        "kind": ("kind", one_of(TopicKind), "Công trình hay chuyên đề"),
        "meeting": ("meeting__number", number, "Lần sinh hoạt"),
    }
    search = by_reading("text", "school__name")
    orders = {"school": "school__name_key", "position": "position"}
    order = ("year__code", "school__name_key", "kind", "position", "pk")


class TopicReportSerializer(serializers.Serializer):
    """What came of a work or topic; `seen` marks the report that was read (`report_seen` of the answer)."""

    held = serializers.BooleanField(allow_null=True)
    held_on = serializers.DateField(allow_null=True, default=None)
    meeting = serializers.IntegerField(min_value=1, max_value=99, allow_null=True, default=None)
    report = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    seen = serializers.CharField(max_length=16)


class ReportedSerializer(TopicSerializer):
    """The topic with the mark of its report."""

    report_seen = serializers.SerializerMethodField()

    class Meta(TopicSerializer.Meta):
        fields = [*TopicSerializer.Meta.fields, "report_seen"]
        read_only_fields = fields

    def get_report_seen(self, topic: Topic) -> str:
        """To send along when the report is written."""
        return report_token(topic)


class TopicReport(APIView):
    """Kết quả của một công trình, chuyên đề: đã thực hiện chưa, ngày nào, ở lần sinh hoạt nào, báo cáo."""

    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_TOPICS

    def _topic(self, request: Request, topic_id: int) -> Topic:
        rows = visible.topics(actor_of(request)).select_related("year", "school", "meeting", "held_meeting")
        return get_object_or_404(rows, pk=min(topic_id, BIG))

    @extend_schema(responses=ReportedSerializer)
    def get(self, request: Request, topic_id: int) -> Response:
        """Báo cáo hiện tại, kèm dấu vân của nó."""
        return Response(ReportedSerializer(self._topic(request, topic_id)).data)

    @extend_schema(request=TopicReportSerializer, responses=ReportedSerializer)
    def put(self, request: Request, topic_id: int) -> Response:
        """Ghi báo cáo; nếu người khác vừa sửa thì từ chối."""
        topic, form = self._topic(request, topic_id), TopicReportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        wanted = Report(given["held"], given["held_on"], given["meeting"], given["report"])
        report_topic(topic=topic, wanted=wanted, seen=given["seen"], by=actor_of(request))
        return Response(ReportedSerializer(self._topic(request, topic_id)).data)


class LineSerializer(serializers.Serializer):
    """A topic and the meeting at which it is presented."""

    text = serializers.CharField(max_length=1000)
    meeting = serializers.IntegerField(min_value=1, max_value=99, allow_null=True, required=False, default=None)


class SchoolTopicsSerializer(serializers.Serializer):
    """A school's whole list; `seen` is the fingerprint of the list that was read."""

    works = serializers.ListField(child=serializers.CharField(max_length=1000), max_length=50)
    topics = LineSerializer(many=True, max_length=50)
    seen = serializers.CharField(max_length=16, allow_blank=True)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="", write_only=True)


class SchoolTopics(APIView):
    """Danh sách công trình, chuyên đề của một trường trong một năm; ghi cả danh sách một lần."""

    action_required = Action.SEE_BLOCK
    action_to_write = Action.EDIT_TOPICS

    def _answer(self, kept: list[Topic]) -> Response:
        of_kind = {kind: [topic for topic in kept if topic.kind == kind] for kind in TopicKind}
        shown = {
            "works": [topic.text for topic in of_kind[TopicKind.WORK]],
            "topics": [{"text": topic.text, "meeting": topic.meeting_number} for topic in of_kind[TopicKind.TOPIC]],
            "seen": fingerprint(kept),
        }
        return Response(SchoolTopicsSerializer(shown).data)

    @extend_schema(responses=SchoolTopicsSerializer)
    def get(self, request: Request, block_id: int, year_code: str, school_id: int) -> Response:
        """Danh sách hiện tại, kèm dấu vân của nó."""
        block, year = block_and_year(request, block_id, year_code)
        placed = visible.schools(actor_of(request)).filter(placements__block=block, placements__year=year)
        school = get_object_or_404(placed, pk=min(school_id, BIG))
        seen = visible.topics(actor_of(request)).filter(year=year, school=school).select_related("meeting")
        return self._answer(list(seen.order_by("kind", "position")))

    @extend_schema(request=SchoolTopicsSerializer, responses=SchoolTopicsSerializer)
    def put(self, request: Request, block_id: int, year_code: str, school_id: int) -> Response:
        """Thay cả danh sách; nếu người khác vừa sửa thì từ chối."""
        actor = actor_of(request)
        block, year = block_and_year(request, block_id, year_code)
        placed = visible.own_schools(actor).filter(placements__block=block, placements__year=year)
        school = get_object_or_404(placed, pk=min(school_id, BIG))
        form = SchoolTopicsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        kept = topics_of_school(year, school)
        lines = [Line(line["text"], line["meeting"]) for line in form.validated_data["topics"]]
        if not actor.may(Action.EDIT_MEETINGS):  # where a topic is presented is for who plans the meetings
            was = {topic.text: topic.meeting_number for topic in kept if topic.kind == TopicKind.TOPIC}
            lines = [Line(line.text, was.get(line.text)) for line in lines]
        written = save_topics(
            year=year,
            school=school,
            works=[Line(text) for text in form.validated_data["works"]],
            topics=lines,
            seen=form.validated_data["seen"],
            by=actor,
            reason=form.validated_data["reason"],
        )
        return self._answer(written)
