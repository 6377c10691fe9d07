"""The ground's own rows in the API: the person's jobs, and the trail."""

from typing import Any

from rest_framework import serializers

from thidua.actors import Actor
from thidua.api.views import Reading, day, label, number, one_of, words
from thidua.models import AuditEvent, Job, JobState
from thidua.policy import Action
from thidua.trail import search as trail_search


class JobSerializer(serializers.ModelSerializer):
    """Work under way or done."""

    state_label = label("state")

    class Meta:
        model = Job
        fields = [
            "id",
            "name",
            "title",
            "state",
            "state_label",
            "done",
            "total",
            "step",
            "result",
            "error",
            "created_by",
            "created_at",
            "finished_at",
        ]
        read_only_fields = fields


def _own_jobs(actor: Actor) -> Any:
    return Job.objects.filter(created_account=actor.account_id) if actor.account_id else Job.objects.none()


class Jobs(Reading):
    """Việc chạy nền của chính người đang đăng nhập."""

    serializer_class = JobSerializer
    action_required = Action.SEE_HOME
    visible = _own_jobs
    lookup_url_kwarg = "job_id"
    filters = {"state": ("state", one_of(JobState), "Trạng thái"), "name": ("name", words, "Loại việc")}
    orders = {"created_at": "created_at", "id": "pk"}
    order = ("-pk",)


class AuditEventSerializer(serializers.ModelSerializer):
    """One deed with its link in the chain."""

    class Meta:
        model = AuditEvent
        fields = [
            "id",
            "seq",
            "at",
            "account",
            "account_name",
            "seat",
            "verb",
            "kind",
            "target",
            "label",
            "old",
            "new",
            "reason",
            "ip",
            "agent",
            "prev_hash",
            "hash",
        ]
        read_only_fields = fields


class AuditEvents(Reading):
    """Nhật ký của đơn vị quản lý: ai, cho đơn vị nào, việc gì, trước và sau, lúc nào, từ đâu, vì sao."""

    serializer_class = AuditEventSerializer
    action_required = Action.SEE_AUDIT
    visible = trail_search.seen_by
    lookup_url_kwarg = "event_id"
    filters = {
        "verb": ("verb", words, "Việc"),
        "kind": ("kind", words, "Loại đối tượng"),
        "target": ("target", words, "Mã đối tượng"),
        "account": ("account", number, "Tài khoản"),
        "from": ("at__date__gte", day, "Từ ngày"),
        "to": ("at__date__lte", day, "Đến hết ngày"),
    }
    search = trail_search.search
    orders = {"at": "at", "seq": "seq"}
    order = ("-pk",)
