"""How many queries a page costs."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(client: Client, path: str) -> int:
    """Queries of one GET that must succeed, once everything that is kept between requests is warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(seen)
