"""Memory of the first wing."""

from blocks.models.adoptions import AdoptedColumn, AdoptedDocument, AdoptedRule
from blocks.models.attachments import Attachment, StorageLimit
from blocks.models.changes import FormerName, UnitChange
from blocks.models.confirmations import Confirmation
from blocks.models.delegations import Delegation
from blocks.models.intake import IntakeBatch, IntakeFile
from blocks.models.invitations import Invitation
from blocks.models.lineage import Lineage
from blocks.models.mails import Mail, MailWish
from blocks.models.meetings import Meeting
from blocks.models.oversight import Oversight
from blocks.models.people import Account, Posting, Seat, StaffMember
from blocks.models.phases import Extension, Phase
from blocks.models.recovery import AccountRecovery
from blocks.models.registrations import FlagDraft, RegisteredTitle, Registration, RegistrationSheet, ReturnFlag
from blocks.models.reminders import CalendarLink, Duty, Notice, Reminder
from blocks.models.support import SupportRule, SupportSession
from blocks.models.targets import Target
from blocks.models.timetables import DailyRound, TimetableRow
from blocks.models.titles import Regime, Title, TitleAuthority, TitleCondition
from blocks.models.topics import Topic
from blocks.models.transfers import Transfer
from blocks.models.units import Block, District, DistrictName, Placement, School, Succession
from blocks.models.years import EmulationYear

__all__ = [
    "Account",
    "AccountRecovery",
    "AdoptedColumn",
    "AdoptedDocument",
    "AdoptedRule",
    "Attachment",
    "Block",
    "CalendarLink",
    "Confirmation",
    "DailyRound",
    "Delegation",
    "District",
    "DistrictName",
    "Duty",
    "EmulationYear",
    "Extension",
    "FlagDraft",
    "FormerName",
    "IntakeBatch",
    "IntakeFile",
    "Invitation",
    "Lineage",
    "Mail",
    "MailWish",
    "Meeting",
    "Notice",
    "Oversight",
    "Phase",
    "Placement",
    "Posting",
    "Regime",
    "RegisteredTitle",
    "Registration",
    "RegistrationSheet",
    "Reminder",
    "ReturnFlag",
    "School",
    "Seat",
    "StaffMember",
    "StorageLimit",
    "Succession",
    "SupportRule",
    "SupportSession",
    "Target",
    "TimetableRow",
    "Title",
    "TitleAuthority",
    "TitleCondition",
    "Topic",
    "Transfer",
    "UnitChange",
]
