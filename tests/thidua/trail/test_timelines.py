"""What was done to it, on the page of every object: in Vietnamese words, for who may read it, at a fixed price."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from blocks.rules.access.oversight import LOOKED
from blocks.rules.access.support import VIEWED
from tests.cast import Cast
from tests.house.walk.world import fill, personal
from thidua.actors import Actor, system
from thidua.models import AuditEvent, DistrictName
from thidua.trail import audit
from thidua.trail.presenter import changes
from thidua.wall.tenancy import tenant

MARK = "việc để tìm"
PAGES = {
    "school": "/truong/{school.pk}/",
    "block": "/khoi/{block.pk}/",
    "seat": "/nguoi-va-vai-tro/{seat.pk}/ket-thuc/",
    "year": "/nam-thi-dua/{year.code}/",
    "sheet": "/dang-ky/ban/{sheet.pk}/",
    "meeting": "/khoi/{block.pk}/sinh-hoat/{meeting.number}/",
    "document": "/ke-hoach/khoi/{block.pk}/",
    "rendition": "/ban-ket-xuat/{rendition.pk}/",
    "batch": "/nhan-tep/{batch.pk}/",
    "staff": "/du-lieu-ca-nhan/{staff.pk}/",
    "name": "/don-vi/",
    "oversight": "/don-vi/cap-tren/",
    "support": "/don-vi/ho-tro/",
    "invitation": "/nguoi-va-vai-tro/",
    "extension": "/tep/cua/gia-han/{extension.pk}/",
    "decision": "/tep/cua/quyet-dinh/{decision.pk}/",
    "initiative": "/sang-kien/truong/{school.pk}/",
    "discipline": "/ky-luat/truong/{school.pk}/",
    "matter": "/ky-luat/truong/{school.pk}/",
    "absence": "/du-kien/truong/{school.pk}/nguoi/{staff.pk}/nghi/",
}
ALSO = (
    ("initiative", "/sang-kien/{initiative.pk}/"),
    ("discipline", "/ky-luat/{discipline.pk}/"),
    ("matter", "/ky-luat/viec/{matter.pk}/"),
    ("matter", "/tep/cua/vu-viec/{matter.pk}/"),
    ("absence", "/du-kien/truong/{school.pk}/nguoi/{staff.pk}/nghi/maternity/"),
)


@pytest.fixture
def rows(cast: Cast) -> dict[str, Any]:
    """A row of every kind of object."""
    made = fill(cast)
    with tenant(cast.district.pk):
        return made | personal(cast, made, "officer") | {"name": DistrictName.objects.get()}


def _record(cast: Cast, target: Any, times: int = 1) -> None:
    with tenant(cast.district.pk):
        for number in range(times):
            audit.record(
                by=system(cast.district.pk), verb=MARK, target=target, old={"version": number}, new={"version": 7}
            )


@pytest.mark.parametrize(("noun", "page"), [*PAGES.items(), *ALSO])
def test_every_object_tells_what_was_done_to_it(cast: Cast, rows: dict[str, Any], noun: str, page: str) -> None:
    browser, url = cast.browser("officer"), page.format(**rows)
    _record(cast, rows[noun])
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        html = browser.get(url).content.decode()
    assert "Đã làm gì" in html and MARK in html and "phiên bản: 0 → 7" in html, noun
    _record(cast, rows[noun], 18)
    with CaptureQueriesContext(connection) as many:
        assert browser.get(url).content.decode().count(MARK) == 19
    assert len(many) == len(few)


def _shown(actor: Actor | None, *targets: Any) -> str:
    names = [f"t{place}" for place, _ in enumerate(targets)]
    shown = Template("{% load trail %}{% timeline_of " + " ".join(names) + " %}")
    return shown.render(Context({"actor": actor, **dict(zip(names, targets, strict=True))})).strip()


def test_a_unit_reads_what_was_done_to_its_own(cast: Cast, rows: dict[str, Any]) -> None:
    own, other = cast.schools[1], cast.schools[2]
    for target in (own, other, rows["sheet"], cast.block, cast.seats["member"], cast.seats["officer"], rows["staff"]):
        _record(cast, target)
    sees = {
        "officer": {"own", "other", "sheet", "block", "seat", "office", "staff"},
        "principal": {"own", "sheet", "seat"},
        "secretary": {"own", "sheet", "seat"},
        "leader": {"block"},
        "member": set(),
    }
    targets = {
        "own": own,
        "other": other,
        "sheet": rows["sheet"],
        "block": cast.block,
        "seat": cast.seats["member"],
        "office": cast.seats["officer"],
        "staff": rows["staff"],
    }
    for who, names in sees.items():
        actor = cast.actor(who)
        with tenant(cast.district.pk):
            found = {name for name, target in targets.items() if MARK in _shown(actor, target)}
            assert found == names, who
    with tenant(cast.district.pk):
        assert _shown(None, own) == ""


def test_conduct_is_told_to_those_who_decide_alone(cast: Cast, rows: dict[str, Any]) -> None:
    for noun in ("discipline", "matter", "initiative"):
        _record(cast, rows[noun])
    for who, sees in (("officer", 3), ("principal", 3), ("secretary", 1), ("leader", 0), ("member", 0)):
        actor = cast.actor(who)
        with tenant(cast.district.pk):
            found = [noun for noun in ("initiative", "discipline", "matter") if MARK in _shown(actor, rows[noun])]
        assert len(found) == sees and found[:1] in ([], ["initiative"]), who
    page = f"/sang-kien/truong/{rows['school'].pk}/"
    assert cast.browser("secretary").get(page).content.decode().count(MARK) == 1
    assert MARK not in cast.browser("leader").get(page).content.decode()


@pytest.mark.parametrize(
    ("noun", "verb", "page"), [("oversight", LOOKED, "/don-vi/cap-tren/"), ("support", VIEWED, "/don-vi/ho-tro/")]
)
def test_reading_does_not_crowd_out_the_deeds(
    cast: Cast, rows: dict[str, Any], noun: str, verb: str, page: str
) -> None:
    _record(cast, rows[noun])
    with tenant(cast.district.pk):
        for _ in range(25):
            audit.record(by=system(cast.district.pk), verb=verb, target=rows[noun], new={"path": "/"})
    html = cast.browser("officer").get(page).content.decode()
    assert html.count(MARK) == 1 and verb not in html


def test_several_rows_stand_in_one_list_and_a_missing_one_is_none(cast: Cast, rows: dict[str, Any]) -> None:
    _record(cast, cast.block)
    _record(cast, cast.schools[1])
    officer = cast.actor("officer")
    with tenant(cast.district.pk), CaptureQueriesContext(connection) as asked:
        html = _shown(officer, cast.block, None, [cast.schools[1]])
    assert html.count(MARK) == 2 and str(cast.block) in html and len(asked) == 1
    with tenant(cast.district.pk), CaptureQueriesContext(connection) as asked:
        assert _shown(officer, None, []) == "" and len(asked) == 0


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ({"name": "A"}, {"name": "B"}, ["tên: A → B"]),
        ({"name": "A", "code": 1}, {"name": "A", "code": 2}, ["mã: 1 → 2"]),
        (None, {"valid_to": "2023-10-24", "at_once": False}, ["đến hết ngày: 24/10/2023", "ngay lập tức: không"]),
        ("Bản nháp", {"state": "Đã gửi"}, ["Bản nháp", "trạng thái: Đã gửi"]),
        ("cũ", "mới", ["cũ → mới"]),
        ({"role": "SECRETARY"}, {"role": "PRINCIPAL"}, ["vai trò: Thư ký → Hiệu trưởng"]),
        ({"name": "A"}, {"name": None}, ["tên: A → để trống"]),
        (None, {"context": "a" * 64, "format": "pdf"}, ["dạng: pdf"]),
        (None, {"month": "2023-12-01"}, ["tháng: 12/2023"]),
        (None, {"starts_at": "2023-12-07T07:00:00+00:00"}, ["bắt đầu lúc: 14:00, 07/12/2023"]),
        (None, {"starts_at": "2023-12-07 14:00:00+07:00"}, ["bắt đầu lúc: 14:00, 07/12/2023"]),
        (None, {"name": "2023-12-07 là ngày họp"}, ["tên: 2023-12-07 là ngày họp"]),
        (None, None, []),
    ],
)
def test_old_and_new_side_by_side(old: Any, new: Any, lines: list[str]) -> None:
    assert changes(AuditEvent(old=old, new=new)) == lines


def test_a_noun_names_its_rows_without_renaming_those_of_others() -> None:
    event = AuditEvent(old=None, new={"reason": "Thiếu cô An"}, kind="blocks.movement")
    assert changes(event) == ["thành tích: Thiếu cô An"]
    event.kind = "blocks.registrationsheet"
    assert changes(event) == ["lý do: Thiếu cô An"]


def test_no_secret_in_a_timeline(cast: Cast) -> None:
    with tenant(cast.district.pk):
        audit.record(
            by=system(cast.district.pk), verb=MARK, target=cast.block, new={"token": "bi-mat-123", "name": "B"}
        )
        html = _shown(system(cast.district.pk), cast.block)
    assert MARK in html and "bi-mat-123" not in html
