"""Addresses: each wing brings its own doors."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from thidua.api_docs import Schema, docs
from thidua.api_records import AuditEvents, Jobs
from thidua.design import design
from thidua.inbox import list_jobs, run_again, stop

records = SimpleRouter()
records.register("jobs", Jobs, basename="api-jobs")
records.register("audit-events", AuditEvents, basename="api-audit-events")

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
    path("api/v1/", include(records.urls)),
    path("api/v1/schema/", Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", docs, name="api-docs"),
]

handler400 = "thidua.errorpages.bad_request"
handler403 = "thidua.errorpages.forbidden"
handler404 = "thidua.errorpages.not_found"
handler500 = "thidua.errorpages.broken"
