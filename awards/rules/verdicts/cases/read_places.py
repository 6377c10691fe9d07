"""What a question tells of a unit's place: in its block, in a thematic movement."""

from awards.rules.verdicts.cases import records as rec
from awards.rules.verdicts.cases.reader import Reader
from awards.rules.verdicts.cases.values import organ_of


def read_block(reader: Reader) -> rec.BlockPlace:
    """The unit's place in its block; `organiser_level` is the code where the asker knows it."""
    reader.skip("note", "id", "units", "leader")
    who, organ = reader.text("organised_by"), reader.text("organiser_level")
    return rec.BlockPlace(
        name=reader.text("name"),
        organised_by=who,
        organ=organ or organ_of(who),
        rank_in_block=reader.number("rank_in_block"),
        votes_first=reader.flag("votes_first"),
        chosen_among_leaders=reader.flag("chosen_among_leaders"),
    )


def read_theme(reader: Reader) -> rec.Theme:
    """A thematic movement."""
    reader.skip("note", "at", "level")
    rank, leads = reader.number("rank", "rank_in_block"), reader.flag("leads", "leader", "first", "led", "leading")
    by = reader.text("launched_by", "by")
    return rec.Theme(
        name=reader.text("name"),
        years=reader.number("years", "duration_years", "length_years"),
        leads=rank == 1 if leads is None and rank is not None else leads,
        final_review=reader.flag("final_review", "final", "tong_ket", "concluded"),
        launched_by=by,
        organ=organ_of(by),
        first=reader.edge("from", "began"),
        last=reader.edge("to", "ended"),
    )
