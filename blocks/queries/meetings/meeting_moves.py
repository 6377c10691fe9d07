"""What the moves of a meeting ask of it."""

from collections import defaultdict

from blocks.models import AgendaItem, LateOpinion, Meeting, Placement, Resolution
from blocks.queries.meetings.councils import runs
from blocks.queries.meetings.sittings import recently, sitting_of
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import PLANNABLE, MeetingMoveFacts
from blocks.rules.meetings.meetings import ItemOrigin
from blocks.rules.meetings.resolutions import UNASKED, Outcome, upset_by
from thidua import clock
from thidua.actors import Actor
from thidua.text import short_date


def facts_of(meeting: Meeting, by: Actor, _move: str) -> MeetingMoveFacts:
    """The facts behind the buttons; a fixed number of queries."""
    sitting = sitting_of(meeting)
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))
    notes = {note.item_id: note for note in Resolution.objects.filter(item__meeting=meeting)}
    given: dict[int, list[str]] = defaultdict(list)
    silent: dict[str, None] = {}
    for row in LateOpinion.objects.filter(item__meeting=meeting).select_related("membership"):
        given[row.item_id].append(row.opinion)
        note = notes.get(row.item_id)
        if not row.opinion and not (note and note.outcome in UNASKED):
            silent[row.membership.full_name] = None
    escalated = [note for note in notes.values() if note.outcome == Outcome.ESCALATED]
    texts = {item.pk: item.text for item in items}
    return MeetingMoveFacts(
        own=runs(by, meeting.council),
        timed=meeting.planned_at is not None,
        placed=bool(meeting.planned_place),
        has_agenda=any(item.origin == ItemOrigin.PLANNED for item in items),
        begun=recently(meeting),
        voters=sitting.voters or _to_come(meeting),
        unmarked=sitting.unmarked,
        counted=sitting.counted,
        least=sitting.quorum.least,
        article=sitting.quorum.article,
        unresolved=tuple(item.text for item in items if item.pk not in notes or not notes[item.pk].outcome),
        unheard=tuple(silent),
        undirected=tuple(texts[note.item_id] for note in escalated if not note.direction),
        upset=tuple(texts[pk] for pk, note in notes.items() if upset_by(note.facts, given[pk])),
    )


def _to_come(meeting: Meeting) -> int:
    """Schools whose heads take their places when a block's meeting is called."""
    if meeting.council.kind != CouncilKind.BLOCK or meeting.state not in PLANNABLE:
        return 0
    return Placement.objects.filter(block=meeting.council.block_id, year=meeting.year_id).count()


def lines_of(meeting: Meeting) -> dict[str, str]:
    """What a page that asks shows of the meeting, line by line."""
    moment = meeting.planned_at.astimezone(clock.ZONE) if meeting.planned_at else None
    when = f"{moment:%H:%M} {short_date(moment.date())}" if moment else meeting.planned_note
    return {"thời gian": when, "địa điểm": meeting.planned_place, "nội dung": "\n".join(meeting.contents)}
