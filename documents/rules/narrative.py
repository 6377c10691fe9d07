"""The words of a paper: headings, lists, bold, italic and paragraphs, nothing else.

What the editor sends (or a browser without it, or a paste from Word) is cleaned by an allow-list and brought into one
canonical form. The tree of nodes is what papers are made of, so the PDF and the Word file cannot differ.

A node is a plain dict: {"kind": "p" | "h3" | "h4", "runs": [{"text", "bold", "italic"}]} or
{"kind": "ul" | "ol", "start": int, "items": [[node, ...], ...]}.
"""

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3

from thidua.errors import RuleViolation
from thidua.text import nfc

Node = dict[str, Any]
MAX_CHARS = 200_000
MAX_LISTS = 3
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_BREAKS = frozenset({"p", "div", "br", "tr", "td", "blockquote", "pre"})
_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic"}
_ALLOWED = {*_HEADINGS, *_BREAKS, *_MARKS, "ul", "ol", "li"}
# controls, zero-width and direction marks: invisible, so nobody can see what they do to a paper
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_FIELD = re.compile(r"\[([^\[\]]{1,40})\]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_SELDOM_CLOSED = frozenset({"p", "li", "br", "td", "tr", "hr", "img", "input", "meta", "link", "col", "wbr"})
_MAX_OPEN = 200  # tags open at once: an editor leaves a dozen, and the sanitizer's time grows with the square


class _Tree(HTMLParser):
    """Builds the nodes from HTML that the allow-list has already cleaned and balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._homes: list[list[Node]] = [self.root]
        self._lists: list[Node] = []
        self._marks = {"bold": 0, "italic": 0}
        self._kind = "p"
        self._runs: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self._marks[_MARKS[tag]] += 1
            return
        self._close_block()
        if tag in _HEADINGS:
            self._kind = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            start = dict(attrs).get("start") or "1"
            number = int(start) if start.isdecimal() and 0 < int(start[:4]) < 1000 else 1
            node: Node = {"kind": tag, "start": number, "items": []}
            self._homes[-1].append(node)
            self._lists.append(node)
        elif tag == "li" and self._lists:
            item: list[Node] = []
            self._lists[-1]["items"].append(item)
            self._homes.append(item)

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self._marks[_MARKS[tag]] -= 1
            return
        self._close_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li" and len(self._homes) > 1:
            self._homes.pop()

    def handle_data(self, data: str) -> None:
        bold, italic = self._marks["bold"] > 0, self._marks["italic"] > 0
        self._runs.append({"text": data, "bold": bold, "italic": italic})

    def _close_block(self) -> None:
        runs, self._runs = tidy_runs(self._runs), []
        kind, self._kind = self._kind, "p"
        if runs:
            self._homes[-1].append({"kind": kind, "runs": runs})


def tidy_runs(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbours of one look joined, blanks single across runs, none at the ends; [] when nothing is left to read."""
    joined: list[dict[str, Any]] = []
    blank_before = True
    for run in runs:
        text = re.sub(r"[\s\u00a0]+", " ", INVISIBLE.sub("", nfc(run["text"])))
        text = text.lstrip(" ") if blank_before else text
        if not text:
            continue
        blank_before = text.endswith(" ")
        if joined and (joined[-1]["bold"], joined[-1]["italic"]) == (run["bold"], run["italic"]):
            joined[-1]["text"] += text
        else:
            joined.append({**run, "text": text})
    while joined and not joined[-1]["text"].rstrip(" "):
        joined.pop()
    if joined:
        joined[-1]["text"] = joined[-1]["text"].rstrip(" ")
    return joined


def _prune(nodes: list[Node]) -> list[Node]:
    """Without empty items and lists."""
    kept = []
    for node in nodes:
        if "items" in node:
            node["items"] = [pruned for item in node["items"] if (pruned := _prune(item))]
            if not node["items"]:
                continue
        kept.append(node)
    return kept


def _check_size(html: str) -> None:
    if len(html) > MAX_CHARS:
        raise RuleViolation("narrative_long", f"Đoạn văn dài {len(html)} ký tự, quá mức {MAX_CHARS}. Hãy rút gọn.")
    lists = others = 0
    for closing, tag in _TAG.findall(html.lower()):
        step = -1 if closing else 1
        if tag in ("ul", "ol"):
            lists = max(0, lists + step)
        elif tag not in _SELDOM_CLOSED:
            others = max(0, others + step)
        if lists > MAX_LISTS or others > _MAX_OPEN:
            raise RuleViolation(
                "narrative_deep", f"Danh sách lồng nhau quá {MAX_LISTS} tầng. Hãy đưa các ý ra tầng ngoài."
            )


def parse(html: str) -> list[Node]:
    """Any HTML as the nodes it may become; RuleViolation `narrative_long` or `narrative_deep`."""
    _check_size(html)
    cleaned = nh3.clean(html, tags=_ALLOWED, attributes={"ol": {"start"}}, strip_comments=True, link_rel=None)
    tree = _Tree()
    tree.feed(cleaned)
    tree.close()
    tree.handle_endtag("p")
    return _prune(tree.root)


def _runs_html(runs: list[dict[str, Any]]) -> str:
    parts = []
    for run in runs:
        text = escape(run["text"], quote=False)
        text = f"<em>{text}</em>" if run["italic"] else text
        parts.append(f"<strong>{text}</strong>" if run["bold"] else text)
    return "".join(parts)


def to_html(nodes: list[Node]) -> str:
    """The canonical HTML of nodes; `parse(to_html(nodes)) == nodes`."""
    parts = []
    for node in nodes:
        if "items" in node:
            start = f' start="{node["start"]}"' if node["kind"] == "ol" and node["start"] != 1 else ""
            items = "".join(f"<li>{to_html(item)}</li>" for item in node["items"])
            parts.append(f"<{node['kind']}{start}>{items}</{node['kind']}>")
        else:
            parts.append(f"<{node['kind']}>{_runs_html(node['runs'])}</{node['kind']}>")
    return "".join(parts)


def clean(html: str) -> str:
    """Any HTML as the canonical HTML of what is allowed: this is what is stored."""
    return to_html(parse(html))


def plain(nodes: list[Node]) -> str:
    """The bare words, one block a line: for comparing, searching and checking glyphs."""
    lines = []
    for node in nodes:
        if "items" in node:
            lines += [plain(item) for item in node["items"]]
        else:
            lines.append("".join(run["text"] for run in node["runs"]))
    return "\n".join(lines)


def fill(nodes: list[Node], fields: Mapping[str, str]) -> list[Node]:
    """Copies of the nodes with `[tên khối]`, `[năm học]`… replaced by the facts; unknown brackets stay as they are."""
    filled = []
    for node in nodes:
        if "items" in node:
            filled.append({**node, "items": [fill(item, fields) for item in node["items"]]})
        else:
            runs = [{**run, "text": fill_text(run["text"], fields)} for run in node["runs"]]
            filled.append({**node, "runs": runs})
    return filled


def fill_text(text: str, fields: Mapping[str, str]) -> str:
    """`text` with its known fields replaced."""
    return _FIELD.sub(lambda match: fields.get(match[1].strip().lower(), match[0]), text)


def marked(nodes: list[Node], depth: int = 0) -> list[Node]:
    """Copies of the nodes whose list items carry the mark that is printed before them: 1. a) - +."""
    result = []
    for node in nodes:
        if "items" in node:
            marks = [_mark(node, index, depth) for index in range(len(node["items"]))]
            pairs = zip(marks, node["items"], strict=True)
            items = [{"mark": mark, "nodes": marked(item, depth + 1)} for mark, item in pairs]
            result.append({"kind": node["kind"], "items": items})
        else:
            result.append(node)
    return result


def _mark(node: Node, index: int, depth: int) -> str:
    if node["kind"] == "ul":
        return "-" if depth == 0 else "+"
    number = node["start"] + index
    if depth == 1 and number <= 26:
        return f"{chr(0x60 + number)})"
    return f"{number}."
