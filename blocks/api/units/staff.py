"""Who I am, seats, staff and postings in the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from blocks.models import Posting, StaffMember
from blocks.queries import visible
from blocks.queries.access.seats import seats_seen_by
from thidua.api.base import actor_of
from thidua.api.views import Reading, by_key, by_reading, label, number, one_of, truth
from thidua.models import Seat
from thidua.policy import TABLE, Action, Role


class ActorSerializer(serializers.Serializer):
    """A seat one may act in, by own right or by delegation."""

    key = serializers.CharField()
    role = serializers.CharField()
    role_name = serializers.CharField()
    seat_name = serializers.CharField()
    unit_name = serializers.CharField(allow_blank=True)
    district = serializers.IntegerField(source="district_id")
    block = serializers.IntegerField(source="block_id", allow_null=True)
    school = serializers.IntegerField(source="school_id", allow_null=True)
    for_name = serializers.CharField(allow_blank=True)


class MeSerializer(serializers.Serializer):
    """The person, the acting seat, the other seats, and what may be done."""

    account = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()
    email = serializers.EmailField(allow_blank=True)
    acting = ActorSerializer()
    seats = ActorSerializer(many=True)
    actions = serializers.ListField(child=serializers.CharField())


class Me(APIView):
    """Tài khoản đang đăng nhập, vai trò đang dùng, các vai trò khác và những việc được làm."""

    action_required = Action.SEE_HOME

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Người đang đăng nhập."""
        outer, actor = request._request, actor_of(request)
        shown = {
            "account": request.user.pk,
            "username": request.user.username,
            "full_name": request.user.full_name,
            "email": request.user.email,
            "acting": actor,
            "seats": outer.seats,
            "actions": sorted(action for action in TABLE[actor.role] if actor.may(action)),
        }
        return Response(MeSerializer(shown).data)


class SeatSerializer(serializers.ModelSerializer):
    """A role held in a unit."""

    account_name = serializers.CharField(source="account.full_name", read_only=True)
    role_label = label("role")
    block = serializers.IntegerField(source="block_id", read_only=True, allow_null=True)
    school = serializers.IntegerField(source="school_id", read_only=True, allow_null=True)

    class Meta:
        model = Seat
        fields = [
            "id",
            "account",
            "account_name",
            "role",
            "role_label",
            "unit_name",
            "block",
            "school",
            "valid_from",
            "valid_to",
        ]
        read_only_fields = fields


class Seats(Reading):
    """Ai giữ vai trò gì, ở đâu, từ ngày nào đến ngày nào."""

    serializer_class = SeatSerializer
    action_required = Action.EDIT_SEATS
    visible = seats_seen_by
    lookup_url_kwarg = "seat_id"
    related = ("account",)
    filters = {
        "role": ("role", one_of(Role), "Vai trò"),
        "school": ("school_id", number, "Trường"),
        "block": ("block_id", number, "Khối"),
        "open": ("valid_to__isnull", truth, "Chưa ghi ngày kết thúc"),
    }
    search = by_reading("account__full_name", "account__username", "unit_name")
    orders = {"valid_from": "valid_from", "role": "role"}


class StaffSerializer(serializers.ModelSerializer):
    """A person who works in a school."""

    gender_label = label("gender")

    class Meta:
        model = StaffMember
        fields = ["id", "full_name", "birth_date", "gender", "gender_label"]
        read_only_fields = fields


class Staff(Reading):
    """Cán bộ, giáo viên, nhân viên, theo thứ tự tên tiếng Việt."""

    serializer_class = StaffSerializer
    action_required = Action.SEE_STAFF
    visible = visible.staff
    lookup_url_kwarg = "staff_id"
    search = by_key("name_key")
    orders = {"name": "sort_key", "birth_date": "birth_date"}
    order = ("sort_key", "birth_date", "pk")


class PostingSerializer(serializers.ModelSerializer):
    """Where a person works and as what."""

    staff_name = serializers.CharField(source="staff.full_name", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)

    class Meta:
        model = Posting
        fields = ["id", "staff", "staff_name", "school", "school_name", "job_title", "valid_from", "valid_to"]
        read_only_fields = fields


class Postings(Reading):
    """Quá trình công tác."""

    serializer_class = PostingSerializer
    action_required = Action.SEE_STAFF
    visible = visible.postings
    lookup_url_kwarg = "posting_id"
    related = ("staff", "school")
    filters = {
        "school": ("school_id", number, "Trường"),
        "staff": ("staff_id", number, "Người"),
        "open": ("valid_to__isnull", truth, "Đang công tác"),
    }
    search = by_key("staff__name_key")
    orders = {"name": "staff__sort_key", "school": "school__name_key", "valid_from": "valid_from"}
    order = ("staff__sort_key", "pk")
