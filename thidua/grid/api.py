"""The grid in the API: the same protocol, sentences and closed doors as on the pages."""

from abc import abstractmethod
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from thidua.api.base import actor_of
from thidua.api.views import BIG
from thidua.grid.cells import CellChange, CellNow
from thidua.grid.engine import Grid, NoGrid, apply


class CellChangeSerializer(serializers.Serializer):
    """One cell to write: `value` is wanted, `seen` is what was read there before ("" for nothing)."""

    row = serializers.IntegerField(min_value=0, max_value=BIG, allow_null=True)
    cell = serializers.CharField(max_length=40)
    value = serializers.CharField(max_length=1000, allow_blank=True)
    seen = serializers.CharField(max_length=1000, allow_blank=True, default="")


class CellChangesSerializer(serializers.Serializer):
    """Cells that are written all together or not at all; `reason` where something is corrected after a deadline."""

    cells = CellChangeSerializer(many=True, allow_empty=False, max_length=2000)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class CellNowSerializer(serializers.Serializer):
    """A cell as it stands now, who wrote it, and a remark beside it ("" for none)."""

    row = serializers.IntegerField(allow_null=True)
    cell = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    by = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class CellsNowSerializer(serializers.Serializer):
    """The cells that were written, in the order in which they were sent."""

    cells = CellNowSerializer(many=True)


def write_cells(grid: Grid, typed: dict[str, Any], request: Request) -> list[CellNow]:
    """Write what CellChangesSerializer let through; NoGrid is a 404, refusals go to the API's own shape."""
    changes = [CellChange(one["row"], one["cell"], one["value"], one["seen"]) for one in typed["cells"]]
    try:
        return apply(grid, changes, actor_of(request))
    except NoGrid:
        raise Http404 from None


class GridCells(APIView):
    """Cells of one noun's grid, written by PATCH; the noun gives `grid` and its action."""

    @abstractmethod
    def grid(self, request: Request, reason: str, **place: Any) -> Grid:
        """The grid that the address names."""

    @extend_schema(request=CellChangesSerializer, responses=CellsNowSerializer)
    def patch(self, request: Request, **place: Any) -> Response:
        """Ghi các ô, tất cả hoặc không ô nào; ô người khác vừa sửa thì từ chối và nói ai vừa sửa gì."""
        form = CellChangesSerializer(data=request.data)
        valid = form.is_valid()  # what is another's is not there, whatever was sent
        grid = self.grid(request, form.validated_data["reason"] if valid else "", **place)
        if not valid:
            raise serializers.ValidationError(form.errors)
        cells = write_cells(grid, form.validated_data, request)
        return Response({"cells": [cell._asdict() for cell in cells]})
