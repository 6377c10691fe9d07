"""Councils of a block, a school or the authority itself: which kinds there are, who sits in them and how."""

from dataclasses import dataclass
from datetime import date

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date


class CouncilKind(Choice):
    """What a council is for. BLOCK is the block itself meeting (sinh hoạt khối): one a year, made when first needed."""

    BLOCK = "BLOCK", "Khối, cụm thi đua"
    EMULATION = "EMULATION", "Hội đồng thi đua, khen thưởng"
    INITIATIVE = "INITIATIVE", "Hội đồng sáng kiến"


class Standing(Choice):
    """As what a person sits in a council."""

    CHAIR = "CHAIR", "Chủ tịch"
    DEPUTY = "DEPUTY", "Phó Chủ tịch"
    MEMBER = "MEMBER", "Ủy viên"
    SECRETARY = "SECRETARY", "Thư ký"
    INVITED = "INVITED", "Khách mời"


@dataclass(frozen=True)
class MemberFacts:
    """A person's place in a council; `post` is their own office and unit as the decision wrote it."""

    full_name: str
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    post: str = ""
    votes: bool = True


def check_founded(*, kind: CouncilKind, name: str, dated: bool, decision_number: str, decided: bool) -> None:
    """Raise RuleViolation unless a council may be set up so; `dated`: it has a year or a first day of its own."""
    if kind is CouncilKind.BLOCK:
        raise RuleViolation("kind", "Khối tự có hội đồng sinh hoạt của từng năm; không cần lập riêng.", where="kind")
    if not name:
        raise RuleViolation("name", "Ghi tên hội đồng.", where="name")
    if not dated:
        raise RuleViolation("dates", "Chọn năm thi đua hoặc ghi ngày bắt đầu của hội đồng.", where="valid_from")
    if decided and not decision_number:
        raise RuleViolation("decision", "Ghi số của quyết định thành lập.", where="decision_number")


def check_member(facts: MemberFacts, *, since: date, until: date | None) -> None:
    """Raise RuleViolation unless the person may sit so in a council that lasts from `since` to `until`."""
    if not facts.full_name:
        raise RuleViolation("name", "Ghi họ và tên thành viên.", where="full_name")
    if facts.votes and facts.standing is Standing.INVITED:
        raise RuleViolation("votes", "Khách mời không biểu quyết.", where="votes")
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        raise RuleViolation("dates", "Ngày kết thúc phải từ ngày bắt đầu trở đi.", where="valid_to")
    if facts.valid_from < since or (until is not None and facts.valid_from > until):
        span = f"từ {short_date(since)}" + (f" đến {short_date(until)}" if until else "")
        raise RuleViolation("outside", f"Hội đồng hoạt động {span}; chọn ngày trong thời gian đó.", where="valid_from")
