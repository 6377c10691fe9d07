"""Addresses of the first wing's API."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from blocks.api.access import invitations, oversight, platform, support
from blocks.api.files import attachments
from blocks.api.intake import batches
from blocks.api.mailroom import mails
from blocks.api.meetings import councils, meetings, notes, sittings
from blocks.api.movements import movement_rows, movements, school_plans
from blocks.api.promise import adoptions, covenants, targets, titles, topics
from blocks.api.registration import registrations, sheet_moves, sheet_people, sheets
from blocks.api.units import changes, staff, units
from blocks.api.year import extensions, years

router = SimpleRouter()
for prefix, view in {
    "years": years.Years,
    "phases": years.Phases,
    "extensions": extensions.Extensions,
    "timetable": mails.Timetable,
    "reminders": mails.Reminders,
    "mails": mails.Mails,
    "notices": mails.Notices,
    "blocks": units.Blocks,
    "placements": units.Placements,
    "schools": units.Schools,
    "unit-changes": changes.UnitChanges,
    "seats": staff.Seats,
    "staff": staff.Staff,
    "postings": staff.Postings,
    "sheets": registrations.Sheets,
    "registrations": registrations.Registrations,
    "regimes": titles.Regimes,
    "titles": titles.Titles,
    "adopted-documents": adoptions.AdoptedDocuments,
    "targets": targets.Targets,
    "topics": topics.Topics,
    "covenants": covenants.Covenants,
    "meetings": meetings.Meetings,
    "sittings": sittings.Sittings,
    "councils": councils.Councils,
    "movements": movements.Movements,
    "school-plans": school_plans.SchoolPlans,
    "plan-tasks": school_plans.PlanTasks,
    "intake-batches": batches.Batches,
    "intake-files": batches.Files,
    "attachments": attachments.Attachments,
    "invitations": invitations.Invitations,
    "oversights": oversight.Oversights,
    "support-sessions": support.SupportSessions,
    "authorities": platform.Authorities,
}.items():
    router.register(prefix, view, basename=f"api-{prefix}")

_SHEET = "sheets/<int:sheet_id>"
_SITTING = "sittings/<int:meeting_id>"
_MOVEMENT, _PLAN = "movements/<int:movement_id>", "school-plans/<int:plan_id>"
_OF_BLOCK = "blocks/<int:block_id>/<str:year_code>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", staff.Me.as_view(), name="api-me"),
    path("authority/", units.Authority.as_view(), name="api-authority"),
    path(f"{_OF_BLOCK}/targets/<str:subject>/", targets.TargetTables.as_view(), name="api-target-table"),
    path(f"{_OF_BLOCK}/topics/<int:school_id>/", topics.SchoolTopics.as_view(), name="api-school-topics"),
    path("topics/<int:topic_id>/report/", topics.TopicReport.as_view(), name="api-topic-report"),
    path(f"{_OF_BLOCK}/covenant/", covenants.BlockCovenant.as_view(), name="api-block-covenant"),
    *covenants.MOVES.paths("covenants/<int:covenant_id>/"),
    path(f"{_SHEET}/cells/", sheets.SheetCells.as_view(), name="api-sheet-cells"),
    path(f"{_SHEET}/people/", sheet_people.SheetPeople.as_view(), name="api-sheet-people"),
    path(f"{_SHEET}/people/<int:registration_id>/leave/", sheet_people.SheetPerson.as_view(), name="api-sheet-person"),
    path(f"{_SHEET}/marks/", sheet_people.SheetMarks.as_view(), name="api-sheet-marks"),
    path(f"{_SHEET}/returned-cells/", sheet_people.ReturnedCells.as_view(), name="api-returned-cells"),
    path(f"{_SHEET}/confirmations/", sheet_people.SheetConfirmations.as_view(), name="api-sheet-confirmations"),
    path(f"{_SHEET}/verdicts/", sheets.SheetVerdicts.as_view(), name="api-sheet-verdicts"),
    path(f"{_SITTING}/roll/", sittings.Roll.as_view(), name="api-roll"),
    path(f"{_SITTING}/answers/<int:member_id>/", sittings.MemberAnswer.as_view(), name="api-member-answer"),
    path(f"{_SITTING}/roll/<int:member_id>/", sittings.MemberMark.as_view(), name="api-member-mark"),
    path(f"{_SITTING}/items/<int:item_id>/", notes.ItemNotes.as_view(), name="api-item-notes"),
    path(f"{_SITTING}/items/<int:item_id>/direction/", notes.ItemDirection.as_view(), name="api-item-direction"),
    path(f"{_SITTING}/opinions/<int:member_id>/", notes.MemberOpinions.as_view(), name="api-member-opinions"),
    *sittings.MOVES.paths(f"{_SITTING}/"),
    *sheet_moves.MOVES.bulk_paths("sheets/"),
    *sheet_moves.MOVES.paths(f"{_SHEET}/"),
    *invitations.MOVES.paths("invitations/<int:invitation_id>/"),
    *changes.MOVES.paths("unit-changes/<int:change_id>/"),
    path(f"{_SHEET}/return/", sheets.SendBack.as_view(), name="api-sheet-return"),
    path(f"{_MOVEMENT}/rows/<str:slug>/", movement_rows.MovementRows.as_view(), name="api-movement-rows"),
    path(f"{_MOVEMENT}/rows/<str:slug>/<int:line_id>/", movement_rows.MovementRow.as_view(), name="api-movement-row"),
    path(f"{_MOVEMENT}/schools/", movement_rows.Participations.as_view(), name="api-participations"),
    path(
        f"{_MOVEMENT}/schools/<int:school_id>/",
        movement_rows.SchoolParticipation.as_view(),
        name="api-school-participation",
    ),
    path(f"{_MOVEMENT}/reports/<int:milestone_id>/", movement_rows.Reports.as_view(), name="api-movement-report"),
    *movements.MOVES.paths(f"{_MOVEMENT}/"),
    path(f"{_PLAN}/cells/", school_plans.TaskCellsView.as_view(), name="api-plan-cells"),
    path(f"{_PLAN}/new-tasks/", school_plans.AddTasks.as_view(), name="api-plan-new-tasks"),
    *school_plans.PLAN_MOVES.paths(f"{_PLAN}/"),
    *school_plans.TASK_MOVES.paths("plan-tasks/<int:task_id>/"),
    *router.urls,
]
