"""The kinds of paper of this wing, one line each (the manifest names the list)."""

from documents.queries.papers.covenants import COVENANT
from documents.queries.papers.meetings.specs import FOUNDING, INVITATION, MINUTES
from documents.queries.papers.movements import MOVEMENT_PLAN, SCHOOL_PLAN_PAPER
from documents.queries.papers.plans import PLAN
from documents.queries.papers.registrations import COLLATION, LIST, REQUEST
from documents.queries.papers.regulations import REGULATION
from documents.queries.papers.topics import TOPICS

PAPER_KINDS = (
    PLAN,
    REGULATION,
    COVENANT,
    TOPICS,
    INVITATION,
    MINUTES,
    FOUNDING,
    REQUEST,
    LIST,
    COLLATION,
    MOVEMENT_PLAN,
    SCHOOL_PLAN_PAPER,
)
