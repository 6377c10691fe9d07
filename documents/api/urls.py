"""Addresses of the third wing's API."""

from django.urls import URLPattern, URLResolver
from rest_framework.routers import SimpleRouter

from documents.api import documents, issuing

router = SimpleRouter()
router.register("documents", documents.Documents, basename="api-documents")
router.register("document-versions", documents.Versions, basename="api-document-versions")
router.register("renditions", documents.Renditions, basename="api-renditions")

urlpatterns: list[URLPattern | URLResolver] = [*issuing.MOVES.paths("documents/<int:document_id>/"), *router.urls]
