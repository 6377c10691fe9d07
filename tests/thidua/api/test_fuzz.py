"""Every operation of the schema with values that the schema allows and values that nobody would send: never a 5xx."""

import json
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import hypothesis
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.house.walk.world import fill, personal
from tests.tries import tries
from thidua.wall.tenancy import tenant

SECONDS, EXAMPLES = tries(20), tries(25)
METHODS = ("get", "post", "put", "patch", "delete")
ODD_TEXT = st.sampled_from(
    ["", "\x00", "\ud800", "'", "=1+1", "%", "９", "-1", "0", "1e9", "9" * 40, "Đặng Ưu Đạt", "a" * 3000]
)
TEXT = st.one_of(ODD_TEXT, st.text(max_size=40))
NUMBER = st.one_of(st.integers(-2, 5), st.sampled_from([2**31, 2**63 - 1, 2**63, 10**40]), st.integers())
JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, st.floats(allow_nan=False), TEXT),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def values(schema: dict[str, Any], parts: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of one schema, now and then something else."""
    if "$ref" in schema:
        return values(parts[schema["$ref"].rpartition("/")[2]], parts)
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return st.one_of(*(values(part, parts) for part in schema[joined]))
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), ODD_TEXT)
    kind = schema.get("type")
    if kind == "object":
        known = schema.get("properties", {})
        made = st.fixed_dictionaries({}, optional={name: values(part, parts) for name, part in known.items()})
        return st.one_of(made, made, JUNK)
    if kind == "array":
        return st.one_of(st.lists(values(schema["items"], parts), max_size=3), JUNK)
    if kind == "integer":
        return st.one_of(NUMBER, JUNK)
    if kind == "boolean":
        return st.one_of(st.booleans(), JUNK)
    if schema.get("format") in ("date", "date-time"):
        moments = st.datetimes().map(lambda at: f"{at.isoformat()}Z")
        days = st.dates().map(str) if schema["format"] == "date" else moments
        return st.one_of(days, st.sampled_from(["2023-02-31", "0000-00-00", "2023", "24/10/2023"]), JUNK)
    return st.one_of(TEXT, TEXT, JUNK)


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of the whole schema, and the schema's parts under ""."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    found = [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    return [*found, ("", "", schema.get("components", {}).get("schemas", {}))]


def _fill_path(path: str, ids: dict[str, Any]) -> str:
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", str(value))
    return path


def _try(
    browser: Any, path: tuple[str, str], params: Any, sent: Any, until: float, english: set[str]
) -> tuple[Counter[int], list[str]]:
    """Statuses and 5xx answers of one operation, until the time is over (five cases at least)."""
    statuses: Counter[int] = Counter()
    broken: list[str] = []
    method, url = path

    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(query=st.fixed_dictionaries({}, optional=params), body=sent)
    def one(query: dict[str, Any], body: Any) -> None:
        if time.monotonic() > until and statuses.total() >= 5:
            return
        text = urlencode({key: str(value) for key, value in query.items()}, errors="replace")
        with transaction.atomic():
            answer = browser.generic(
                method.upper(), f"{url}?{text}", data=json.dumps(body), content_type="application/json"
            )
            transaction.set_rollback(True)
        statuses[answer.status_code] += 1
        if answer.status_code == 400:
            english.update(one["detail"] for one in answer.json()["errors"] if one["detail"].isascii())
        if answer.status_code >= 500:
            broken.append(f"{method} {url}?{text} {body!r}: {getattr(answer, 'exc_info', '')}")

    one()
    return statuses, broken


def test_no_operation_ever_breaks(cast: Cast, caplog: Any) -> None:
    caplog.set_level("CRITICAL")
    rows = fill(cast)
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, "officer")
    ids: dict[str, Any] = {f"{noun}_id": row.pk for noun, row in rows.items() if hasattr(row, "pk")}
    ids |= {"year_code": "2023-2024", "subject": "collective", "code": "LDTT", "regime": "LAW2003"}
    browser = cast.browser("officer")
    browser.raise_request_exception = False
    *listed, (_, _, parts) = operations()
    statuses: Counter[int] = Counter()
    broken: list[str] = []
    english: set[str] = set()
    for path, method, operation in listed:
        asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
        params = {one["name"]: values(one["schema"], parts) for one in asked}
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        sent = values(body, parts) if body else st.just({})
        until = time.monotonic() + SECONDS / len(listed)
        told, wrong = _try(browser, (method, _fill_path(path, ids)), params, sent, until, english)
        statuses += told
        broken += wrong
    assert broken == [], "\n".join(broken[:10])
    assert english == set()
    assert statuses.total() >= 3 * len(listed)
    assert {200, 400} <= set(statuses), statuses
