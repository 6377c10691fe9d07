"""The plan of a cluster begins with a form's blanks, which its page tells until somebody has filled them."""

from blocks.models import Block
from blocks.rules.units.units import BlockKind
from documents.queries.documents import newest
from documents.queries.kinds import paper_of
from documents.queries.papers.plans import PLAN
from documents.services.plans import begin_plan
from documents.services.sections import save_sections
from tests.cast import Cast
from tests.filled import fill


def test_blanks_are_shown_as_blanks_until_they_are_filled(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        Block.objects.filter(pk=cast.block.pk).update(kind=BlockKind.CLUSTER)
        cluster = Block.objects.get(pk=cast.block.pk)
        plan = begin_plan(block=cluster, year=cast.year, by=by)
        gaps = PLAN.lacks(PLAN.facts(plan, newest(plan).sections))
        told = {gap.place: gap.message for gap in gaps if "chỗ trống" in gap.message}
        assert set(told) == {"legal_bases", "intro", "content", "organisation", "closing"}
        assert "4 chỗ trống" in told["organisation"] and "chậm nhất ngày ...../...../......" in told["organisation"]
        words = {"closing": "<p>Trên đây là kế hoạch của cụm.</p>"}
        save_sections(document=plan, seen=1, typed=words, by=by)
        again = {gap.place for gap in PLAN.lacks(PLAN.facts(plan, newest(plan).sections)) if "chỗ trống" in gap.message}
        assert "closing" not in again and "intro" in again
        printed = str(paper_of(plan, newest(plan).sections))
        assert "Sinh hoạt Cụm thi đua lần 1" in printed and "CỤM TRƯỞNG" in printed


def test_a_block_s_plan_has_no_blanks_of_a_form(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        plan = begin_plan(block=cast.block, year=cast.year, by=by)
        gaps = PLAN.lacks(PLAN.facts(plan, newest(plan).sections))
        assert not [gap for gap in gaps if "chỗ trống" in gap.message]
