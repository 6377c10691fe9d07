"""What the schema says beside what the framework finds: refusals, blanks among codes, kinds of files."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers

from thidua.gate.papers import TYPES

FILE_TYPES = (*TYPES.values(), "text/csv", "application/octet-stream")
FILES = {(200, kind): OpenApiTypes.BINARY for kind in FILE_TYPES}  # a stored file, byte for byte, under its own kind
_ALWAYS = {
    "400": "Địa chỉ hoặc nội dung gửi lên sai; xem errors.",
    "401": "Chưa đăng nhập.",
    "403": "Vai trò đang dùng không được làm việc này, hoặc thiếu mã bảo vệ.",
    "404": "Không có, hoặc ngoài phạm vi được xem.",
    "405": "Địa chỉ này không nhận cách gọi đó.",
    "406": "API chỉ trả lời bằng JSON.",
}
_OF_WRITING = {
    "409": "Dữ liệu đã thay đổi, hoặc trạng thái không cho phép.",
    "411": "Yêu cầu không nói trước độ dài.",
    "413": "Nội dung gửi lên quá dài.",
    "415": "Kiểu nội dung không nhận.",
    "422": "Luật không cho phép; detail nói lý do và cách sửa.",
}


class RefusedFieldSerializer(serializers.Serializer):
    """A field that is wrong."""

    field = serializers.CharField()
    detail = serializers.CharField()


class RefusalSerializer(serializers.Serializer):
    """Every refusal has this shape."""

    code = serializers.CharField()
    detail = serializers.CharField()
    basis = serializers.CharField(allow_blank=True)
    errors = RefusedFieldSerializer(many=True)


class ToldSchema(AutoSchema):
    """The framework's schema of a view, with its refusals."""

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for code, told in (_ALWAYS | (_OF_WRITING if self.method != "GET" else {})).items():
            if code not in bodies:
                body = self._get_response_for_code(RefusalSerializer, code, ["application/json"], direction)
                bodies[code] = body | {"description": told}
        return bodies

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        if isinstance(field, serializers.ChoiceField) and field.read_only and _may_be_blank(field):
            field.allow_blank = True  # the framework asks this of fields that are written only
        return super()._map_serializer_field(field, direction, bypass_extensions)


def _may_be_blank(field: serializers.ChoiceField) -> bool:
    model = getattr(getattr(field.parent, "Meta", None), "model", None)
    if model is None or "." in field.source:
        return False
    columns = {column.name: column for column in model._meta.get_fields() if hasattr(column, "blank")}
    return field.source in columns and bool(columns[field.source].blank)
