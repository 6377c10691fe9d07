"""The API's schema and the page on which it can be read and tried; both only for people with a seat."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.views import SpectacularAPIView

from thidua.api.base import ActionPermission, SignedIn
from thidua.policy import Action
from thidua.web.door import requires


class SignedInScheme(SessionScheme):
    """How the schema names the browser's session."""

    target_class = SignedIn  # type: ignore[assignment]


class Schema(SpectacularAPIView):
    """OpenAPI 3 of `/api/v1/`."""

    permission_classes = [ActionPermission]
    authentication_classes = [SignedIn]
    action_required = Action.SEE_HOME


@requires(Action.SEE_HOME)
def docs(request: HttpRequest, **_nothing: Any) -> HttpResponse:
    """The page that shows the schema; its script is a file of ours, so that the strict policy holds."""
    return TemplateResponse(request, "thidua/api_docs.html", {})
