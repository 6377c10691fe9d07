"""A flow in the API: the moves one may make, open or closed with the reason, and one address a move."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from thidua.access.signin import is_recent
from thidua.actors import Actor
from thidua.api.base import AGAIN, actor_of
from thidua.flow.bulk import MOST, line_of, make_each
from thidua.flow.deeds import Mover, R
from thidua.flow.forms import body_of
from thidua.flow.table import F, Move
from thidua.policy import Action, Again
from thidua.web.gates import Gates


class OfferSerializer(serializers.Serializer):
    """A move that one may make at all: open, or closed with its reason and the way out.

    `seen` marks what stands there now: sent along with the move, it refuses (409) what has changed meanwhile.
    """

    move = serializers.CharField(source="move.code")
    label = serializers.CharField(source="move.label")
    open = serializers.BooleanField(source="is_open")
    reason = serializers.CharField(allow_blank=True)
    seen = serializers.CharField(allow_blank=True)


class RowsSerializer(serializers.Serializer):
    """Which rows, by id."""

    rows = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=MOST)


class ResultSerializer(serializers.Serializer):
    """What became of one row: `refusal` is "" where the move was made."""

    row = serializers.IntegerField(source="key")
    name = serializers.CharField()
    refusal = serializers.CharField(allow_blank=True)


@dataclass(frozen=True)
class MoveApi(Generic[R, F]):
    """The noun's part: how a row is found for a person (else 404), how it is answered, its names in addresses.

    `gate`: the action that opens the addresses of moves whose action is told by the facts.
    """

    mover: Mover[R, F]
    fetch: Callable[[Actor, int], R]
    serializer: type[serializers.Serializer]
    name: str
    key: str
    sees: Action
    gate: Action | None = None

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

    def bulk_paths(self, prefix: str) -> list[URLPattern]:
        """`<prefix>bulk/<code>/` for every move that is done to several at once."""
        moves = [move for move in self.mover.flow if move.bulk and move.slug]
        return [
            path(
                f"{prefix}bulk/{move.code.replace('_', '-')}/",
                self.bulk(move).as_view(),
                name=f"api-{self.name}-bulk-{move.code.replace('_', '-')}",
            )
            for move in moves
        ]

    def bulk(self, move: Move[F]) -> type[APIView]:
        """The address of one move of several rows."""
        door = self

        class BulkView(APIView):
            action_required: ClassVar[Action | None] = door.action_of(move)
            gates: ClassVar[Gates] = Gates(again=Again.ON_CHANGE if move.fresh else Again.NEVER)

            @extend_schema(request=RowsSerializer, responses=ResultSerializer(many=True), description=_told(move))
            def post(self, request: Request) -> Response:
                """Make the move on each row; one that cannot holds up no other."""
                typed, by = RowsSerializer(data=request.data), actor_of(request)
                typed.is_valid(raise_exception=True)
                rows = [door.fetch(by, pk) for pk in typed.validated_data["rows"]]
                lines = [line_of(door.mover, row, move.code, by, str(row)) for row in rows]
                made = make_each(door.mover, rows, lines, move.code, by=by)
                return Response(ResultSerializer(made, many=True).data)

        name = f"{self.name.title()}Bulk{move.code.title().replace('_', '')}"
        BulkView.__name__ = BulkView.__qualname__ = name
        BulkView.__doc__ = f"{move.label}, nhiều hồ sơ một lần."
        return BulkView

    def action_of(self, move: Move[F]) -> Action | None:
        """What opens the address; the flow asks once more, of the row."""
        return move.action if isinstance(move.action, Action) else self.gate

    def view(self, move: Move[F]) -> type[APIView]:
        """The address of one move."""
        door, serializer = self, self.serializer
        name = f"{self.name.title()}{move.code.title().replace('_', '')}"
        body = body_of(move, name)

        class MoveView(APIView):
            action_required: ClassVar[Action | None] = door.action_of(move)
            gates: ClassVar[Gates] = Gates(again=Again.ON_CHANGE if move.fresh else Again.NEVER)

            @extend_schema(request=body, responses=serializer, description=_told(move))
            def post(self, request: Request, **keys: int) -> Response:
                """Make the move."""
                if move.fresh and not is_recent(request._request):
                    raise PermissionDenied(AGAIN, code="recent")
                typed = body(data=request.data)
                row = door.fetch(actor_of(request), keys[door.key])
                typed.is_valid(raise_exception=True)
                door.mover.make(row, move.code, by=actor_of(request), **typed.validated_data)
                return Response(serializer(door.fetch(actor_of(request), keys[door.key])).data)

        MoveView.__name__ = MoveView.__qualname__ = name
        MoveView.__doc__ = _told(move)
        return MoveView

    def told(self, row: R, by: Actor) -> list[dict[str, Any]]:
        """The offers of one row, each open one with what stands there now."""
        told = []
        for offer in self.mover.offers(row, by):
            _offer, facts = self.mover.offer(row, offer.move.code, by)
            seen = self.mover.token(row, offer.move, facts) if offer.is_open else ""
            told.append({"move": offer.move, "is_open": offer.is_open, "reason": offer.reason, "seen": seen})
        return told

    def offers(self) -> type[APIView]:
        """The list of moves of one row."""
        door = self

        class Offers(APIView):
            """Các bước người dùng có thể đi; bước chưa đi được thì nói vì sao và cách mở."""

            action_required: ClassVar[Action] = door.sees

            @extend_schema(responses=OfferSerializer(many=True))
            def get(self, request: Request, **keys: int) -> Response:
                """Mọi bước của vai trò đang dùng, bước đi được đứng trước."""
                row, by = door.fetch(actor_of(request), keys[door.key]), actor_of(request)
                return Response(OfferSerializer(door.told(row, by), many=True).data)

        Offers.__name__ = Offers.__qualname__ = f"{self.name.title()}Moves"
        return Offers


def _told(move: Move[Any]) -> str:
    return f"{move.label}. {move.told or 'Bước không đi được thì nói vì sao và cách mở.'}"
