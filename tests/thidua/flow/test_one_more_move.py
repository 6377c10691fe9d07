"""The drill kept as a test: one row more in a table, and its button, page, API and trail are there."""

from dataclasses import replace

from django.test import override_settings
from django.urls import include, path

from blocks.api.registration.sheet_moves import MOVES
from blocks.models import Notice
from blocks.rules.registration.sheets import FLOW, SheetState
from blocks.services.mailroom.notices import tell_office
from blocks.services.registration import sheet_moves
from blocks.services.registration.sheet_moves import SHEETS, SheetTaken
from blocks.views.registration.sheet_moves import PAGES
from tests.blocks.services.registration.test_returned_cells import sent
from tests.cast import Cast
from thidua.flow.pages import buttons
from thidua.flow.steps import steps_of
from thidua.flow.table import Flow, Move, No
from thidua.models import AuditEvent
from thidua.policy import Action

ASK_RETURN = Move(
    code="ask_return",
    label="Xin trả lại",
    starts=frozenset({SheetState.RECEIVED, SheetState.ACCEPTED}),
    to=None,
    action=Action.APPROVE_REGISTRATION,
    slug="xin-tra-lai",
    icon="undo-2",
    done="Đã xin đơn vị quản lý trả lại danh sách.",
    needs_reason=No("Ghi vì sao xin trả lại.", code="reason", where="reason"),
)


def _tell_office(taken: SheetTaken) -> None:
    tell_office(title=f"{taken.row.school} xin trả lại danh sách", text=taken.reason, path=f"sheet:{taken.row.pk}")


WIDER = replace(
    SHEETS,
    flow=Flow(FLOW.noun, FLOW.states, (*FLOW, ASK_RETURN), stands=FLOW.stands, refused=FLOW.refused),
    leads_to={**SHEETS.leads_to, "ask_return": _tell_office},
)
urlpatterns = [
    *replace(PAGES, mover=WIDER).paths("dang-ky/ban/<int:pk>/"),
    *replace(MOVES, mover=WIDER).paths("api/v1/sheets/<int:sheet_id>/"),
    path("", include("thidua.urls")),
]


@override_settings(ROOT_URLCONF=__name__)
def test_one_row_more_is_a_button_a_page_an_address_and_a_line_of_the_trail(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    page, api = f"/dang-ky/ban/{sheet.pk}/xin-tra-lai/", f"/api/v1/sheets/{sheet.pk}/"
    principal = cast.browser("principal")
    early = principal.post(page, {"reason": "Thiếu một người"})
    assert early.status_code == 422 and "đơn vị quản lý chưa tiếp nhận" in early.content.decode()
    with cast.at_work("officer") as officer:
        sheet = sheet_moves.move("receive", sheet=sheet, by=officer)
    with cast.at_work("principal") as by:
        _primary, others = buttons(WIDER.offers(sheet, by), "sheet")
        assert ("Xin trả lại", "", "sheet_ask_return") in [(b["label"], b["reason"], b["url_name"]) for b in others]
    assert 'name="reason"' in principal.get(page).content.decode()
    assert "Ghi vì sao xin trả lại." in principal.post(page).content.decode()
    assert principal.post(page, {"reason": "Thiếu một người"}).status_code == 302
    assert principal.post(api + "ask-return/", {"reason": "Nữa"}, content_type="application/json").status_code == 200
    assert {"move": "ask_return", "label": "Xin trả lại", "open": True, "reason": ""} in principal.get(
        api + "moves/"
    ).json()
    assert cast.browser("officer").post(page, {"reason": "Tự xin"}).status_code == 403
    with cast.at_work("officer"):
        step = steps_of(sheet)["ask_return"]
        assert (step.name, step.reason, step.to_state) == ("Phạm Minh Tâm", "Nữa", SheetState.RECEIVED)
        assert AuditEvent.objects.filter(verb="xin trả lại", target=str(sheet.pk)).count() == 2
        assert Notice.objects.filter(title__endswith="xin trả lại danh sách").exists()
