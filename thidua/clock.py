"""The one clock: Asia/Ho_Chi_Minh, and the demo's day where a demo runs.

Deadlines are judged by this clock, never by a browser's. A demo tenant stands still on a day inside its stage, so that
deadlines mean something; `settings.PRODUCTION` refuses a demo altogether.
"""

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@lru_cache(maxsize=8)
def _read(path: str, stamp: int) -> date:
    return date.fromisoformat(json.loads(Path(path).read_text(encoding="utf-8"))["today"])


def demo_day() -> date | None:
    """The day the demo pretends it is, or None where none is set or this is no demo."""
    if not settings.DEMO:
        return None
    path = settings.STATE / "demo-day.json"
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError, KeyError):
        return None


def set_demo_day(day: date) -> None:
    """Let the demo stand on `day` from now on."""
    settings.STATE.mkdir(parents=True, exist_ok=True)
    (settings.STATE / "demo-day.json").write_text(json.dumps({"today": day.isoformat()}), encoding="utf-8")


def now() -> datetime:
    """This moment, aware, in Asia/Ho_Chi_Minh (on the demo's day where a demo runs)."""
    real = datetime.now(ZONE)
    day = demo_day()
    return datetime.combine(day, real.timetz()) if day else real


def real_now() -> datetime:
    """This moment by the machine's clock, also where a demo's day stands still: for leases and for trying again."""
    return datetime.now(ZONE)


def today() -> date:
    """Today's date in Asia/Ho_Chi_Minh (the demo's day where a demo runs)."""
    return now().date()
