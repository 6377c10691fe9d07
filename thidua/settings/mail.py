"""The mail server."""

from thidua.settings.environment import PRODUCTION, env, flag

# Without a mail server nothing is sent and the log of mails says so; what allauth writes is then printed in a trial
# only: in production a link to set a password has no place in a log file.
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = flag(env("EMAIL_USE_SSL", "0"))
EMAIL_USE_TLS = flag(env("EMAIL_USE_TLS", "0" if EMAIL_USE_SSL or not EMAIL_HOST_USER else "1"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Thi đua <khong-tra-loi@localhost>")
_BACKEND = "smtp" if EMAIL_HOST else "dummy" if PRODUCTION else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_BACKEND}.EmailBackend"
