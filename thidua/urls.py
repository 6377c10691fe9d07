"""Addresses: each wing brings its own doors."""

from allauth.account import views as account
from allauth.mfa import urls as second_proof
from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from thidua.api.docs import Schema, docs
from thidua.api.records import AuditEvents, Jobs
from thidua.looks.styleguide import design
from thidua.queue.jobs_page import list_jobs, run_again, stop
from thidua.registries.wings import manifests
from thidua.trail import page
from thidua.web import policy_page
from thidua.web.gates import OF_SIGNING_IN, gated

# Of allauth's account pages only these: e-mail addresses are given by the office, nobody signs up.
signin = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),  # always answers that it is closed
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

records = SimpleRouter()
records.register("jobs", Jobs, basename="api-jobs")
records.register("audit-events", AuditEvents, basename="api-audit-events")

urlpatterns = [
    path("he-thong-giao-dien/", design, name="design"),
    path("nhat-ky/", page.show, name="audit"),
    path("nhat-ky/tep/", page.export, name="export_audit"),
    path("phan-quyen/", policy_page.show, name="policy"),
    path("viec/", list_jobs, name="jobs"),
    path("viec/<int:pk>/lai/", run_again, name="run_job_again"),
    path("viec/<int:pk>/dung/", stop, name="stop_job"),
    path("tai-khoan/", include(gated(OF_SIGNING_IN, signin))),
    path("tai-khoan/xac-minh/", include(gated(OF_SIGNING_IN, second_proof.urlpatterns))),
    *(path("", include(wing.urls)) for wing in manifests() if wing.urls),
    *(path("api/v1/", include(wing.api)) for wing in manifests() if wing.api),
    path("api/v1/", include(records.urls)),
    path("api/v1/schema/", Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", docs, name="api-docs"),
]

handler400 = "thidua.web.errorpages.bad_request"
handler403 = "thidua.web.errorpages.forbidden"
handler404 = "thidua.web.errorpages.not_found"
handler500 = "thidua.web.errorpages.broken"
