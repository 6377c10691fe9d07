"""What a person reads in one look: no line of a template, script or style is longer than 120 characters."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KINDS = {".html", ".txt", ".css", ".js", ".svg"}
LONGEST = 120


def long_lines(*folders: Path) -> list[str]:
    """`file:line (length)` of every line that is too long. Characters count, not bytes: Vietnamese has both."""
    return [
        f"{path.name}:{number} ({len(line)})"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in KINDS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]


def test_no_line_of_a_template_script_or_style_is_long() -> None:
    assert long_lines(ROOT / "templates", ROOT / "static") == []


def test_a_long_line_is_seen_in_every_kind_of_file(tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"page{kind}").write_text(f"{'ế' * 120}\n{'ế' * 121}\n", encoding="utf-8")
    assert long_lines(tmp_path) == sorted(f"page{kind}:2 (121)" for kind in KINDS)
