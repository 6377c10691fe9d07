"""Whatever is sent with the ids of another school, block or authority: nothing of it is told, nothing of it is changed.

Every address that takes something is generated from the resolver, every field's name from the code that reads it; each
field, cell and box carries the id of a foreign row. One number is the id of a foreign row in every table, so that it
need not be known what a field means. A sample every day, all addresses for all roles with `--all`.
"""

import ast
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from awards.models import Award, Decision
from awards.rules.facts.fact_cells import columns
from blocks.models import (
    Block,
    Placement,
    Posting,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
)
from blocks.rules.registration.sheet_cells import TEXT_COLUMNS
from tests.cast import FIRST_DAY, Cast
from tests.house.walk.routes import Route, routes
from tests.house.walk.sweep import browser, world
from tests.house.walk.test_matrix import FIXED, _values
from tests.house.walk.world import _known_facts, leaks, personal
from thidua.models import Account, Seat
from thidua.text import name_sort_key, plain_key
from thidua.wall.tenancy import tenant

FOREIGN, OTHER_TENANT = 900001, 900002  # ids of every foreign row in the own authority, and in another one
MARK = "Hwkq8vxe"
WHO = ("principal", "secretary", "leader")
CELLS = [*columns("2023-2024"), *TEXT_COLUMNS, "LDTT", "CSTDCS", "TTLDTT", "COTP", "total", "absent"]
NAME = re.compile(r"""(?:POST|data|GET)(?:\.get|\.getlist)?[\[(]["']([A-Za-z][\w-]*)["']""")


def _foreign(cast: Cast, district_id: int, number: int) -> dict[str, Any]:
    """A school of another block with a person and everything known of it, each row under the same id."""
    with tenant(district_id):
        year = apps.get_model("blocks", "EmulationYear").objects.get(code="2023-2024")
        block = Block.objects.create(pk=number, code=f"n{number}", name="Khối khác", level="MN")
        school = School.objects.create(pk=number, code=f"n{number}", name="Trường khác", name_key="k", level="MN")
        Placement.objects.create(pk=number, year=year, block=block, school=school, position=1)
        name = f"Người {MARK}"
        staff = StaffMember.objects.create(
            pk=number, full_name=name, name_key=plain_key(name), sort_key=name_sort_key(name)
        )
        Posting.objects.create(pk=number, staff=staff, school=school, job_title=MARK)
        sheet = RegistrationSheet.objects.create(pk=number, year=year, school=school)
        row = Registration.objects.create(
            pk=number, sheet=sheet, staff=staff, position=1, initiative=MARK, note=MARK, touched={"note": MARK}
        )
        target = Target.objects.create(
            pk=number, year=year, school=school, subject="TAP_THE", title_id="TTLDTT", value=1, changed_by=MARK
        )
        topic = Topic.objects.create(pk=number, year=year, school=school, kind="CHUYEN_DE", position=1, text=MARK)
        decision = Decision.objects.create(pk=number, number=f"01/{MARK}", issuer=MARK, issued_on=FIRST_DAY)
        award = Award.objects.create(
            pk=number, decision=decision, staff=staff, school=school, title_id="LDTT", year_code="2022-2023"
        )
        account = Account.objects.create_user(f"khac{number}", full_name=f"Người {MARK}")
        seat = Seat.objects.create(
            pk=number, account=account, role="SECRETARY", school_id=number, unit_name="Khác", valid_from=FIRST_DAY
        )
        facts = {noun: _renumbered(fact, number) for noun, fact in _known_facts(staff, school, MARK).items()}
        made = {"block": block, "school": school, "staff": staff, "sheet": sheet, "registration": row}
        return made | {"target": target, "topic": topic, "decision": decision, "award": award, "seat": seat} | facts


def _renumbered(row: Any, number: int) -> Any:
    type(row).objects.filter(pk=row.pk).update(id=number)
    row.pk = number
    return row


def _names() -> list[str]:
    """Every name under which the doors read something that was sent: their look-ups, forms and serializers."""
    found: set[str] = set()
    for wing in ("blocks", "awards", "documents", "thidua"):
        for path in Path(settings.BASE_DIR, wing).rglob("*.py"):
            if {"views", "api", "grid", "web", "queue", "trail"} & set(path.parts):
                text = path.read_text(encoding="utf-8")
                found |= set(NAME.findall(text)) | set(_fields(ast.parse(text)))
    return sorted(found - {"acting_seat"})  # it only names the own seat again


def _fields(tree: ast.Module) -> Iterator[str]:
    """Names of the fields of forms and serializers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
                    yield from (name.id for name in line.targets if isinstance(name, ast.Name))


def _form(names: list[str], number: int) -> dict[str, Any]:
    cells = {f"c.{number}.{cell}": "zz" for cell in CELLS} | {f"s.{number}.{cell}": "khác" for cell in CELLS}
    numbered = {f"{name}_{number}": "zz" for name in ("school", "ten", "thu", "reason")}
    return dict.fromkeys(names, str(number)) | cells | numbered | {"s": f"{number}.LDTT"}


def _body(names: list[str], number: int) -> dict[str, Any]:
    cells = [{"row": number, "cell": cell, "value": "zz", "seen": "khác"} for cell in CELLS]
    return dict.fromkeys(names, number) | {"cells": cells}


def _taking(everything: bool) -> Iterator[tuple[Route, str]]:
    for route in routes():
        if route.public or not route.name:
            continue
        for method in ("POST", "PUT", "PATCH", "DELETE") if route.is_api else ("POST",):
            daily = zlib.crc32(f"{route.name} {method}".encode()) % 4 == 0 or "cell" in route.name
            if route.answers(method) and (everything or daily):
                yield route, method


def _addresses(route: Route, rows: dict[str, Any], foreign: dict[str, Any], number: int) -> Iterator[str]:
    """With the own rows in the address, and with foreign ones."""
    yield route.url(_values(route, rows))
    values = _values(route, rows | foreign)
    yield route.url(
        {name: number if isinstance(value, int) and name not in FIXED else value for name, value in values.items()}
    )


def _picture(district_id: int, number: int) -> dict[str, str]:
    """What stands in the foreign rows, by table."""
    seen = {}
    with tenant(district_id), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if any(field.column == "district_id" for field in model._meta.concrete_fields):
                cursor.execute(f"SELECT t::text FROM {table} t WHERE id = %s", [number])
                seen[table] = str(cursor.fetchall())
    return seen


@pytest.mark.parametrize("who", WHO)
def test_ids_of_others_tell_and_change_nothing(who: str, db: None, request: Any, caplog: Any) -> None:
    everything = request.config.option.all
    if not everything and who != "principal":
        pytest.skip("người khác: với --all")
    caplog.set_level("CRITICAL")
    cast, rows = world()
    foreign = {
        FOREIGN: (cast.district.pk, _foreign(cast, cast.district.pk, FOREIGN)),
        OTHER_TENANT: (cast.other.pk, _foreign(cast, cast.other.pk, OTHER_TENANT)),
    }
    with tenant(cast.district.pk):
        rows |= personal(cast, rows, who)
    client, names, wrong = browser(cast, who), _names(), []
    assert len(names) > 100, names
    session, before = (
        client.cookies.output(header="", sep=";"),
        {number: _picture(district_id, number) for number, (district_id, _) in foreign.items()},
    )
    for route, method in _taking(everything):
        for number, (district_id, theirs) in foreign.items():
            for url in dict.fromkeys(_addresses(route, rows, theirs, number)):
                client.cookies.load(session)
                with transaction.atomic():
                    response = _send(client, method, url, route.is_api, names, number)
                    changed = response.status_code < 400 and _picture(district_id, number) != before[number]
                    transaction.set_rollback(True)
                if problem := _problem(response, changed):
                    wrong.append(f"{who} {method} {url} ({route.name}): {problem}")
    assert wrong == [], "\n".join(wrong)


def _send(client: Any, method: str, url: str, is_api: bool, names: list[str], number: int) -> Any:
    if is_api:
        return client.generic(method, url, json.dumps(_body(names, number)), content_type="application/json")
    return client.post(url, _form(names, number))


def _problem(response: Any, changed: bool) -> str:
    if response.status_code >= 500:
        return f"{response.status_code} {getattr(response, 'exc_info', ('', ''))[1]!r}"
    if leaks(response, MARK):
        return f"{response.status_code} để lộ chữ của trường khác"
    return "đổi hàng của trường khác" if changed else ""
