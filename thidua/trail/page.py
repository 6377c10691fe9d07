"""The trail as a page: search, filters, export. Only the office reads it."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import Truncator

from thidua import clock
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.models import AuditEvent
from thidua.paging import listed_page
from thidua.policy import Action, Again
from thidua.templatetags.parts import moment
from thidua.trail import audit, search
from thidua.trail.export import as_csv, as_workbook
from thidua.trail.presenter import told
from thidua.trail.search import Wish, kind_name
from thidua.web.door import requires
from thidua.web.gates import gates
from thidua.web.kit import SeatedRequest

PAGE, MOST = 50, 20_000
HEADS = (
    ("Số", 8),
    ("Lúc", 20),
    ("Người làm", 24),
    ("Vai trò", 32),
    ("Việc", 26),
    ("Loại", 20),
    ("Đối tượng", 40),
    ("Trước", 40),
    ("Sau", 40),
    ("Lý do", 30),
    ("Từ địa chỉ", 18),
    ("Bằng trình duyệt", 40),
    ("Mã băm", 66),
)
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _day(text: str, name: str) -> date | None:
    try:
        return read_day(text) if text else None
    except RuleViolation as problem:
        raise RuleViolation("day", f"{name}: {problem.message}") from None


def _wish(data: Any) -> Wish:
    def text(name: str) -> str:
        return data.get(name, "").replace("\x00", "").strip()[:200]

    return Wish(
        search=text("tim"),
        verb=text("viec"),
        kind=text("loai"),
        target=text("ma"),
        since=_day(text("tu"), "Từ ngày"),
        until=_day(text("den"), "Đến ngày"),
    )


class Line(NamedTuple):
    """A deed ready to print: everything is text."""

    at: str
    who: str
    seat: str
    verb: str
    label: str
    kind: str
    old: str
    new: str
    reason: str
    ip: str
    agent: str
    seq: str


def _line(event: AuditEvent) -> Line:
    return Line(
        at=moment(event.at),
        who=event.account_name,
        seat=event.seat,
        verb=event.verb[:1].upper() + event.verb[1:],
        label=event.label,
        kind=kind_name(event.kind),
        old=told(event.old, event.kind),
        new=told(event.new, event.kind),
        reason=event.reason,
        ip=event.ip or "",
        agent=Truncator(event.agent).chars(60),
        seq=str(event.seq or ""),
    )


@requires(Action.SEE_AUDIT)
def show(request: SeatedRequest) -> HttpResponse:
    """Newest deeds first, filtered by what stands in the address."""
    wish = _wish(request.GET)
    page = listed_page(
        search.events(wish, request.actor),
        number=request.GET.get("trang", ""),
        size=PAGE,
        draw=lambda events: [_line(event) for event in events],
    )
    verbs, kinds = search.choices(request.actor)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {"page": page, "wish": wish, "verbs": verbs, "kinds": kinds, "query": query.urlencode()}
    return render(request, "thidua/audit.html", context)


@gates(again=Again.ALWAYS)
@requires(Action.SEE_AUDIT)
def export(request: SeatedRequest) -> HttpResponse:
    """The filtered deeds as .xlsx or .csv; taking them out is itself a deed."""
    kind = "csv" if request.GET.get("dang") == "csv" else "xlsx"
    wish = _wish(request.GET)
    found = search.newest(search.events(wish, request.actor), MOST + 1)
    if len(found) > MOST:
        raise RuleViolation("many", f"Nhật ký lọc được hơn {MOST // 1000}.000 dòng; chọn khoảng ngày ngắn hơn rồi tải.")
    rows = [_cells(event) for event in found]
    heads = [head for head, _ in HEADS]
    content = as_csv(heads, rows) if kind == "csv" else as_workbook("Nhật ký", heads, [w for _, w in HEADS], rows)
    if found:
        audit.record(by=request.actor, verb="xuất nhật ký", target=found[0], new={"rows": len(rows), "format": kind})
    name = f"nhat-ky-{clock.today():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def _cells(event: AuditEvent) -> list[str]:
    at = event.at.astimezone(clock.ZONE)
    return [
        str(event.seq or ""),
        f"{at:%d/%m/%Y %H:%M:%S}",
        event.account_name,
        event.seat,
        event.verb,
        kind_name(event.kind),
        event.label,
        told(event.old, event.kind),
        told(event.new, event.kind),
        event.reason,
        event.ip,
        event.agent,
        event.hash,
    ]
