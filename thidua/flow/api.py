"""A flow in the API: the moves one may make, open or closed with the reason, and one address a move."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.flow.deeds import Mover, R
from thidua.flow.table import LONGEST_REASON, F, Move
from thidua.policy import Action


class ReasonSerializer(serializers.Serializer):
    """Why; where the move asks for it."""

    reason = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True, default="")


class OfferSerializer(serializers.Serializer):
    """A move that one may make at all: open, or closed with its reason and the way out."""

    move = serializers.CharField(source="move.code")
    label = serializers.CharField(source="move.label")
    open = serializers.BooleanField(source="is_open")
    reason = serializers.CharField(allow_blank=True)


@dataclass(frozen=True)
class MoveApi(Generic[R, F]):
    """The noun's part: how a row is found for a person (else 404), how it is answered, its names in addresses."""

    mover: Mover[R, F]
    fetch: Callable[[Actor, int], R]
    serializer: type[serializers.Serializer]
    name: str
    key: str
    sees: Action

    def paths(self, prefix: str) -> list[URLPattern]:
        """`<prefix>moves/`, and `<prefix><code>/` for every move that has a page; names begin with `api-<name>-`."""
        moves = [move for move in self.mover.flow if move.slug and not move.doorless]
        words = {move.code: move.code.replace("_", "-") for move in moves}
        return [
            path(f"{prefix}moves/", self.offers().as_view(), name=f"api-{self.name}-moves"),
            *(
                path(
                    f"{prefix}{words[move.code]}/",
                    self.view(move).as_view(),
                    name=f"api-{self.name}-{words[move.code]}",
                )
                for move in moves
            ),
        ]

    def view(self, move: Move[F]) -> type[APIView]:
        """The address of one move."""
        door, serializer = self, self.serializer

        class MoveView(APIView):
            action_required: ClassVar[Action | None] = move.action

            @extend_schema(request=ReasonSerializer, responses=serializer, description=_told(move))
            def post(self, request: Request, **keys: int) -> Response:
                """Make the move."""
                typed = ReasonSerializer(data=request.data)
                row = door.fetch(actor_of(request), keys[door.key])
                typed.is_valid(raise_exception=True)
                door.mover.make(row, move.code, by=actor_of(request), **typed.validated_data)
                return Response(serializer(door.fetch(actor_of(request), keys[door.key])).data)

        MoveView.__name__ = MoveView.__qualname__ = f"{self.name.title()}{move.code.title().replace('_', '')}"
        MoveView.__doc__ = _told(move)
        return MoveView

    def offers(self) -> type[APIView]:
        """The list of moves of one row."""
        door = self

        class Offers(APIView):
            """Các bước người dùng có thể đi; bước chưa đi được thì nói vì sao và cách mở."""

            action_required: ClassVar[Action] = door.sees

            @extend_schema(responses=OfferSerializer(many=True))
            def get(self, request: Request, **keys: int) -> Response:
                """Mọi bước của vai trò đang dùng, bước đi được đứng trước."""
                row = door.fetch(actor_of(request), keys[door.key])
                return Response(OfferSerializer(door.mover.offers(row, actor_of(request)), many=True).data)

        Offers.__name__ = Offers.__qualname__ = f"{self.name.title()}Moves"
        return Offers


def _told(move: Move[Any]) -> str:
    return f"{move.label}. {move.told or 'Bước không đi được thì nói vì sao và cách mở.'}"
