"""The sheet "Dữ kiện xét" as a file: the template filled with what is known, and the filled file read back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from awards.queries.facts.fact_grid import fact_rows, people_of
from awards.rules.facts.fact_cells import BORN_HEAD, NAME_HEAD, Person, columns, read_sheets
from awards.services.facts.facts import set_fact_cells, template_rows
from awards.views.facts.fact_pages import demand, school_and_year
from awards.views.facts.facts import grid_page
from thidua import clock
from thidua.errors import RuleViolation
from thidua.gate.sandbox import WorkbookReader
from thidua.gate.uploads import admit
from thidua.grid.cells import CellChange
from thidua.policy import Action
from thidua.trail import audit
from thidua.trail.export import as_workbook
from thidua.web.door import requires
from thidua.web.gates import READS_FILES, gates
from thidua.web.kit import SeatedRequest

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 40


@requires(Action.EXPORT_STAFF)
def fact_template(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """The school's people with empty or known cells, to be filled in Excel; taking it out is told in the trail."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    rows = fact_rows(school, year)
    filled = [(row.name, row.born, {cell.code: cell.value for cell in row.cells}) for row in rows]
    heads = ["STT", NAME_HEAD, BORN_HEAD, *columns(year.code).values()]
    widths = [6, 30, 13, *[17 for _ in columns(year.code)]]
    content = as_workbook("Dữ kiện xét", heads, widths, template_rows(filled, year.code))
    audit.record(by=request.actor, verb="xuất dữ kiện xét", target=school, new={"rows": len(rows), "format": "xlsx"})
    name = f"du-kien-xet-{school.code}-{year.code}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


@gates(heavy=READS_FILES)
@require_POST
@requires(Action.EDIT_FACTS)
def fact_upload(request: SeatedRequest, school_pk: int) -> HttpResponse:
    """Read a filled file: written whole, or nothing with every fault named by sheet, cell, value and mend."""
    school, year = school_and_year(request, school_pk)
    demand(request, school, Action.EDIT_FACTS)
    file = request.FILES.get("file")
    if file is None:
        return grid_page(request, school, year, faults=["Chọn tệp Excel đã điền trước khi gửi."], status=422)
    people = [Person(one.staff.pk, one.staff.full_name, one.staff.birth_date) for one in people_of(school, year)]
    try:
        content = file.read()
        admitted = admit(content, file.name or "")
        with WorkbookReader() as reader:
            sheets = reader.read(admitted.kind, content)
        found = read_sheets(sheets, people, year.code, today=clock.today())
    except RuleViolation as problem:
        return grid_page(request, school, year, faults=[problem.message], status=422)
    if found.faults:
        more = len(found.faults) - _SHOWN
        shown = [*found.faults[:_SHOWN], *([f"… và {more} chỗ khác."] if more > 0 else [])]
        return grid_page(request, school, year, faults=shown, status=422)
    changes = [CellChange(staff, cell, value, None) for (staff, cell), value in found.cells.items()]
    count = set_fact_cells(school=school, year=year, changes=changes, by=request.actor)
    messages.success(request, f"Đã đọc {len(found.cells)} ô trong tệp, ghi {count} ô khác với trước.")
    return redirect("fact_grid", school.pk)
