"""The papers of meetings and councils: their specs, what they are about, what they lack."""

from blocks.models import Council, Meeting
from blocks.queries import visible
from blocks.queries.meetings.councils import years_councils
from blocks.queries.meetings.words import heading_of
from blocks.rules.meetings.councils import CouncilKind
from documents.papers.meetings import build_founding, build_invitation, build_minutes
from documents.queries.kinds import PaperKind
from documents.queries.papers.meetings.facts import council_facts, sitting_facts
from documents.queries.papers.meetings.signers import minutes_slots
from documents.queries.subjects import Subject
from documents.rules.formats import Format
from documents.rules.papers.meetings import CouncilFacts, SittingFacts
from documents.rules.sections import Gap, Section
from documents.rules.series import Series
from thidua.policy import Action

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
