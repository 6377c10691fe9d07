"""Addresses of the third wing's pages."""

from django.urls import URLPattern, URLResolver, path

from documents.views import plans, registrations, renditions, sections

urlpatterns: list[URLPattern | URLResolver] = [
    path("ke-hoach/", plans.list_plans, name="plans"),
    path("ke-hoach/khoi/<int:pk>/", plans.show_plan, name="plan"),
    path("ke-hoach/khoi/<int:pk>/lap/", plans.begin, name="begin_plan"),
    path("ke-hoach/<int:pk>/so-ngay/", plans.edit_number, name="plan_number"),
    path("ke-hoach/<int:pk>/phan/<str:key>/", sections.edit_section, name="plan_section"),
    path("ke-hoach/<int:pk>/phien-ban/<int:number>/", sections.show_version, name="plan_version"),
    path("ke-hoach/<int:pk>/lam-mau/", plans.set_template, name="plan_template"),
    path("ke-hoach/<int:pk>/ket-xuat/", renditions.ask, name="render_plan"),
    path("dang-ky/ban/<int:pk>/van-ban/", registrations.sheet_papers, name="sheet_papers"),
    path("khoi/<int:pk>/tong-hop-dang-ky/", registrations.block_papers, name="block_papers"),
    path("tong-hop-dang-ky/", registrations.authority_papers, name="authority_papers"),
    path("ban-ket-xuat/<int:pk>/", renditions.show, name="rendition"),
    path("ban-ket-xuat/<int:pk>/tien-do/", renditions.progress, name="rendition_progress"),
    path("ban-ket-xuat/<int:pk>/thu-lai/", renditions.again, name="rendition_again"),
    path("ban-ket-xuat/<int:pk>/trang/<int:number>/", renditions.picture, name="rendition_page"),
    path("ban-ket-xuat/<int:pk>/tep/", renditions.download, name="rendition_file"),
]
