"""Templates as they are sent: indentation is for those who write them, and would make a grid's page twice as heavy."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_LINE_START = re.compile(r"\n[ \t]+")
# Not of loops: the white space at the edges of their bodies parts one turn from the next.
_CELL_START = re.compile(r"(<td\b(?:{%.*?%}|{{.*?}}|[^<>])*>)((?:\s*{% (?:if|with) [^\n]*?%})*\s+)")
_CELL_END = re.compile(r"\s+(?:{% end(?:if|with) %}\s*)*</td>")
_BUTTON_END = re.compile(r"(?<=</span>)\s+(?=</(?:a|button)>)")
_TAG = re.compile(r"<\w(?:{%.*?%}|{{.*?}}|[^<>])*>")
_CONDITION = re.compile(r"\n({% if [^\n]*?%})(?=(?:(?!{% el)[^\n])*{% endif %}\n)")
_SPACE = re.compile(r"\s+(?={%|$)")


def unindented(source: str) -> str:
    """`source` without indentation, without the white space at the edges of cells and buttons and of absent attributes.

    A phone hides a cell in which nothing stands (`td:empty`); a button's last line break would count as one more part.
    """
    source = _LINE_START.sub("\n", source)
    source = _CELL_START.sub(lambda cell: cell[1] + _SPACE.sub("", cell[2]), source)
    source = _CELL_END.sub(lambda end: re.sub(r"(?<=})\s+|^\s+|\s+(?=<)", "", end[0]), source)
    source = _TAG.sub(lambda tag: _CONDITION.sub(r"\1\n", tag[0]).replace("\n>", ">"), source)
    return _BUTTON_END.sub("", source)


class Loader(filesystem.Loader):
    """Our own pages without their indentation. A `<pre>` of theirs holds variables only."""

    def get_contents(self, origin: Origin) -> str:
        """The source of `origin`; raises `TemplateDoesNotExist`. Mails and other plain texts are left as written."""
        source = super().get_contents(origin)
        return unindented(source) if str(origin).endswith(".html") else source
