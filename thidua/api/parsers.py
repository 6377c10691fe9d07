"""JSON as it may come in: not nested without end, no text that no table could keep."""

from typing import Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError, ValidationError

from thidua.web.plain_text import TOLD, is_plain

DEEPEST = 40  # levels; the deepest request of ours has six
_DEEP = f"Nội dung JSON lồng vào nhau quá {DEEPEST} lớp."


class JSONParser(parsers.JSONParser):
    """The framework's parser; what it lets through is looked at once, level by level."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The request's data; ParseError or ValidationError with a Vietnamese sentence."""
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ValidationError(_DEEP) from None
        except UnicodeError:
            raise ParseError from None
        check(data)
        return data


def check(data: Any) -> None:
    """Raise ValidationError where `data` is nested deeper than DEEPEST or holds what is no text."""
    level, deep = [data], 0
    while level:
        deep += 1
        if deep > DEEPEST:
            raise ValidationError(_DEEP)
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                below += [*value.keys(), *value.values()]
            elif isinstance(value, list):
                below += value
            elif isinstance(value, str) and not is_plain(value):
                raise ValidationError(TOLD)
        level = below
