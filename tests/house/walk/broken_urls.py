"""An address that breaks, beside all others: what is said then must tell nothing of the inside."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from thidua.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def breaking(request: HttpRequest) -> HttpResponse:
    """Raises with words that nobody may read."""
    secret = "mat-khau-cua-co-so-du-lieu"
    raise RuntimeError(f"hỏng: {secret}")


urlpatterns = [*urlpatterns, path("hong/", breaking)]
