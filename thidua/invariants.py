"""What must always be true of the ground's own rows: files on disk, jobs and bells, the trail."""

from collections.abc import Iterator

from django.db import connection, transaction

from thidua.models import Bell, Job, JobState, StoredFile
from thidua.storage import files
from thidua.trail.chain import anchor_breaches, chain_breaches
from thidua.wall import check
from thidua.wall.tenancy import tenant_id

_OPEN = (JobState.NEW, JobState.RUNNING)


def wall_breaches() -> list[str]:
    """Holes in the wall between authorities, asked of the database's own catalogue."""
    with transaction.atomic(), connection.cursor() as cursor:
        return list(check.breaches(cursor))


def breaches() -> Iterator[str]:
    """Each broken invariant of the current authority as a Vietnamese sentence."""
    yield from chain_breaches()
    yield from anchor_breaches()
    yield from _files()
    yield from _jobs()


def _files() -> Iterator[str]:
    for stored in StoredFile.objects.iterator(chunk_size=500):
        try:
            size = len(files.read(stored, whatever=True))
        except FileNotFoundError:
            yield f"Tệp {stored.pk} “{stored.name}” không còn trên đĩa."
        except ValueError:
            yield f"Tệp {stored.pk} “{stored.name}” trên đĩa không còn như khi lưu: mã băm khác."
        else:
            if size != stored.size:
                yield f"Tệp {stored.pk} “{stored.name}” dài {size} byte, khi lưu ghi {stored.size}."


def _jobs() -> Iterator[str]:
    rung = set(Bell.objects.filter(tenant=tenant_id()).values_list("job", flat=True))
    states = dict(Job.objects.filter(pk__in=rung).values_list("pk", "state"))
    for pk, title in Job.objects.filter(state__in=_OPEN).exclude(pk__in=rung).values_list("pk", "title"):
        yield f"Việc {pk} “{title}” chưa xong mà không có chuông: sẽ không bao giờ chạy."
    for pk in sorted(rung):
        if pk not in states:
            yield f"Chuông của việc {pk}: việc này không còn."
        elif states[pk] not in _OPEN:
            yield f"Chuông của việc {pk}: việc này đã kết thúc."
