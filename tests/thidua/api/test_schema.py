"""The schema: whole, in Vietnamese, for people with a seat only."""

import json
from typing import Any

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator


def test_the_schema_is_whole() -> None:
    with GENERATOR_STATS.silence():
        schema = SchemaGenerator().get_schema(request=None, public=True)
    told = [str(x) for x in (*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache)]
    assert told == [], "\n".join(told)
    assert len(schema["paths"]) >= 40
    for path, methods in schema["paths"].items():
        assert path.startswith("/api/v1/"), path
        for method, operation in methods.items():
            assert operation.get("description"), (path, method)


def test_refusals_blanks_and_kinds_of_files_are_told() -> None:
    with GENERATOR_STATS.silence():
        schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            wanted = {"400", "401", "403", "404"} | ({"409", "413", "422"} if method != "get" else set())
            assert wanted <= set(operation["responses"]), (path, method)
    shape = schema["components"]["schemas"]["Refusal"]
    assert set(shape["required"]) == {"code", "detail", "basis", "errors"}
    for path in ("/api/v1/attachments/{attachment_id}/file/", "/api/v1/renditions/{rendition_id}/file/"):
        kinds = schema["paths"][path]["get"]["responses"]["200"]["content"]
        assert {"application/pdf", "image/png"} <= set(kinds), path
    staff = schema["components"]["schemas"]
    blank = [name for name, told in staff.items() if "" in told.get("enum", ())]
    assert blank, "codes that may be blank say so"


def test_only_people_with_a_seat_read_the_schema(cast: Any, client: Any) -> None:
    for url in ("/api/v1/schema/?format=json", "/api/v1/docs/"):
        assert client.get(url).status_code in (302, 401)
        assert cast.browser("member").get(url).status_code == 200
    schema = json.loads(cast.browser("officer").get("/api/v1/schema/?format=json").content)
    assert schema["openapi"].startswith("3.")


def test_the_page_holds_under_the_strict_policy(cast: Any) -> None:
    page = cast.browser("officer").get("/api/v1/docs/")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    html = page.content.decode()
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=")
