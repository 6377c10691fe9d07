"""What-if of a school, and of figures alone: caps, rankings, flags of a block, a row of targets, a total."""

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
from awards.views.verdicts.whatif_people import criteria, discipline_choices, ticks
from blocks.models import Title
from blocks.rules.promise.titles import Subject

_ORGANISERS: Choices = [
    UNKNOWN,
    ("UBND Thành phố", "Thành phố, tỉnh"),
    ("Bộ Giáo dục và Đào tạo", "Bộ"),
    ("UBND quận", "quận, huyện, xã"),
]
_ROUNDINGS: Choices = [
    UNKNOWN,
    ("none", "không làm tròn"),
    ("floor", "làm tròn xuống"),
    ("half_up", "từ 0,5 làm tròn lên"),
    ("up", "làm tròn lên"),
]
_CRITERIA = ("movement", "united", "party_strong", "thrift", "democracy", "welfare", "exemplary")
_LEVELS = ("HTXS", "HTT", "HT", "KHT", "not_ranked")


class SchoolQuestion(Question):
    """A school and one collective title."""

    KIND, LABEL, SUBJECT = "school", "Tập thể", Subject.COLLECTIVE
    HINT = "Một trường và một danh hiệu, hình thức khen thưởng tập thể."
    SECTIONS = (
        ("Hồ sơ", ("title", "cycle", "received", "registered", "signed_up", "rank", "attested", "own_rules")),
        ("Số người", ("headcount", "ldtt", "cstdcs", *(f"n_{one}" for one in _LEVELS))),
        ("Các năm trước", ("earlier", "complete", "ranks", "founded_on")),
        ("Khối thi đua, chỉ tiêu", ("organised_by", "rank_in_block", "exceeded", "flags", "also", "merits")),
        ("Kỷ luật, việc đang xem xét", ("discipline", "disciplined_on", "pending", "published_on")),
        ("Dữ kiện khác", ("extra",)),
    )

    title = title_field()
    signed_up = one_of("Đã đăng ký danh hiệu này", YES_NO)
    rank = one_of("Xếp loại năm xét của tập thể", RANKS)
    attested = ticks("Đơn vị xác nhận", [])
    headcount = whole("Tổng số người của tập thể")
    ldtt = whole("Số người đạt LĐTT")
    cstdcs = whole("Số người đạt CSTĐCS")
    n_HTXS = whole("Số người hoàn thành xuất sắc")
    n_HTT = whole("Số người hoàn thành tốt")
    n_HT = whole("Số người hoàn thành")
    n_KHT = whole("Số người không hoàn thành")
    n_not_ranked = whole("Số người không xếp loại")
    earlier = lines(
        "Danh hiệu, khen thưởng các năm trước",
        "Mỗi dòng: tên, năm, số và ngày quyết định. Ví dụ: TTLĐXS 2022-2023 55/QĐ-UBND 20/07/2023. "
        "Khen thưởng nhiều năm ghi năm đầu..năm cuối. Thiếu ngày quyết định là chưa rõ.",
    )
    complete = forms.BooleanField(label="Ngoài các dòng trên không có danh hiệu, khen thưởng nào khác", required=False)
    ranks = lines("Xếp loại các năm trước", "Mỗi dòng một năm, ví dụ: 2022-2023 HTXS.")
    founded_on = day("Ngày thành lập")
    organised_by = one_of("Cấp tổ chức khối thi đua", _ORGANISERS)
    rank_in_block = whole("Xếp thứ trong khối")
    exceeded = one_of("Hoàn thành vượt các chỉ tiêu", YES_NO)
    flags = one_of("Thuộc đối tượng tặng cờ", YES_NO)
    also = ticks("Cùng thành tích còn đề nghị", [])
    merits = one_of("Thành tích khác (phong trào, đột xuất, đóng góp)", [UNKNOWN, ("none", "không có")])
    discipline = one_of("Kỷ luật nặng nhất của cá nhân trong tập thể", [])
    disciplined_on = day("Ngày quyết định kỷ luật")
    pending = one_of("Đang bị xem xét, thanh tra, khiếu nại", KNOWN)
    published_on = day("Ngày công khai danh sách")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].choices = discipline_choices()  # type: ignore[attr-defined]
        self.fields["attested"].choices = criteria(*_CRITERIA)  # type: ignore[attr-defined]
        labels = Title.objects.filter(subject=self.SUBJECT).order_by("position").values_list("code", "label")
        self.fields["also"].choices = list(labels)  # type: ignore[attr-defined]

    def clean_earlier(self) -> Case:
        """The lines as records."""
        return self.read_earlier(self.cleaned_data["earlier"])

    def clean_ranks(self) -> dict[str, str]:
        """The lines as ranking by year."""
        return self.read_ranks(self.cleaned_data["ranks"])

    def facts(self) -> Case:
        """The subject as far as the fields tell it."""
        data = self.cleaned_data
        counts = {one: data[f"n_{one}"] for one in _LEVELS if data[f"n_{one}"] is not None}
        block = {"organised_by": data["organised_by"] or None, "rank_in_block": data["rank_in_block"]}
        found: Case = {
            "rank": {**data["ranks"], **({data["cycle"]: data["rank"]} if data["rank"] else {})} or None,
            **{key: data[key] for key in ("headcount", "ldtt", "cstdcs")},
            "rank_counts": counts or None,
            "block": block,
            "exceeded_targets": told(data["exceeded"]),
            "eligible_for_flags": told(data["flags"]),
            "attested": data["attested"] or None,
            "other_merits": [] if data["merits"] == "none" else None,
            **{key: str(data[key]) for key in ("founded_on", "published_on") if data[key]},
        }
        if data["signed_up"]:
            mine = [{"title": data["title"], "cycle": data["cycle"]}]
            found["registrations"] = mine if told(data["signed_up"]) else []
        if data["also"]:
            found["other_proposals"] = [{"title": one, "cycle": data["cycle"]} for one in data["also"]]
        if data["earlier"]["titles"] or data["earlier"]["awards"] or data["complete"]:
            found |= data["earlier"]
        if data["complete"]:
            found["history_complete"] = True
        if data["discipline"]:
            one = {"form": data["discipline"], "decided_on": str(data["disciplined_on"] or "") or None}
            found["disciplined"] = [] if data["discipline"] == "none" else [one]
        if data["pending"]:
            found["pending"] = [] if data["pending"] == "none" else [{"kind": "complaint"}]
        return found


class CapQuestion(Question):
    """The share of CSTĐCS in the LĐTT of one school."""

    KIND, LABEL = "school_quota", "Mức trần CSTĐCS"
    HINT = "Số CSTĐCS đề nghị so với số LĐTT của một trường."
    SECTIONS = (
        ("Số liệu", ("cycle", "received", "registered", "ldtt", "cstdcs", "local_cap", "rounding", "own_rules")),
        ("Dữ kiện khác", ("extra",)),
    )

    ldtt = whole("Số LĐTT")
    cstdcs = whole("Số CSTĐCS đề nghị")
    local_cap = whole("Mức riêng của đơn vị quản lý (%)", help_text="Để trống khi không có mức riêng.")
    rounding = one_of("Cách làm tròn", _ROUNDINGS, help_text="Nghị định không nói cách làm tròn.")

    def facts(self) -> Case:
        """The figures."""
        data = self.cleaned_data
        data["title"] = "CSTDCS"
        cap = None if data.get("local_cap") is None else {"percent": data["local_cap"]}
        return {
            "ldtt": data["ldtt"],
            "cstdcs_proposed": data["cstdcs"],
            "local_cap": cap,
            "rounding": data.get("rounding"),
        }


class TotalQuestion(CapQuestion):
    """The same share over a whole authority."""

    KIND, LABEL = "authority_total", "Toàn đơn vị quản lý"
    HINT = "Tổng số CSTĐCS đề nghị so với tổng số LĐTT của mọi trường."


class RankingQuestion(Question):
    """The share of HTXS among those ranked HTT."""

    KIND, LABEL = "ranking_quota", "Tỷ lệ xếp loại"
    HINT = "Số hoàn thành xuất sắc so với số hoàn thành tốt nhiệm vụ."
    SECTIONS = (
        ("Số liệu", ("cycle", "received", "of", "htxs", "htt", "unit_rank", "units", "own_rules")),
        ("Dữ kiện khác", ("extra",)),
    )

    of = one_of("Xếp loại của", [("", "cá nhân trong một đơn vị"), ("units", "các đơn vị")])
    htxs = whole("Số hoàn thành xuất sắc")
    htt = whole("Số hoàn thành tốt")
    unit_rank = one_of("Xếp loại của đơn vị", RANKS)
    units = whole("Số đơn vị", help_text="Khi xét xếp loại của các đơn vị.")

    def facts(self) -> Case:
        """The figures."""
        data = self.cleaned_data
        return {
            "of": data["of"],
            "HTXS": data["htxs"],
            "HTT": data["htt"],
            "unit_rank": data["unit_rank"],
            "units": data["units"] if data["of"] else None,
        }


class BlockQuestion(Question):
    """How many units a block proposes for the city's flag."""

    KIND, LABEL = "block", "Cờ của khối"
    HINT = "Số đơn vị khối đề nghị Cờ thi đua Thành phố."
    SECTIONS = (("Số liệu", ("cycle", "received", "registered", "flags", "own_rules")), ("Dữ kiện khác", ("extra",)))

    flags = whole("Số đơn vị đề nghị Cờ thi đua Thành phố")

    def facts(self) -> Case:
        """The figures."""
        self.cleaned_data["title"] = "COTP"
        return {"cotp_proposed": self.cleaned_data["flags"]}


class RowQuestion(Question):
    """One school's row of the two target tables."""

    KIND, LABEL = "target_row", "Chỉ tiêu một trường"
    HINT = "Một dòng của hai bảng chỉ tiêu: mức trần, tỷ lệ, cờ, bậc danh hiệu."
    SECTIONS = (
        ("Số liệu", ("cycle", "received", "registered", "headcount", "ldtt", "cstdcs", "ticked", "own_rules")),
        ("Dữ kiện khác", ("extra",)),
    )

    headcount = whole("Tổng số cán bộ, giáo viên, nhân viên")
    ldtt = whole("Chỉ tiêu LĐTT")
    cstdcs = whole("Chỉ tiêu CSTĐCS")
    ticked = ticks("Chỉ tiêu tập thể", [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = Title.objects.filter(subject=Subject.COLLECTIVE).order_by("position").values_list("code", "label")
        self.fields["ticked"].choices = list(labels)  # type: ignore[attr-defined]

    def facts(self) -> Case:
        """The figures; a title that is not ticked is not proposed."""
        data = self.cleaned_data
        ticked = {code: int(code in data["ticked"]) for code, _ in self.fields["ticked"].choices}  # type: ignore[attr-defined]
        return {"headcount": data["headcount"], "ldtt": data["ldtt"], "cstdcs_proposed": data["cstdcs"], **ticked}
