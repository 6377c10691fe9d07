"""Addresses: each wing brings its own doors."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from thidua.design import design
from thidua.inbox import list_jobs, run_again, stop

urlpatterns = [
    path("he-thong-giao-dien/", design, name="design"),
    path("viec/", list_jobs, name="jobs"),
    path("viec/<int:pk>/lai/", run_again, name="run_job_again"),
    path("viec/<int:pk>/dung/", stop, name="stop_job"),
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
