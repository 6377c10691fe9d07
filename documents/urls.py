"""Addresses of the third wing's pages."""

from django.urls import URLPattern, URLResolver, path

from documents.views import documents, issuing, numbers, plans, registrations, renditions, sections, signing

urlpatterns: list[URLPattern | URLResolver] = [
    path("ke-hoach/", plans.list_plans, name="plans"),
    path("ke-hoach/khoi/<int:pk>/", plans.show_plan, name="plan"),
    path("ke-hoach/khoi/<int:pk>/lap/", plans.begin, name="begin_plan"),
    path("van-ban/<int:pk>/", documents.show, name="document"),
    path("van-ban/<int:pk>/ky-hieu/", issuing.edit_heading, name="document_heading"),
    *issuing.PAGES.paths("van-ban/<int:pk>/"),
    path("van-ban/<int:pk>/ky/", signing.show, name="signing"),
    path("van-ban/<int:pk>/ky/mo/", signing.lay_out, name="open_signing"),
    path("van-ban/<int:pk>/ky/tep/", signing.download, name="signing_file"),
    path("van-ban/<int:pk>/ky/kiem/", signing.verify, name="verify_signatures"),
    path("van-ban/<int:pk>/ky/<int:slot>/giu-luot/", signing.lease, name="signing_lease"),
    path("van-ban/<int:pk>/ky/<int:slot>/tep-khoa/", signing.with_key, name="sign_with_key"),
    path("van-ban/<int:pk>/ky/<int:slot>/nop/", signing.upload, name="signing_upload"),
    path("van-ban/<int:pk>/ky/<int:slot>/ban-quet/", signing.scan, name="signing_scan"),
    path("van-ban/<int:pk>/ky/ban/<int:number>/", signing.revision, name="signed_revision"),
    path("chung-thu-so/", signing.my_card, name="signer_card"),
    path("so-van-ban/", numbers.books, name="number_books"),
    path("so-van-ban/giu-so/", numbers.keep, name="reserve_number"),
    path("so-van-ban/quy-tac/", numbers.rule, name="number_rule"),
    path("so-van-ban/<int:pk>/", numbers.book, name="number_book"),
    path("so-van-ban/so/<int:pk>/huy/", numbers.cancel, name="cancel_number"),
    path("van-ban/<int:pk>/phan/<str:key>/", sections.edit_section, name="document_section"),
    path("van-ban/<int:pk>/phien-ban/<int:number>/", sections.show_version, name="document_version"),
    path("van-ban/<int:pk>/lam-mau/", documents.set_template, name="document_template"),
    path("van-ban/<int:pk>/thay-the/", documents.replace, name="supersede_document"),
    path("van-ban/<int:pk>/ket-xuat/", documents.render_document, name="render_document"),
    path("van-ban/cua/<str:subject_kind>/<int:subject_id>/", documents.list_papers, name="papers_of"),
    path("dang-ky/ban/<int:pk>/van-ban/", registrations.sheet_papers, name="sheet_papers"),
    path("khoi/<int:pk>/tong-hop-dang-ky/", registrations.block_papers, name="block_papers"),
    path("tong-hop-dang-ky/", registrations.authority_papers, name="authority_papers"),
    path("ban-ket-xuat/<int:pk>/", renditions.show, name="rendition"),
    path("ban-ket-xuat/<int:pk>/tien-do/", renditions.progress, name="rendition_progress"),
    path("ban-ket-xuat/<int:pk>/thu-lai/", renditions.again, name="rendition_again"),
    path("ban-ket-xuat/<int:pk>/trang/<int:number>/", renditions.picture, name="rendition_page"),
    path("ban-ket-xuat/<int:pk>/tep/", renditions.download, name="rendition_file"),
]
