"""The what-if page: what every kind of question shares. Facts are plain fields; what is left empty is unknown.

JSON is offered beside them for what no field asks; nobody needs it.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField

from awards.queries.verdicts.judge_tenants import tenant_of
from blocks.models import EmulationYear, Title
from blocks.rules.promise.titles import Genus
from thidua.days import read_day
from thidua.errors import RuleViolation
from thidua.web.day_fields import DayField

Case = dict[str, Any]
Choices = list[tuple[str, str]]

UNKNOWN = ("", "chưa biết")
YES_NO: Choices = [UNKNOWN, ("yes", "có"), ("no", "không")]
RANKS: Choices = [
    UNKNOWN,
    ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"),
    ("HTT", "Hoàn thành tốt nhiệm vụ"),
    ("HT", "Hoàn thành nhiệm vụ"),
    ("KHT", "Không hoàn thành nhiệm vụ"),
    ("not_ranked", "Không xếp loại"),
]
KNOWN: Choices = [UNKNOWN, ("none", "không có"), ("some", "có")]
_CYCLE = r"\d{4}(?:-\d{4})?"
_LINE = re.compile(rf"(\S+)\s+({_CYCLE})(?:\.\.({_CYCLE}))?(?:\s+(.*?))??(?:\s+(\d\d?/\d\d?/\d{{4}}))?")
_RANK_LINE = re.compile(rf"({_CYCLE})\s+(HTXS|HTT|HT|KHT)")


def day(label: str, **options: Any) -> DayField:
    """A day that need not be told."""
    return DayField(label=label, required=False, **options)


def whole(label: str, **options: Any) -> forms.IntegerField:
    """A whole number that need not be told."""
    wrong = {"invalid": "Ghi số nguyên.", "min_value": "Ghi số từ 0 trở lên.", "max_value": "Số quá lớn."}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=999_999, error_messages=wrong, **options
    )


def one_of(label: str, choices: Choices, **options: Any) -> forms.ChoiceField:
    """One of several answers, the first of which is that nobody knows."""
    return forms.ChoiceField(label=label, choices=choices, required=False, **options)


def lines(label: str, hint: str, rows: int = 3) -> forms.CharField:
    """Several lines of text, each of one form."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=area, help_text=hint, max_length=4000)


def told(value: str) -> bool | None:
    """The truth behind YES_NO."""
    return {"yes": True, "no": False}.get(value)


class Question(forms.Form):
    """One kind of question. `SECTIONS` groups its fields; `facts` makes the subject."""

    KIND, LABEL, HINT = "", "", ""
    SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = ()
    SUBJECT: str | None = None  # whose titles are offered

    cycle = forms.CharField(
        label="Năm xét",
        max_length=9,
        help_text="Năm học viết 2023-2024, năm dương lịch viết 2024.",
        error_messages={"required": "Ghi năm xét, ví dụ 2023-2024."},
    )
    received = day("Ngày nhận hồ sơ", help_text="Chọn luật áp dụng.")
    registered = day("Ngày đăng ký", help_text="Khác luật thì kết quả được nêu cả hai.")
    own_rules = forms.BooleanField(label="Áp dụng quy định riêng của đơn vị quản lý", required=False, initial=True)
    extra = lines("Dữ kiện khác (JSON)", 'Chỉ khi cần điều không có ô nào hỏi, ví dụ {"votes_first": true}.', 4)

    def __init__(self, *args: Any, year: EmulationYear | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.the_year = year
        titles = list(Title.objects.order_by("position"))
        mine = [one for one in titles if self.SUBJECT in (None, one.subject)]
        self.genera = {one.code: one.genus for one in titles}
        self.codes = {spelled.replace(" ", "").upper(): one.code for one in mine for spelled in (one.label, one.code)}
        if "title" in self.fields:
            offered = [(one.code, f"{one.label}: {one.name}") for one in mine]
            self.fields["title"].choices = offered  # type: ignore[attr-defined]
        if year is not None:
            self.fields["cycle"].initial = year.code

    def sections(self) -> Iterable[tuple[str, list[BoundField], bool]]:
        """(heading, fields, whether it stands open): open is the first, and any with something typed or wrong."""
        for place, (label, names) in enumerate(self.SECTIONS):
            bound = [self[name] for name in names]
            filled = self.is_bound and any(one.value() for one in bound if one.name != "own_rules")
            yield label, bound, place == 0 or filled or any(one.errors for one in bound)

    def clean_extra(self) -> Case:
        """The object typed as JSON."""
        text = self.cleaned_data["extra"].strip()
        if not text:
            return {}
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as problem:
            where = getattr(problem, "lineno", 1)
            raise forms.ValidationError(f"Dòng {where} không đúng dạng JSON; kiểm tra dấu ngoặc và dấu phẩy.") from None
        if not isinstance(found, dict):
            raise forms.ValidationError("Cần một đối tượng JSON trong dấu ngoặc nhọn.")
        return found

    def read_earlier(self, text: str) -> Case:
        """Lines "CSTĐCS 2022-2023 1242/QĐ-UBND 15/07/2023" as titles and awards; a line that is none is named."""
        found: Case = {"titles": [], "awards": []}
        for line in filter(str.strip, text.splitlines()):
            match = _LINE.fullmatch(line.strip())
            code = self.codes.get(match[1].upper()) if match else None
            if match is None or code is None:
                raise forms.ValidationError(
                    f"“{line.strip()[:60]}”: ghi mã danh hiệu rồi năm, ví dụ CSTĐCS 2022-2023 1242/QĐ-UBND 15/07/2023."
                )
            record: Case = {"title": code, "decision": match[4] or ""}
            if match[5]:
                record["decided_on"] = _day(match[5])
            if self.genera[code] == Genus.TITLE:
                found["titles"].append(record | {"cycle": match[2]})
            else:
                period = {"from": match[2], "to": match[3] or match[2]}
                found["awards"].append(record | {"period": period, "merit": "cong_trang"})
        return found

    def read_ranks(self, text: str) -> dict[str, str]:
        """Lines "2022-2023 HTXS" as ranking by cycle; a line that is none is named."""
        found = {}
        for line in filter(str.strip, text.splitlines()):
            match = _RANK_LINE.fullmatch(line.strip().upper())
            if match is None:
                raise forms.ValidationError(f"“{line.strip()[:60]}”: ghi năm rồi mức, ví dụ 2022-2023 HTXS.")
            found[match[1]] = match[2]
        return found

    def facts(self) -> Case:
        """The subject as far as the fields tell it."""
        raise NotImplementedError

    def case(self) -> Case:
        """The case in the judge's form."""
        data = self.cleaned_data
        dates = {key: str(data[key]) for key in ("received", "registered") if data.get(key)}
        subject = {key: value for key, value in self.facts().items() if value not in (None, "")}
        case: Case = {
            "title": data.get("title"),
            "cycle": data["cycle"],
            "dates": dates,
            "subject": {"kind": self.KIND, **subject, **data["extra"]},
        }
        if data["own_rules"] and self.the_year is not None:
            case["tenant"] = tenant_of(self.the_year).as_json()
        return case


def _day(text: str) -> str:
    try:
        return str(read_day(text))
    except RuleViolation as problem:
        raise forms.ValidationError(problem.message) from None


def title_field() -> forms.ChoiceField:
    """The title that is asked about; its choices are those of the form's kind of subject."""
    return forms.ChoiceField(label="Danh hiệu, hình thức", error_messages={"required": "Chọn danh hiệu."})
