"""Deeds on attachments: put a paper on an object, take it off, hand it out, say how much room a unit has."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from blocks.models import Attachment, School, StaffMember, StorageLimit
from blocks.queries.files.attachments import OFFICE, of_target, unit_of, usage_of
from blocks.rules.files.attachments import (
    ERASED_TITLE,
    KEEP_REMOVED,
    LimitScope,
    check_count,
    check_limit,
    check_removal,
    check_room,
    check_spare,
    check_title,
    megabytes,
)
from thidua import clock
from thidua.access.demands import demand
from thidua.actors import Actor
from thidua.errors import Denied, RuleViolation
from thidua.gate.papers import Received, receive
from thidua.models import DistrictName, ScanState, StoredFile
from thidua.policy import Action
from thidua.registries.file_kinds import Attachable
from thidua.registries.wings import file_kinds
from thidua.storage import clamav, files
from thidua.text import squeeze
from thidua.trail import audit
from thidua.trail.stamps import put_stamp, stamped


def check_may_change(kind: Attachable, target: Model, by: Actor) -> None:
    """Raises Denied where the actor may not add to the object or take off it."""
    if why := closed_because(kind, target, by):
        raise Denied(why)


def closed_because(kind: Attachable, target: Model, actor: Actor) -> str:
    """Why the actor may neither add nor take off, "" where they may."""
    if actor.reads is not None:
        return "Hồ sơ của đơn vị khác chỉ để đọc."
    if not actor.may(Action.ATTACH_FILES):
        return "Vai trò đang dùng chỉ được xem tệp."
    return kind.closed(actor, target)


@transaction.atomic
def attach(*, kind: Attachable, target: Model, content: bytes, name: str, by: Actor, title: str = "") -> Attachment:
    """Let a paper through the gate and the scanner and keep it on the object; malware is refused and never kept."""
    check_may_change(kind, target, by)
    title = check_title(squeeze(title))
    paper = receive(content, name)
    unit = unit_of(by)
    _lock(unit)
    check_count(of_target(kind, target).count())
    room = usage_of(unit)
    size = len(paper.content)
    check_room(used=room.used, kept=room.kept, limit=room.limit, size=size, office=unit == OFFICE)
    stored = _keep(paper, unit)
    made = Attachment.objects.create(
        kind=kind.slug,
        target=target.pk,
        label=str(target)[:300],
        school_id=kind.school_of(target),
        staff=kind.staff_of(target),
        stored=stored,
        title=title or paper.name.rpartition(".")[0][:200],
        name=paper.name,
        pages=paper.pages,
        **stamped("added", by),
    )
    audit.record(by=by, verb="đính kèm tệp", target=target, new=_told(kind, made, stored))
    return made


def _keep(paper: Received, unit: int) -> StoredFile:
    verdict = clamav.scan(paper.content)
    if verdict.state == ScanState.INFECTED:
        told = f"Bộ quét mã độc tìm thấy {verdict.note} trong tệp nên tệp không được nhận"
        raise RuleViolation("infected", f"{told}. Hãy quét lại máy tính, rồi gửi bản sạch của văn bản.", where="file")
    return files.put(paper.content, name=paper.name, content_type=paper.content_type, counts_for=unit, verdict=verdict)


def _lock(unit: int) -> None:
    """Two uploads of one unit at once are counted one after the other."""
    if unit:
        School.objects.select_for_update().get(pk=unit)
    else:
        DistrictName.objects.select_for_update().order_by("pk").first()


def _told(kind: Attachable, row: Attachment, stored: StoredFile | None) -> dict[str, Any]:
    """What the trail keeps of a file: of one that tells of a person's conduct neither its title nor its name."""
    told: dict[str, Any] = {"file": row.pk}
    if not kind.sensitive:
        told |= {"file_title": row.title, "file_name": row.name}
    if stored is not None:
        told |= {"file_size": megabytes(stored.size), "sha256": stored.sha256}
    return told


@transaction.atomic
def note_blocked(*, kind: Attachable, target: Model, why: str, by: Actor) -> None:
    """Tell in the trail that malware was kept out; the refused deed itself left nothing behind."""
    audit.record(by=by, verb="chặn tệp có mã độc", target=target, new={"file_kind": kind.label, "blocked_for": why})


@transaction.atomic
def remove(*, kind: Attachable, target: Model, attachment: Attachment, reason: str, by: Actor) -> Attachment:
    """Take a file off its object; its bytes are kept ninety days more."""
    check_may_change(kind, target, by)
    row = Attachment.objects.select_for_update(of=("self",)).select_related("stored").get(pk=attachment.pk)
    reason = squeeze(reason)
    check_removal(removed=row.removed_at is not None, reason=reason)
    row.reason = reason[:500]
    row.save(update_fields=["reason", *put_stamp(row, "removed", by)])
    audit.record(by=by, verb="gỡ tệp đính kèm", target=target, old=_told(kind, row, row.stored), reason=row.reason)
    return row


@transaction.atomic
def hand_out(*, kind: Attachable, target: Model, attachment: Attachment, by: Actor) -> tuple[StoredFile, bytes]:
    """The file and its bytes, checked against the hash; of a sensitive kind the trail says who took it."""
    stored = attachment.stored
    if stored is None or attachment.removed_at is not None:
        raise RuleViolation("removed", "Tệp này đã được gỡ khỏi hồ sơ nên không tải được.")
    if kind.sensitive and by.reads is not None:
        raise Denied("Tệp về kỷ luật, vụ việc chỉ người quyết định của đơn vị đó mở được.")
    try:
        content = files.read(stored)
    except (FileNotFoundError, ValueError):
        told = f"Tệp {stored.name} trên máy chủ không còn nguyên vẹn nên không giao ra"
        raise RuleViolation("lost_file", f"{told}. Báo người quản trị khôi phục kho tệp từ bản sao lưu.") from None
    if kind.sensitive:
        audit.record(by=by, verb="tải tệp đính kèm", target=target, new=_told(kind, attachment, stored))
    return stored, content


@transaction.atomic
def set_limit(*, scope: LimitScope, school: School | None, amount: int, reason: str, by: Actor) -> StorageLimit:
    """A new limit in megabytes from now on; what is kept already stays, however much it is."""
    demand(by, Action.SET_QUOTA)
    reason = squeeze(reason)
    check_limit(scope=scope, has_school=school is not None, megabytes=amount, reason=reason)
    made = StorageLimit.objects.create(
        scope=scope,
        school=school,
        megabytes=amount,
        reason=reason[:500],
        **stamped("set", by),
    )
    new = {"scope": scope, "school": school and school.name, "megabytes": amount}
    audit.record(by=by, verb="đặt hạn mức lưu tệp", target=made, new=new, reason=made.reason)
    return made


def check_sending(*, size: int, by: Actor) -> None:
    """Whether tables of `size` bytes may be sent for reading; they may use twice the limit."""
    room = usage_of(unit_of(by))
    check_spare(kept=room.kept, limit=room.limit, size=size)


@transaction.atomic
def run_clocks(*, by: Actor, dry_run: bool = False) -> dict[str, int]:
    """Bytes of what was taken off long enough ago, or whose object is gone, go; the row says that it stood there."""
    now = clock.now()
    old = Attachment.objects.filter(stored__isnull=False, removed_at__lt=now - KEEP_REMOVED)
    going = list(old.select_related("stored")) + _orphans()
    told = {"attachments": len(going)}
    if going and not dry_run:
        for row in going:
            _forget(row, now)
        audit.record(by=by, verb="xóa theo hạn giữ dữ liệu", target=going[-1], new=told)
    return told


def _orphans() -> list[Attachment]:
    found: list[Attachment] = []
    for slug, kind in file_kinds().items():
        rows = Attachment.objects.filter(kind=slug, stored__isnull=False, removed_at=None)
        standing = kind.model._default_manager.order_by().values("pk")
        found += rows.exclude(target__in=standing).select_related("stored")
    return found


def _forget(row: Attachment, now: datetime, **also: str) -> None:
    stored, row.stored = row.stored, None
    if row.removed_at is None:
        row.removed_at, row.removed_by = now, "Hệ thống"
        row.reason = also.pop("reason", "Hồ sơ không còn")
    for field, value in also.items():
        setattr(row, field, value)
    row.save()
    if stored is not None:
        files.forget(stored)


@transaction.atomic
def erase_of(staff: StaffMember) -> int:
    """Files about a person whose data are erased: bytes, titles and names go; answers how many."""
    rows = list(Attachment.objects.filter(staff=staff).select_related("stored"))
    for row in rows:
        _forget(row, clock.now(), title=ERASED_TITLE, name="", label="", reason="Xóa dữ liệu cá nhân")
    return len(rows)
