"""The minutes of a meeting are signed twice: by their secretary on the left, by who chaired on the right."""

import re
from datetime import date

import pytest
from freezegun import freeze_time

from blocks.models import Council
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing
from blocks.rules.meetings.resolutions import Method, Outcome, ResolutionFacts
from blocks.services.meetings.attendance import call_rest
from blocks.services.meetings.councils import found_council, seat_member
from blocks.services.meetings.meeting_moves import move
from blocks.services.meetings.resolutions import resolve
from documents.models import Document
from documents.pades.practice import Issuer
from documents.papers.layout import with_rooms
from documents.papers.pages import to_html
from documents.queries.invariants import breaches
from documents.queries.kinds import paper_of
from documents.queries.papers.meetings.specs import MINUTES
from documents.rules.issuing import PaperState
from documents.services import signing
from documents.services.documents import begin
from documents.services.issuing import PAPERS
from tests.blocks.services.meetings.test_sittings import NOW, meeting_of
from tests.cast import Cast
from tests.documents.services.test_signing import WORD, authority, p12
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Denied

__all__ = ["authority"]
SEATS = (
    ("principal", Standing.CHAIR, True),
    ("member", Standing.DEPUTY, True),
    ("secretary", Standing.SECRETARY, False),
)


def _council(cast: Cast, by: Actor) -> Council:
    made = found_council(
        kind=CouncilKind.EMULATION, name="Hội đồng thi đua", school=cast.schools[1], year=cast.year, by=by
    )
    for who, standing, votes in SEATS:
        account = cast.accounts[who]
        facts = MemberFacts(account.full_name, standing, date(2023, 9, 1), votes=votes)
        seat_member(council=made, facts=facts, by=by, account=account)
    return made


def _minutes(cast: Cast, by: Actor) -> Document:
    """Minutes of a meeting that was held and closed."""
    meeting = meeting_of(cast, _council(cast, by), by, "invite", "open")
    call_rest(meeting=meeting, by=by)
    hands = ResolutionFacts("", Method.HANDS, Outcome.ADOPTED, 2, 0, 0, "Đồng ý")
    resolve(item=meeting.agenda.get(), facts=hands, seen=0, by=by)
    with freeze_time("2024-05-20 04:00"):
        move("hold", meeting=meeting, by=by)
    move("close", meeting=meeting, by=by)
    return begin(kind=MINUTES, subject=meeting, year=cast.year, by=by)


def test_minutes_are_signed_by_secretary_and_chair(cast: Cast, authority: Issuer) -> None:
    secretary = cast.actor("secretary")
    with cast.at_work("principal") as chair:
        with freeze_time(NOW):
            draft = _minutes(cast, chair)
        checked = PAPERS.make(draft, "check", by=chair)
        paper = PAPERS.make(checked, "number", by=chair, number=None, symbol=draft.symbol, dated=clock.today())
        current = signing.open_signing(document=paper, by=chair)
        left, right = current.slots.order_by("place")
        assert [(slot.name, slot.role) for slot in (left, right)] == [
            ("Đặng Thu Thảo", "SECRETARY"),
            ("Phạm Minh Tâm", "PRINCIPAL"),
        ]
        html = to_html(with_rooms(paper_of(paper, {}), MINUTES.slots(paper)))
        assert re.findall(r'class="room" id="([^"]+)"', html) == ["ky-1", "ky-2"], "each room once"
        assert html.count("Đặng Thu Thảo</p>") == 1 and html.count("Phạm Minh Tâm</p>") == 1
        with pytest.raises(Denied, match="Ô ký này của Đặng Thu Thảo"):
            signing.take_lease(document=paper, slot=left, by=chair)
        for number, (slot, who) in enumerate(((left, secretary), (right, chair)), start=1):
            uid = f"CCCD:07900000030{number}"
            signing.declare_card(uid=uid, by=who)
            signing.sign_with_p12(
                document=paper, slot=slot, p12=p12(authority, who.account_name, uid), passphrase=WORD, by=who
            )
        paper.refresh_from_db()
        assert paper.state == PaperState.SIGNED and not list(breaches())
