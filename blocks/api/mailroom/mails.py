"""The timetable of reminders, the log of mails and the acting seat's inbox in the API, to read."""

from typing import Any

from rest_framework import serializers

from blocks.models import Mail, Notice, Reminder, TimetableRow
from blocks.queries import visible
from blocks.queries.mailroom.inbox import inbox_of
from blocks.rules.mailroom.mails import MailKind, MailState
from thidua.actors import Actor
from thidua.api.views import Reading, day, label, number, one_of, truth, words
from thidua.policy import Action


def _rows(_actor: Actor) -> Any:
    return TimetableRow.objects.all()


def _mails(_actor: Actor) -> Any:
    return Mail.objects.all()


def _notices(actor: Actor) -> Any:
    return inbox_of(actor)


def _reminders(actor: Actor) -> Any:
    return Reminder.objects.filter(school__in=visible.schools(actor))


class TimetableSerializer(serializers.ModelSerializer):
    """One row of the timetable; `days` before the last day, negative after it."""

    year_code = serializers.CharField(source="phase.year.code", read_only=True)
    phase_code = serializers.CharField(source="phase.code", read_only=True)

    class Meta:
        model = TimetableRow
        fields = ["id", "phase", "year_code", "phase_code", "days", "roles", "text", "active", "version"]
        read_only_fields = fields


class Timetable(Reading):
    """Lịch nhắc: trước hạn bao nhiêu ngày, nhắc ai, nói gì."""

    serializer_class = TimetableSerializer
    action_required = Action.SEE_SENDING
    visible = _rows
    lookup_url_kwarg = "timetable_row_id"
    related = ("phase__year",)
    filters = {
        "year": ("phase__year__code", words, "Mã năm"),
        "code": ("phase__code", words, "Mã mốc"),
        "active": ("active", truth, "Đang dùng"),
    }
    orders = {"days": "days"}
    order = ("phase", "-days", "pk")


class ReminderSerializer(serializers.ModelSerializer):
    """One reminder to one school; `row` and `on` where the timetable said it."""

    class Meta:
        model = Reminder
        fields = ["id", "phase", "school", "text", "made_by", "made_at", "row", "on"]
        read_only_fields = fields


class Reminders(Reading):
    """Những lần đã nhắc."""

    serializer_class = ReminderSerializer
    action_required = Action.SEE_SENDING
    visible = _reminders
    lookup_url_kwarg = "reminder_id"
    filters = {
        "school": ("school", number, "Mã trường"),
        "phase": ("phase", number, "Mã mốc"),
        "on": ("on", day, "Ngày theo lịch"),
    }
    orders = {"made_at": "made_at"}
    order = ("-pk",)


class MailSerializer(serializers.ModelSerializer):
    """How one mail fared; what it said is not repeated here."""

    kind_label, state_label = label("kind"), label("state")

    class Meta:
        model = Mail
        fields = [
            "id",
            "kind",
            "kind_label",
            "to_name",
            "address",
            "subject",
            "state",
            "state_label",
            "attempts",
            "made_at",
            "next_at",
            "sent_at",
            "error",
        ]
        read_only_fields = fields


class Mails(Reading):
    """Nhật ký gửi thư."""

    serializer_class = MailSerializer
    action_required = Action.SEE_MAIL
    visible = _mails
    lookup_url_kwarg = "mail_id"
    filters = {"state": ("state", one_of(MailState), "Tình trạng"), "kind": ("kind", one_of(MailKind), "Loại thư")}
    orders = {"made_at": "made_at", "sent_at": "sent_at"}
    order = ("-pk",)


class NoticeSerializer(serializers.ModelSerializer):
    """One line of the inbox; `mail_state` of the e-mail that told of it, null where none did."""

    mail_state = serializers.CharField(source="letter.state", read_only=True, default=None, allow_null=True)

    class Meta:
        model = Notice
        fields = ["id", "title", "text", "made_at", "read_at", "mail_state"]
        read_only_fields = fields


class Notices(Reading):
    """Hộp thư của vai trò đang dùng."""

    serializer_class = NoticeSerializer
    action_required = Action.SEE_HOME
    visible = _notices
    lookup_url_kwarg = "notice_id"
    related = ("letter",)
    filters = {"unread": ("read_at__isnull", truth, "Chưa đọc")}
    orders = {"made_at": "made_at"}
    order = ("-pk",)
