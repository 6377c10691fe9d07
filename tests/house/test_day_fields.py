"""Days and hours look and read the same in every browser: no field of the browser's own remains."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

from django import forms

from thidua.web.day_fields import DayField, HourField, MonthField

ROOT = Path(__file__).resolve().parents[2]
OWN_PICKERS = re.compile(r"""type["']?\s*[=:]\s*["'](date|datetime-local|time|month|week)["']""")
DATED = (forms.DateField, forms.TimeField, forms.DateTimeField, forms.SplitDateTimeField)


def _every(base: type[Any]) -> set[type[Any]]:
    below = set(base.__subclasses__())
    return below | {deeper for kind in below for deeper in _every(kind)}


def test_no_page_asks_the_browser_for_a_day_or_an_hour() -> None:
    found = []
    for folder in ("templates", "static/thidua", "blocks", "awards", "documents", "thidua"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".html", ".py", ".js"} and OWN_PICKERS.search(path.read_text(encoding="utf-8")):
                found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_every_form_takes_days_by_the_one_field() -> None:
    for wing in ("blocks", "awards", "documents", "thidua"):
        for path in sorted((ROOT / wing).rglob("*.py")):
            if "forms.Form" in path.read_text(encoding="utf-8"):
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    seen = 0
    for form in _every(forms.Form):
        if form.__module__.split(".")[0] in {"blocks", "awards", "documents", "thidua"}:
            dated = [field for field in form.base_fields.values() if isinstance(field, DATED)]
            seen += len(dated)
            assert all(isinstance(field, DayField | MonthField | HourField) for field in dated), form
    assert seen > 20
