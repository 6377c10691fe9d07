"""Ending a person's sessions: when a seat of theirs ends, when their second proof is taken away."""

from django.db.models import F

from blocks.models import Account


def end_sessions(account: Account) -> None:
    """Sign the person out everywhere, from the next request on; part of the deed that calls it and of its audit line.

    A changed password does the same by itself: both are in the mark that every session carries.
    """
    Account.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
