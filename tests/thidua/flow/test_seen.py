"""Who confirms signs what stood on the page: what has changed meanwhile is told, and nothing is written."""

import re
from html import unescape

import pytest

from blocks.models import Registration, RegistrationSheet
from blocks.rules.registration.registrations import SheetState
from blocks.services.registration import sheet_moves
from blocks.services.registration.sheet_cells import CellChange, set_cells
from tests.blocks.services.registration.test_sheets import begun
from tests.cast import Cast
from thidua.errors import Conflict
from thidua.flow.seen import check_seen, differences, token_of


def seen_on(page: str) -> str:
    """The token that the page carries."""
    (token,) = re.findall(r'name="seen" value="([^"]*)"', page)
    return unescape(token)


def submitted(cast: Cast) -> RegistrationSheet:
    secretary = cast.actor("secretary")
    with cast.at_work("secretary"):
        return sheet_moves.move("submit", sheet=begun(cast, secretary), by=secretary)


def edited(cast: Cast, sheet: RegistrationSheet) -> str:
    """The secretary takes it back, writes a note and submits again; the person's name."""
    with cast.at_work("secretary") as secretary:
        row = Registration.objects.filter(sheet=sheet).select_related("staff").first()
        sheet_moves.move("take_back", sheet=sheet, by=secretary)
        set_cells(sheet=sheet, changes=[CellChange(row.pk, "note", "Sửa sau lưng", "")], by=secretary)
        sheet_moves.move("submit", sheet=sheet, by=secretary)
        return row.staff.full_name


def test_a_principal_signs_only_what_the_page_had_shown(cast: Cast) -> None:
    sheet = submitted(cast)
    principal, url = cast.browser("principal"), f"/dang-ky/ban/{sheet.pk}/duyet/"
    old = seen_on(principal.get(url).content.decode())
    name = edited(cast, sheet)
    refused = principal.post(url, {"seen": old})
    page = refused.content.decode()
    assert refused.status_code == 409 and f"{name} (đã sửa)" in unescape(page)
    with cast.at_work("officer"):
        assert RegistrationSheet.objects.get().state == SheetState.WITH_PRINCIPAL
    assert principal.post(url, {"seen": seen_on(page)}).status_code == 302  # the new page shows what stands now


def test_the_api_says_and_asks_the_same(cast: Cast) -> None:
    sheet = submitted(cast)
    principal, api = cast.browser("principal"), f"/api/v1/sheets/{sheet.pk}/"
    offers = {offer["move"]: offer for offer in principal.get(f"{api}moves/").json()}
    edited(cast, sheet)
    body = {"seen": offers["approve"]["seen"]}
    refused = principal.post(f"{api}approve/", body, content_type="application/json")
    assert refused.status_code == 409 and refused.json()["code"] == "conflict"
    assert principal.post(f"{api}approve/", {}, content_type="application/json").status_code == 200


def test_differences_are_told_by_name() -> None:
    token = token_of({"An": "x", "Bình": "y", "Châu": "z"})
    assert differences(token, {"An": "x", "Bình": "y", "Châu": "z"}) == []
    assert differences(token, {"An": "X", "Bình": "y", "Dũng": "z"}) == [
        "An (đã sửa)",
        "Dũng (mới thêm)",
        "Châu (đã bỏ)",
    ]
    assert differences("không phải JSON", {"An": "x"}) == differences("[1]", {}) == ["cả trang"]
    with pytest.raises(Conflict, match="và 2 chỗ khác"):
        check_seen("{}", {str(n): "" for n in range(7)})
