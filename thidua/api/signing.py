"""How a deed was signed, in the API."""

from typing import Any

from rest_framework import serializers


class SigningSerializer(serializers.Serializer):
    """`kind` is empty for the holder of the seat, KT or TUQ for a delegate; null while nobody has signed."""

    name = serializers.CharField()
    kind = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    post = serializers.ListField(child=serializers.CharField())

    def to_representation(self, instance: Any) -> Any:
        """Nothing was frozen yet: null."""
        return super().to_representation(instance) if instance else None
