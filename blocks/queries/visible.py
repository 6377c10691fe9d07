"""Whose rows a person may read: one function a model, each taking who acts; screens and API ask here.

The office sees the whole authority; so does a member of the authority's own council, but for what is told of people
and inside schools. A block's council member sees what its leader sees, a school's what the school sees, as far as the
policy lets the role. A block leader sees the own block: its tables of any year, and the staff data of
the schools that stood in it. People of a school see their own school's staff data, and the tables of the block in
which their school stood in that year. What is outside is answered as if it were not there.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from blocks.models import (
    Block,
    Council,
    Covenant,
    IntakeBatch,
    IntakeFile,
    Meeting,
    Membership,
    Placement,
    Posting,
    Registration,
    RegistrationSheet,
    School,
    StaffMember,
    Target,
    Topic,
)
from blocks.rules.meetings.councils import CouncilKind
from blocks.rules.registration.registrations import COUNTED
from thidua.actors import Actor
from thidua.models import Job


def placements(actor: Actor) -> QuerySet[Placement]:
    """Who stands in which block: those of the office, of the own block, or beside the own school in the same year."""
    found = Placement.objects.all()
    if actor.of_authority:
        return found
    if actor.block_id:
        return found.filter(block_id=actor.block_id)
    own = Placement.objects.filter(year=OuterRef("year"), block=OuterRef("block"), school_id=actor.school_id)
    return found.filter(Exists(own))


def blocks(actor: Actor) -> QuerySet[Block]:
    """Blocks whose tables the actor may read in one year at least."""
    if actor.of_authority:
        return Block.objects.all()
    if actor.block_id:
        return Block.objects.filter(pk=actor.block_id)
    return Block.objects.filter(Exists(Placement.objects.filter(block=OuterRef("pk"), school_id=actor.school_id)))


def schools(actor: Actor) -> QuerySet[School]:
    """Schools whose page (facts, not staff) the actor may open: the own one and those of the visible blocks."""
    if actor.of_authority:
        return School.objects.all()
    beside = placements(actor).filter(school=OuterRef("pk"))
    return School.objects.filter(Q(pk=actor.school_id) | Exists(beside))


def own_schools(actor: Actor) -> QuerySet[School]:
    """Schools whose staff data the actor may read."""
    if actor.is_office:
        return School.objects.all()
    if actor.block_id:
        return schools(actor)
    return School.objects.filter(pk=actor.school_id)


def staff(actor: Actor) -> QuerySet[StaffMember]:
    """People who work or worked in a school whose staff data the actor may read."""
    if actor.is_office:
        return StaffMember.objects.all()
    return StaffMember.objects.filter(Exists(postings(actor).filter(staff=OuterRef("pk"))))


def postings(actor: Actor) -> QuerySet[Posting]:
    """Postings in those schools; where a person worked elsewhere is not shown."""
    found = Posting.objects.all()
    return found if actor.is_office else found.filter(school__in=own_schools(actor))


def sheets(actor: Actor) -> QuerySet[RegistrationSheet]:
    """Registration lists: for a block leader those of the years in which the school stood in the block."""
    found = RegistrationSheet.objects.all()
    if actor.is_office:
        return found
    if actor.block_id:
        return found.filter(_beside(actor))
    return found.filter(school_id=actor.school_id)


def registrations(actor: Actor) -> QuerySet[Registration]:
    """Rows of the visible lists: a school reads its own draft, the block and the office what was sent to them."""
    found = Registration.objects.all()
    if actor.school_id:
        return found.filter(sheet__school_id=actor.school_id)
    found = found.filter(sheet__state__in=COUNTED)
    return found if actor.is_office else found.filter(sheet__in=sheets(actor))


def targets(actor: Actor) -> QuerySet[Target]:
    """Cells of the visible target tables."""
    found = Target.objects.all()
    return found if actor.of_authority else found.filter(Q(school_id=actor.school_id) | _beside(actor))


def topics(actor: Actor) -> QuerySet[Topic]:
    """Works and topics of the visible blocks' schools."""
    found = Topic.objects.all()
    return found if actor.of_authority else found.filter(Q(school_id=actor.school_id) | _beside(actor))


def covenants(actor: Actor) -> QuerySet[Covenant]:
    """Covenants: of the own block in any year, or of the one in which the own school stood that year."""
    found = Covenant.objects.all()
    if actor.of_authority:
        return found
    return found.filter(Exists(placements(actor).filter(year=OuterRef("year"), block=OuterRef("block"))))


def councils(actor: Actor) -> QuerySet[Council]:
    """Councils of the own unit, those one sits in, and the one in which the own school's block meets in that year.

    The authority's council members see its own councils and how blocks meet, never what a school's council does.
    """
    found = Council.objects.all()
    if actor.is_office:
        return found
    seats = Membership.objects.filter(account=actor.account_id, account__isnull=False)
    seated = Q(pk__in=seats.values("council"))
    meets = Q(Exists(placements(actor).filter(year=OuterRef("year"), block=OuterRef("block"))), kind=CouncilKind.BLOCK)
    if actor.of_authority:
        return found.filter(meets | Q(block=None, school=None) | seated)
    if actor.block_id:
        return found.filter(Q(block=actor.block_id) | seated)
    return found.filter(meets | Q(school=actor.school_id) | seated) if actor.school_id else found.none()


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the visible councils."""
    found = Meeting.objects.all()
    return found if actor.is_office else found.filter(council__in=councils(actor))


def block_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Those of them in which a block meets (sinh hoạt khối)."""
    return meetings(actor).filter(council__kind=CouncilKind.BLOCK)


def batches(actor: Actor) -> QuerySet[IntakeBatch]:
    """Batches of files: the office sees all, a block leader the block's, everybody the own ones."""
    found = IntakeBatch.objects.all()
    if actor.is_office:
        return found
    mine = Q(created_account=actor.account_id) if actor.account_id else Q(pk=None)
    return found.filter(mine | Q(block_id=actor.block_id) if actor.block_id else mine)


def files(actor: Actor) -> QuerySet[IntakeFile]:
    """Files of the visible batches."""
    found = IntakeFile.objects.all()
    return found if actor.is_office else found.filter(batch__in=batches(actor))


def jobs(actor: Actor) -> QuerySet[Job]:
    """The person's own jobs, whatever seat gave them."""
    return Job.objects.filter(created_account=actor.account_id) if actor.account_id else Job.objects.none()


def _beside(actor: Actor) -> Exists:
    """Whether the row's school stands, in the row's year, in a block that the actor may see."""
    return Exists(placements(actor).filter(year=OuterRef("year"), school=OuterRef("school")))
