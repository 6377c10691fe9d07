"""The kinds of paper of this wing, one line each (the manifest names the list)."""

from documents.queries.meetings import FOUNDING, INVITATION, MINUTES
from documents.queries.plans import PLAN
from documents.queries.registrations import COLLATION, LIST, REQUEST

PAPER_KINDS = (PLAN, REQUEST, LIST, COLLATION, INVITATION, MINUTES, FOUNDING)
