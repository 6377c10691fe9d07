"""Links to pages by code, the same for tasks, notices and mails: `sheet:12` is kept, the address found later."""

from dataclasses import dataclass
from typing import Self

from thidua.policy import Action
from thidua.text import whole_number


@dataclass(frozen=True)
class Link:
    """A page by its code and what it is about: `Link("sheet", 12)` is kept as `sheet:12`."""

    code: str
    args: tuple[int | str, ...] = ()

    @classmethod
    def to(cls, code: str, *args: int | str) -> Self:
        """`Link.to("targets", 3, "tap-the")`."""
        return cls(code, args)

    @classmethod
    def read(cls, text: str) -> Self:
        """The link that was kept as `text`; numbers are ids."""
        code, *args = text.split(":")
        return cls(code, tuple(arg if (key := whole_number(arg)) is None else key for arg in args))

    def __str__(self) -> str:
        return ":".join(map(str, (self.code, *self.args)))


@dataclass(frozen=True)
class LinkKind:
    """How links of one code open: the name of the page's address ("": the code itself), what its door demands."""

    code: str
    action: Action
    url_name: str = ""
    query: str = ""  # of the address: what the page shows first

    @property
    def name(self) -> str:
        """The name of the address."""
        return self.url_name or self.code
