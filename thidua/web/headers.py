"""What every answer tells the browser beside the content security policy of the settings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Cameras, microphones, places and the like are no business of ours; passkeys are.
_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(
    [f"{name}=()" for name in _OFF] + ["publickey-credentials-get=(self)", "publickey-credentials-create=(self)"]
)


class HeadersMiddleware:
    """Sets the headers for which Django has no setting; what a signed-in person saw stays in no shared cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "actor", None) is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
