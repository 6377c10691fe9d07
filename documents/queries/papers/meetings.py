"""The papers of meetings and councils: their specs, and their facts from the rows."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from blocks.models import AgendaItem, Council, LateOpinion, Meeting, Membership, Resolution
from blocks.queries import visible
from blocks.queries.meetings.councils import members_on, years_councils
from blocks.queries.meetings.sittings import RollLine, Sitting, sitting_of
from blocks.queries.meetings.words import heading_of
from blocks.rules.meetings.attendance import Presence
from blocks.rules.meetings.councils import CouncilKind, Standing
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.meetings import ItemOrigin
from blocks.rules.meetings.resolutions import Method
from documents.models import Document
from documents.papers.meetings import build_founding, build_invitation, build_minutes
from documents.queries.heads import day_of, head_of
from documents.queries.kinds import PaperKind
from documents.queries.papers.registrations import bases_of
from documents.queries.subjects import Subject
from documents.rules.formats import Format
from documents.rules.papers.meetings import CouncilFacts, PersonAt, PointFacts, SittingFacts
from documents.rules.sections import Gap, Section
from documents.rules.series import Series
from documents.rules.slots import Slot
from thidua import clock
from thidua.policy import Action, Role

MEETING = Subject(
    "meeting",
    "cuộc họp",
    Meeting,
    lambda actor, year: visible.meetings(actor).filter(year=year).select_related("council__block", "council__school"),
    lambda row: row.council.block or row.council.school,
    heading_of,
)
COUNCIL = Subject(
    "council",
    "hội đồng",
    Council,
    lambda actor, year: years_councils(
        visible.councils(actor).exclude(kind=CouncilKind.BLOCK), year.starts_on, year.ends_on, year.pk
    ),
    lambda row: row.block or row.school,
)


def _meeting(document: Document) -> Meeting:
    related = ("council__block", "council__school", "council__year", "year")
    return Meeting.objects.select_related(*related).get(pk=document.subject_id)


def sitting_facts(document: Document, words: Mapping[str, str]) -> SittingFacts:
    """Invitation and minutes: what was planned and held, who came, what was resolved; a fixed number of queries."""
    meeting = _meeting(document)
    sitting, head = sitting_of(meeting), head_of(document, words)
    chair, secretary = (_named(sitting, standing) for standing in (Standing.CHAIR, Standing.SECRETARY))
    people = _people(sitting)
    return SittingFacts(
        head=head,
        name=heading_of(meeting),
        council=meeting.council.name,
        chair=chair.full_name if chair else "",
        chair_post=chair.post if chair else "",
        secretary=secretary.full_name if secretary else words.get("secretary", "").strip(),
        planned_note=meeting.planned_note,
        planned_place=meeting.planned_place,
        held_place=meeting.held_place,
        note=meeting.note,
        points=_points(meeting),
        voters=sitting.voters,
        counted=sitting.counted,
        least=sitting.quorum.least,
        article=sitting.quorum.article,
        closed=meeting.state == MeetingState.CLOSED,
        planned_at=_local(meeting.planned_at),
        held_at=_local(meeting.held_at),
        held_until=_local(meeting.held_until),
        invited=people["invited"],
        present=people["present"],
        absent=people["absent"],
        guests=people["guests"],
    )


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(clock.ZONE) if moment else None


def _named(sitting: Sitting, standing: Standing) -> Membership | None:
    """Who sits so; of a chair who is absent the first deputy who came."""
    found = [line for line in sitting.lines if line.member.standing == standing]
    if standing is Standing.CHAIR and found and _is(found[0], Presence.ABSENT):
        deputies = [line for line in sitting.lines if line.member.standing == Standing.DEPUTY]
        found = [line for line in deputies if _is(line, Presence.PRESENT)] or found
    return found[0].member if found else None


def _is(line: RollLine, presence: Presence) -> bool:
    return bool(line.row and line.row.presence == presence)


def _people(sitting: Sitting) -> dict[str, tuple[PersonAt, ...]]:
    guests = [line for line in sitting.lines if line.member.standing == Standing.INVITED]
    members = [line for line in sitting.lines if line.member.standing != Standing.INVITED]
    here = (Presence.PRESENT, Presence.SUBSTITUTED)
    return {
        "invited": tuple(_person(line) for line in sitting.lines),
        "present": tuple(_person(line) for line in members if line.row and line.row.presence in here),
        "absent": tuple(_person(line) for line in members if _is(line, Presence.ABSENT)),
        "guests": tuple(_person(line) for line in guests if _is(line, Presence.PRESENT)),
    }


def _person(line: RollLine) -> PersonAt:
    said = ""
    if line.row is not None and line.row.presence == Presence.SUBSTITUTED:
        said = f"người dự thay: {line.row.substitute_name}{'' if line.row.delegated else ' (không có ủy quyền)'}"
    elif line.row is not None and line.row.presence == Presence.ABSENT:
        said = {True: "có lý do", False: "không lý do", None: "chưa rõ lý do"}[line.row.excused]
        said += f": {line.row.reason}" if line.row.reason else ""
    member = line.member
    return PersonAt(member.full_name, member.post, Standing(member.standing).label, member.votes, said)


def _points(meeting: Meeting) -> tuple[PointFacts, ...]:
    rows = Resolution.objects.filter(item__meeting=meeting).prefetch_related("recusals__membership")
    notes = {note.item_id: note for note in rows}
    given: dict[int, list[str]] = defaultdict(list)
    for row in LateOpinion.objects.filter(item__meeting=meeting).select_related("membership").order_by("membership"):
        if row.opinion:
            words = f" ({row.text})" if row.text else ""
            given[row.item_id].append(f"{row.membership.full_name}: {row.get_opinion_display().lower()}{words}")
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return tuple(_point(item, notes.get(item.pk), given[item.pk]) for item in items)


def _point(item: AgendaItem, note: Resolution | None, opinions: list[str]) -> PointFacts:
    planned, held = item.origin == ItemOrigin.PLANNED, item.held is not False
    if note is None:
        return PointFacts(item.text, planned, held)
    return PointFacts(
        text=item.text,
        planned=planned,
        held=held,
        discussion=note.discussion,
        resolution=note.text,
        outcome=note.get_outcome_display() if note.outcome else "",
        vote=_vote(note),
        reason=note.reason,
        aside=", ".join(row.membership.full_name for row in note.recusals.all()),
        direction=f"{note.direction} ({note.directed_by})" if note.direction else "",
        opinions=tuple(opinions),
    )


def _vote(note: Resolution) -> str:
    if note.method != Method.HANDS:
        return note.get_method_display().lower() if note.method else ""
    told = f"giơ tay: đồng ý {note.agree or 0}, không đồng ý {note.disagree or 0}, ý kiến khác {note.abstain or 0}"
    return told + (", theo ý kiến của chủ tọa" if note.chair_decides else "")


def minutes_slots(document: Document) -> tuple[Slot, ...]:
    """Who signs the minutes: the secretary on the left, the chair on the right (NĐ 30/2020/NĐ-CP, mẫu 1.9)."""
    meeting = _meeting(document)
    sitting, council = sitting_of(meeting), meeting.council
    slots = []
    for key, standing, post in (("ky-1", Standing.SECRETARY, "THƯ KÝ"), ("ky-2", Standing.CHAIR, "CHỦ TỌA")):
        member = _named(sitting, standing)
        if member is None:
            continue
        role, school_id, block_id = _seat_of(member, council, standing)
        slots.append(
            Slot(
                key=key,
                role=role,
                name=member.full_name,
                post=(post,),
                unit=council.name,
                school_id=school_id,
                block_id=block_id,
                fixed=True,
            )
        )
    return tuple(slots)


def _seat_of(member: Membership, council: Council, standing: Standing) -> tuple[Role, int | None, int | None]:
    """In whose seat the member signs: a block's leader, a school's head or secretary, the office."""
    if council.block_id is not None and standing is Standing.CHAIR:
        return Role.BLOCK_LEADER, None, council.block_id
    if member.school_id is not None:
        return Role.PRINCIPAL, member.school_id, None
    if council.school_id is not None:
        role = Role.PRINCIPAL if standing is Standing.CHAIR else Role.SECRETARY
        return role, council.school_id, None
    return (Role.HEAD_OF_OFFICE if standing is Standing.CHAIR else Role.OFFICER), None, None


def _minutes_gaps(facts: SittingFacts) -> list[Gap]:
    """Minutes are issued once they are closed, with a secretary, beginning and end."""
    found = []
    if not facts.closed:
        found.append(Gap("meeting", "Biên bản chưa khép ở trang cuộc họp."))
    if not facts.secretary:
        found.append(Gap("secretary", "Chưa ghi thư ký của cuộc họp."))
    if facts.held_until is None:
        found.append(Gap("meeting", "Chưa ghi giờ kết thúc ở trang cuộc họp."))
    return found


def _invitation_gaps(facts: SittingFacts) -> list[Gap]:
    if facts.planned_at is None or not facts.planned_place:
        return [Gap("meeting", "Chưa ghi đủ ngày, giờ, địa điểm họp.")]
    return []


def council_facts(document: Document, words: Mapping[str, str]) -> CouncilFacts:
    """The decision: the council's members on the paper's day, or on its first day while none sit today."""
    council = Council.objects.select_related("block", "school", "year").get(pk=document.subject_id)
    rows = members_on(council, day_of(document)) or members_on(council, document.year.starts_on)
    members = (
        PersonAt(row.full_name, row.post, Standing(row.standing).label, row.votes)
        for row in rows
        if row.standing != Standing.INVITED
    )
    head = head_of(document, words)
    return CouncilFacts(head, council.name, council.get_kind_display(), tuple(members), tuple(bases_of(document.year)))


def _council_gaps(facts: CouncilFacts) -> list[Gap]:
    return [] if facts.members else [Gap("members", "Chưa cử thành viên ở trang hội đồng.")]


INVITATION = PaperKind(
    code="meeting-invitation",
    label="Giấy mời họp",
    subjects=(MEETING,),
    facts=sitting_facts,
    build=build_invitation,
    see=Action.SEE_MEETINGS,
    edit=Action.RUN_MEETINGS,
    issue=Action.CLOSE_MINUTES,
    writers="chủ tọa, thư ký của cuộc họp và chuyên viên",
    stem="giay-moi",
    series=Series("GM"),
    sections=(Section("more", "Ghi chú của giấy mời", hint="Ví dụ: tài liệu mang theo, người liên hệ."),),
    formats=(Format.PDF, Format.DOCX),
    gaps=_invitation_gaps,
    members_read=True,
)
MINUTES = PaperKind(
    code="meeting-minutes",
    label="Biên bản cuộc họp",
    subjects=(MEETING,),
    facts=sitting_facts,
    build=build_minutes,
    see=Action.SEE_MEETINGS,
    edit=Action.RUN_MEETINGS,
    issue=Action.CLOSE_MINUTES,
    writers="thư ký, chủ tọa của cuộc họp và chuyên viên",
    stem="bien-ban",
    series=Series("BB"),
    sections=(
        Section("secretary", "Thư ký", "lines", "Họ và tên, khi hội đồng không có thành viên là thư ký."),
        Section("discussion", "Ý kiến khác"),
        Section("conclusion", "Kết luận của chủ tọa"),
        Section("recipients", "Nơi nhận", "lines", "Mỗi nơi một dòng.", "Như thành phần họp\nLưu: VT"),
    ),
    formats=(Format.PDF, Format.DOCX),
    gaps=_minutes_gaps,
    slots=minutes_slots,
    members_read=True,
)
FOUNDING = PaperKind(
    code="council-decision",
    label="Quyết định thành lập hội đồng",
    subjects=(COUNCIL,),
    facts=council_facts,
    build=build_founding,
    see=Action.SEE_MEETINGS,
    edit=Action.FOUND_COUNCILS,
    issue=Action.FOUND_COUNCILS,
    writers="người lập hội đồng",
    stem="quyet-dinh-thanh-lap-hoi-dong",
    series=Series("QĐ"),
    sections=(
        Section("bases", "Căn cứ riêng", "lines", "Mỗi căn cứ một dòng; căn cứ chung của năm đã có."),
        Section(
            "duties",
            "Nhiệm vụ của hội đồng",
            default="<p>Hội đồng có nhiệm vụ tham mưu, tổ chức phong trào thi đua, xét và đề nghị danh hiệu thi đua,"
            " hình thức khen thưởng theo quy định, và tự giải thể khi kết thúc năm học [năm học].</p>",
        ),
    ),
    formats=(Format.PDF, Format.DOCX),
    gaps=_council_gaps,
)
