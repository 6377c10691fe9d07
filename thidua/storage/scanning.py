"""Files that no scanner has looked at yet are looked at as soon as one answers; what it blocks is told in the trail."""

from django.db import transaction

from thidua import clock
from thidua.actors import system
from thidua.models import ScanState, StoredFile
from thidua.storage import clamav, files
from thidua.storage.clamav import Verdict
from thidua.trail import audit
from thidua.trail.chain import districts
from thidua.wall.tenancy import tenant, tenant_id

MOST_AT_ONCE = 200  # files of one authority in one round; the next round goes on


def scan_waiting() -> dict[str, int]:
    """Scan what waits in every authority; answers how many files got which state. May run twice at once."""
    told = {state.value: 0 for state in (ScanState.CLEAN, ScanState.INFECTED)}
    if not clamav.answering():
        return told
    for district_id, _ in districts():
        with tenant(district_id):
            waiting = list(StoredFile.objects.filter(scan=ScanState.WAITING).order_by("pk")[:MOST_AT_ONCE])
        for stored in waiting:
            state = _scan_one(stored, district_id)
            if state in told:
                told[state] += 1
            elif not clamav.answering():
                return told
    return told


def _scan_one(stored: StoredFile, district_id: int) -> str:
    """Ask outside any transaction, then write; a file that is lost stays as it is, `fsck` tells of it."""
    try:
        content = files.read(stored, whatever=True)
    except (FileNotFoundError, ValueError):
        return ScanState.WAITING
    verdict = clamav.scan(content)
    with tenant(district_id):
        return keep_verdict(stored, verdict)


@transaction.atomic
def keep_verdict(stored: StoredFile, verdict: Verdict) -> str:
    """Write what the scanner said of these bytes to every row that has them; malware is told in the trail once."""
    same = StoredFile.objects.select_for_update().filter(sha256=stored.sha256, scan=ScanState.WAITING)
    if verdict.state == ScanState.WAITING:
        same.update(scan_note=verdict.note)
        return ScanState.WAITING
    changed = same.update(scan=verdict.state, scan_note=verdict.note, scanned_at=clock.now())
    if verdict.state == ScanState.INFECTED and changed:
        audit.record(
            by=system(tenant_id()),
            verb="chặn tệp có mã độc",
            target=stored,
            old={"scan": ScanState.WAITING},
            new={"scan": verdict.state, "scan_note": verdict.note, "sha256": stored.sha256},
        )
    return verdict.state
