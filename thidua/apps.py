"""Django's entry for this app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Nền."""

    name = "thidua"
    verbose_name = "Nền"
