"""What the API of facts shares: who entered it, whose it is, who may write it."""

from typing import Any

from rest_framework import serializers

from awards.queries.facts.fact_grid import may_write
from thidua.errors import Denied

WHO = ("changed_by", "changed_at")


def person_name() -> serializers.CharField:
    """The name of the person, null for a collective."""
    return serializers.CharField(source="staff.full_name", read_only=True, allow_null=True, default=None)


def demand(actor: Any, school_id: int) -> None:
    """Raises Denied where the actor may not write facts of this school."""
    if not may_write(actor, school_id):
        raise Denied("Chỉ người của trường và cơ quan quản lý ghi được dữ kiện của trường này.")
