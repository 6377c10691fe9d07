"""What every list and row of the API shares: scope by visible rows, filters that refuse what they do not know."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import mixins, serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from thidua.actors import Actor
from thidua.api.base import actor_of
from thidua.text import LARGEST, plain_key, whole_number

BIG = LARGEST
_PAGING = {"page", "page_size", "format"}


def number(text: str) -> int:
    """A row's id or another whole number; raises ValueError with a Vietnamese sentence."""
    given = whole_number(text)
    if given is None:
        raise ValueError("phải là số nguyên không âm")
    return given


def day(text: str) -> date:
    """A date as 2023-10-24."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("phải là ngày dạng 2023-10-24") from None


def words(text: str) -> str:
    """Any text without control characters."""
    if any(char < " " for char in text) or len(text) > 200:
        raise ValueError("phải là chữ, không quá 200 ký tự, không có ký tự điều khiển")
    return text


def truth(text: str) -> bool:
    """`true` or `false`."""
    if text not in {"true", "false"}:
        raise ValueError("phải là true hoặc false")
    return text == "true"


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """One code of a closed list."""
    known = [str(choice) for choice in choices]

    def check(text: str) -> str:
        if text not in known:
            raise ValueError(f"phải là một trong: {', '.join(known)}")
        return text

    check.known = known  # type: ignore[attr-defined]
    return check


_TYPES: dict[Any, Any] = {number: int, day: date, truth: bool}
Filter = tuple[str, Callable[[str], Any], str]  # lookup of the ORM, reader of the text, what it is (Vietnamese)


def read(name: str, text: str, reader: Callable[[str], Any]) -> Any:
    """The value of one query parameter; raises ValidationError naming it."""
    try:
        return reader(text)
    except ValueError as wrong:
        raise ValidationError({name: [f"“{name}” {wrong}."]}) from None


class Filters(BaseFilterBackend):
    """Filters, search and order as the view declares them; anything else is refused with what is known."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        """`queryset` narrowed and ordered by the address."""
        if view.detail:
            return queryset
        given = request.query_params
        known = {*view.filters, *_PAGING, *(["search"] if view.search else []), *(["ordering"] if view.orders else [])}
        for name in given:
            if name not in known:
                told = ", ".join(sorted(known - {"format"}))
                raise ValidationError({words_only(name): [f"Không có bộ lọc này. Có thể dùng: {told}."]})
        for name, (lookup, reader, _told) in view.filters.items():
            if given.get(name):
                queryset = queryset.filter(**{lookup: read(name, given[name], reader)})
        if view.search and given.get("search"):
            queryset = type(view).search(queryset, read("search", given["search"], words))
        return self._ordered(queryset, given.get("ordering", ""), view.orders)

    def _ordered(self, queryset: QuerySet, wanted: str, orders: Mapping[str, str]) -> QuerySet:
        if not wanted:
            return queryset
        asked = wanted.split(",")
        if unknown := [name for name in asked if name.removeprefix("-") not in orders]:
            told = f"Không sắp xếp theo “{words_only(unknown[0])}” được. Có thể dùng: {', '.join(orders)}."
            raise ValidationError({"ordering": [told]})
        return queryset.order_by(*("-" * name.startswith("-") + orders[name.removeprefix("-")] for name in asked), "pk")

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The same for the schema."""
        if view.detail:
            return []
        found = [_parameter(name, told, reader) for name, (_lookup, reader, told) in view.filters.items()]
        if view.search:
            found.append(_parameter("search", "Tìm không dấu", words))
        if view.orders:
            both = [sign + name for name in view.orders for sign in ("", "-")]
            told = f"Sắp xếp, nhiều khóa cách nhau dấu phẩy, dấu trừ để đảo: {', '.join(both)}"
            found.append(_parameter("ordering", told, words))
        return found


def _parameter(name: str, told: str, reader: Any) -> dict[str, Any]:
    kind = {int: "integer", bool: "boolean"}.get(_TYPES.get(reader, str), "string")
    schema: dict[str, Any] = {"type": kind}
    if reader is number:
        schema |= {"minimum": 0, "maximum": BIG}
    if reader is day:
        schema["format"] = "date"
    if known := getattr(reader, "known", None):
        schema["enum"] = known
    return {"name": name, "required": False, "in": OpenApiParameter.QUERY, "description": told, "schema": schema}


def label(field: str) -> serializers.CharField:
    """The Vietnamese name of a code in a closed list, beside the code."""
    return serializers.CharField(source=f"get_{field}_display", read_only=True)


def words_only(text: str) -> str:
    """`text` fit to be repeated in an answer."""
    return "".join(char for char in text if char.isprintable())[:40]


def by_key(*lookups: str) -> Callable[[QuerySet, str], QuerySet]:
    """Unaccented search in columns that keep a plain key: every word must stand in one of them."""

    def search(rows: QuerySet, text: str) -> QuerySet:
        for word in plain_key(text).split():
            anywhere = Q()
            for lookup in lookups:
                anywhere |= Q(**{f"{lookup}__contains": word})
            rows = rows.filter(anywhere)
        return rows

    return search


def by_reading(*columns: str) -> Callable[[QuerySet, str], QuerySet]:
    """Unaccented search in a short list without key columns: its texts are read and compared here."""

    def search(rows: QuerySet, text: str) -> QuerySet:
        wanted = plain_key(text).split()
        listed = rows.values_list("pk", *columns)
        found = [
            pk
            for pk, *texts in listed
            if all(word in plain_key(" ".join(map(str, filter(None, texts)))) for word in wanted)
        ]
        return rows.filter(pk__in=found)

    return search


class Reading(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its rows, as far as `visible` lets the actor see; what is outside is 404.

    `filters` maps a query parameter to (lookup, reader, description), `orders` a name to a column, `search` narrows by
    text. `action_required` is the policy's action.
    """

    visible: ClassVar[Callable[[Actor], QuerySet]]
    filters: ClassVar[Mapping[str, Filter]] = {}
    orders: ClassVar[Mapping[str, str]] = {}
    search: ClassVar[Callable[[QuerySet, str], QuerySet] | None] = None
    related: ClassVar[tuple[str, ...]] = ()
    fetched: ClassVar[tuple[Any, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ("pk",)
    filter_backends = [Filters]
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet:
        """Rows the actor may see, with what the serializer shows of other tables."""
        if getattr(self, "swagger_fake_view", False):
            return self.serializer_class.Meta.model._base_manager.none()
        rows = type(self).visible(actor_of(self.request))
        if self.related:
            rows = rows.select_related(*self.related)
        return rows.prefetch_related(*self.fetched).order_by(*self.order)
