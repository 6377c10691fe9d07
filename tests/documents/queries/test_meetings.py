"""Papers of meetings and councils say what was entered: giấy mời, biên bản, quyết định thành lập."""

import json

from freezegun import freeze_time

from blocks.models import LateOpinion, Membership
from blocks.rules.meetings.attendance import Presence
from blocks.rules.meetings.councils import Standing
from blocks.rules.meetings.resolutions import Method, Outcome, ResolutionFacts
from blocks.services.meetings.attendance import Mark, call_rest, call_roll
from blocks.services.meetings.meeting_moves import move
from blocks.services.meetings.opinions import give_opinions
from blocks.services.meetings.resolutions import add_item, resolve
from documents.papers.word import to_docx
from documents.queries.kinds import paper_of
from documents.queries.papers.meetings.specs import FOUNDING, INVITATION, MINUTES
from documents.services.documents import begin
from tests.blocks.services.meetings.test_sittings import NOW, council_of, meeting_of
from tests.cast import Cast


def _said(paper: object) -> str:
    return json.dumps(paper, ensure_ascii=False)


@freeze_time(NOW)
def test_minutes_write_themselves_from_the_roll_and_the_notes(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 3), by, "invite", "open")
        absent = Membership.objects.filter(standing=Standing.MEMBER).latest("pk")
        call_roll(meeting=meeting, membership=absent, mark=Mark(Presence.ABSENT, "Nghỉ thai sản", excused=True), by=by)
        call_rest(meeting=meeting, by=by)
        item, added = meeting.agenda.get(), add_item(meeting=meeting, text="Góp ý quy chế", by=by)
        hands = ResolutionFacts("Hai ý kiến", Method.HANDS, Outcome.ADOPTED, 2, 0, 0, "Đề nghị LĐTT: 50 người")
        resolve(item=item, facts=hands, seen=0, by=by)
        resolve(item=added, facts=ResolutionFacts(outcome=Outcome.NOT_HELD, reason="Hết giờ"), seen=0, by=by)
        with freeze_time("2024-05-20 04:00"):
            move("hold", meeting=meeting, by=by)
        asked = list(LateOpinion.objects.values_list("item", flat=True))
        give_opinions(meeting=meeting, membership=absent, opinions=dict.fromkeys(asked, ("AGREE", "")), by=by)
        move("close", meeting=meeting, by=by)
        document = begin(kind=MINUTES, subject=meeting, year=cast.year, by=by)
        paper = paper_of(document, {})
        said = _said(paper)
        for words in (
            "BIÊN BẢN",
            "Có mặt 2/3 thành viên, cần ít nhất 2",
            "Thành viên 3, Giáo viên, có lý do: Nghỉ thai sản",
            "Thư ký ngoài hội đồng, không biểu quyết",
            "1. Bình xét",
            "Thảo luận: Hai ý kiến",
            "Kết luận: Đề nghị LĐTT: 50 người",
            "giơ tay: đồng ý 2, không đồng ý 0, ý kiến khác 0",
            "2. Góp ý quy chế (bổ sung)",
            "Không thực hiện. Lý do: Hết giờ",
            "Thành viên 3: đồng ý",
            "08 giờ 30, ngày 20 tháng 5 năm 2024",
            "Cuộc họp kết thúc vào 11 giờ 00, ngày 20 tháng 5 năm 2024./.",
        ):
            assert words in said, words
        assert paper["frame"]["left"] == {"above": ["THƯ KÝ"], "below": [], "name": "Thư ký ngoài hội đồng"}
        assert paper["frame"]["signature"]["above"] == ["CHỦ TỌA"]
        slots = [(slot.name, str(slot.role), slot.school_id) for slot in MINUTES.slots(document)]
        school = cast.schools[1].pk
        assert slots == [("Thư ký ngoài hội đồng", "SECRETARY", school), ("Thành viên 1", "PRINCIPAL", school)]
        assert MINUTES.lacks(MINUTES.facts(document, {})) == []
        assert to_docx(paper)[:2] == b"PK"


@freeze_time(NOW)
def test_an_invitation_names_everybody_and_the_weekday(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        meeting = meeting_of(cast, council_of(cast, by, 3), by)
        document = begin(kind=INVITATION, subject=meeting, year=cast.year, by=by)
        said = _said(paper_of(document, {"more": ""}))
        assert "Thời gian: 08 giờ 00, thứ Hai, 20/05/2024." in said and "Chủ trì: Thành viên 1." in said
        assert "Thành viên 2, Giáo viên" in said and "Bình xét" in said
        gaps = MINUTES.lacks(MINUTES.facts(begin(kind=MINUTES, subject=meeting, year=cast.year, by=by), {}))
        assert "Biên bản chưa khép ở trang cuộc họp." in [gap.message for gap in gaps]


@freeze_time(NOW)
def test_the_decision_lists_the_members_with_their_duties(cast: Cast) -> None:
    with cast.at_work("principal") as by:
        council = council_of(cast, by, 3)
        document = begin(kind=FOUNDING, subject=council, year=cast.year, by=by)
        paper = paper_of(document, {"duties": "<p>Xét thi đua.</p>", "bases": "Căn cứ Điều lệ"})
        said = _said(paper)
        assert "gồm 4 thành viên" in said and "Thư ký (không biểu quyết)" in said and "Căn cứ Điều lệ." in said
        assert document.symbol.startswith("QĐ")
