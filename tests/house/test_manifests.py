"""What the manifests register resolves: pages open for who sees the line, links lead somewhere, all is asked for."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from blocks.services.access.seats import give_seat
from blocks.services.mailroom.notices import notices_for
from tests.cast import FIRST_DAY, PASSWORD, Cast
from tests.house.walk.routes import Route, routes
from thidua.access.accounts import create_account
from thidua.access.authorities import open_district
from thidua.access.kinds import DistrictKind
from thidua.actors import platform, system
from thidua.management.commands.demo import stages
from thidua.models import Account, AuditEvent
from thidua.policy import TABLE, Action, Role
from thidua.queue import outbox
from thidua.registries.addresses import address, address_for, kept_as
from thidua.registries.file_kinds import Attachable
from thidua.registries.links import Link
from thidua.registries.wings import file_kinds, gathered, link_kinds, manifests, menu, reserved_from
from thidua.trail.search import kind_name
from thidua.wall.tenancy import TenantModel, tenant
from thidua.web.navigation import entries, groups

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("thidua", "blocks", "awards", "documents")
PEOPLE = ("officer", "head", "leader", "principal", "secretary", "member")


def _pages() -> dict[str, Route]:
    return {route.name: route for route in routes() if not route.is_api and route.name}


def _sources(*folders: str) -> list[tuple[str, str]]:
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths]


def test_every_wing_has_its_manifest() -> None:
    assert [wing.wing for wing in manifests()] == list(WINGS)


def test_each_registered_thing_stands_once() -> None:
    for codes in (
        [kind.code for wing in manifests() for kind in wing.links],
        [kind.slug for wing in manifests() for kind in wing.file_kinds],
        [kind.code for wing in manifests() for kind in wing.paper_kinds],
        [source.noun for wing in manifests() for source in wing.tasks],
        [group.code for wing in manifests() for group in wing.groups],
        [line.url_name for wing in manifests() for line in wing.navigation],
        [name for wing in manifests() for name in wing.jobs],
    ):
        assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_lines_and_tasks_belong_to_a_group() -> None:
    groups = {group.code for group in gathered(lambda wing: wing.groups)}
    named = {name for line in gathered(lambda wing: wing.navigation) for name in (line.group, line.school_group)}
    assert named - {""} <= groups
    assert {source.group for source in gathered(lambda wing: wing.tasks)} <= groups
    shown = [line for _, lines in menu() for line in lines]
    assert {line.url_name for line in shown} == {line.url_name for line in gathered(lambda wing: wing.navigation)}


def test_a_line_and_a_link_demand_what_the_page_demands() -> None:
    pages = _pages()
    for line in gathered(lambda wing: wing.navigation):
        assert pages[line.url_name].action("GET") == line.action, line.label
        assert pages[line.url_name].params == (), f"{line.label} would need an id"
    for kind in gathered(lambda wing: wing.links):
        assert pages[kind.name].action("GET") == kind.action, kind.code


def test_every_line_of_the_navigation_opens_for_everybody_who_sees_it(cast: Cast) -> None:
    """Groups too: each leads to a page of its own, the next step or the first line."""
    opened: set[str] = set()
    for who in PEOPLE:
        browser, seen = cast.browser(who), groups(cast.actor(who), "/")
        for url in {line.url for group in seen for line in group.lines} | {group.url for group in seen}:
            assert browser.get(url, follow=True).status_code == 200, f"{who}: {url}"
            opened.add(url.split("?")[0])
    lines = gathered(lambda wing: wing.navigation)
    mine = {reverse(line.url_name) for line in lines if line.action is not Action.RUN_PLATFORM}
    assert opened == mine | {reverse("next_step")}


def _a_head_of_a_superior(cast: Cast) -> None:
    """Adds `director` to the cast: the Giám đốc of a Sở where no year was opened."""
    so = open_district(code="so", kind=DistrictKind.SO_GDDT, valid_from=FIRST_DAY)
    cast.accounts["director"] = create_account(
        username="director", full_name="Ngô Thị Thanh Hà", email="director@thidua.example", password=PASSWORD
    )
    with tenant(so.pk):
        give_seat(account=cast.accounts["director"], role=Role.HEAD_OF_OFFICE, by=system(so.pk), valid_from=FIRST_DAY)


def _a_person_of_the_platform(cast: Cast) -> None:
    made = create_account(username="staff", full_name="Lý Gia Bảo", email="staff@thidua.example", password=PASSWORD)
    Account.objects.filter(pk=made.pk).update(platform_staff=True)
    cast.accounts["staff"] = made


def test_before_a_year_is_open_no_line_leads_to_a_page_that_needs_one(cast: Cast) -> None:
    """In an office that has opened none, in a Sở, and for the platform's staff, who work in no authority."""
    _a_head_of_a_superior(cast)
    _a_person_of_the_platform(cast)
    for who in ("stranger", "director", "staff"):
        browser, seen = cast.browser(who), groups(cast.actor(who), "/", has_year=False)
        page = browser.get("/", follow=True).content.decode()
        for group in seen:
            assert browser.get(group.url, follow=True).status_code == 200, f"{who}: {group.url}"
            for line in group.lines:
                assert browser.get(line.url, follow=True).status_code == 200, f"{who}: {line.url}"
                assert len(group.lines) == 1 or f'href="{line.url}"' in page
        assert seen and not {"registration", "block", "during"} & {group.code for group in seen}
    assert cast.actor("director").role_name == "Giám đốc"
    assert "Giám đốc" in cast.browser("director").get("/").content.decode()


def test_a_link_is_kept_as_text_and_leads_to_its_page(cast: Cast) -> None:
    link = Link.to("targets", 3, "tap-the")
    assert str(link) == "targets:3:tap-the" and Link.read("targets:3:tap-the") == link
    assert address("sheet:12") == "/dang-ky/ban/12/" == address(Link.to("sheet", 12))
    assert address(link) == "/khoi/3/chi-tieu/tap-the/"
    assert address("") == address(None) == address("khong-co:1") == address("sheet") == address("sheet:x") == ""
    member, principal = cast.actor("member"), cast.actor("principal")
    assert address_for(principal, "own_sheet") == "/dang-ky/cua-truong/"
    assert address_for(member, "own_sheet") == "", "a council member does not write the school's list"
    assert address_for(platform(1, "Ngô Minh Nhật"), "home") == ""


def test_a_notice_cannot_point_nowhere() -> None:
    assert kept_as("plan:29") == "plan:29" and kept_as("") == ""
    with pytest.raises(LookupError):
        kept_as("khong-co:1")
    with pytest.raises(LookupError):
        notices_for([], title="Thử", text="", path="khong-co:1")


def test_every_link_that_the_code_writes_is_registered() -> None:
    """`Link("code")`, `Link.to("code", …)`, `path="code:…"` of services, and the pages of letters."""
    told = re.compile(r"""(?:Link\(|Link\.to\(|\bpath=f?)"([a-z_]+)[":]""")
    written = {
        code
        for name, text in _sources("blocks", "awards", "documents", "thidua/queue")
        for code in told.findall(text)
        if "/api/" not in name and "/migrations/" not in name
    }
    assert len(written) > 15
    assert written - set(link_kinds()) == set()


def test_what_files_may_be_attached_to() -> None:
    assert all(isinstance(kind, Attachable) for kind in file_kinds().values())
    models = [kind.model for kind in file_kinds().values()]
    assert len(set(models)) == len(models) and all(issubclass(model, TenantModel) for model in models)
    for slug, kind in file_kinds().items():
        assert address(kind.page(kind.model(pk=1))), slug
        for lookup in (*kind.search, *kind.related):
            kind.model._base_manager.values(lookup)  # raises FieldError where the model has no such field


def test_every_module_of_invariants_is_asked_by_fsck() -> None:
    asked = {breaches.__module__ for breaches in gathered(lambda wing: wing.invariants)}
    written = {
        str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
        for wing in WINGS
        for path in (ROOT / wing).rglob("invariants.py")
    }
    assert asked == written


def test_every_job_that_is_written_has_somebody_to_run_it() -> None:
    known = outbox.handlers()
    for name, text in _sources("blocks/services", "awards/services", "documents/services"):
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"later", "outbox.later"}:
                job = call.args[0]
                assert isinstance(job, ast.Name), f"{name}: a job's name is a constant of its module"
                assert getattr(import_module(name.removesuffix(".py").replace("/", ".")), job.id) in known, name
    assert len(known) >= 3 and len(gathered(lambda wing: wing.by_the_clock)) >= 1


def test_the_demo_can_be_built_and_only_by_name() -> None:
    codes = {stage.code for stage in stages()}
    for wing in manifests():
        for stage, path in wing.demo.items():
            module, _, name = path.partition(":")
            assert stage in codes and callable(getattr(import_module(module), name)), path
    assert codes == {stage for wing in manifests() for stage in wing.demo}, "a stage without parts builds nothing"


def test_what_is_reserved_is_told_to_who_decides_alone(cast: Cast) -> None:
    assert reserved_from(cast.actor("officer")) == []
    assert set(reserved_from(cast.actor("secretary"))) == {"awards.discipline", "awards.matter"}
    for action in {action for wing in manifests() for action in wing.reserved.values()}:
        assert any(action not in TABLE[role] for role in Role), "reserved from nobody"


def test_every_row_of_a_wing_has_a_vietnamese_name_in_the_trail() -> None:
    for model in apps.get_models():
        if model._meta.app_label in WINGS and issubclass(model, TenantModel) and model is not AuditEvent:
            told, own = kind_name(model._meta.label_lower), re.sub(r"(?<!^)([A-Z])", r" \1", model.__name__).lower()
            assert told and told != own, f"{model.__name__} has no verbose_name"


def test_every_part_of_the_intake_has_its_own_name() -> None:
    codes = [part.code for part in gathered(lambda wing: wing.intake_parts)]
    assert codes and len(set(codes)) == len(codes)


def test_a_wing_alone_decides_the_frame_and_is_told_of_reading() -> None:
    assert sum(wing.frame is not None for wing in manifests()) == 1
    assert sum(wing.note_reading is not None for wing in manifests()) == 1


def test_a_new_noun_is_seen_everywhere_by_its_lines_in_one_manifest(cast: Cast, settings: Any) -> None:
    """A toy wing: its line, link and task appear without another file being touched."""
    settings.MANIFESTS = (*settings.MANIFESTS, "tests.house.toy_manifest.MANIFEST")
    leader = cast.actor("leader")
    assert "Phong trào thử" in [entry.label for entry in entries(leader, "/")]
    assert address("toy") == "/hop-thu/"
    with tenant(cast.district.pk):
        notices_for([cast.seats["leader"]], title="Thử", text="", path=Link("toy"))
    page = cast.browser("leader").get("/").content.decode()
    assert "Ghi phong trào thử" in page and 'href="/hop-thu/"' in page
