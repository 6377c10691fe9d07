"""Addresses of the second wing's API."""

from django.urls import URLPattern, URLResolver
from rest_framework.routers import SimpleRouter

from awards.api import decisions

router = SimpleRouter()
router.register("decisions", decisions.Decisions, basename="api-decisions")
router.register("awards", decisions.Awards, basename="api-awards")

urlpatterns: list[URLPattern | URLResolver] = [*router.urls]
