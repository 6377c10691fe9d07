"""At the API's door: the same sign-in, actors, actions and pages as on the screens."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from thidua.access.demands import closed_to
from thidua.access.signin import is_recent
from thidua.actors import Actor
from thidua.policy import Action, asks_again
from thidua.web.gates import gates_of

AGAIN = (
    "Việc này cần xác nhận lại danh tính trong 5 phút gần đây. Nhập lại mật khẩu hoặc mã xác minh ở "
    "/tai-khoan/reauthenticate/ bằng cùng phiên, rồi gửi lại yêu cầu."
)


def actor_of(request: Request) -> Actor:
    """Who acts: the API's request wraps the one on which the door put the seat."""
    actor: Actor = request._request.actor
    return actor


class SignedIn(SessionAuthentication):
    """The browser's session; who has none is answered 401."""

    def authenticate_header(self, request: Request) -> str:
        """What the 401 names."""
        return "Session"


def action_of(view: Any, method: str) -> Action | None:
    """The action that `view` demands for `method`: `action_to_write` for a method that changes, where it is given."""
    writing = getattr(view, "action_to_write", None) if method not in SAFE_METHODS else None
    return writing or getattr(view, "action_required", None)


class ActionPermission(BasePermission):
    """An API view names its `action_required` (and `action_to_write`); without one nobody gets in."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the acting seat may do the view's action; a view without one is open to nobody."""
        actor: Actor | None = getattr(request._request, "actor", None)
        action = action_of(view, request.method)
        if not request.user.is_authenticated or action is None:
            return False
        if actor is None:
            raise PermissionDenied("Tài khoản chưa được giao vai trò nào còn hiệu lực.")
        if not actor.may(action):
            raise PermissionDenied(closed_to(action).message)
        prove_again(request, action)
        return True


def prove_again(request: Request, action: Action) -> None:
    """As the pages' own: PermissionDenied where policy or view want a recent proof for `action` and there is none."""
    wanted = asks_again(action, changes=request.method not in SAFE_METHODS, view=gates_of(request._request).again)
    if wanted and not is_recent(request._request):
        raise PermissionDenied(AGAIN, code="recent")


class Pages(PageNumberPagination):
    """Pages of 50 rows, up to 500 where asked."""

    page_size_query_param = "page_size"
    max_page_size = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """The page asked for; one that is not there is said in Vietnamese."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound:
            pages = self.django_paginator_class(queryset, self.get_page_size(request) or 1).num_pages
            raise NotFound(f"Không có trang này; danh sách có {pages} trang, bắt đầu từ page=1.") from None
