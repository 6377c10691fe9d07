"""Settings, all from environment variables (README has the table; a test holds the two together)."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from thidua.settings.api import *
from thidua.settings.environment import BASE_DIR, DEBUG, DEMO, PRODUCTION, STATE, env, flag
from thidua.settings.mail import *
from thidua.settings.signing_in import *

SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY chưa được đặt.")
    SECRET_KEY = "khong-dung-khi-trien-khai-" + "0" * 40
# Keys that seal the secrets of the second proof and the sessions (thidua.access.sealing); the first seals, all open.
MFA_KEYS = [key.strip() for key in env("MFA_KEYS").split(",") if key.strip()]
if PRODUCTION and not MFA_KEYS:
    raise ImproperlyConfigured("MFA_KEYS chưa được đặt: xem bảng biến môi trường trong README.")
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("PRODUCTION không đi cùng DEMO hay DEBUG.")

ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("CSRF_TRUSTED_ORIGINS").split(",") if origin]
PUBLIC_URL = env("PUBLIC_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "thidua",
    "blocks",
    "awards",
    "documents",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_prose_editor",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "thidua.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thidua.web.body_limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "thidua.web.plain_text.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.web.reading_once.ReadingOnceMiddleware",
    "thidua.web.door.ActorMiddleware",
    "thidua.web.sent_once.SentOnceMiddleware",
]

ROOT_URLCONF = "thidua.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["thidua.looks.indentation.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.door.frame",
            ],
            "builtins": ["thidua.access.form_seat"],  # every form carries the acting seat beside its token
        },
    },
]


def database(url: str) -> dict:
    """A Django database entry for `postgresql://role:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "thidua.wall.pg",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # a pooler in transaction mode may stand in between
        "OPTIONS": query,
    }


_SOCKET = STATE / "run"
DATABASE_URL = env("DATABASE_URL", f"postgresql://thidua_app@/thidua?host={_SOCKET}")
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", f"postgresql://thidua_owner@/thidua?host={_SOCKET}")
DATABASE_ROLE = env("DATABASE_ROLE", "app")  # "owner" only for migrate and for making the test database
DATABASES = {"default": database(DATABASE_OWNER_URL if DATABASE_ROLE == "owner" else DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", f"redis+socket://{_SOCKET}/valkey.sock")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB: long tables are not given back by the renderer
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "visibility_timeout": 600}
CELERY_TASK_PUBLISH_RETRY = False  # the outbox row is the truth; the sweeper rings again
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "thidua.sweep", "schedule": 5.0},
    "tick": {"task": "thidua.tick", "schedule": 20.0, "options": {"expires": 20}},
    "scan": {"task": "thidua.scan", "schedule": 120.0},
    "anchor": {"task": "thidua.anchor", "schedule": crontab(hour=23, minute=30)},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "thidua.queue.cache.SteadyCache",  # counts go on in memory while the server is away
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
    }

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "thidua" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(STATE / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "thidua.looks.typeface.TypefaceFinder",  # woff2 subsets cut from the font package, kept in the state folder
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = Path(env("MEDIA_ROOT", str(STATE / "media")))

AUTH_USER_MODEL = "thidua.Account"
AUTHENTICATION_BACKENDS = ["thidua.access.account_backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
# What each wing tells the rest of the house, from left to right: the ground knows no wing, it reads these by name.
MANIFESTS = (
    "thidua.manifest.MANIFEST",
    "blocks.manifest.MANIFEST",
    "awards.manifest.MANIFEST",
    "documents.manifest.MANIFEST",
)
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "thidua.web.errorpages.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    },
}

CLAMAV_SOCKET = env("CLAMAV_SOCKET")  # path of clamd's socket; empty and no host: files are shown as not scanned
CLAMAV_HOST = env("CLAMAV_HOST")  # host or host:port of clamd

# A request may not be longer than this, unless its view says so (thidua.web.gates); asked before anything is read.
# the seal of papers to be signed, and whom signatures are believed (docs/signing.md)
SEAL_P12, SEAL_PASSPHRASE = env("SEAL_P12"), env("SEAL_PASSPHRASE")
TRUSTED_ROOTS = env("TRUSTED_ROOTS")
BODY_LIMIT = 30 * 1024 * 1024
BODY_LIMIT_OF_BATCHES = 120 * 1024 * 1024  # forty workbooks of 3 MB in one post; each file has its own gate
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT_OF_BATCHES
DATA_UPLOAD_MAX_NUMBER_FILES = 60
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a registration grid sent as one form: some ten fields a person
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
