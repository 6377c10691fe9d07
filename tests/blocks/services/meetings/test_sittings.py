"""Quorum at every boundary, substitutes, a secretary without a vote, who is asked afterwards, odd councils."""

from datetime import date, datetime

import pytest
from freezegun import freeze_time

from blocks.models import Council, LateOpinion, Meeting, Membership
from blocks.queries.meetings.councils import findings, members_on
from blocks.queries.meetings.sittings import conflicts, sitting_of
from blocks.rules.meetings.attendance import Presence
from blocks.rules.meetings.councils import CouncilKind, MemberFacts, Standing
from blocks.rules.meetings.meetings import MeetingFacts, MeetingKind
from blocks.rules.meetings.resolutions import Method, Outcome, ResolutionFacts, check_resolution, upset_by
from blocks.rules.promise.adoptable import read_document
from blocks.services.meetings.attendance import Mark, call_rest, call_roll
from blocks.services.meetings.councils import found_council, seat_member
from blocks.services.meetings.meeting_moves import move
from blocks.services.meetings.meetings import plan_meeting
from blocks.services.meetings.resolutions import resolve
from blocks.services.meetings.sitting_rules import rule_sittings
from blocks.services.promise.adoptions import adopt
from tests.cast import Cast
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation

DAY = datetime(2024, 5, 20, 8, tzinfo=clock.ZONE)
NOW = "2024-05-20 01:30"  # UTC
ABSENT, PRESENT = Presence.ABSENT, Presence.PRESENT


def council_of(cast: Cast, by: Actor, members: int, name: str = "Hội đồng thi đua") -> Council:
    """A council of the school: a chair, members, and a secretary who does not vote."""
    council = found_council(kind=CouncilKind.EMULATION, name=name, school=cast.schools[1], year=cast.year, by=by)
    for place in range(members):
        standing = Standing.MEMBER if place else Standing.CHAIR
        post = "Giáo viên" if place else "Hiệu trưởng"
        account = cast.accounts["member"] if place == 1 else None
        facts = MemberFacts(f"Thành viên {place + 1}", standing, date(2023, 9, 1), post=post)
        seat_member(council=council, facts=facts, by=by, account=account)
    secretary = MemberFacts("Thư ký ngoài hội đồng", Standing.SECRETARY, date(2023, 9, 1), votes=False)
    seat_member(council=council, facts=secretary, by=by)
    return council


def meeting_of(cast: Cast, council: Council, by: Actor, *moves: str, at: datetime = DAY) -> Meeting:
    """A meeting of the council, brought so far by the moves."""
    facts = MeetingFacts(0, at.date().replace(day=1), at, place="Phòng họp", contents=("Bình xét",))
    made = plan_meeting(council=council, year=cast.year, facts=facts, kind=MeetingKind.REGULAR, seen=0, by=by)
    for code in moves:
        made = move(code, meeting=made, by=by)
    return made


def _mark(meeting: Meeting, by: Actor, absent: int, **more: object) -> None:
    """The last `absent` voting members are away, all others there."""
    voting = [row for row in members_on(meeting.council, DAY.date()) if row.votes]
    for member in voting[len(voting) - absent :]:
        call_roll(meeting=meeting, membership=member, mark=Mark(ABSENT, **more), by=by)  # type: ignore[arg-type]
    call_rest(meeting=meeting, by=by)


@pytest.mark.parametrize(
    ("members", "absent", "valid"),
    [(3, 1, True), (3, 2, False), (7, 2, True), (7, 3, False), (9, 3, True), (9, 4, False)],
)
@freeze_time(NOW)
def test_two_thirds_of_all_members_and_the_secretary_does_not_count(
    cast: Cast, members: int, absent: int, valid: bool
) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, members), by, "invite", "open")
        _mark(meeting, by, absent, excused=False)
        sitting = sitting_of(meeting)
        assert (sitting.voters, sitting.counted, sitting.valid) == (members, members - absent, valid)
        if not valid:
            with pytest.raises(RuleViolation, match="không hợp lệ"):
                move("hold", meeting=meeting, by=by)
        else:
            assert move("hold", meeting=meeting, by=by).state == "HELD"
            assert not LateOpinion.objects.exists()  # absent without a good reason: nobody is asked


@pytest.mark.parametrize(
    ("allowed", "delegated", "counted", "asked"), [(True, True, 3, 0), (True, False, 2, 1), (False, True, 2, 1)]
)
@freeze_time(NOW)
def test_a_substitute_counts_where_the_authority_lets_and_in_writing(
    cast: Cast, allowed: bool, delegated: bool, counted: int, asked: int
) -> None:
    with cast.at_work("officer") as office:
        rule_sittings(
            valid_from=date(2024, 1, 1),
            share_of=2,
            share_in=3,
            substitutes=allowed,
            opinion_days=5,
            basis="Quy chế 01/QC-PGDĐT",
            by=office,
        )
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 3), by, "invite", "open")
        member = Membership.objects.filter(standing=Standing.MEMBER).latest("pk")
        mark = Mark(Presence.SUBSTITUTED, substitute_name="Trần Bình", delegated=delegated)
        call_roll(meeting=meeting, membership=member, mark=mark, by=by)
        call_rest(meeting=meeting, by=by)
        assert sitting_of(meeting).counted == counted
        move("hold", meeting=meeting, by=by)
        assert LateOpinion.objects.count() == asked
        assert set(LateOpinion.objects.values_list("due", flat=True)) <= {date(2024, 5, 25)}


@freeze_time(NOW)
def test_a_roll_corrected_afterwards_changes_who_is_asked(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 3), by, "invite", "open")
        _mark(meeting, by, 1, excused=True, reason="Ốm")
        move("hold", meeting=meeting, by=by)
        asked = LateOpinion.objects.get()
        call_roll(meeting=meeting, membership=asked.membership, mark=Mark(PRESENT), by=by)
        assert not LateOpinion.objects.exists()


@freeze_time(NOW)
def test_an_authoritys_own_quorum_speaks_from_its_day_on(cast: Cast) -> None:
    with cast.at_work("officer") as office:
        rule = {"share_of": 4, "share_in": 5, "substitutes": False, "opinion_days": 3, "by": office}
        rule_sittings(valid_from=date(2024, 5, 21), basis="Quy chế", **rule)
        with pytest.raises(RuleViolation, match="Ghi văn bản"):
            rule_sittings(valid_from=date(2024, 6, 1), basis=" ", **rule)
        with pytest.raises(RuleViolation, match="Đã có quy định"):
            rule_sittings(valid_from=date(2024, 5, 21), basis="Quy chế", **rule)
    with cast.at_work("principal") as by:
        council = council_of(cast, by, 5)
        assert sitting_of(meeting_of(cast, council, by)).quorum.least == 4  # of 5, two thirds
        later = meeting_of(cast, council, by, at=DAY.replace(day=22))
        assert sitting_of(later).quorum.article == "Quy chế"


@freeze_time(NOW)
def test_guidance_on_quorum_is_cited_by_who_adopted_it(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 5), by)
        assert sitting_of(meeting).quorum.article == "Quy định của đơn vị quản lý"
    with cast.at_work("officer") as office:
        adopt(document=read_document("hd-1382"), by=office)
    with cast.at_work("principal"):
        assert sitting_of(meeting).quorum.article == "HD 1382/HD-GDĐT II.5"


@freeze_time(NOW)
def test_who_stands_aside_does_not_vote_and_two_writers_are_told(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 3), by, "invite", "open")
        call_rest(meeting=meeting, by=by)
        item, aside = meeting.agenda.get(), Membership.objects.filter(standing=Standing.MEMBER).latest("pk")
        hands = ResolutionFacts(method=Method.HANDS, outcome=Outcome.ADOPTED, agree=3, disagree=0)
        with pytest.raises(RuleViolation, match="nhiều hơn 2 người"):
            resolve(item=item, facts=hands, seen=0, by=by, recused=[aside.pk])
        assert resolve(item=item, facts=hands, seen=0, by=by).version == 1
        with pytest.raises(Conflict, match="Phạm Minh Tâm"):
            resolve(item=item, facts=hands, seen=0, by=by)


@pytest.mark.parametrize(
    ("agree", "disagree", "outcome", "chair", "refused"),
    [
        (2, 1, "ADOPTED", False, ""),
        (1, 2, "ADOPTED", False, "là không thông qua"),
        (2, 1, "REJECTED", False, "là thông qua"),
        (2, 2, "ADOPTED", False, "bằng nhau"),
        (2, 2, "ADOPTED", True, ""),
        (3, 3, "ADOPTED", False, "nhiều hơn 5"),
    ],
)
def test_hands_are_counted(agree: int, disagree: int, outcome: str, chair: bool, refused: str) -> None:
    facts = ResolutionFacts(method=Method.HANDS, outcome=outcome, agree=agree, disagree=disagree, chair_decides=chair)
    if not refused:
        check_resolution(facts, voters=5, quorate=True)
        return
    with pytest.raises(RuleViolation, match=refused):
        check_resolution(facts, voters=5, quorate=True)


def test_late_opinions_take_away_a_consensus_or_a_majority() -> None:
    consensus = ResolutionFacts(method=Method.CONSENSUS, outcome=Outcome.ADOPTED)
    hands = ResolutionFacts(method=Method.HANDS, outcome=Outcome.ADOPTED, agree=3, disagree=2)
    assert [upset_by(consensus, given) for given in ([], ["AGREE", "OTHER"], ["DISAGREE"])] == [False, False, True]
    assert [upset_by(hands, ["DISAGREE"] * n) for n in (0, 1, 2)] == [False, True, True]
    assert not upset_by(ResolutionFacts(outcome=Outcome.NOTED), ["DISAGREE"])


@freeze_time(NOW)
def test_an_even_council_of_a_primary_school_is_told(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        council = council_of(cast, by, 4)
        council.school.level = "TH"  # type: ignore[union-attr]
        members = members_on(council, DAY.date())
        told = findings(council, members, DAY.date())
        assert told is not None and "đang có 4" in " ".join(told.findings)
        odd = findings(council, members[:3], DAY.date())
        assert odd is not None and odd.findings == ()
        council.school.level = "MN"  # type: ignore[union-attr]
        kindergarten = findings(council, members, DAY.date())
        assert kindergarten is not None and kindergarten.findings == ()  # its charter asks for no odd number


@freeze_time(NOW)
def test_the_same_person_in_two_meetings_at_once_is_told(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        first = meeting_of(cast, council_of(cast, by, 3), by, "invite")
        other = council_of(cast, by, 3, "Hội đồng khác")
        members = members_on(other, DAY.date())
        second = meeting_of(cast, other, by, at=DAY.replace(hour=9))
        assert conflicts(second, members) == [f"Thành viên 2 có {first} lúc 08:00 cùng ngày."]
        assert not conflicts(meeting_of(cast, other, by, at=DAY.replace(hour=11)), members)


@freeze_time(NOW)
def test_a_schools_council_is_run_by_the_school_alone(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        council = council_of(cast, by, 3)
        meeting = meeting_of(cast, council, by, "invite", "open")
    with cast.at_work("leader") as leader, pytest.raises(Denied):
        call_rest(meeting=meeting, by=leader)
    with cast.at_work("secretary") as secretary:
        call_rest(meeting=meeting, by=secretary)
        move("hold", meeting=meeting, by=secretary)
        with pytest.raises(Denied):
            move("close", meeting=meeting, by=secretary)  # a secretary prepares and does not close
    with cast.at_work("principal") as by, pytest.raises(Denied):
        found_council(kind=CouncilKind.EMULATION, name="Của đơn vị", year=cast.year, by=by)
