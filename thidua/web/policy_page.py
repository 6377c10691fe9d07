"""The policy as a page: who may do what, read from the table that the doors read."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from thidua.policy import ACTION_LABELS, ASKS_AGAIN, ROLE_LABELS, Action, Role, may
from thidua.web.door import requires


@requires(Action.SEE_POLICY)
def show(request: HttpRequest) -> HttpResponse:
    """Role × action."""
    rows = [
        {
            "label": ACTION_LABELS[action],
            "again": action in ASKS_AGAIN,
            "cells": [(ROLE_LABELS[role], may(role, action)) for role in Role],
        }
        for action in Action
    ]
    roles = [ROLE_LABELS[role] for role in Role]
    return TemplateResponse(request, "thidua/policy.html", {"roles": roles, "rows": rows})
