"""Django's entry for this app."""

from importlib import import_module

from django.apps import AppConfig


class Config(AppConfig):
    """Nền."""

    name = "thidua"
    verbose_name = "Nền"

    def ready(self) -> None:
        """A factor that comes or goes ends the person's other sessions, whoever does it and by whatever way."""
        import_module("thidua.access.second_proof")
