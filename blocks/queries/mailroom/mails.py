"""The log of mails: which a person may see, narrowed by what is asked; how many there are of each state."""

from django.db.models import Count, QuerySet

from blocks.models import Invitation, Mail
from blocks.rules.mailroom.mails import MailKind, MailState
from thidua.text import plain_key

MOST_SEARCHED = 5000  # names are compared without marks here; older mails are found by their address


def log(*, state: str = "", kind: str = "", search: str = "") -> QuerySet[Mail]:
    """The authority's mails, the newest first; unaccented search in name, address and subject."""
    found = Mail.objects.all()
    if state in [one.value for one in MailState]:
        found = found.filter(state=state)
    if kind in [one.value for one in MailKind]:
        found = found.filter(kind=kind)
    wanted = plain_key(search).split()
    if wanted:
        newest = found.order_by("-pk").values_list("pk", "to_name", "address", "subject")[:MOST_SEARCHED]
        keyed = [(pk, plain_key(" ".join(words))) for pk, *words in newest]
        found = found.filter(pk__in=[pk for pk, key in keyed if all(word in key for word in wanted)])
    return found.order_by("-pk")


def counts() -> dict[str, int]:
    """How many mails stand in each state; one query."""
    return dict(Mail.objects.values_list("state").annotate(n=Count("pk")).order_by())


def newest_of(invitations: QuerySet[Invitation]) -> dict[int, Mail]:
    """The newest mail of each invitation; one query."""
    found = Mail.objects.filter(invitation__in=invitations).order_by("invitation", "-pk").distinct("invitation")
    return {mail.invitation_id: mail for mail in found if mail.invitation_id}
