"""Template parts, the typeface and the navigation."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from fontTools.ttLib import TTFont

from tests.cast import Cast
from thidua.looks.states import STATES
from thidua.looks.typeface import ensure, names
from thidua.templatetags import parts
from thidua.web.navigation import entries

VIETNAMESE = "Nguyễn Thị Quỳnh Như, Đặng Ưu Đạt ẫỷợữằặẵẩậộổỗởỡủỹỵ"


def _draw(source: str, **context: object) -> str:
    return Template("{% load parts %}" + source).render(Context(context))


def test_every_state_is_word_and_icon() -> None:
    for code, known in STATES.items():
        drawn = parts.state(code)
        assert known.word in drawn
        assert "<svg" in drawn and 'aria-hidden="true"' in drawn


def test_what_people_type_is_escaped_in_every_part() -> None:
    evil = "<script>alert(1)</script>"
    for drawn in (
        parts.state("sent", evil),
        parts.closed("Gửi", evil),
        parts.progress(1, 2, evil),
        _draw('{% notice "bad" %}{{ evil }}{% endnotice %}', evil=evil),
    ):
        assert "<script" not in drawn


@pytest.mark.django_db
def test_breadcrumbs_are_escaped_too(cast: Cast) -> None:
    assert "<b>" not in parts.crumbs("<b>", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234567, "1.234.567"), (Decimal("1234.50"), "1.234,5"), (0, "0"), (None, ""), (-12.25, "-12,25")],
)
def test_numbers_as_vietnamese_read_them(value: int | Decimal | float | None, shown: str) -> None:
    assert parts.number(value) == shown


def test_what_is_due_says_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.clock.today", lambda: date(2023, 10, 24))
    assert parts.due(date(2023, 10, 27)) == "còn 3 ngày, thứ Sáu, 27/10/2023"
    assert parts.due(date(2023, 10, 24)).startswith("hôm nay")
    assert parts.due(date(2023, 10, 22)).startswith("quá hạn 2 ngày")


def test_a_form_names_its_mistakes_at_the_top_and_beside_the_field() -> None:
    class Sample(forms.Form):
        name = forms.CharField(label="Tên", error_messages={"required": "Ghi tên."})

    drawn = _draw("{% error_summary form %}{% field form.name %}", form=Sample({}))
    assert '<a href="#id_name">Ghi tên.</a>' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_error"' in drawn and 'id="id_name_error"' in drawn


def test_the_typeface_has_every_letter_and_even_figures(tmp_path: Path) -> None:
    folder = ensure(tmp_path)
    for name, (_, figures) in names().items():
        assert (folder / name).stat().st_size < 25_000
        with TTFont(folder / name) as font:
            cmap = font.getBestCmap()
            if figures:
                assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1
            else:
                assert [letter for letter in VIETNAMESE if ord(letter) not in cmap] == []


def test_the_navigation_shows_what_the_role_can_use_and_marks_the_page(cast: Cast) -> None:
    officer, member = cast.actor("officer"), cast.actor("member")
    labels = [entry.label for entry in entries(member, "/")]
    assert labels == [
        *("Việc của tôi", "Hộp thư", "Việc máy chạy", "Kế hoạch thi đua", "Tổng quan", "Cuộc họp, biên bản"),
        *("Hội đồng", "Giao ước", "Kế hoạch", "Phong trào", "Danh hiệu và điều kiện", "Thử điều kiện"),
    ]
    current = [entry.label for entry in entries(officer, "/khoi/7/chi-tieu/tap-the/") if entry.current]
    assert current == ["Chỉ tiêu"]
    assert entries(None, "/") == ()
