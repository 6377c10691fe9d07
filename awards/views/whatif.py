"""The form of the what-if page: common facts as fields, anything else as JSON for those who know the form."""

import json
from typing import Any

from django import forms

from blocks.models import EmulationYear, Title
from blocks.rules.titles import Subject

_PICK = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
RANKS = [
    ("", "chưa biết"), ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"), ("HTT", "Hoàn thành tốt nhiệm vụ"),
    ("HT", "Hoàn thành nhiệm vụ"), ("KHT", "Không hoàn thành nhiệm vụ"), ("not_ranked", "Không xếp loại"),
]  # fmt: skip
KNOWN = [("", "chưa biết"), ("none", "không có"), ("some", "có")]


def _day(label: str, **options: Any) -> forms.DateField:
    wrong = "Chọn ngày theo ngày/tháng/năm."
    return forms.DateField(
        label=label, required=False, widget=_PICK, error_messages={"invalid": wrong}, **options
    )


def _whole(label: str, **options: Any) -> forms.IntegerField:
    wrong = {"invalid": "Ghi số nguyên.", "min_value": "Ghi số từ 0 trở lên."}
    return forms.IntegerField(label=label, required=False, min_value=0, error_messages=wrong, **options)


class WhatIf(forms.Form):
    """Facts of one made-up case; what is left empty is unknown."""

    title = forms.ChoiceField(label="Danh hiệu, hình thức", error_messages={"required": "Chọn danh hiệu."})
    cycle = forms.CharField(
        label="Năm xét", max_length=9, help_text="Năm học viết 2023-2024, năm dương lịch viết 2024.",
        error_messages={"required": "Ghi năm xét, ví dụ 2023-2024."},
    )  # fmt: skip
    received = _day("Ngày nhận hồ sơ", help_text="Chọn luật áp dụng.")
    registered = _day("Ngày đăng ký", help_text="Khác luật thì kết quả được nêu cả hai.")
    rank = forms.ChoiceField(label="Xếp loại năm xét", choices=RANKS, required=False)
    recruited_on = _day("Ngày tuyển dụng (cá nhân)")
    earlier = forms.CharField(
        label="Danh hiệu các năm trước", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng: mã, năm, số quyết định. Ví dụ: CSTDCS 2022-2023 1242/QĐ-UBND.",
    )  # fmt: skip
    complete = forms.BooleanField(label="Ngoài các dòng trên không có danh hiệu nào khác", required=False)
    discipline = forms.ChoiceField(label="Kỷ luật trong năm", choices=KNOWN, required=False)
    pending = forms.ChoiceField(label="Đang bị xem xét, thanh tra, khiếu nại", choices=KNOWN, required=False)
    headcount = _whole("Tổng số người của tập thể")
    ldtt = _whole("Số người đạt LĐTT")
    cstdcs = _whole("Số người đạt hoặc đề nghị CSTĐCS")
    extra = forms.CharField(
        label="Dữ kiện khác (JSON)", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Thêm vào đối tượng được xét, ví dụ {\"attested\": [\"conduct\", \"spirit\"]}.",
    )  # fmt: skip

    def __init__(self, *args: Any, year: EmulationYear | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = Title.objects.order_by("position")
        self.subjects = {title.code: title.subject for title in titles}
        self.fields["title"].choices = [(one.code, f"{one.label}: {one.name}") for one in titles]  # type: ignore[attr-defined]
        if year is not None:
            self.fields["cycle"].initial = year.code

    def clean_earlier(self) -> list[dict[str, str]]:
        """Lines as records; a line that is none is named."""
        found = []
        for line in self.cleaned_data["earlier"].splitlines():
            parts = line.split()
            if not parts:
                continue
            if len(parts) < 2 or parts[0] not in self.subjects:
                raise forms.ValidationError(f"“{line.strip()[:60]}”: ghi mã danh hiệu rồi năm, ví dụ CSTDCS 2022-2023.")
            found.append({"title": parts[0], "cycle": parts[1], "decision": " ".join(parts[2:])})
        return found

    def clean_extra(self) -> dict[str, Any]:
        """The object typed as JSON."""
        text = self.cleaned_data["extra"].strip()
        if not text:
            return {}
        try:
            found = json.loads(text)
        except ValueError as problem:
            where = getattr(problem, "lineno", 1)
            raise forms.ValidationError(f"Dòng {where} không đúng dạng JSON; kiểm tra dấu ngoặc và dấu phẩy.") from None
        if not isinstance(found, dict):
            raise forms.ValidationError("Cần một đối tượng JSON trong dấu ngoặc nhọn.")
        return found

    def case(self) -> dict[str, Any]:
        """The case in the judge's form."""
        data = self.cleaned_data
        person = self.subjects[data["title"]] == Subject.PERSON
        subject: dict[str, Any] = {"kind": "person" if person else "school"}
        if data["rank"]:
            subject["ranking" if person else "rank"] = {data["cycle"]: data["rank"]}
        if data["recruited_on"]:
            subject["recruited_on"] = str(data["recruited_on"])
        if data["earlier"] or data["complete"]:
            subject |= {"titles": data["earlier"], "awards": []}
        if data["complete"]:
            subject["history_complete"] = True
        for key in ("discipline", "pending"):
            name = "disciplined" if key == "discipline" and not person else key
            if data[key] == "none":
                subject[name] = []
            elif data[key] == "some":
                subject[name] = [{"form": "canh_cao"}] if key == "discipline" else [{"kind": "complaint"}]
        figures = {key: data[key] for key in ("headcount", "ldtt", "cstdcs") if data[key] is not None}
        if person and figures:
            figures = {"unit_quota": {**figures, "cstdcs_proposed": figures.get("cstdcs")}}
        subject |= figures
        dates = {key: str(data[key]) for key in ("received", "registered") if data[key]}
        return {"title": data["title"], "cycle": data["cycle"], "dates": dates, "subject": subject | data["extra"]}
