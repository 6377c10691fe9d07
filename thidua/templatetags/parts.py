"""Template parts: `{% load parts %}`. The design page shows every one of them with words about when to use it."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

from thidua import clock, text
from thidua.apps import UNFILLED
from thidua.looks import table_lines as lines_of_tables
from thidua.looks.states import STATES
from thidua.policy import ROLE_LABELS, Role
from thidua.web.day_fields import DayInput

register = template.Library()

TONE_OF_MESSAGE = {"success": "good", "warning": "wait", "error": "bad", "debug": "idle"}

TONE_ICONS = {"good": "circle-check", "wait": "triangle-alert", "bad": "octagon-alert", "info": "info", "idle": "info"}


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    # The package's drawing, no user text in it.
    return mark_safe(draw(name, size=None, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}))


register.simple_tag(lines_of_tables.table_lines)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide icon as inline SVG, hidden from screen readers: the word beside it says the same."""
    return _icon(name + "")


@register.simple_tag
def state(code: str, word: str = "") -> SafeString:
    """A state as word, icon and tint; `word` replaces the usual word where a count or a date belongs in it."""
    known = STATES[code]
    return format_html('<span class="state {}">{}{}</span>', known.tone, _icon(known.icon), word or known.word)


@register.simple_block_tag(takes_context=False)
def notice(content: str, tone: str = "info") -> SafeString:
    """A notice that stays on the page: good, wait (mind this), bad (it did not work) or info."""
    tone = TONE_OF_MESSAGE.get(tone, tone)
    role = "alert" if tone == "bad" else "status"
    return format_html(
        '<div class="notice {}" role="{}">{}<div>{}</div></div>', tone, role, _icon(TONE_ICONS[tone]), content
    )


@register.simple_tag
def closed(label: str, reason: str, icon_name: str = "lock", url: str = "", way: str = "") -> SafeString:
    """A button that cannot be used now, with its reason and the way out: the page at `url`, named `way`."""
    return format_html(
        '<span class="closed"><span class="button" role="button" aria-disabled="true">{}{}</span>'
        '<span class="why">{}{}</span></span>',
        _icon(icon_name),
        label,
        reason,
        format_html(' <a href="{}">{}</a>', url, way) if url else "",
    )


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, size: str = "") -> dict[str, Any]:
    """Label, hint, error and control of one form field; several boxes of one question stand under their legend."""
    kind, many = getattr(bound.field.widget, "input_type", ""), bool(bound.use_fieldset)
    return {
        "field": bound,
        "size": size,
        "many": many,
        "boxed": kind == "checkbox" and not many,
        "secret": kind == "password",
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """Errors at the top of a form, each linked to its field and saying which; nothing when there are none."""
    linked = [
        (bound.auto_id, f"Chưa điền “{bound.label}”." if error == UNFILLED else error)
        for bound in form.visible_fields()
        for error in bound.errors
    ]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return {"general": [*form.non_field_errors(), *hidden], "linked": linked, "title": title}


@register.simple_tag
def crumbs(*pairs: str) -> SafeString:
    """Breadcrumb from label and address pairs; the last one is the page itself (address "")."""
    steps = [(pairs[i], pairs[i + 1] if i + 1 < len(pairs) else "") for i in range(0, len(pairs), 2)]
    items = [
        format_html('<li><a href="{}" data-back>{}</a></li>', url, label)
        if url
        else format_html('<li aria-current="page">{}</li>', label)
        for label, url in steps
    ]
    home = format_html('<li><a href="{}">Việc cần làm</a></li>', reverse("home"))
    listed = mark_safe("".join([home, *items]))  # each part is escaped above
    return format_html('<nav class="crumbs" aria-label="Đường dẫn"><ol>{}</ol></nav>', listed)


@register.simple_tag
def progress(done: int, total: int, step: str) -> SafeString:
    """A progress bar with counts and the name of the step."""
    return format_html(
        '<div class="progress"><div class="step"><span>{}</span><span class="num">{}/{}</span></div>'
        '<progress value="{}" max="{}" aria-label="{}"></progress></div>',
        step,
        done,
        total,
        done,
        max(total, 1),
        step,
    )


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """`1.234,5`: thousands by dots, decimals by a comma, "" for nothing."""
    if value is None or value == "":
        return ""
    whole, _, rest = f"{value:,}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + ("," + rest if rest else "")


@register.simple_tag
def day_input(name: str, value: str = "", id: str = "", label: str = "") -> SafeString:
    """A day's input where a template writes it without a form: as in every form, typed 27/10/2023."""
    attrs = {"id": id or name, **({"aria-label": label} if label else {})}
    return DayInput().render(name, value, attrs)


@register.filter
def day(value: date | None) -> str:
    """`07/12/2023`, "" for nothing."""
    return text.short_date(clock_date(value)) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """`thứ Năm, 07/12/2023`, "" for nothing."""
    return text.weekday_date(clock_date(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`14:05, thứ Năm, 07/12/2023` in Vietnam's time, "" for nothing."""
    if not value:
        return ""
    local = value.astimezone(clock.ZONE)
    return f"{local:%H:%M}, {text.weekday_date(local.date())}"


@register.filter
def due(value: date | None) -> str:
    """`còn 3 ngày, thứ Sáu, 27/10/2023`; `hôm nay`; `quá hạn 2 ngày`."""
    if not value:
        return ""
    left = (clock_date(value) - clock.today()).days
    lead = f"còn {left} ngày" if left > 0 else "hôm nay" if left == 0 else f"quá hạn {-left} ngày"
    return f"{lead}, {text.weekday_date(clock_date(value))}"


@register.filter
def overdue(value: date | None) -> bool:
    """Whether the day has passed."""
    return value is not None and clock_date(value) < clock.today()


def clock_date(value: date) -> date:
    """The local date of a date or an aware moment."""
    return value.astimezone(clock.ZONE).date() if isinstance(value, datetime) else value


@register.filter
def role_name(role: str) -> str:
    """`Hiệu trưởng` for a role's code."""
    return ROLE_LABELS[Role(role)]


@register.filter
def shown_pages(page: Page) -> list[int | str]:
    """Numbers of the pages worth showing around `page`, with … for those left out: work does not grow with the list."""
    if getattr(page.paginator, "more", False):
        before: list[int | str] = [1, "…"] if page.number > 1 else []
        return [*before, page.number, *(["…"] if page.has_next() else [])]
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
