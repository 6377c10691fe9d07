"""The points of a meeting as rows: what the plan lists, what was added and left out when it was held."""

from collections.abc import Iterable, Sequence

from blocks.models import AgendaItem, Meeting
from blocks.rules.meetings.meetings import ItemOrigin


def write_planned(meeting: Meeting, texts: Sequence[str]) -> None:
    """Make the planned points those of `texts`: a point whose text stays is the same row; added points come after.

    Part of saving the meeting, which holds its row locked. A constant number of statements.
    """
    listed = list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))
    free = {item.text: item for item in listed if item.origin == ItemOrigin.PLANNED}
    spare = [item for item in listed if item.origin == ItemOrigin.PLANNED and item.text not in set(texts)]
    spare += [item for item in listed if item.origin == ItemOrigin.PLANNED and free[item.text] is not item]
    kept, new = [], []
    for text in texts:
        item = free.pop(text, None) or (spare.pop(0) if spare else None)
        if item is None:
            new.append(item := AgendaItem(meeting=meeting))
        item.text = text
        kept.append(item)
    AgendaItem.objects.filter(pk__in=[item.pk for item in spare]).delete()
    kept += [item for item in listed if item.origin == ItemOrigin.ADDED]
    for position, item in enumerate(kept, start=1):
        item.position = position
    AgendaItem.objects.bulk_update([item for item in kept if item.pk], ["text", "position"])
    AgendaItem.objects.bulk_create(new)


def write_held(meeting: Meeting, *, left_out: Iterable[int], added: Sequence[str]) -> None:
    """Say of each planned point whether it was held and put the added ones after them, in place of those before.

    An added point whose text stays is the same row, with its notes.
    """
    planned = AgendaItem.objects.filter(meeting=meeting, origin=ItemOrigin.PLANNED)
    planned.update(held=True)
    planned.filter(position__in=left_out).update(held=False)
    before = {item.text: item for item in AgendaItem.objects.filter(meeting=meeting, origin=ItemOrigin.ADDED)}
    AgendaItem.objects.filter(pk__in=[item.pk for text, item in before.items() if text not in set(added)]).delete()
    last = planned.count()
    for place, text in enumerate(added, start=1):
        item = before.pop(text, None) or AgendaItem(meeting=meeting, text=text, origin=ItemOrigin.ADDED)
        item.position, item.held = last + place, True
        item.save()
