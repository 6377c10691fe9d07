"""What must always be true of units, people, registrations, targets, topics and meetings, beyond what the keys hold."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from blocks.models import (
    Attendance,
    Covenant,
    LateOpinion,
    Lineage,
    Meeting,
    Placement,
    Posting,
    Regime,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Title,
    Topic,
    Transfer,
    UnitChange,
)
from blocks.rules.law import load_law
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.meetings.meeting_moves import MeetingState
from blocks.rules.meetings.resolutions import UNASKED
from blocks.rules.promise.covenants import HELD, digest_of
from blocks.rules.promise.titles import Subject
from blocks.rules.registration.registrations import SheetState
from blocks.rules.units.changes import ChangeKind, ChangeState, LineageKind
from blocks.rules.units.jobs import job_code
from thidua import clock
from thidua.flow.steps import with_step
from thidua.models import DistrictName, Seat
from thidua.text import name_sort_key, nfc, plain_key

_GIVING = (ChangeKind.MOVE, ChangeKind.HAND_OVER, ChangeKind.MERGE, ChangeKind.SPLIT)


def law_breaches() -> Iterator[str]:
    """The law's rows, the same for all authorities, as the files say: every title and regime is there."""
    law = load_law()
    present = set(Title.objects.values_list("code", flat=True))
    for code in law.titles:
        if code not in present:
            yield f"Bảng luật thiếu danh hiệu {code}: chạy lại migrate."
    present = set(Regime.objects.values_list("code", flat=True))
    for regime in law.regimes:
        if regime.code not in present:
            yield f"Bảng luật thiếu chế độ {regime.code}: chạy lại migrate."


def breaches() -> Iterator[str]:
    """Each broken invariant of the current authority as a Vietnamese sentence."""
    yield from _names()
    yield from _keys()
    yield from _blocks()
    yield from _registrations()
    yield from _jobs()
    yield from _targets()
    yield from _covenants()
    yield from _topics()
    yield from _sittings()
    yield from _councils()
    yield from _endings()
    yield from _lineage()


def _sittings() -> Iterator[str]:
    """Closed minutes lack nobody's opinion, and a meeting that was held has a beginning."""
    silent = LateOpinion.objects.filter(opinion="", item__meeting__state=MeetingState.CLOSED)
    silent = silent.exclude(item__resolutions__outcome__in=UNASKED).select_related("item__meeting__council")
    for row in silent:
        yield f"{row.item.meeting}: biên bản đã khép mà còn thiếu ý kiến của {row.membership.full_name}."
    begun = (MeetingState.OPEN, MeetingState.HELD, MeetingState.CLOSED)
    for meeting in Meeting.objects.filter(state__in=begun, held_at=None).select_related("council"):
        yield f"{meeting}: đã họp mà không có giờ bắt đầu."


def _names() -> Iterator[str]:
    today = clock.today()
    if not DistrictName.objects.filter(valid_from__lte=today).exists():
        yield "Đơn vị quản lý chưa có tên nào có hiệu lực đến hôm nay."
    before = None
    for name in DistrictName.objects.order_by("valid_from"):
        if before is not None and (before.valid_to is None or before.valid_to >= name.valid_from):
            yield f"Tên “{before.name}” và “{name.name}” cùng có hiệu lực từ {name.valid_from:%d/%m/%Y}."
        before = name


def _keys() -> Iterator[str]:
    for pk, name, key in School.objects.values_list("pk", "name", "name_key"):
        if key != plain_key(name) or name != nfc(name):
            yield f"Trường {pk} “{name}”: khóa tìm kiếm không khớp với tên."
    staff = StaffMember.objects.values_list("pk", "full_name", "name_key", "sort_key")
    for pk, name, key, order in staff.iterator(chunk_size=2000):
        if key != plain_key(name) or order != name_sort_key(name) or name != nfc(name):
            yield f"Người {pk} “{name}”: khóa tìm kiếm hoặc khóa xếp thứ tự không khớp với tên."


def _blocks() -> Iterator[str]:
    groups = Placement.objects.values("year__code", "block__name")
    for row in groups.filter(is_leader=True).annotate(n=Count("id")).filter(n__gt=1):
        yield f"{row['block__name']}, năm {row['year__code']}: có {row['n']} trường cùng là khối trưởng."
    for row in groups.values("year__code", "block__name", "position").annotate(n=Count("id")).filter(n__gt=1):
        yield f"{row['block__name']}, năm {row['year__code']}: {row['n']} trường cùng đứng thứ {row['position']}."


def _jobs() -> Iterator[str]:
    """The code of a job is what its words mean today: the table of spellings may have changed."""
    for told, code in Registration.objects.values_list("job_title", "job_code").distinct():
        if code != job_code(told):
            yield f"Chức vụ “{told}” mang mã “{code}”, nay đọc là “{job_code(told)}”."


def _registrations() -> Iterator[str]:
    posted = Posting.objects.filter(staff=OuterRef("staff"), school=OuterRef("sheet__school"))
    lost = Registration.objects.filter(~Exists(posted)).values_list("staff__full_name", "sheet__school__name")
    yield from (f"{name} có trong danh sách của {school} mà không có quá trình công tác ở đó." for name, school in lost)
    wrong = RegisteredTitle.objects.exclude(title__subject=Subject.PERSON)
    for name, title in wrong.values_list("registration__staff__full_name", "title"):
        yield f"{name} đăng ký {title}, danh hiệu của tập thể."
    accepted = with_step(RegistrationSheet.objects.filter(state=SheetState.ACCEPTED), "accept")
    undated = accepted.filter(accept_at=None)
    undated = undated.select_related("school", "year")
    yield from (f"{sheet}: đã công nhận mà không ghi lúc nào." for sheet in undated)


def _targets() -> Iterator[str]:
    placed = Placement.objects.filter(year=OuterRef("year"), school=OuterRef("school"))
    for name, year in (
        Target.objects.filter(~Exists(placed)).values_list("school__name", "year__code").order_by().distinct()
    ):
        yield f"{name} có chỉ tiêu năm {year} mà không thuộc khối nào trong năm đó."
    wrong = Target.objects.filter(title__isnull=False).exclude(title__subject=F("subject"))
    for name, title in wrong.values_list("school__name", "title"):
        yield f"{name}: ô chỉ tiêu {title} nằm sai bảng tập thể, cá nhân."


def _covenants() -> Iterator[str]:
    """A covenant that is frozen or signed keeps the annex whose digest all heads sign."""
    for covenant in Covenant.objects.filter(state__in=sorted(HELD)).select_related("block"):
        if digest_of(covenant.annex) != covenant.digest:
            yield f"{covenant}: phụ lục đã chốt không còn khớp mã băm."


def _topics() -> Iterator[str]:
    placed = Placement.objects.filter(
        year=OuterRef("year"), school=OuterRef("school"), block=OuterRef("meeting__council__block")
    )
    own = Q(Exists(placed), meeting__year=F("year"), meeting__council__kind=CouncilKind.BLOCK)
    lost = Topic.objects.filter(~own, meeting__isnull=False)
    for name, text, number in lost.values_list("school__name", "text", "meeting__number"):
        yield f"{name}: chuyên đề “{text[:60]}” trình bày ở lần sinh hoạt {number}, khối không có lần này."


def _councils() -> Iterator[str]:
    """A council of a year meets in that year; who is noted at a meeting sits in the council that meets."""
    astray = Meeting.objects.exclude(council__year=None).exclude(council__year=F("year"))
    for meeting in astray.select_related("council"):
        yield f"{meeting}: không họp trong năm của hội đồng."
    strange = Attendance.objects.exclude(membership__council=F("meeting__council"))
    for name, number in strange.values_list("membership__full_name", "meeting__number"):
        yield f"{name} được điểm danh ở cuộc họp lần {number} của một hội đồng khác."


def _endings() -> Iterator[str]:
    """In a school that has ended nobody works and nobody holds a seat from that day on."""
    later = Q(valid_to=None) | Q(valid_to__gte=F("school__closed_on"))
    ended = School.objects.filter(closed_on__isnull=False)
    works = Posting.objects.filter(later, school__in=ended).values_list("staff__full_name", "school__name")
    yield from (f"{name} còn công tác ở {school}, trường đã ngừng hoạt động." for name, school in works)
    # A seat given for a later day was ended on the spot, on the first of its own days.
    closed_on = School.objects.filter(pk=OuterRef("school_id")).values("closed_on")
    held = Seat.objects.filter(school_id__in=ended, ended_at=None).annotate(closed_on=Subquery(closed_on))
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=F("closed_on"))).values_list(
        "account__full_name", "unit_name"
    )
    yield from (f"{name} còn vai trò ở {school}, trường đã ngừng hoạt động." for name, school in held)


def _lineage() -> Iterator[str]:
    """Every line of descent ends at a row here; every transfer that stands has its deed and its schools have ended."""
    for kind, noun in ((LineageKind.SCHOOL, School), (LineageKind.STAFF, StaffMember)):
        lost = Lineage.objects.filter(~Exists(noun.objects.filter(pk=OuterRef("new_id"))), kind=kind)
        yield from (
            f"Gốc ở đơn vị trước {pk}: không còn {kind.label.lower()} {new} ở đây."
            for pk, new in lost.values_list("pk", "new_id")
        )
    for transfer in Transfer.objects.select_related("change").order_by("pk"):
        if transfer.change is not None and (transfer.undone_at is None) != (transfer.change.state == ChangeState.DONE):
            yield f"Chuyển giao {transfer.pk}: tình trạng hoàn tác khác với biến động của nó."
    standing = UnitChange.objects.filter(kind__in=_GIVING, state=ChangeState.DONE).values_list("pk", "schools")
    known = set(School.objects.values_list("pk", flat=True))
    for pk, schools in standing:
        if lost_here := sorted(set(schools) - known):
            yield f"Biến động {pk} nói tới trường không còn: {', '.join(map(str, lost_here))}."
