"""The ground: settings, the wall between authorities, the clock, the queue. It knows no wing."""

from thidua.celery import app as celery_app

__all__ = ["celery_app"]
