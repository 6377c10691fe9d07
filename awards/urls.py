"""Addresses of the second wing's pages."""

from django.urls import URLPattern, URLResolver, path

from awards.views.facts import (
    absences,
    attestations,
    disciplines,
    fact_files,
    facts,
    initiatives,
    person_facts,
    school_facts,
)
from awards.views.verdicts import eligibility, try_conditions

_SCHOOL = "du-kien/truong/<int:school_pk>"
_PERSON = f"{_SCHOOL}/nguoi/<int:staff_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-ky/ban/<int:pk>/dieu-kien/", eligibility.sheet_verdicts, name="sheet_verdicts"),
    path("dang-ky/nguoi/<int:pk>/vi-sao/", eligibility.row_verdicts, name="row_verdicts"),
    path("khoi/<int:pk>/soat-chi-tieu/", eligibility.block_findings, name="block_findings"),
    path("thu-dieu-kien/", try_conditions.try_conditions, name="try_conditions"),
    path("du-kien/", facts.facts_home, name="facts_home"),
    path(f"{_SCHOOL}/", facts.fact_grid, name="fact_grid"),
    path(f"{_SCHOOL}/o/", facts.save_fact_cells, name="save_fact_cells"),
    path(f"{_SCHOOL}/xep-loai-chung/", facts.rank_all, name="rank_all"),
    path(f"{_SCHOOL}/mau/", fact_files.fact_template, name="fact_template"),
    path(f"{_SCHOOL}/tep/", fact_files.fact_upload, name="fact_upload"),
    path(f"{_PERSON}/nghi/", absences.absences_of, name="absences_of"),
    path(f"{_PERSON}/nghi/<slug:absence_kind>/", absences.edit_absence, name="edit_absence"),
    path(f"{_PERSON}/tham-nien/", person_facts.person_facts, name="person_facts"),
    path(f"{_PERSON}/tham-nien/sua/", person_facts.edit_person_facts, name="edit_person_facts"),
    path(f"{_SCHOOL}/don-vi/", school_facts.school_facts, name="school_facts"),
    path(f"{_SCHOOL}/don-vi/sua/", school_facts.edit_school_facts, name="edit_school_facts"),
    path(f"{_SCHOOL}/tieu-chi/", attestations.attestations, name="attestations"),
    path("sang-kien/", initiatives.initiatives_home, name="initiatives_home"),
    path("sang-kien/truong/<int:school_pk>/", initiatives.initiatives, name="initiatives"),
    path("sang-kien/truong/<int:school_pk>/them/", initiatives.new_initiative, name="new_initiative"),
    path("sang-kien/truong/<int:school_pk>/da-du/", initiatives.state_works, name="state_works"),
    path("sang-kien/<int:initiative_id>/", initiatives.edit_initiative, name="edit_initiative"),
    path("sang-kien/<int:initiative_id>/bo/", initiatives.drop_work, name="drop_initiative"),
    path("ky-luat/", disciplines.disciplines_home, name="disciplines_home"),
    path("ky-luat/truong/<int:school_pk>/", disciplines.disciplines, name="disciplines"),
    path("ky-luat/truong/<int:school_pk>/ky-luat-moi/", disciplines.new_discipline, name="new_discipline"),
    path("ky-luat/truong/<int:school_pk>/viec-moi/", disciplines.new_matter, name="new_matter"),
    path("ky-luat/truong/<int:school_pk>/da-du/", disciplines.state_matters, name="state_matters"),
    path("ky-luat/<int:discipline_id>/", disciplines.edit_discipline, name="edit_discipline"),
    path("ky-luat/<int:discipline_id>/bo/", disciplines.drop_discipline, name="drop_discipline"),
    path("ky-luat/viec/<int:matter_id>/", disciplines.edit_matter, name="edit_matter"),
    path("ky-luat/viec/<int:matter_id>/bo/", disciplines.drop_matter, name="drop_matter"),
]
