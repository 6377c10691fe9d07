"""Many cases at once, as `./dev manage judge FILE` and the API take them: one bad case does not stop the others."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from awards.rules.verdicts.cases.reader import CaseError
from awards.rules.verdicts.judge import judge
from blocks.rules.law import Law

logger = logging.getLogger(__name__)
OUR_FAULT = "Hệ thống bị lỗi khi xét, không phải do dữ liệu; lỗi đã được ghi lại, hãy báo quản trị."


def read_batch(text: str) -> tuple[list[Any], dict[str, Any]]:
    """(cases, tenants) of a JSON file {"meta": …, "cases": […]}. Raises CaseError (Vietnamese) for any other shape."""
    try:
        data = json.loads(text)
    except ValueError as error:
        where = f"dòng {error.lineno}, cột {error.colno}" if isinstance(error, json.JSONDecodeError) else "trong tệp"
        raise CaseError(f"Tệp không phải JSON hợp lệ ({where}); hãy sửa chỗ đó rồi chạy lại.") from None
    cases = data.get("cases") if isinstance(data, dict) else None
    if not isinstance(cases, list):
        raise CaseError('Tệp thiếu danh sách “cases”; cần dạng {"meta": {…}, "cases": [ … ]}.')
    meta = data.get("meta")
    tenants = meta.get("tenants") if isinstance(meta, dict) else None
    return cases, tenants if isinstance(tenants, dict) else {}


def judge_all(
    cases: list[Any],
    tenants: dict[str, Any],
    law: Law | None = None,
    *,
    other: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] | None = None,
) -> Iterator[tuple[dict[str, Any], str | None]]:
    """(answer, None) for each case in order, or ({"id", "verdict": "unknown", "error"}, the sentence) for one that
    cannot be read. `other` answers cases that name one of its kinds.
    """
    for number, case in enumerate(cases, start=1):
        name = case.get("id") if isinstance(case, dict) else None
        try:
            kind = case.get("kind") if isinstance(case, dict) else None
            ask = (other or {}).get(kind) if isinstance(kind, str) else None
            yield ask(case) if ask else judge(case, tenants=tenants, law=law), None
        except CaseError as error:
            sentence = f"Trường hợp {name or f'thứ {number}'}: {error}"
        except Exception:  # one fault of ours must not keep the others from being answered
            logger.exception("judging case %s", number)
            sentence = f"Trường hợp {name or f'thứ {number}'}: {OUR_FAULT}"
        else:
            continue
        yield {"id": name, "verdict": "unknown", "regime": None, "conditions": [], "error": sentence}, sentence
