"""The kinds of paper of this wing, one line each (the manifest names the list)."""

from documents.queries.covenants import COVENANT
from documents.queries.meetings.specs import FOUNDING, INVITATION, MINUTES
from documents.queries.movements import MOVEMENT_PLAN, SCHOOL_PLAN_PAPER
from documents.queries.plans import PLAN
from documents.queries.registrations import COLLATION, LIST, REQUEST
from documents.queries.regulations import REGULATION
from documents.queries.topics import TOPICS

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
