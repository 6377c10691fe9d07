"""The ground's own memory, each in its room."""

from thidua.access.models.accounts import Account
from thidua.access.models.authorities import District, DistrictName, Succession
from thidua.access.models.rights import AccountRecovery, Oversight, SupportRule, SupportSession
from thidua.access.models.seats import Delegation, Seat
from thidua.access.models.sent_forms import SentForm
from thidua.flow.models import Step
from thidua.queue.models import Bell, Job, JobState
from thidua.storage.models import ScanState, StoredFile
from thidua.trail.models import AuditEvent

__all__ = [
    "Account",
    "AccountRecovery",
    "AuditEvent",
    "Bell",
    "Delegation",
    "District",
    "DistrictName",
    "Job",
    "JobState",
    "Oversight",
    "ScanState",
    "Seat",
    "SentForm",
    "Step",
    "StoredFile",
    "Succession",
    "SupportRule",
    "SupportSession",
]
