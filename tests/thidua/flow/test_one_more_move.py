"""The drill kept as a test: one row more in a table, and its button, page, API and trail are there."""

from dataclasses import replace

from django.test import override_settings
from django.urls import include, path

from blocks.api.registration.sheet_moves import MOVES
from blocks.models import Notice
from blocks.rules.registration.registrations import FLOW, SheetState
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

ASK_COPY = Move(
    code="ask_copy",
    label="Xin bản sao",
    starts=frozenset({SheetState.RECEIVED, SheetState.ACCEPTED}),
    to=None,
    action=Action.APPROVE_REGISTRATION,
    slug="xin-ban-sao",
    icon="undo-2",
    done="Đã xin bản sao.",
    needs_reason=No("Ghi vì sao xin bản sao.", code="reason", where="reason"),
)


def _tell_office(taken: SheetTaken) -> None:
    tell_office(title=f"{taken.row.school} xin bản sao danh sách", text=taken.reason, path=f"sheet:{taken.row.pk}")


WIDER = replace(
    SHEETS,
    flow=Flow(FLOW.noun, FLOW.states, (*FLOW, ASK_COPY), stands=FLOW.stands, refused=FLOW.refused),
    leads_to={**SHEETS.leads_to, "ask_copy": _tell_office},
)
urlpatterns = [
    *replace(PAGES, mover=WIDER).paths("dang-ky/ban/<int:pk>/"),
    *replace(MOVES, mover=WIDER).paths("api/v1/sheets/<int:sheet_id>/"),
    path("", include("thidua.urls")),
]


@override_settings(ROOT_URLCONF=__name__)
def test_one_row_more_is_a_button_a_page_an_address_and_a_line_of_the_trail(cast: Cast) -> None:
    sheet, _rows = sent(cast)
    page, api = f"/dang-ky/ban/{sheet.pk}/xin-ban-sao/", f"/api/v1/sheets/{sheet.pk}/"
    principal = cast.browser("principal")
    early = principal.post(page, {"reason": "Thiếu một người"})
    assert early.status_code == 422 and "đơn vị quản lý chưa tiếp nhận" in early.content.decode()
    with cast.at_work("officer") as officer:
        sheet = sheet_moves.move("receive", sheet=sheet, by=officer)
    with cast.at_work("principal") as by:
        _primary, others = buttons(WIDER.offers(sheet, by), "sheet")
        assert ("Xin bản sao", "", "sheet_ask_copy") in [(b["label"], b["reason"], b["url_name"]) for b in others]
    assert 'name="reason"' in principal.get(page).content.decode()
    assert "Ghi vì sao xin bản sao." in principal.post(page).content.decode()
    assert principal.post(page, {"reason": "Thiếu một người"}).status_code == 302
    assert principal.post(api + "ask-copy/", {"reason": "Nữa"}, content_type="application/json").status_code == 200
    (told,) = [offer for offer in principal.get(api + "moves/").json() if offer["move"] == "ask_copy"]
    assert (told["label"], told["open"], told["reason"]) == ("Xin bản sao", True, "")
    assert cast.browser("officer").post(page, {"reason": "Tự xin"}).status_code == 403
    with cast.at_work("officer"):
        step = steps_of(sheet)["ask_copy"]
        assert (step.name, step.reason, step.to_state) == ("Phạm Minh Tâm", "Nữa", SheetState.RECEIVED)
        assert AuditEvent.objects.filter(verb="xin bản sao", target=str(sheet.pk)).count() == 2
        assert Notice.objects.filter(title__endswith="xin bản sao danh sách").exists()
