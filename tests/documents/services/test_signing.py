"""Thirteen heads sign one paper in mixed ways; turns, wrong people, other authorities; what is kept and what is not."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from documents.models import Document, SignatureSlot, SignedRevision, SigningRound
from documents.pades.certificates import open_p12
from documents.pades.checking import signatures
from documents.pades.practice import Issuer, issue_p12, make_root
from documents.pades.roots import Trust
from documents.pades.signing import sign
from documents.queries import kinds as kinds_module
from documents.queries.invariants import breaches
from documents.queries.papers.plans import PLAN
from documents.queries.signing import latest_file
from documents.render import render_stamp
from documents.rules.issuing import PaperState
from documents.rules.signing import Method
from documents.rules.slots import Slot
from documents.services import signing
from documents.services import trust as trust_module
from documents.services.issuing import PAPERS
from documents.services.limited_checks import SignatureReader
from documents.services.plans import begin_plan
from tests.cast import Cast
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.models import AuditEvent
from thidua.policy import Role
from thidua.storage import files
from thidua.web.gates import gates_of_path

WORD = "mật-khẩu-1"
NOW = datetime.now(UTC)
UID = "CCCD:079000000001"


@pytest.fixture
def authority(settings: Any, tmp_path: Path) -> Issuer:
    """The practice authority of this test alone, trusted as in a demo; a seal of its own."""
    settings.STATE, settings.DEMO, settings.PRODUCTION = tmp_path, True, False
    settings.SEAL_P12 = settings.SEAL_PASSPHRASE = settings.TRUSTED_ROOTS = ""
    root = make_root(NOW - timedelta(days=3))
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "root.pem").write_bytes(root.pem)
    return root


def p12(root: Issuer, name: str, uid: str = UID) -> bytes:
    return issue_p12(root, name, uid, WORD, NOW - timedelta(days=1), NOW + timedelta(days=300))


@pytest.fixture
def leader(cast: Cast) -> Iterator[Actor]:
    with cast.at_work("leader") as by:
        yield by


def opened(cast: Cast, by: Actor) -> tuple[Document, SigningRound]:
    plan = begin_plan(block=cast.block, year=cast.year, by=by)
    checked = PAPERS.make(plan, "check", by=by)
    numbered = PAPERS.make(checked, "number", by=by, number=None, symbol="", dated=clock.today())
    return numbered, signing.open_signing(document=numbered, by=by)


def test_the_leader_signs_with_a_key_that_is_kept_nowhere(
    cast: Cast, leader: Actor, authority: Issuer, caplog: Any
) -> None:
    caplog.set_level("DEBUG")
    paper, current = opened(cast, leader)
    slot, key = current.slots.get(), p12(authority, "Nguyễn Lan Hương")
    with pytest.raises(RuleViolation, match="chưa khai mã"):
        signing.sign_with_p12(document=paper, slot=slot, p12=key, passphrase=WORD, by=leader)
    signing.declare_card(uid=UID, by=leader)
    with pytest.raises(RuleViolation) as wrong:
        signing.sign_with_p12(document=paper, slot=slot, p12=key, passphrase="khác", by=leader)
    assert wrong.value.where == "passphrase"
    other = p12(authority, "Nguyễn Lan Hương", "CCCD:079000000009")
    with pytest.raises(RuleViolation, match="không phải mã đã khai"):
        signing.sign_with_p12(document=paper, slot=slot, p12=other, passphrase=WORD, by=leader)
    false = p12(make_root(NOW - timedelta(days=3)), "Nguyễn Lan Hương")
    with pytest.raises(RuleViolation, match="tin cậy"):
        signing.sign_with_p12(document=paper, slot=slot, p12=false, passphrase=WORD, by=leader)
    made = signing.sign_with_p12(document=paper, slot=slot, p12=key, passphrase=WORD, by=leader)
    assert (made.subject, made.uid, made.method) == ("Nguyễn Lan Hương", UID, Method.PKCS12)
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED and not list(breaches())
    assert WORD not in caplog.text and WORD not in str(list(AuditEvent.objects.values_list("new", "old", "reason")))
    issued = PAPERS.make(paper, "release", by=leader)
    assert issued.state == PaperState.ISSUED and issued.issued_at is not None
    with pytest.raises(RuleViolation, match="ký điện tử"):
        PAPERS.make(issued, "renumber", by=leader, number=9, symbol="KH", dated=clock.today())


def test_production_without_a_seal_says_so_and_trusts_no_practice(
    cast: Cast, leader: Actor, authority: Issuer, settings: Any
) -> None:
    settings.PRODUCTION = True
    with pytest.raises(RuleViolation, match="SEAL_P12"):
        opened(cast, leader)
    sealed = settings.STATE / "prod.p12"
    sealed.write_bytes(p12(authority, "Dấu của hệ thống"))
    settings.SEAL_P12, settings.SEAL_PASSPHRASE = str(sealed), WORD
    assert trust_module.trust().roots == ()
    with pytest.raises(RuntimeError):
        trust_module.practise([], WORD)


def _thirteen(cast: Cast) -> tuple[Slot, ...]:
    school, block = cast.schools, cast.block
    heads = [
        Slot(key=f"o-{n}", role=Role.PRINCIPAL, name=f"Trần Thị Hiệu {n:02d}", school_id=1_000 + n, unit=f"Trường {n}")
        for n in range(1, 13)
    ]
    assert school
    return (*heads, Slot(key="o-13", role=Role.BLOCK_LEADER, name="Nguyễn Lan Hương", block_id=block.pk, witness=True))


def test_thirteen_sign_in_mixed_ways_and_all_hold(
    cast: Cast, leader: Actor, authority: Issuer, monkeypatch: Any, tmp_path: Path
) -> None:
    kind = replace(PLAN, slots=lambda document: _thirteen(cast))
    monkeypatch.setattr(kinds_module, "kinds", lambda: {PLAN.code: kind})
    paper, current = opened(cast, leader)
    slots = list(current.slots.order_by("place"))
    assert len(slots) == 13
    heads = [
        replace(
            leader,
            account_id=5_000 + n,
            account_name=f"Trần Thị Hiệu {n:02d}",
            role=Role.PRINCIPAL,
            block_id=None,
            school_id=1_000 + n,
        )
        for n in range(1, 13)
    ]
    for n, (head, slot) in enumerate(zip([*heads, leader], slots, strict=True), start=1):
        uid = f"CCCD:0790000001{n:02d}"
        signing.declare_card(uid=uid, by=head)
        key = p12(authority, head.account_name, uid)
        if n % 4 == 0:
            picture = BytesIO()
            Image.new("RGB", (60, 40), "white").save(picture, "PNG")
            scan = {"content": picture.getvalue(), "name": "ban-ky.png"}
            assert signing.accept_scan(document=paper, slot=slot, by=head, **scan).method == Method.SCAN
        elif n % 4 == 1:
            signing.take_lease(document=paper, slot=slot, by=head)
            latest = files.read(latest_file(current).stored)
            outside = sign(latest, slot.field, open_p12(key, WORD), render_stamp([head.account_name]))
            made = signing.accept_upload(document=paper, slot=slot, content=outside, by=head)
            assert made.method == Method.UPLOAD and made.uid == uid
        else:
            signing.sign_with_p12(document=paper, slot=slot, p12=key, passphrase=WORD, by=head)
    paper.refresh_from_db()
    assert paper.state == PaperState.SIGNED
    content = files.read(latest_file(current).stored)
    seen = signatures(content, trust_module.trust(), clock.real_now())
    assert len(seen) == 11 and all(signature.holds for signature in seen)
    if tool := shutil.which("pdfsig"):
        path = tmp_path / "ky.pdf"
        path.write_bytes(content)
        told = subprocess.run([tool, "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
        assert told.count("Signature is Valid.") == 11


def test_one_signer_at_a_time_until_the_turn_ends(
    cast: Cast, leader: Actor, authority: Issuer, monkeypatch: Any
) -> None:
    kind = replace(PLAN, slots=lambda document: _thirteen(cast)[:2])
    monkeypatch.setattr(kinds_module, "kinds", lambda: {PLAN.code: kind})
    paper, current = opened(cast, leader)
    first, second = current.slots.order_by("place")
    one, two = (
        replace(leader, account_id=6_000 + n, account_name=f"Trần Thị Hiệu {n:02d}", role=Role.PRINCIPAL, block_id=None,
                school_id=1_000 + n)
        for n in (1, 2)
    )  # fmt: off
    for n, who in enumerate((one, two), start=1):
        signing.declare_card(uid=f"CCCD:07900000020{n}", by=who)
    signing.take_lease(document=paper, slot=first, by=one)
    with pytest.raises(Conflict, match="đang ký, giữ lượt đến"):
        signing.take_lease(document=paper, slot=second, by=two)
    with pytest.raises(Denied, match="Ô ký này của"):
        signing.take_lease(document=paper, slot=second, by=one)
    SignatureSlot.objects.filter(pk=first.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    taken = signing.take_lease(document=paper, slot=second, by=two)
    assert taken.leased_account == two.account_id
    first.refresh_from_db()
    assert first.lease_until is None
    stale = p12(authority, one.account_name, "CCCD:079000000201")
    with pytest.raises(Conflict):
        signing.sign_with_p12(document=paper, slot=first, p12=stale, passphrase=WORD, by=one)
    draft = PAPERS.make(paper, "cancel_number", by=leader, reason="Sai ngày")
    assert draft.state == PaperState.DRAFT
    with pytest.raises(RuleViolation, match="đã hủy"):
        signing.take_lease(document=draft, slot=second, by=two)
    assert SignedRevision.objects.count() == 1


def test_vietnamese_letters_are_drawn_in_the_stamp(tmp_path: Path) -> None:
    """Ink, not text: a letter that is missing from the picture leaves its place white."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("poppler-utils")
    drawn = {}
    for name in ("ễ ị ơ ữ ậ ợ ỷ ẵ", "e i o u a o y a", ""):
        path = tmp_path / "dau.pdf"
        path.write_bytes(render_stamp([f"Ký bởi: {name}"]))
        subprocess.run([tool, "-r", "300", "-gray", "-singlefile", str(path), str(tmp_path / "dau")], check=True)
        picture = Image.open(tmp_path / "dau.pgm")
        drawn[name] = sum(255 - value for value in picture.tobytes()) / 255
    marked, bare, empty = drawn["ễ ị ơ ữ ậ ợ ỷ ẵ"], drawn["e i o u a o y a"], drawn[""]
    assert marked - empty > (bare - empty) * 1.15 > 0


def test_the_pages_of_signing(cast: Cast, authority: Issuer) -> None:
    with cast.at_work("leader") as by:
        paper, current = opened(cast, by)
        slot = current.slots.get()
    leader, address = cast.browser("leader"), f"/van-ban/{paper.pk}/ky/"
    assert "Chứng thư số của tôi" in leader.get(address).content.decode()
    assert leader.post("/chung-thu-so/", {"uid": "12"}).status_code == 422
    assert leader.post("/chung-thu-so/", {"uid": UID})["Location"] == "/chung-thu-so/"
    assert "Ký bằng tệp chứng thư số" in leader.get(address).content.decode()
    assert leader.get(f"{address}tep/").content.startswith(b"%PDF")
    assert "đều còn giá trị" in leader.get(f"{address}kiem/").content.decode()
    for path in (address, f"{address}tep/", f"{address}kiem/", f"{address}ban/0/", f"{address}{slot.pk}/tep-khoa/"):
        assert cast.browser("stranger").get(path).status_code in (403, 404), path
    assert "Ký bằng" not in cast.browser("principal").get(address).content.decode()
    assert cast.browser("member").post(f"{address}{slot.pk}/giu-luot/").status_code == 403
    assert cast.browser("principal").post(f"{address}{slot.pk}/giu-luot/").status_code == 403
    key = BytesIO(p12(authority, "Nguyễn Lan Hương"))
    key.name = "huong.p12"
    sent = leader.post(f"{address}{slot.pk}/tep-khoa/", {"p12": key, "passphrase": WORD})
    assert sent["Location"] == address
    assert "Đã ký" in leader.get(address).content.decode()
    junk = BytesIO(b"0" * 100_000)
    junk.name = "to.p12"
    assert leader.post(f"{address}{slot.pk}/tep-khoa/", {"p12": junk, "passphrase": "x"}).status_code == 413


def test_what_opens_files_never_holds_up_the_pages() -> None:
    pages = {"ky/mo/": {"POST"}, "ky/kiem/": {"GET", "POST"}, "ky/": set(), "ky/tep/": set()}
    pages |= {f"ky/1/{name}/": {"POST"} for name in ("tep-khoa", "nop", "ban-quet")}
    assert {path: gates_of_path(f"/van-ban/1/{path}").heavy for path in pages} == pages
    assert gates_of_path("/van-ban/1/ky/1/tep-khoa/").in_memory
    api = reverse("api-open-signing", args=[1]), reverse("api-signing-upload", args=[1, 1])
    assert [gates_of_path(path).heavy for path in api] == [{"POST"}, {"POST"}]


@pytest.mark.usefixtures("authority")
def test_why_a_turn_was_not_taken_is_told_on_the_page_of_signing(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        paper = begin_plan(block=cast.block, year=cast.year, by=by)
    leader, address = cast.browser("leader"), f"/van-ban/{paper.pk}/ky/"
    early = leader.post(f"{address}mo/")
    assert early.status_code == 422 and "Ký kế hoạch" in early.content.decode()
    assert "Kiểm tra và cấp số văn bản rồi mới lập bản chờ ký." in early.content.decode()
    with cast.at_work("leader") as by:
        checked = PAPERS.make(paper, "check", by=by)
        numbered = PAPERS.make(checked, "number", by=by, number=None, symbol="", dated=clock.today())
        slot = signing.open_signing(document=numbered, by=by).slots.get()
        signing.declare_card(uid=UID, by=by)
        SignatureSlot.objects.filter(pk=slot.pk).update(
            lease_until=clock.now() + timedelta(minutes=9), leased_by="Trần Thị Ba", leased_account=9_999
        )
    late = leader.post(f"{address}{slot.pk}/giu-luot/")
    assert late.status_code == 409 and "Trần Thị Ba đang ký ở ô này." in late.content.decode()


def test_a_file_that_is_late_is_not_called_unreadable() -> None:
    trust = Trust(())
    with SignatureReader(wall_seconds=0.001) as reader, pytest.raises(RuleViolation, match="máy chủ đang bận"):
        reader.see(b"%PDF-1.7", trust, NOW)
