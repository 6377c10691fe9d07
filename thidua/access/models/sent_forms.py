"""Forms that were sent: each is done once, however often it arrives."""

from django.db import models


class SentForm(models.Model):
    """One form as one account sent it: the digest of its key and of all that was typed, and where its answer led.

    Outside the wall, like the sessions: it belongs to a person, says nothing of what was written, and lives a day.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    account = models.BigIntegerField()
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]
