"""The renderer fetches nothing, has limits, and says what it cannot print."""

import io
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from blocks.rules.meetings.meetings import MeetingFacts
from documents import printface
from documents.papers.pages import to_html
from documents.papers.plan import build
from documents.render import render_pdf
from documents.rules.papers.plans import SchoolFacts, TopicFacts
from tests.documents.plan_facts import EVERY_LETTER, WORDS, plan_facts
from thidua.errors import RuleViolation


class Listener:
    """A server on this machine that counts who knocks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.knocks = self.socket.getsockname()[1], 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.knocks += 1
            caller.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()


PAYLOADS = [
    '<img src="http://127.0.0.1:{port}/a.png">',
    '<img src="file:///etc/passwd">',
    '<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<style>@import url("http://127.0.0.1:{port}/b.css"); p {{ background: url(http://127.0.0.1:{port}/c) }}</style>',
    '<object data="http://127.0.0.1:{port}/d.svg"></object>',
    '<embed src="http://127.0.0.1:{port}/e.svg">',
    '<svg><image href="http://127.0.0.1:{port}/f"/></svg>',
    '<base href="http://127.0.0.1:{port}/">',
    '<p style="background-image: url(http://127.0.0.1:{port}/g)">x</p>',
    '"><script src="http://127.0.0.1:{port}/h.js"></script>',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_in_every_field_do_nothing(payload: str, listener: Listener) -> None:
    evil = payload.format(port=listener.port)
    facts = plan_facts(
        issuer=evil,
        superior=evil,
        place=evil,
        below=(evil, evil),
        signer=evil,
        symbol=evil,
        schools=(SchoolFacts(evil, (evil,), (TopicFacts(evil, 1),)),),
        meetings=(replace(plan_facts().meetings[0], place=evil, contents=(evil,), review_heading=evil, note=evil),),
        texts={key: f"<p>{evil}</p>" if key in ("intro", "purpose") else evil for key in WORDS},
    )
    printed = render_pdf(to_html(build(facts)))
    assert listener.knocks == 0
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        assert not pdf.attachments
        assert all("/XObject" not in page.Resources or not len(page.Resources.XObject) for page in pdf.pages)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)
    assert "root:" not in text
    assert evil[:12].split()[0].upper() in text.upper().replace("\n", "")  # the words themselves are printed


@pytest.mark.parametrize("payload", [*PAYLOADS[:7], PAYLOADS[9]])
def test_a_page_that_asks_for_something_outside_is_not_printed(payload: str, listener: Listener) -> None:
    with pytest.raises(RuleViolation) as refused:
        render_pdf(f"<html lang=vi><body>{payload.format(port=listener.port)}</body></html>")
    assert refused.value.code == "foreign_resource"
    assert listener.knocks == 0


def page_of(body: str) -> str:
    return f"<!doctype html><html lang='vi'><head><title>T</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (page_of("<table>" + "<tr><td>1</td></tr>" * 2_001 + "</table>"), "too_many_rows"),
        (page_of("<div>" * 5_000), "too_deep"),
        (page_of("a" * 4_000_001), "too_long"),
        (page_of("<p>Đẹp quá \U0001f600 中</p>"), "no_glyph"),
    ],
)
def test_limits_are_refused_at_once_with_a_sentence(html: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        render_pdf(html)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        render_pdf(page_of('<p style="break-after: page">x</p>' * 251))
    assert refused.value.code == "too_many_pages"


def test_characters_that_cannot_be_printed_are_named() -> None:
    with pytest.raises(RuleViolation) as refused:
        render_pdf(page_of("<p>Số 中</p>"))
    assert "“中” (U+4E2D)" in refused.value.message


def test_every_vietnamese_letter_can_be_printed() -> None:
    letters = "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýĩũ" + EVERY_LETTER
    assert printface.missing(letters) == []
    printed = render_pdf(page_of(f"<p>{letters}</p>"))
    text = PdfReader(io.BytesIO(printed.content)).pages[0].extract_text().replace("\n", "")
    assert text.replace(" ", "") == letters.replace(" ", "")


def test_width_of_words_follows_the_face() -> None:
    assert printface.text_width("iii", 14) < printface.text_width("WWW", 14)
    assert printface.text_width("ab", 28) == pytest.approx(2 * printface.text_width("ab", 14))
    assert printface.text_width("Ế", 14, "bold") == printface.text_width("E", 14, "bold")


def test_a_machine_without_the_face_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small = tmp_path / "LiberationSerif-Regular.ttf"
    small.write_bytes(b"old")  # the old face of Debian 12 is as small and lacks Vietnamese
    monkeypatch.setattr(printface, "FOLDERS", (tmp_path,))
    printface.faces.cache_clear()
    try:
        with pytest.raises(RuleViolation) as refused:
            printface.faces()
        assert refused.value.code == "print_face" and printface.MEND in refused.value.message
        (warning,) = printface.check_print_face(None)
        assert warning.id == "documents.W001" and warning.hint == printface.MEND
    finally:
        printface.faces.cache_clear()
    monkeypatch.undo()
    assert printface.check_print_face(None) == []


def test_meetings_without_anything_still_print() -> None:
    bare = plan_facts(meetings=(MeetingFacts(1, plan_facts().meetings[0].month),), schools=())
    assert render_pdf(to_html(build(bare))).pages >= 6
