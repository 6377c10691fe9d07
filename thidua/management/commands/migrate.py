"""Django's own `migrate`, and after it the law: a changed line of the files reaches an old database by itself."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS


class Command(migrate.Command):
    """Migrate, then `sync_law`."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django does; the law follows where all migrations were run on the product's own database."""
        super().handle(*args, **options)
        whole = not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied")
        if whole and options.get("database") == DEFAULT_DB_ALIAS and apps.is_installed("blocks"):
            call_command("sync_law", verbosity=options["verbosity"])
