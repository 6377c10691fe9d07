"""A district in which every table has a row and every text an unguessable mark, to see it where it must not be seen."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pikepdf
from django.apps import apps

from awards.models import (
    Absence,
    Attestation,
    Award,
    Decision,
    Discipline,
    Initiative,
    Matter,
    PersonFacts,
    Ranking,
    SchoolFacts,
    Statement,
)
from blocks.models import (
    AdoptedCap,
    AdoptedColumn,
    AdoptedDocument,
    AdoptedMeeting,
    AdoptedRule,
    AdoptedWords,
    Attachment,
    Attendance,
    Block,
    Covenant,
    CovenantMovement,
    EmulationYear,
    Extension,
    IntakeBatch,
    IntakeFile,
    Invitation,
    LateOpinion,
    Mail,
    Membership,
    Phase,
    PhaseTemplate,
    Posting,
    Recusal,
    RegisteredTitle,
    Registration,
    RegistrationSheet,
    Reminder,
    Resolution,
    School,
    SittingRule,
    StaffMember,
    StorageLimit,
    Target,
    TimetableRow,
    Topic,
    UnitChange,
)
from blocks.rules.year.phase_templates import shipped_rows
from blocks.services.year.phases import columns_of
from documents.models import (
    Document,
    DocumentVersion,
    IssuedNumber,
    NumberSeries,
    PaperTemplate,
    Rendition,
    SignatureSlot,
    SignedRevision,
    SigningRound,
)
from documents.queries.papers.plans import PLAN
from documents.rules.series import NumberState
from documents.rules.signing import Method
from documents.services.templates import first_words
from tests.cast import FIRST_DAY, Cast
from tests.filled import plan_meeting
from tests.house.walk.world_of_mails import noticed
from tests.house.walk.world_of_movements import movements
from thidua import clock
from thidua.access.kinds import DistrictKind
from thidua.actors import system
from thidua.models import (
    AccountRecovery,
    AuditEvent,
    Delegation,
    District,
    DistrictName,
    Job,
    Oversight,
    Seat,
    StoredFile,
    SupportSession,
)
from thidua.policy import Role
from thidua.storage import files
from thidua.text import name_sort_key, plain_key
from thidua.trail import audit
from thidua.trail.export import as_workbook
from thidua.wall.tenancy import crossing, tenant

OURS, THEIRS = "Zqxvk7wa", "Yjwpf3bo"  # the marks of the cast's district and of the stranger's


def leaks(response: Any, mark: str) -> bool:
    """Whether `mark` stands anywhere in the answer, in its headers, or in the parts of a zipped file."""
    content = response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return mark.encode() in content or any(mark in str(value) for value in response.headers.values())


def fill(cast: Cast) -> dict[str, Any]:
    """Rows of every table in the cast's district; returns them by noun."""
    with tenant(cast.district.pk):
        _mark_units(OURS)
        return _rows(cast, OURS)


def fill_other(cast: Cast) -> None:
    """A year, a block and a school for the stranger, so that the stranger's own pages have something to show."""
    with tenant(cast.other.pk):
        year = EmulationYear.objects.create(
            code="2023-2024", cycle="NAM_HOC", starts_on=FIRST_DAY, ends_on=date(2024, 7, 31)
        )
        block = Block.objects.create(code="1", name=f"Khối {THEIRS}", level="MN")
        school = School.objects.create(code="X1", name=f"Trường {THEIRS}", name_key="truong", level="MN")
        apps.get_model("blocks", "Placement").objects.create(year=year, block=block, school=school, position=1)
        _mark_units(THEIRS)
        audit.record(by=system(cast.other.pk), verb="thử", target=block)


def _mark_units(mark: str) -> None:
    for noun in (School, Block):
        for row in noun.objects.all():
            row.name = f"{row.name} {mark}"
            if noun is School:
                row.name_key = plain_key(row.name)
            row.save()
    DistrictName.objects.update(name=f"Phòng {mark}", short_name=f"Phòng {mark}", place_name=mark)
    Seat.objects.update(unit_name=f"Đơn vị {mark}")


def _rows(cast: Cast, mark: str) -> dict[str, Any]:
    year, block, school, now = cast.year, cast.block, cast.schools[1], clock.now()
    staff = StaffMember.objects.create(
        full_name=f"Người {mark}", name_key=plain_key(f"Người {mark}"), sort_key=name_sort_key(f"Người {mark}")
    )
    posting = Posting.objects.create(staff=staff, school=school, job_title=mark)
    sheet = RegistrationSheet.objects.create(year=year, school=school)
    registration = Registration.objects.create(sheet=sheet, staff=staff, position=1, initiative=mark, note=mark)
    RegisteredTitle.objects.create(registration=registration, title_id="LDTT")
    target = Target.objects.create(
        year=year, school=school, subject="TAP_THE", title_id="TTLDTT", value=1, changed_by=mark
    )
    meeting = plan_meeting(block, year, 1, date(2023, 10, 1), [mark], planned_place=mark)
    topic = Topic.objects.create(year=year, school=school, kind="CHUYEN_DE", position=1, text=mark, meeting=meeting)
    covenant = Covenant.objects.create(year=year, block=block, principles=mark, made_by=mark, made_at=now)
    CovenantMovement.objects.create(covenant=covenant, position=1, name=mark, aim=mark)
    membership = Membership.objects.create(
        council=meeting.council, staff=staff, full_name=mark, post=mark, standing="CHAIR", valid_from=FIRST_DAY
    )
    Attendance.objects.create(meeting=meeting, membership=membership, reason=mark)
    item = meeting.agenda.get()
    stamp = {"noted_by": mark, "noted_at": now}
    note = Resolution.objects.create(item=item, discussion=mark, text=mark, outcome="ESCALATED", reason=mark, **stamp)
    Recusal.objects.create(resolution=note, membership=membership)
    LateOpinion.objects.create(item=item, membership=membership, due=FIRST_DAY, text=mark)
    SittingRule.objects.create(valid_from=FIRST_DAY, share_of=2, share_in=3, basis=mark, made_by=mark, made_at=now)
    registering = columns_of(shipped_rows()[0].spec)
    phase = Phase.objects.create(year=year, opens_on=FIRST_DAY, closes_on=date(2099, 1, 1), basis=mark, **registering)
    PhaseTemplate.objects.create(cycle="NAM", opens="10-12", closes="10-27", basis=mark, **registering)
    extension = Extension.objects.create(
        phase=phase, school=school, until=date(2099, 1, 2), reason=mark, given_by=mark, given_at=now
    )
    sheet_bytes = as_workbook(mark, [mark], [9], [[mark]])
    stored = files.put(sheet_bytes, name=f"{mark}.xlsx", content_type="application/octet-stream")
    decision = Decision.objects.create(number=f"01/{mark}", issuer=mark, issued_on=FIRST_DAY)
    award = Award.objects.create(decision=decision, staff=staff, school=school, title_id="LDTT", year_code="2022-2023")
    change = UnitChange.objects.create(
        kind="DOI_TEN_TRUONG",
        on=FIRST_DAY,
        basis_number=mark,
        summary=mark,
        schools=[school.pk],
        created_by=mark,
        created_at=now,
    )
    papers = _papers(cast, mark)
    audit.record(by=system(cast.district.pk), verb="thử", target=school, old=mark, new=mark, reason=mark)
    return {
        "year": year,
        "block": block,
        "school": school,
        "placement": school.placements.get(),
        "staff": staff,
        "change": change,
        "posting": posting,
        "sheet": sheet,
        "registration": registration,
        "target": target,
        "topic": topic,
        "covenant": covenant,
        "meeting": meeting,
        "council": meeting.council,
        "item": item,
        "member": membership,
        "phase": phase,
        "decision": decision,
        "award": award,
        "seat": cast.seats["member"],
        "extension": extension,
        **_letters(cast, phase, mark),
        **_known_facts(staff, school, mark),
        **_rights(cast, mark),
        "event": AuditEvent.objects.order_by("-pk").first(),
        "stored": stored,
        "now": now,
        **papers,
        "attachment": _attachment(sheet, stored, mark),
        "adopted": _adopted(mark),
        **movements(year, block, school, mark),
    }


def _known_facts(staff: StaffMember, school: School, mark: str) -> dict[str, Any]:
    """What was entered about a person and a school for verdicts."""
    own = {"school": school, "changed_by": mark, "changed_at": clock.now()}
    of_year = {**own, "year_code": "2023-2024"}
    Statement.objects.create(about="SANG_KIEN", **of_year)
    return {
        "ranking": Ranking.objects.create(staff=staff, level="HTT", **of_year),
        "absence": Absence.objects.create(staff=staff, kind="maternity", **of_year),
        "attestation": Attestation.objects.create(staff=staff, criterion="conduct", **of_year),
        "initiative": Initiative.objects.create(staff=staff, name=mark, paper=mark, **of_year),
        "school_facts": SchoolFacts.objects.create(rank="HTT", theme_name=mark, **of_year),
        "person_facts": PersonFacts.objects.create(staff=staff, teaching_years=15, **of_year),
        "discipline": Discipline.objects.create(
            staff=staff, form="khien_trach", decided_on=FIRST_DAY, paper=mark, note=mark, **own
        ),
        "matter": Matter.objects.create(staff=staff, kind="complaint", opened_on=FIRST_DAY, note=mark, **own),
    }


def _letters(cast: Cast, phase: Phase, mark: str) -> dict[str, Any]:
    """A line of the timetable of reminders, an invitation and the mail that carries it."""
    invitation = _invitation(cast, mark)
    mail = Mail.objects.create(
        kind="LOI_MOI",
        key=f"thu-{mark}",
        invitation=invitation,
        address="khach@thidua.example",
        to_name=mark,
        subject=mark,
        text=mark,
        state="LOI",
        made_at=clock.now(),
        error=mark,
        message_id=f"<{mark}@thidua.example>",
    )
    row = TimetableRow.objects.create(phase=phase, days=3, roles=["SECRETARY"], text=mark)
    reminder = Reminder.objects.create(
        phase=phase, school=cast.schools[1], text=mark, made_by=mark, made_at=clock.now(), row=row, on=FIRST_DAY
    )
    return {"invitation": invitation, "mail": mail, "timetable_row": row, "reminder": reminder}


def _third() -> District:
    """An authority of nobody in the cast: both sides of a right see it, so the stranger's must not be one of them."""
    made, new = District.objects.get_or_create(
        code="so-cua-nguoi-khac", defaults={"kind": DistrictKind.SO_GDDT, "valid_from": FIRST_DAY}
    )
    if new:
        with crossing(made.pk):
            DistrictName.objects.create(
                name="Sở của người khác",
                short_name="Sở khác",
                place_name="Nơi khác",
                symbol="SGDĐT",
                valid_from=FIRST_DAY,
            )
    return made


def _rights(cast: Cast, mark: str) -> dict[str, Any]:
    """A superior that asks to read, a support session that waits, a recovery of sign-in that was asked for."""
    now, member = clock.now(), cast.accounts["member"]
    return {
        "district": cast.district,
        "oversight": Oversight.objects.create(
            superior=_third(),
            superior_name="Cấp trên",
            member_name="Đơn vị",
            basis="Quyết định 1",
            valid_from=FIRST_DAY,
            asked_by="Cấp trên",
            asked_at=now,
        ),
        "support": SupportSession.objects.create(
            account=member,
            account_name=mark,
            unit_name=mark,
            reason=mark,
            asked_at=now,
            opens_at=now + timedelta(minutes=5),
            ends_at=now + timedelta(minutes=35),
        ),
        "recovery": AccountRecovery.objects.create(
            account=member,
            authority=cast.district,
            reason="mất điện thoại",
            asked_account=member.pk,
            asked_by="Quản trị thứ nhất",
            asked_at=now,
        ),
    }


def _invitation(cast: Cast, mark: str) -> Invitation:
    return Invitation.objects.create(
        token_hash="0" * 64,
        full_name=f"Khách {mark}",
        role=Role.SECRETARY,
        school=cast.schools[1],
        unit_name=mark,
        valid_from=FIRST_DAY,
        created_by=mark,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=3),
    )


def _adopted(mark: str) -> AdoptedDocument:
    """A document that has ended: it is there, and nobody goes by it."""
    days = {"issued_on": date(2010, 1, 1), "valid_to": date(2010, 12, 31)}
    made = AdoptedDocument.objects.create(
        number=mark, label=mark, issuer=mark, adopted_by=mark, adopted_at=clock.now(), **days
    )
    AdoptedRule.objects.create(document=made, rule="R-REG", point=mark)
    AdoptedColumn.objects.create(
        document=made, subject="CA_NHAN", position=1, title_id="LDTT", lines=[mark], label=mark
    )
    AdoptedCap.objects.create(document=made, title_id="CSTDCS", share="1/10", point=mark)
    AdoptedWords.objects.create(document=made, paper="plan", section="purpose", text=mark)
    AdoptedMeeting.objects.create(document=made, number=1, month="12-01", place=mark, contents=[mark])
    return made


def _attachment(sheet: RegistrationSheet, stored: StoredFile, mark: str) -> Attachment:
    StorageLimit.objects.create(
        scope="MOT_TRUONG", school=sheet.school, megabytes=9, reason=mark, set_by=mark, set_at=clock.now()
    )
    return Attachment.objects.create(
        kind="dang-ky",
        target=sheet.pk,
        label=mark,
        school=sheet.school,
        stored=stored,
        title=mark,
        name=mark,
        added_by=mark,
        added_at=clock.now(),
    )


def _page(mark: str) -> StoredFile:
    paper, out = pikepdf.new(), io.BytesIO()
    paper.add_blank_page(page_size=(595, 842))
    paper.docinfo["/Title"] = mark
    paper.save(out, compress_streams=False)
    return files.put(out.getvalue(), name=f"{mark}.pdf", content_type="application/pdf")


def _papers(cast: Cast, mark: str) -> dict[str, Any]:
    now = clock.now()
    sections = first_words(PLAN, cast.year)
    PaperTemplate.objects.create(kind=PLAN.code, year=cast.year, sections=sections)
    first = next(iter(sections))
    sections[first] = f"<p>{mark}</p>"
    document = Document.objects.create(
        kind=PLAN.code,
        year=cast.year,
        subject_kind="block",
        subject_id=cast.block.pk,
        block=cast.block,
        symbol=mark,
        created_at=now,
        dated=FIRST_DAY,
    )
    version = DocumentVersion.objects.create(
        document=document, number=1, sections=sections, note=mark, created_by=mark, created_at=now
    )
    rendition = Rendition.objects.create(
        document=document,
        version=version,
        format="pdf",
        context={"mark": mark},
        context_sha256="0" * 64,
        stored=_page(mark),
        created_by=mark,
        created_at=now,
        pages=1,
    )
    return {"document": document, "version": version, "rendition": rendition, "section": first} | _numbers(
        document, mark
    )


def _numbers(document: Document, mark: str) -> dict[str, Any]:
    """A reserved number of the block's book; a file to be signed with one place, and a revision kept of it."""
    by = {"given_by": mark, "given_at": clock.now()}
    series = NumberSeries.objects.create(block=document.block, letters=mark[:10], year=2023)
    number = IssuedNumber.objects.create(
        series=series, number=1, state=NumberState.RESERVED, symbol=mark, reason=mark, **by
    )
    current = SigningRound.objects.create(document=document, opened_by=mark, opened_at=clock.now())
    slot = SignatureSlot.objects.create(
        round=current, place=1, field="o-1", role="BLOCK_LEADER", block_id=document.block_id, name=mark, unit=mark
    )
    for turn in (0, 1):
        SignedRevision.objects.create(
            round=current,
            number=turn,
            stored=_page(mark),
            sha256="0" * 64,
            method=Method.SEAL,
            subject=mark,
            added_by=mark,
            added_at=clock.now(),
        )
    return {"number_series": series, "issued_number": number, "slot": slot}


def personal(cast: Cast, rows: dict[str, Any], who: str) -> dict[str, Any]:
    """Rows that belong to one person: a batch of files with a file, a job, a delegation of the own seat."""
    account, now = cast.accounts[who], clock.now()
    job = Job.objects.create(
        name="thu", title=OURS, state="LOI", created_account=account.pk, created_by=OURS, created_at=now, error=OURS
    )
    batch = IntakeBatch.objects.create(
        year=rows["year"],
        block=rows["block"],
        created_account=account.pk,
        created_by=OURS,
        created_at=now,
        state="CHO_DUYET",
    )
    file = IntakeFile.objects.create(batch=batch, stored=rows["stored"], name=f"{OURS}.xlsx", position=1)
    seat = cast.seats[who]
    delegation = Delegation.objects.create(
        seat=seat,
        account=cast.accounts["member"],
        title="Phó",
        signs="KT",
        role=seat.role,
        block_id=seat.block_id,
        school_id=seat.school_id,
        unit_name=OURS,
        for_name=OURS,
        powers=[],
        paper_number=OURS,
        paper_date=FIRST_DAY,
        valid_from=FIRST_DAY,
        valid_to=FIRST_DAY,
        created_by=OURS,
        created_at=now,
    )
    return {"job": job, "batch": batch, "file": file, "delegation": delegation, **noticed(seat, OURS)}
