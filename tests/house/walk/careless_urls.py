"""Two addresses that forgot to say who may open them; the matrix must see both."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.views import APIView


def careless(request: HttpRequest) -> HttpResponse:
    """Answers to anybody."""
    return HttpResponse("ai cũng vào được")


class CarelessView(APIView):
    """Names no action."""


urlpatterns = [
    path("ho/", careless, name="careless"),
    path("api/v1/ho/", CarelessView.as_view(), name="careless-api"),
]
