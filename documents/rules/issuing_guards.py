"""What the moves of a paper depend on, and why one is closed: plain facts in, a sentence out."""

from dataclasses import dataclass

from thidua.flow.table import Facts, No
from thidua.policy import Action


@dataclass(frozen=True, kw_only=True)
class PaperFacts(Facts):
    """What the moves of a paper depend on. `issues`: the action of its kind that gives it a number; None where it gets
    none. `numbered`: papers of the kind have numbers. `closed`: why this actor cannot make the paper. `late`: the phase
    is over and the actor, the office, corrects with a reason. `replaced`: a paper that replaces it is issued.
    `signed`: how many signatures stand in its file.
    """

    issues: Action | None = None
    numbered: bool = True
    closed: str = ""
    late: str = ""
    replaced: bool = False
    signed: int = 0


def who(facts: PaperFacts) -> Action | None:
    """The action of its kind that lets it."""
    return facts.issues


def can_be_made(facts: PaperFacts) -> No | None:
    """Closed where the paper cannot be made at all."""
    return No(facts.closed, code="closed") if facts.closed else None


def in_force(facts: PaperFacts) -> No | None:
    """Closed where another paper has replaced it."""
    told = No("Văn bản này đã được thay thế bằng văn bản khác đã ban hành.", "Sửa ở văn bản thay thế.", code="replaced")
    return told if facts.replaced else None


def has_numbers(facts: PaperFacts) -> No | None:
    """Closed where papers of the kind bear no number."""
    return None if facts.numbered else No("Văn bản loại này không có số riêng.", code="numberless", never=True)


def not_signed(facts: PaperFacts) -> No | None:
    """Closed once a signature stands in the file."""
    if not facts.signed:
        return None
    return No("Văn bản đã ký điện tử nên số, ngày, lời không đổi được.", "Thu hồi hoặc lập bản thay thế.", never=True)


def why_late(facts: PaperFacts) -> No | None:
    """The office corrects after the phase with a reason."""
    return No(f"{facts.late} Ghi lý do sửa sau hạn.", code="phase", where="reason") if facts.late else None


def reason_for(what: str) -> No:
    """What is said where no reason is given."""
    return No(f"Ghi lý do {what}.", code="reason", where="reason")


def told_signatures(facts: PaperFacts) -> str:
    """What becomes of the signatures there are."""
    if not facts.signed:
        return ""
    return f"{facts.signed} chữ ký đã có trên bản này hết giá trị; người ký phải ký lại bản mới."
