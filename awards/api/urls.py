"""Addresses of the second wing's API."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from awards.api.facts import disciplines, facts, initiatives, rankings
from awards.api.history import decisions
from awards.api.verdicts import eligibility

_OF_BLOCK = "blocks/<int:block_id>/<str:year_code>"
router = SimpleRouter()
router.register("decisions", decisions.Decisions, basename="api-decisions")
router.register("awards", decisions.Awards, basename="api-awards")
router.register("rankings", rankings.Rankings, basename="api-rankings")
router.register("absences", facts.Absences, basename="api-absences")
router.register("attestations", facts.Attestations, basename="api-attestations")
router.register("school-facts", facts.SchoolFactsRows, basename="api-school-facts")
router.register("person-facts", facts.PersonFactsRows, basename="api-person-facts")
router.register("initiatives", initiatives.Initiatives, basename="api-initiatives")
router.register("disciplines", disciplines.Disciplines, basename="api-disciplines")
router.register("matters", disciplines.Matters, basename="api-matters")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path(
        "schools/<int:school_id>/rankings/<str:year_code>/",
        rankings.SchoolRankings.as_view(),
        name="api-school-rankings",
    ),
    path("judge/", eligibility.Judge.as_view(), name="api-judge"),
    path(f"{_OF_BLOCK}/findings/", eligibility.BlockFindings.as_view(), name="api-block-findings"),
]
