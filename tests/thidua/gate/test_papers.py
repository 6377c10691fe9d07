"""The gate for papers: what it lets in and what it refuses, what it says; and the child when there is no gate."""

import contextlib
import io
import time
import unicodedata

import pytest
from PIL import Image

from tests.thidua.gate.malformed import good, malformed
from tests.thidua.gate.malformed_docx import harmless_docx, malformed_docx
from tests.thidua.gate.malformed_names import NAMES, strange_kinds
from tests.thidua.gate.malformed_pdf import harmless_pdf, made, malformed_pdf
from tests.thidua.gate.malformed_pictures import MARK, malformed_pictures, picture, with_place
from thidua.errors import RuleViolation
from thidua.gate.papers import EXTENSIONS, PICTURES, receive
from thidua.gate.sandbox import WALL_SECONDS, Inspector
from thidua.gate.uploads import safe_name

CORPUS = {
    f"{kind}-{what}": one
    for kind, found in (
        ("docx", malformed_docx()),
        ("pdf", malformed_pdf()),
        ("picture", malformed_pictures()),
        ("kind", strange_kinds()),
    )
    for what, one in found.items()
}
MOST_SECONDS = 10.0  # each takes less than two on an idle machine: bench/gate.py measures


@pytest.fixture(scope="module")
def inspector():
    with Inspector() as warm:
        warm.inspect("png", picture("PNG"))
        yield warm


def _refusal(content, name, inspector):
    with pytest.raises(RuleViolation) as refusal:
        receive(content, name, inspector=inspector)
    return refusal.value


@pytest.mark.parametrize("what", CORPUS)
def test_each_is_refused_with_its_own_sentence(what, inspector):
    name, content, code = CORPUS[what]
    started = time.monotonic()
    refusal = _refusal(content, name, inspector)
    assert time.monotonic() - started < MOST_SECONDS
    assert refusal.code == code or (not code and refusal.code in ("heavy", "damaged", "empty", "bomb")), refusal.message
    said = refusal.message
    assert said[0].isupper() and said.endswith(".") and len(said) > 30 and "!" not in said
    assert refusal.where == safe_name(name)
    assert receive(picture("PNG"), "a.png", inspector=inspector).kind == "png"


def test_the_corpus_is_as_large_as_promised():
    kinds = [what.partition("-")[0] for what in CORPUS]
    assert {
        kind: kinds.count(kind) >= least for kind, least in (("docx", 20), ("pdf", 20), ("picture", 20), ("kind", 30))
    } == dict.fromkeys(set(kinds), True)


@pytest.mark.parametrize("what", [what for what, (name, *_) in CORPUS.items() if name.rpartition(".")[2] in EXTENSIONS])
def test_without_the_gate_the_child_still_ends(what, inspector):
    """First bytes, size and name are not asked: the child alone has to come to an end, and the parent lives."""
    name, content, _ = CORPUS[what]
    kind = EXTENSIONS[name.rpartition(".")[2]]
    started = time.monotonic()
    with contextlib.suppress(RuleViolation):
        inspector.inspect("docx" if kind == "xlsx" else kind, content)
    assert time.monotonic() - started < WALL_SECONDS + 5
    assert inspector.inspect("pdf", made()).pages == 1


@pytest.mark.parametrize("what", harmless_docx())
def test_what_real_word_files_carry_gets_in(what, inspector):
    content = harmless_docx()[what]
    kept = receive(content, "Biên bản.docx", inspector=inspector)
    assert (kept.kind, kept.content) == ("docx", content)


@pytest.mark.parametrize("what", harmless_pdf())
def test_what_real_papers_carry_gets_in_byte_for_byte(what, inspector):
    content = harmless_pdf()[what]
    kept = receive(content, "Quyết định.pdf", inspector=inspector)
    assert (kept.kind, kept.content) == ("pdf", content) and kept.pages == (300 if what == "many_pages" else 1)


def test_workbooks_pass_their_own_gate():
    assert receive(good(), "bang.xlsx").kind == "xlsx"
    for what in ("macro_renamed", "external", "zeros", "password_office"):
        name, content, code = malformed()[what]
        assert _refusal(content, name, None).code == code


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_lose_what_is_hidden_in_them(kind, inspector):
    sent = with_place()[kind]
    assert MARK in sent
    kept = receive(sent, f"anh.{kind}", inspector=inspector)
    assert MARK not in kept.content and kept.content != sent
    with Image.open(io.BytesIO(kept.content)) as anew:
        assert dict(anew.getexif()) == {} and not {"exif", "xmp", "comment", "icc_profile", "GPS"} & set(anew.info)
        assert anew.size == (80, 120)  # it stands as the telephone held it


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1", "LA", "I;16", "CMYK"])
def test_every_mode_of_colour_is_written_anew(mode, inspector):
    form, name = ("JPEG", "a.jpg") if mode == "CMYK" else ("PNG", "a.png")
    kept = receive(picture(form, mode=mode), name, inspector=inspector)
    with Image.open(io.BytesIO(kept.content)) as anew:
        assert anew.size == (120, 80) and anew.convert("L").getextrema() != (0, 0)


def test_large_pictures_are_made_smaller(inspector):
    kept = receive(picture("JPEG", (8_000, 6_000)), "a.jpg", inspector=inspector)
    with Image.open(io.BytesIO(kept.content)) as anew:
        assert max(anew.size) == 4_000


def test_a_picture_is_named_by_what_it_is(inspector):
    assert receive(picture("WEBP"), "Bản chụp.jpg", inspector=inspector).name == "Bản chụp.webp"
    assert receive(picture("JPEG"), "Bản chụp.JPEG", inspector=inspector).name == "Bản chụp.JPEG"


@pytest.mark.parametrize(("typed", "safe"), NAMES)
def test_names_are_made_safe(typed, safe):
    name = safe_name(typed)
    assert safe is None or name == safe
    assert len(name.encode()) <= 180 and name == unicodedata.normalize("NFC", name)
    assert not any(unicodedata.category(char) in ("Cc", "Cf") or char in "/\\" for char in name)


def test_a_child_that_died_of_one_file_takes_the_next(monkeypatch):
    with Inspector(wall_seconds=0.3) as own:
        monkeypatch.setattr("thidua.gate.sandbox._CHILD", "import time; time.sleep(60)")
        assert _refusal(made(), "a.pdf", own).code == "heavy"
        monkeypatch.undo()
        own.wall_seconds = 15
        assert receive(made(), "a.pdf", inspector=own).kind == "pdf"
