"""Addresses of the second wing's API."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from awards.api import decisions, eligibility

_OF_BLOCK = "blocks/<int:block_id>/<str:year_code>"
router = SimpleRouter()
router.register("decisions", decisions.Decisions, basename="api-decisions")
router.register("awards", decisions.Awards, basename="api-awards")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("judge/", eligibility.Judge.as_view(), name="api-judge"),
    path(f"{_OF_BLOCK}/findings/", eligibility.BlockFindings.as_view(), name="api-block-findings"),
]
