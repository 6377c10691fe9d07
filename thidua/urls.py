"""Addresses: each wing brings its own doors."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.account.urls")),
]

handler400 = "thidua.errorpages.bad_request"
handler403 = "thidua.errorpages.forbidden"
handler404 = "thidua.errorpages.not_found"
handler500 = "thidua.errorpages.broken"
