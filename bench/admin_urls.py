"""Addresses with Django's own admin beside ours, for the comparison only."""

from django.contrib import admin
from django.urls import path

from blocks.models import Registration
from thidua.urls import urlpatterns as ours


class RegistrationAdmin(admin.ModelAdmin):
    """The ready-made list of the same rows: 50 a page, two filters, search, titles of each row."""

    list_display = ("position", "staff", "school", "job_title", "wanted", "initiative", "note")
    list_filter = ("sheet__school__level", "job_title")
    search_fields = ("staff__full_name",)
    list_per_page = 50
    list_select_related = ("staff", "sheet__school")
    ordering = ("staff__sort_key", "id")

    def get_queryset(self, request):
        """With the ticks read ahead, as a careful user of the admin would."""
        return super().get_queryset(request).prefetch_related("ticks__title")

    def school(self, row):
        """The school's name."""
        return row.sheet.school.name

    def wanted(self, row):
        """The titles of the row."""
        return ", ".join(tick.title.label for tick in row.ticks.all())


site = admin.AdminSite(name="admin")
site.register(Registration, RegistrationAdmin)
urlpatterns = [path("admin/", site.urls), *ours]
