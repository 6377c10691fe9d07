"""The trail keeps codes of fields, and every code that a deed writes has a Vietnamese word and every choice a label."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from blocks.rules.units.staff import Gender
from thidua.access.kinds import OversightState
from thidua.models import AuditEvent
from thidua.trail import audit
from thidua.trail.presenter import changes, told, word

ROOT = Path(__file__).parents[3]
CODE = re.compile(r"[a-z][a-z0-9_]*")
ASKED_THEN_READ = "trạng thái: Chờ đơn vị trực thuộc trả lời → Đang có hiệu lực"
MODELS = [model._meta.label_lower for model in apps.get_models()]


def _called(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _written(tree: ast.Module) -> Iterator[ast.expr]:
    """What is given as `old` and `new`, then what the names in it were made of in the same module."""
    facts = [
        key.value for call in ast.walk(tree) if _called(call) for key in call.keywords if key.arg in ("old", "new")
    ]  # type: ignore[attr-defined]
    makers = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    names = set().union(*map(_names, facts)) if facts else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in names for target in targets):
                facts.append(node.value)
    names = set().union(*map(_names, facts)) if facts else set()
    yield from facts
    for maker in makers:
        if maker.name in names and maker.name.lstrip("_").startswith(("told", "guideline")):
            yield from (node for node in ast.walk(maker) if isinstance(node, ast.Dict))


def _keys() -> set[tuple[str, str]]:
    found = set()
    for wing in ("thidua", "blocks", "awards", "documents"):
        for path in sorted((ROOT / wing).rglob("*.py")):
            text = path.read_text()
            if "audit.record(" not in text:
                continue
            for facts in _written(ast.parse(text)):
                for node in ast.walk(facts):
                    keys = node.keys if isinstance(node, ast.Dict) else []
                    found |= {(path.name, key.value) for key in keys if isinstance(key, ast.Constant)}
    return found


def test_every_code_that_a_deed_writes_has_a_word() -> None:
    keys = _keys()
    assert len(keys) > 80
    words_of_slips = [(name, key) for name, key in keys if not CODE.fullmatch(key)]
    assert words_of_slips == []
    without = [(name, key) for name, key in keys if not any(word(key, kind) != key for kind in ["", *MODELS])]
    assert without == []


def test_a_name_in_words_is_not_written(cast: Any) -> None:
    with pytest.raises(ValueError, match="codes of fields"):
        audit.record(by=cast.actor("officer"), verb="thử", target=cast.block, new={"người": "A"})


@pytest.mark.parametrize(
    ("kind", "old", "new", "lines"),
    [
        ("documents.document", {"number": 4}, {"number": 5}, ["số: 4 → 5"]),
        ("documents.document", {"number": None}, {"number": 1}, ["số: để trống → 1"]),
        ("documents.document", {"dated": ""}, {"dated": "2023-10-24"}, ["ngày văn bản: để trống → 24/10/2023"]),
        ("documents.document", None, {"sections": ["closing"]}, ["phần: Lời kết"]),
        ("blocks.meeting", {"number": 1}, {"number": 2}, ["lần: 1 → 2"]),
        ("thidua.oversight", None, {"member_code": "q11"}, ["mã đơn vị trực thuộc: q11"]),
        (
            "thidua.oversight",
            {"state": OversightState.ASKED},
            {"state": OversightState.IN_FORCE},
            [ASKED_THEN_READ],
        ),
        ("blocks.intakebatch", None, {"new": 1353, "same": 0}, ["số dòng mới: 1353", "số dòng giữ nguyên: 0"]),
        ("blocks.staffmember", {"gender": Gender.FEMALE}, {"gender": ""}, ["giới tính: Nữ → để trống"]),
        (
            "blocks.emulationyear",
            {"history_complete": False},
            {"history_complete": True},
            ["thành tích các năm trước đã nhập đủ: không → có"],
        ),
        ("blocks.emulationyear", None, {"Đăng ký: days": "1 đến 2"}, ["Đăng ký: thời hạn: 1 đến 2"]),
        ("blocks.registrationsheet", None, {"Bé: row": "thừa"}, ["Bé: cả dòng: thừa"]),
    ],
)
def test_the_presenter_tells(kind: str, old: Any, new: Any, lines: list[str]) -> None:
    assert changes(AuditEvent(kind=kind, old=old, new=new)) == lines


def test_rows_under_one_code_are_told_by_their_columns() -> None:
    assert told({"cells": {"Thủy: CSTDTP": ["thiếu"]}}) == "ô cần sửa: Thủy: Chiến sĩ thi đua Thành phố: thiếu"
