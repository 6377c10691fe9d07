"""At the API's door: the same actors, actions and sentences as on the pages."""

from typing import Any

from rest_framework.exceptions import PermissionDenied
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import BasePermission

from thidua.actors import Actor
from thidua.web import closed_to


class ActionPermission(BasePermission):
    """An API view names its `action`; without one nobody gets in."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Whether the acting seat may do the view's action; a view without one is open to nobody."""
        actor: Actor | None = getattr(request._request, "actor", None)
        action = getattr(view, "action_required", None)
        if actor is None or action is None:
            return False
        if not actor.may(action):
            raise PermissionDenied(closed_to(action).message)
        return True


class Pages(PageNumberPagination):
    """Pages of 50 rows, up to 500 where asked."""

    page_size_query_param = "page_size"
    max_page_size = 500
