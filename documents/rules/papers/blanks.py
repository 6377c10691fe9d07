"""Blanks in the words of a paper: dots and lines that wait for a pen, as a form prints them."""

import re

_BLANK = re.compile(r"(?:[.…]{4,}|…{2,}|_{3,}|(?<=\s)…(?=\s\w))(?:\s*/\s*[.…_]{2,})*(?:\s*/\s*\d{4})?")
_AROUND = 30  # characters told before a blank


def blanks_in(words: str) -> list[str]:
    """Each blank with the words before it, in the order of the text: `họp lần 1 ngày ...../....../2018`."""
    found = []
    for match in _BLANK.finditer(words):
        before = words[: match.start()].rpartition("\n")[2]
        cut = before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
        found.append(f"{cut}{match[0]}".strip())
    return found
