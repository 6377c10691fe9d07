"""Entry of the web server: the reading front before Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")

_django = get_wsgi_application()

from thidua.web.front import Front  # noqa: E402  needs the settings

application = Front(_django)
