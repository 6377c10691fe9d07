"""Django's entry for this app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Đơn vị và đăng ký."""

    name = "blocks"
    verbose_name = "Đơn vị và đăng ký"
    # A seat names its unit by a number alone, since the ground knows no wing: the database keeps the key honest.
    outer_keys = tuple(
        (table, f"{unit}_id", f"blocks_{unit}")
        for table in ("thidua_seat", "thidua_delegation")
        for unit in ("block", "school")
    )
