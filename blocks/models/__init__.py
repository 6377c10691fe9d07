"""Memory of the first wing."""

from blocks.models.access.duties import Duty
from blocks.models.access.invitations import Invitation
from blocks.models.files.attachments import Attachment, StorageLimit
from blocks.models.intake.batches import IntakeBatch, IntakeFile
from blocks.models.intake.learned import LearnedSpelling
from blocks.models.mailroom.mails import Mail, MailWish
from blocks.models.mailroom.notices import Notice
from blocks.models.mailroom.reminders import Reminder
from blocks.models.mailroom.timetables import DailyRound, TimetableRow
from blocks.models.meetings.attendance import Attendance
from blocks.models.meetings.councils import Council, Membership
from blocks.models.meetings.meetings import AgendaItem, Meeting
from blocks.models.meetings.resolutions import LateOpinion, Recusal, Resolution
from blocks.models.meetings.sitting_rules import SittingRule
from blocks.models.movements.movements import (
    Movement,
    MovementBoardMember,
    MovementCriterion,
    MovementHonour,
    MovementMilestone,
    MovementParticipation,
    MovementPeriod,
    MovementReport,
    MovementReward,
)
from blocks.models.movements.school_plans import PlanChange, PlanTask, SchoolPlan
from blocks.models.promise.adoptions import (
    AdoptedCap,
    AdoptedColumn,
    AdoptedDocument,
    AdoptedMeeting,
    AdoptedRule,
    AdoptedWords,
)
from blocks.models.promise.covenants import Covenant, CovenantMovement
from blocks.models.promise.targets import Target
from blocks.models.promise.titles import Regime, Title, TitleAuthority, TitleCondition
from blocks.models.promise.topics import Topic
from blocks.models.registration.confirmations import Confirmation
from blocks.models.registration.faults import Fault
from blocks.models.registration.registrations import RegisteredTitle, Registration
from blocks.models.registration.returned_cells import MarkedCell, ReturnedCell
from blocks.models.registration.sheets import RegistrationSheet
from blocks.models.units.changes import FormerName, UnitChange
from blocks.models.units.lineage import Lineage
from blocks.models.units.staff import Posting, StaffMember
from blocks.models.units.transfers import Transfer
from blocks.models.units.units import Block, Placement, School
from blocks.models.year.calendars import CalendarLink
from blocks.models.year.phases import Extension, Phase, PhaseTemplate
from blocks.models.year.years import EmulationYear

__all__ = [
    "AdoptedCap",
    "AdoptedColumn",
    "AdoptedDocument",
    "AdoptedMeeting",
    "AdoptedRule",
    "AdoptedWords",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Block",
    "CalendarLink",
    "Confirmation",
    "Council",
    "Covenant",
    "CovenantMovement",
    "DailyRound",
    "Duty",
    "EmulationYear",
    "Extension",
    "Fault",
    "FormerName",
    "IntakeBatch",
    "IntakeFile",
    "Invitation",
    "LateOpinion",
    "LearnedSpelling",
    "Lineage",
    "Mail",
    "MailWish",
    "MarkedCell",
    "Meeting",
    "Membership",
    "Movement",
    "MovementBoardMember",
    "MovementCriterion",
    "MovementHonour",
    "MovementMilestone",
    "MovementParticipation",
    "MovementPeriod",
    "MovementReport",
    "MovementReward",
    "Notice",
    "Phase",
    "PhaseTemplate",
    "Placement",
    "PlanChange",
    "PlanTask",
    "Posting",
    "Recusal",
    "Regime",
    "RegisteredTitle",
    "Registration",
    "RegistrationSheet",
    "Reminder",
    "Resolution",
    "ReturnedCell",
    "School",
    "SchoolPlan",
    "SittingRule",
    "StaffMember",
    "StorageLimit",
    "Target",
    "TimetableRow",
    "Title",
    "TitleAuthority",
    "TitleCondition",
    "Topic",
    "Transfer",
    "UnitChange",
]
