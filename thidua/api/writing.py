"""Writing through the API: the same services as the screens, rows of others are not there, conflicts are told."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.api.views import BIG

Visible = Callable[[Actor], QuerySet]


@extend_schema_field(OpenApiTypes.INT64)
class RowField(serializers.Field):
    """The id of a row that the actor may see; another one, of whatever authority, is answered as not there."""

    def __init__(self, visible: Visible, *, told: str, **options: Any) -> None:
        self.visible, self.told = visible, told
        super().__init__(**options)

    def get_attribute(self, instance: Any) -> Any:
        """The key alone; the row is not fetched for it."""
        return getattr(instance, f"{self.source}_id")

    def to_representation(self, value: int) -> int:
        """The key as it is."""
        return value

    def to_internal_value(self, data: Any) -> Any:
        """The row; raises ValidationError in Vietnamese."""
        if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= BIG:
            raise serializers.ValidationError(f"Mã {self.told} phải là số nguyên.")
        row = self.visible(self.context["request"].actor).filter(pk=data).first()
        if row is None:
            raise serializers.ValidationError(f"Không có {self.told} này.")
        return row


class CreateMixin:
    """POST makes a row through a service: `create_with(**fields, by=actor)`."""

    create_with: ClassVar[Any]

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 with the row that the deed made."""
        form = self.get_serializer(data=request.data)  # type: ignore[attr-defined]
        form.is_valid(raise_exception=True)
        made = self.create_with(**form.validated_data, by=actor_of(request))
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)  # type: ignore[attr-defined]
