"""Django's entry for this app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Xét khen thưởng."""

    name = "awards"
    verbose_name = "Xét khen thưởng"
