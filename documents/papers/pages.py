"""A paper as an HTML page for the PDF engine. Everything is escaped; a field the paper lacks is an error, not a gap."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from documents.papers.layout import Paper, lies

FOLDER = Path(__file__).resolve().parent.parent.parent / "templates" / "documents" / "papers"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def to_html(paper: Paper) -> str:
    """The page of `paper`: what `documents.render.render_pdf` prints."""
    return _environment().get_template("paper.html").render(paper=paper, frame=paper["frame"], lies=lies(paper["body"]))
