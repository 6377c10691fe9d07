"""Django's entry for this app."""

from importlib import import_module

from django.apps import AppConfig
from django.forms import Field

UNFILLED = "Chưa điền ô này."


class Config(AppConfig):
    """Nền."""

    name = "thidua"
    verbose_name = "Nền"

    def ready(self) -> None:
        """A factor that comes or goes ends the person's other sessions, whoever does it and by whatever way; an empty
        field is told in words that cannot mean a school (Django's “Trường này là bắt buộc”)."""
        import_module("thidua.access.second_proof")
        Field.default_error_messages["required"] = UNFILLED
