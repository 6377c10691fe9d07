"""What-if of a person: one field for each fact the conditions of personal titles ask about."""

from typing import Any

from django import forms

from awards.views.verdicts.whatif import (
    KNOWN,
    RANKS,
    UNKNOWN,
    YES_NO,
    Case,
    Choices,
    Question,
    day,
    lines,
    one_of,
    title_field,
    told,
    whole,
)
from blocks.rules.law import load_law
from blocks.rules.promise.titles import Subject
from thidua.text import whole_number

_LEVELS: Choices = [
    UNKNOWN,
    ("none", "không có"),
    ("co_so", "có, cấp cơ sở công nhận"),
    ("tinh", "có, Chủ tịch UBND tỉnh công nhận"),
    ("toan_quoc", "có, người đứng đầu bộ, tỉnh công nhận phạm vi toàn quốc"),
]
_LEAVES: Choices = [
    UNKNOWN,
    ("none", "không nghỉ dài"),
    ("maternity", "nghỉ thai sản"),
    ("sick", "nghỉ ốm"),
    ("unpaid", "nghỉ không lương"),
]
_STUDIES: Choices = [
    UNKNOWN,
    ("none", "không đi học"),
    ("short", "đi học dưới 1 năm"),
    ("good", "từ 1 năm, kết quả khá trở lên"),
    ("poor", "từ 1 năm, kết quả dưới khá"),
]
_MOVES: Choices = [
    UNKNOWN,
    ("none", "không chuyển"),
    ("short", "chuyển đến, ở đơn vị cũ dưới 6 tháng"),
    ("with", "chuyển đến, ở đơn vị cũ từ 6 tháng, có nhận xét"),
    ("without", "chuyển đến, từ 6 tháng, không có nhận xét"),
]
_STUDIED: dict[str, list[Case]] = {
    "none": [],
    "short": [{"months": 6}],
    "good": [{"months": 12, "result": "kha"}],
    "poor": [{"months": 12, "result": "trung_binh"}],
}
_BY = {"co_so": "Hiệu trưởng", "tinh": "Chủ tịch UBND Thành phố", "toan_quoc": "Chủ tịch UBND Thành phố"}


def discipline_choices() -> Choices:
    """The forms of discipline, after "unknown" and "none"."""
    return [UNKNOWN, ("none", "không có"), *load_law().scales["discipline"].items()]


def criteria(*names: str) -> Choices:
    """Qualitative criteria by their Vietnamese names."""
    known = load_law().scales["attested"]
    return [(name, known[name]) for name in names]


def ticks(label: str, choices: Choices, hint: str = "") -> forms.MultipleChoiceField:
    """Several boxes; none ticked is nothing known."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


class PersonQuestion(Question):
    """A person and one title."""

    KIND, LABEL, SUBJECT = "person", "Cá nhân", Subject.PERSON
    HINT = "Một người và một danh hiệu, hình thức khen thưởng."
    SECTIONS = (
        (
            "Hồ sơ",
            (
                "title",
                "cycle",
                "received",
                "registered",
                "signed_up",
                "rank",
                "recruited_on",
                "attested",
                "own_rules",
            ),
        ),
        ("Các năm trước", ("earlier", "complete", "ranks")),
        ("Sáng kiến, đề tài", ("work", "works", "research", "merits")),
        ("Kỷ luật, việc đang xem xét", ("discipline", "disciplined_on", "discipline_ends", "on_duty", "pending")),
        ("Nghỉ, đi học, chuyển đơn vị", ("leave", "leave_months", "study", "moves")),
        ("Người đứng đầu, đơn vị", ("head", "unit_rank", "ldtt", "cstdcs")),
        ("Thâm niên, công khai", ("sector", "teaching", "hard", "hard_now", "published_on")),
        ("Dữ kiện khác", ("extra",)),
    )

    title = title_field()
    signed_up = one_of("Đã đăng ký danh hiệu này", YES_NO)
    rank = one_of("Xếp loại năm xét", RANKS)
    recruited_on = day("Ngày tuyển dụng")
    attested = ticks("Đơn vị xác nhận", [])
    earlier = lines(
        "Danh hiệu, khen thưởng các năm trước",
        "Mỗi dòng: tên, năm, số và ngày quyết định. Ví dụ: CSTĐCS 2022-2023 1242/QĐ-UBND 15/07/2023. "
        "Khen thưởng nhiều năm ghi năm đầu..năm cuối. Thiếu ngày quyết định là chưa rõ.",
    )
    complete = forms.BooleanField(label="Ngoài các dòng trên không có danh hiệu, khen thưởng nào khác", required=False)
    ranks = lines("Xếp loại các năm trước", "Mỗi dòng một năm, ví dụ: 2022-2023 HTXS.")
    work = one_of("Sáng kiến", _LEVELS)
    works = whole("Số sáng kiến", help_text="Từ cái thứ hai tính mỗi năm trước một sáng kiến.")
    research = one_of("Đề tài đã nghiệm thu", _LEVELS)
    merits = one_of("Thành tích khác (phong trào, đột xuất, đóng góp)", [UNKNOWN, ("none", "không có")])
    discipline = one_of("Kỷ luật", [])
    disciplined_on = day("Ngày quyết định kỷ luật")
    discipline_ends = day("Ngày hết thời hạn kỷ luật")
    on_duty = one_of("Kỷ luật liên quan nhiệm vụ, suy thoái", YES_NO)
    pending = one_of("Đang bị xem xét, thanh tra, khiếu nại", KNOWN)
    leave = one_of("Nghỉ dài trong năm", _LEAVES)
    leave_months = whole("Số tháng nghỉ")
    study = one_of("Được cử đi học", _STUDIES)
    moves = one_of("Chuyển đơn vị trong năm", _MOVES)
    head = one_of("Là người đứng đầu đơn vị", YES_NO)
    unit_rank = one_of("Xếp loại của đơn vị", RANKS)
    ldtt = whole("Số LĐTT của đơn vị")
    cstdcs = whole("Số CSTĐCS đơn vị đề nghị")
    sector = whole("Số năm công tác trong ngành")
    teaching = whole("Số năm trực tiếp giảng dạy")
    hard = whole("Số năm ở vùng đặc biệt khó khăn")
    hard_now = one_of("Đang công tác ở vùng đó", YES_NO)
    published_on = day("Ngày công khai danh sách")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].choices = discipline_choices()  # type: ignore[attr-defined]
        self.fields["attested"].choices = criteria("conduct", "spirit", "exemplary")  # type: ignore[attr-defined]

    def clean_earlier(self) -> Case:
        """The lines as records."""
        return self.read_earlier(self.cleaned_data["earlier"])

    def clean_ranks(self) -> dict[str, str]:
        """The lines as ranking by year."""
        return self.read_ranks(self.cleaned_data["ranks"])

    def facts(self) -> Case:
        """The subject as far as the fields tell it."""
        data = self.cleaned_data
        found: Case = {
            "ranking": {**data["ranks"], **({data["cycle"]: data["rank"]} if data["rank"] else {})} or None,
            "recruited_on": str(data["recruited_on"]) if data["recruited_on"] else None,
            "head": told(data["head"]),
            "attested": data["attested"] or None,
            "sector_years": data["sector"],
            "teaching_years": data["teaching"],
            "hard_area_years": data["hard"],
            "hard_area_current": told(data["hard_now"]),
            "published_on": str(data["published_on"]) if data["published_on"] else None,
            "other_merits": [] if data["merits"] == "none" else None,
        }
        if data["signed_up"]:
            mine = [{"title": data["title"], "cycle": data["cycle"]}]
            found["registrations"] = mine if told(data["signed_up"]) else []
        if data["earlier"]["titles"] or data["earlier"]["awards"] or data["complete"]:
            found |= data["earlier"]
        if data["complete"]:
            found["history_complete"] = True
        if data["unit_rank"]:
            found["unit_facts"] = {"rank": {data["cycle"]: data["unit_rank"]}}
        if data["ldtt"] is not None or data["cstdcs"] is not None:
            found["unit_quota"] = {"ldtt": data["ldtt"], "cstdcs_proposed": data["cstdcs"]}
        return found | self._works() | self._standing() | self._away()

    def _works(self) -> Case:
        data = self.cleaned_data
        found: Case = {}
        last = whole_number(data["cycle"][-4:]) or 0
        if data["work"] == "none":
            found["initiatives"] = []
        elif data["work"] and last:
            step = 1 if "-" in data["cycle"] else 0
            years = [last - back for back in range(min(data["works"] or 1, 20))]
            found["initiatives"] = [
                {
                    "name": f"Sáng kiến năm {year}",
                    "cycle": f"{year - 1}-{year}" if step else str(year),
                    "level": data["work"],
                    "status": "recognised",
                    "recognised_on": f"{year}-03-01",
                    "used_for": [],
                    "recognised_by": _BY[data["work"]],
                }
                for year in years
            ]
        if data["research"] == "none":
            found["research"] = []
        elif data["research"] and last:
            study = {"name": "Đề tài", "cycle": data["cycle"], "level": data["research"]}
            found["research"] = [study | {"accepted_on": f"{last}-03-01"}]
        return found

    def _standing(self) -> Case:
        data = self.cleaned_data
        found: Case = {}
        if data["discipline"] == "none":
            found["discipline"] = []
        elif data["discipline"]:
            days = {"decided_on": data["disciplined_on"], "ends_on": data["discipline_ends"]}
            one = {"form": data["discipline"], "related_to_duty": told(data["on_duty"])}
            found["discipline"] = [one | {key: str(value) for key, value in days.items() if value}]
        if data["pending"]:
            found["pending"] = [] if data["pending"] == "none" else [{"kind": "complaint"}]
        return found

    def _away(self) -> Case:
        data = self.cleaned_data
        found: Case = {}
        if data["leave"]:
            gone = {"kind": data["leave"], "months": data["leave_months"]}
            found["leave"] = [] if data["leave"] == "none" else [gone]
        if data["study"]:
            found["study"] = _STUDIED[data["study"]]
        if data["moves"]:
            stay = {"short": (3, False), "with": (6, True), "without": (6, False)}.get(data["moves"])
            found["moves"] = [{"months_at_old": stay[0], "old_unit_comment": stay[1]}] if stay else []
        return found
