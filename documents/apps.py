"""Django's entry for this app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Văn bản."""

    name = "documents"
    verbose_name = "Văn bản"
