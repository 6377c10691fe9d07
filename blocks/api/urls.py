"""Addresses of the first wing's API."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from blocks.api import intake, meetings, people, registrations, targets, titles, topics, units, years

router = SimpleRouter()
for prefix, view in {
    "years": years.Years,
    "phases": years.Phases,
    "blocks": units.Blocks,
    "placements": units.Placements,
    "schools": units.Schools,
    "seats": people.Seats,
    "staff": people.Staff,
    "postings": people.Postings,
    "sheets": registrations.Sheets,
    "registrations": registrations.Registrations,
    "regimes": titles.Regimes,
    "titles": titles.Titles,
    "targets": targets.Targets,
    "topics": topics.Topics,
    "meetings": meetings.Meetings,
    "intake-batches": intake.Batches,
    "intake-files": intake.Files,
}.items():
    router.register(prefix, view, basename=f"api-{prefix}")

_OF_BLOCK = "blocks/<int:block_id>/<str:year_code>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", people.Me.as_view(), name="api-me"),
    path("authority/", units.Authority.as_view(), name="api-authority"),
    path(f"{_OF_BLOCK}/targets/<str:subject>/", targets.TargetTables.as_view(), name="api-target-table"),
    path(f"{_OF_BLOCK}/topics/<int:school_id>/", topics.SchoolTopics.as_view(), name="api-school-topics"),
    *router.urls,
]
