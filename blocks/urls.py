"""Addresses of the first wing's pages."""

from django.urls import URLPattern, URLResolver, path

from blocks.views import board, home, registrations, seats, targets, titles, topics, unit_forms, units, years

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("vai-tro/", seats.switch_seat, name="seats"),
    path("bang-theo-doi/", board.show_board, name="board"),
    path("don-vi/", units.show_authority, name="authority"),
    path("don-vi/ten-moi/", unit_forms.new_name, name="new_name"),
    path("nam-thi-dua/", years.list_years, name="years"),
    path("nam-thi-dua/chon/", years.choose_year, name="choose_year"),
    path("khoi/moi/", unit_forms.new_block, name="new_block"),
    path("khoi/<int:pk>/", units.show_block, name="block"),
    path("khoi/<int:pk>/xep-truong/", unit_forms.place_school, name="place_school"),
    path("khoi/<int:pk>/khoi-truong/", unit_forms.choose_leader, name="choose_leader"),
    path("chi-tieu/", targets.targets_home, name="targets_home"),
    path("khoi/<int:pk>/chi-tieu/tap-the/o/", targets.save_cells, name="save_targets"),
    path("khoi/<int:pk>/chi-tieu/<str:part>/", targets.show_targets, name="targets"),
    path("cong-trinh-chuyen-de/", topics.topics_home, name="topics_home"),
    path("khoi/<int:pk>/cong-trinh-chuyen-de/", topics.show_topics, name="topics"),
    path("khoi/<int:pk>/cong-trinh-chuyen-de/<int:school_pk>/", topics.edit_topics, name="edit_topics"),
    path("truong/moi/", unit_forms.new_school, name="new_school"),
    path("truong/<int:pk>/", units.show_school, name="school"),
    path("dang-ky/", registrations.list_registrations, name="registrations"),
    path("dang-ky/excel/", registrations.download_registrations, name="export_registrations"),
    path("danh-hieu/", titles.list_titles, name="titles"),
    path("danh-hieu/<str:code>/", titles.show_title, name="title"),
]
