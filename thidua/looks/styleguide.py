"""The design page: every part and every state of the screens, with words about when to use each."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from thidua import clock
from thidua.looks.states import STATES
from thidua.policy import Action
from thidua.web.day_fields import DayField
from thidua.web.door import requires


class SampleForm(forms.Form):
    """A form with one field of each kind; sent on purpose with mistakes to show how they read."""

    unit = forms.CharField(label="Tên đơn vị", help_text="Ghi đầy đủ như trên con dấu.")
    day = DayField(label="Ngày ký", required=False)
    count = forms.IntegerField(
        label="Số người", error_messages={"invalid": "Số người phải là số nguyên, ví dụ 44. Đang ghi “bốn tư”."}
    )
    level = forms.ChoiceField(label="Cấp học", choices=[("MN", "Mầm non"), ("TH", "Tiểu học")])
    agreed = forms.BooleanField(label="Đã được tập thể thống nhất", required=False)


def _samples() -> dict[str, Any]:
    now, item = clock.now(), SimpleNamespace
    today = now.date()
    tasks = [
        item(
            title="Gửi danh sách đăng ký danh hiệu thi đua",
            url="#viec",
            detail="44 người, còn 2 ô chưa đúng.",
            due=today + timedelta(days=3),
            state="draft",
            word="",
            blocked="",
        ),
        item(
            title="Gửi công trình, chuyên đề",
            url="#viec",
            detail="",
            due=today - timedelta(days=2),
            state="late",
            word="",
            blocked="",
        ),
        item(
            title="Xuất bản kế hoạch khối",
            url="",
            detail="",
            due=today + timedelta(days=20),
            state="not_sent",
            word="",
            blocked="còn 3 trường chưa gửi danh sách.",
        ),
    ]
    return {
        "tasks": tasks,
        "tabs": [
            item(label="Tập thể", url="#the", current=True, count=12),
            item(label="Cá nhân", url="#the", current=False, count=269),
        ],
        "chips": [
            item(label="Tất cả", url="#loc", on=False, count=12),
            item(label="Mầm non", url="#loc", on=True, count=6),
        ],
        "events": [
            item(at=now, who="Chuyên viên", what="tiếp nhận danh sách của Trường Mầm non Phường 4.", why=""),
            item(
                at=now - timedelta(days=1),
                who="Khối trưởng",
                what="sửa Cờ TP từ 0 thành 1.",
                why="theo biên bản họp khối",
            ),
        ],
        "facts": [
            ("Tên cơ quan", "Phòng Giáo dục và Đào tạo Quận 11"),
            ("Địa danh", "Quận 11"),
            ("Đơn vị kế thừa", ""),
        ],
        "page": Paginator(range(269), 50).page(2),
    }


@requires(Action.SEE_HOME)
def design(request: HttpRequest) -> HttpResponse:
    """All parts on one page."""
    wrong = SampleForm({"unit": "", "count": "bốn tư", "level": "MN"})
    return TemplateResponse(
        request, "thidua/styleguide.html", {"states": STATES, "form": SampleForm(), "wrong": wrong, **_samples()}
    )
