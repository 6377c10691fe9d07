"""The words of papers: what stays, what goes, and one canonical form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.rules.narrative import clean, fill, marked, parse, plain, to_html
from tests.tries import tries
from thidua.errors import RuleViolation

KEPT = [
    ("<p>Một <b>hai</b> <i>ba</i></p>", "<p>Một <strong>hai</strong> <em>ba</em></p>"),
    ("<h1>Đề mục</h1><h5>nhỏ</h5>", "<h3>Đề mục</h3><h4>nhỏ</h4>"),
    ("<ul><li>a</li><li></li></ul>", "<ul><li><p>a</p></li></ul>"),
    ('<ol start="3"><li>ba</li></ol>', '<ol start="3"><li><p>ba</p></li></ol>'),
    ("<ol start='-1'><li>x</li></ol>", "<ol><li><p>x</p></li></ol>"),
    ("<p>dòng 1<br>dòng 2</p>", "<p>dòng 1</p><p>dòng 2</p>"),
    ("chữ trần", "<p>chữ trần</p>"),
    ("<p>  hai   chỗ \u00a0 trống </p>", "<p>hai chỗ trống</p>"),
    ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
    ("<p>Nguyễn</p>", "<p>Nguyễn</p>"),
    ("<table><tr><td>1</td><td>2</td></tr></table>", "<p>1</p><p>2</p>"),
    ("", ""),
    ("<p> </p><h3></h3><ul></ul>", ""),
]


@pytest.mark.parametrize(("given_html", "kept"), KEPT)
def test_what_stays(given_html: str, kept: str) -> None:
    assert clean(given_html) == kept


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<style>@import url(http://x.test/a.css)</style>",
        '<img src="http://x.test/a.png">',
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">mời</a>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p style="background:url(http://x.test)">x</p>',
        '<svg><use href="file:///etc/passwd#a"/></svg>',
        '<object data="file:///etc/passwd"></object>',
        "<iframe src=//x.test></iframe>",
        "<!--><img src=x>-->",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_attacks_leave_only_words(attack: str) -> None:
    left = clean(f"<p>trước</p>{attack}<p>sau</p>")
    assert "trước" in left
    assert "://" not in left
    assert {tag for tag in ("<script", "<img", "<a ", "<style", "<svg", "onerror", "style=") if tag in left} == set()


def test_invisible_characters_go_even_when_written_as_entities() -> None:
    assert clean("<p>a\u202eb&#x202e;c&#8203;d\u0007e&#65279;</p>") == "<p>abcde</p>"


def test_decomposed_letters_are_composed() -> None:
    assert clean("<p>Nguye\u0302\u0303n</p>") == "<p>Nguyễn</p>"


def test_three_levels_of_lists_and_no_more() -> None:
    three = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"
    assert plain(parse(three)) == "a\nb\nc"
    with pytest.raises(RuleViolation) as refused:
        parse(f"<ul><li>{three}</li></ul>")
    assert refused.value.code == "narrative_deep"


def test_length_has_an_end() -> None:
    with pytest.raises(RuleViolation) as refused:
        parse("a" * 200_001)
    assert refused.value.code == "narrative_long"


@pytest.mark.parametrize("bomb", ["<div>" * 40_000, "<b>" * 60_000 + "x", "<" * 200_000, "&" * 200_000])
def test_bombs_end_clean_or_refused(bomb: str) -> None:
    try:
        assert "<div" not in clean(bomb[:200_000])
    except RuleViolation as refused:
        assert refused.code == "narrative_deep"


def test_marks_of_lists() -> None:
    nodes = marked(
        parse("<ol start=2><li>x<ol><li>y</li></ol></li><li>z</li></ol><ul><li>u<ul><li>v</li></ul></li></ul>")
    )
    numbered, dashed = nodes
    assert [item["mark"] for item in numbered["items"]] == ["2.", "3."]
    assert numbered["items"][0]["nodes"][1]["items"][0]["mark"] == "a)"
    assert dashed["items"][0]["mark"] == "-"
    assert dashed["items"][0]["nodes"][1]["items"][0]["mark"] == "+"


def test_fields_are_filled_and_unknown_brackets_stay() -> None:
    filled = fill(parse("<p>[Tên khối] và [khác] [tên khối]</p>"), {"tên khối": "Khối 29 <b>"})
    assert to_html(filled) == "<p>Khối 29 &lt;b&gt; và [khác] Khối 29 &lt;b&gt;</p>"


_TAGS = [f"<{slash}{tag}>" for tag in ("p", "ul", "ol", "li", "b", "i", "h3", "div", "td", "br") for slash in ("", "/")]
_PIECES = st.sampled_from([*_TAGS, "chữ ", "ế", " ", "&amp;", "<x", "<!--", "-->", "\u0301"])


@settings(max_examples=tries(300), deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_canonical_form_is_stable(html: str) -> None:
    """Cleaning twice changes nothing, and the tree survives being written down."""
    try:
        nodes = parse(html)
    except RuleViolation:
        return
    assert parse(to_html(nodes)) == nodes
    assert clean(clean(html)) == clean(html)
