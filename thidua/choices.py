"""Closed lists: a stored code and its Vietnamese label, without Django, so that rules may use them."""

from enum import StrEnum
from typing import Any


class classproperty:
    """A read-only property of the class itself."""

    def __init__(self, getter: Any) -> None:
        self.getter = getter

    def __get__(self, instance: Any, owner: Any) -> Any:
        return self.getter(owner)


class Choice(StrEnum):
    """`NAME = "CODE", "Nhãn"`; compares and stores as CODE, `.label` is the label, `.choices` what a form needs."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Choice":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classproperty
    def choices(cls: Any) -> list[tuple[str, str]]:
        """Pairs (code, label) in the order of the list."""
        return [(member.value, member.label) for member in cls]
