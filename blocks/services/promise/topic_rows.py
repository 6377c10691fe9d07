"""How a school's list of works and topics is written: what stays keeps its row, and with it report and pictures."""

from collections.abc import Iterable, Sequence

from blocks.models import Attachment, Topic
from thidua.errors import RuleViolation

KIND = "cong-trinh"  # of the files that are attached to a work or topic


def put_topics(before: Sequence[Topic], after: Iterable[Topic]) -> list[Topic]:
    """Make `before` (rows that stand) into `after` (unsaved ones): rows of the same school, kind and text stay.

    Raises RuleViolation("reported") where one that was reported on, or has files, would be lost.
    """
    standing = {_key(row): row for row in before}
    wanted, made, kept = list(after), [], []
    for row in wanted:
        found = standing.pop(_key(row), None)
        if found is None:
            made.append(row)
        else:
            found.position, found.meeting, found.text = row.position, row.meeting, row.text
            kept.append(found)
    _drop(list(standing.values()))
    Topic.objects.bulk_update(kept, ["position", "meeting", "text"])
    Topic.objects.bulk_create(made)
    return wanted


def _key(row: Topic) -> tuple[int, str, str]:
    return row.school_id, str(row.kind), row.text.lower()


def _drop(rows: list[Topic]) -> None:
    ids = [row.pk for row in rows]
    files = Attachment.objects.filter(kind=KIND, target__in=ids, removed_at=None).values_list("target", flat=True)
    with_files = set(files)
    for row in rows:
        if row.held is not None or row.pk in with_files:
            told = f"“{row.text[:80]}” đã có báo cáo hoặc tệp kèm theo nên không bỏ, không đổi lời được"
            raise RuleViolation("reported", f"{told}; giữ nguyên dòng đó, hoặc xóa báo cáo và gỡ tệp trước.")
    Topic.objects.filter(pk__in=ids).delete()
