"""Django's entry for this app."""

from django.apps import AppConfig
from django.core.checks import register

from documents.printface import check_print_face


class Config(AppConfig):
    """Văn bản."""

    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Say at start-up when papers could not be printed."""
        register(check_print_face)
