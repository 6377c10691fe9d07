"""What the house's own texts name stands in the tree: files, folders and modules."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [ROOT / "thidua" / "HOUSE.md", ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TOPS = ("thidua", "blocks", "awards", "documents", "tests", "templates", "static", "docs", "bench")
FLOORS = ("rules", "models", "queries", "services", "views", "api", "papers")
WINGS = ("blocks", "awards", "documents")
_TICKED = re.compile(r"`([A-Za-z_][\w/.-]*)`")
_ENDING = re.compile(r"\.(?:py|html|js|css|json|sql|sh|toml|md|lock)$")
_MODULE = re.compile(r"(?:thidua|blocks|awards|documents)(?:\.[a-z_]\w*)+")


def _below(name: str) -> list[Path]:
    """Where a name may begin: at the root, in the ground, in a wing, in `rules/` of a wing, in tests of any room."""
    folders = [ROOT, ROOT / "thidua", *(ROOT / wing for wing in WINGS), *(ROOT / wing / "rules" for wing in WINGS)]
    return [folder / name for folder in folders]


def _stands(name: str) -> bool:
    """Whether a path, or a module by its path with or without a name in it (`services/units/units.create_block`)."""
    plain = name.rstrip("/")
    if any(path.exists() or path.with_name(path.name + ".py").is_file() for path in _below(plain)):
        return True
    stem, _, defined = plain.rpartition(".")
    if stem and "/" in plain and not _ENDING.search(plain):
        modules = [path.with_name(path.name + ".py") for path in _below(stem)]
        return any(path.is_file() and re.search(rf"\b{defined}\b", path.read_text("utf-8")) for path in modules)
    if "/" not in plain and _ENDING.search(plain):
        folders = [folder for folder in TOPS if (ROOT / folder).is_dir()]
        return any(True for folder in folders for _ in (ROOT / folder).rglob(plain))
    return False


def _module_stands(dotted: str) -> bool:
    parts = dotted.split(".")
    for many in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:many])
        source = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
        if source.is_file():
            rest = parts[many:]
            return not rest or re.search(rf"\b{rest[0]}\b", source.read_text("utf-8")) is not None
    return False


def dead_names(text: str) -> list[str]:
    """Names in backticks that look like a file, a folder or a module of ours and are none."""
    dead = []
    for name in _TICKED.findall(text):
        top = name.split("/")[0]
        if _MODULE.fullmatch(name) and not _ENDING.search(name):
            stands = _module_stands(name)
        elif _ENDING.search(name) or ("/" in name and top in (*TOPS, *FLOORS)):
            stands = _stands(name)
        else:
            continue
        if not stands:
            dead.append(name)
    return dead


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_every_file_and_module_named_in_a_text_stands(text: Path) -> None:
    assert dead_names(text.read_text("utf-8")) == []


def test_a_name_of_what_is_gone_is_seen() -> None:
    gone = ["thidua/known.py", "thidua.sandbox", "rules/targets.py", "test_gone.py", "services/units/units.gone"]
    assert dead_names(" ".join(f"`{name}`" for name in gone)) == gone
    here = ["thidua/policy.py", "thidua.models", "rules/promise/targets.py", "test_chain.py", "papers/framed.py"]
    assert dead_names(" ".join(f"`{name}`" for name in here)) == []


def test_the_house_is_read_without_scrolling() -> None:
    lines = (ROOT / "thidua" / "HOUSE.md").read_text("utf-8").splitlines()
    assert [line[:60] for line in lines if len(line) > 150 and not line.startswith("|")] == []
