"""Addresses of the second wing's pages."""

from django.urls import URLPattern, URLResolver, path

from awards.views import eligibility

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-ky/ban/<int:pk>/dieu-kien/", eligibility.sheet_verdicts, name="sheet_verdicts"),
    path("dang-ky/nguoi/<int:pk>/vi-sao/", eligibility.row_verdicts, name="row_verdicts"),
    path("khoi/<int:pk>/soat-chi-tieu/", eligibility.block_findings, name="block_findings"),
    path("thu-dieu-kien/", eligibility.try_conditions, name="try_conditions"),
]
