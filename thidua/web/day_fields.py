"""Fields of forms for days, months and hours: typed and shown as people here do, never by the browser's language.

They are plain text with the numbers' keyboard, read by `thidua/days.py`; `fields.js` echoes the weekday. No form uses
the browser's own pickers.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from thidua.days import read_day, read_month, read_time
from thidua.errors import RuleViolation

DAY, MONTH, TIME = "ngày/tháng/năm", "tháng/năm", "giờ:phút"


class DayInput(forms.DateInput):
    """`27/10/2023`, with the weekday beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {"inputmode": "numeric", "autocomplete": "off", "placeholder": DAY, "data-day": "", "maxlength": "40"}
        super().__init__({**shown, **(attrs or {})}, format="%d/%m/%Y")


class MonthInput(forms.DateInput):
    """`12/2023`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {"inputmode": "numeric", "autocomplete": "off", "placeholder": MONTH, "class": "short"}
        super().__init__({**shown, **(attrs or {})}, format="%m/%Y")


class HourInput(forms.TimeInput):
    """`14:00`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {"inputmode": "numeric", "autocomplete": "off", "placeholder": TIME, "class": "short"}
        super().__init__({**shown, **(attrs or {})}, format="%H:%M")


class _Typed(forms.Field):
    """Read by one function, whose sentence is the error."""

    reads: ClassVar[Callable[[str], Any]]

    def to_python(self, value: Any) -> Any:
        """The value typed; None where nothing was."""
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return type(self).reads(value)
        except RuleViolation as problem:
            raise ValidationError(problem.message, code="invalid") from None


class DayField(_Typed, forms.DateField):
    """A day."""

    widget = DayInput
    reads: ClassVar[Callable[[str], date]] = staticmethod(read_day)


class MonthField(_Typed, forms.DateField):
    """A month, told by its first day."""

    widget = MonthInput
    reads: ClassVar[Callable[[str], date]] = staticmethod(read_month)


class HourField(_Typed, forms.TimeField):
    """An hour of the day."""

    widget = HourInput
    reads: ClassVar[Callable[[str], time]] = staticmethod(read_time)
