"""Addresses: each wing brings its own doors."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

urlpatterns = [
    path("tai-khoan/", include("allauth.account.urls")),
    path("", include("blocks.urls")),
    path("", include("awards.urls")),
    path("", include("documents.urls")),
    path("api/v1/", include("blocks.api.urls")),
    path("api/v1/", include("awards.api.urls")),
    path("api/v1/", include("documents.api.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
]

handler400 = "thidua.errorpages.bad_request"
handler403 = "thidua.errorpages.forbidden"
handler404 = "thidua.errorpages.not_found"
handler500 = "thidua.errorpages.broken"
