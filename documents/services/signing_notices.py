"""Who is told of signing: those whose place waits, and who issues the paper once all have signed."""

from django.db.models import Q

from blocks.models import Notice
from blocks.services.mailroom.notices import notices_for, tell_office
from documents.models import Document, SigningRound
from documents.queries.kinds import kind_of
from thidua import clock
from thidua.access.seats import held_on
from thidua.models import Seat
from thidua.policy import Role
from thidua.registries.links import Link


def _name(paper: Document) -> str:
    kind = kind_of(paper.kind)
    return f"{kind.label} {kind.whose(paper)}"


def tell_signers(paper: Document, current: SigningRound) -> None:
    """A line for each seat whose place waits."""
    asked = Q(pk__in=[])
    for slot in current.slots.all():
        asked |= Q(role=slot.role, block_id=slot.block_id, school_id=slot.school_id)
    seats = list(Seat.objects.filter(asked, held_on(clock.today())).select_related("account"))
    text = "Mở trang ký: ký bằng tệp chứng thư số, ký ngoài rồi nộp tệp, hoặc nộp bản quét đã ký giấy."
    title = f"Ký {_name(paper)}"
    Notice.objects.bulk_create(notices_for(seats, title=title[:200], text=text, path=Link.to("signing", paper.pk)))


def tell_signed(paper: Document, _current: SigningRound) -> None:
    """All have signed: the unit's head, or the office, issues it."""
    title = f"Đã ký đủ: {_name(paper)}"[:200]
    link = Link.to("signing", paper.pk)
    seats = Seat.objects.filter(held_on(clock.today())).select_related("account")
    if paper.block_id:
        own = seats.filter(role=Role.BLOCK_LEADER, block_id=paper.block_id)
    elif paper.school_id:
        own = seats.filter(role=Role.PRINCIPAL, school_id=paper.school_id)
    else:
        tell_office(title=title, text="Ban hành ở trang văn bản.", path=link)
        return
    Notice.objects.bulk_create(notices_for(list(own), title=title, text="Ban hành ở trang văn bản.", path=link))
