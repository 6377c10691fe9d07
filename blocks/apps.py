"""Django's entry for this app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Đơn vị và đăng ký."""

    name = "blocks"
    verbose_name = "Đơn vị và đăng ký"
