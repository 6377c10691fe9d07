"""Addresses of the third wing's API."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from documents.api import documents, issuing, signing

router = SimpleRouter()
router.register("documents", documents.Documents, basename="api-documents")
router.register("document-versions", documents.Versions, basename="api-document-versions")
router.register("renditions", documents.Renditions, basename="api-renditions")

urlpatterns: list[URLPattern | URLResolver] = [
    *issuing.MOVES.paths("documents/<int:document_id>/"),
    path("documents/<int:document_id>/signatures/", signing.Signatures.as_view(), name="api-signatures"),
    path("documents/<int:document_id>/signatures/open/", signing.OpenSigning.as_view(), name="api-open-signing"),
    path("documents/<int:document_id>/signatures/<int:slot>/lease/", signing.Lease.as_view(), name="api-signing-lease"),
    path(
        "documents/<int:document_id>/signatures/<int:slot>/upload/", signing.Upload.as_view(), name="api-signing-upload"
    ),
    *router.urls,
]
