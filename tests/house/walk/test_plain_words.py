"""No page speaks in codes or in words of the system: what the database and the machine call a thing stays with them."""

import re
from html import unescape
from typing import Any

import pytest

from tests.house.walk.routes import together

SYSTEM = re.compile(
    r"EMAIL_HOST|chuỗi mã băm|bức tường|row-level|tenant|None|undefined|NaN|Traceback|registration-list|member: q11"
)
CODE = re.compile(r'(?<![\w./@{"-])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z]+)+)(?![\w/@-])')
HIDDEN = re.compile(r"(?s)<(script|style|svg|pre)\b.*?</\1>|<!--.*?-->|<[^>]*>")
# For programmers: the API's own page and the samples of the screens.
FOR_PROGRAMMERS = {"api-docs", "api-schema", "design"}


def _text(content: bytes) -> str:
    return re.sub(r"\s+", " ", unescape(HIDDEN.sub(" ", content.decode(errors="ignore"))))


@pytest.mark.parametrize("who", together("officer", "principal", "leader"))
def test_no_page_shows_a_code_or_a_word_of_the_system(who: str, sweep: Any) -> None:
    wrong = []
    for (name, method), answer in sweep.of(who).items():
        page = method == "GET" and answer.status_code == 200 and "html" in answer.get("Content-Type")
        if page and name not in FOR_PROGRAMMERS:
            text = _text(answer.content)
            found = {hit[0] for pattern in (SYSTEM, CODE) for hit in pattern.finditer(text)}
            wrong += [f"{name}: {', '.join(sorted(found))}"] if found else []
    assert wrong == [], "\n".join(wrong)
