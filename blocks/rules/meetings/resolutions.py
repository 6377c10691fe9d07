"""What a meeting resolves on a point: by consensus or hands, absentees heard later, or escalated where not agreed."""

from collections.abc import Collection
from dataclasses import dataclass

from thidua.choices import Choice
from thidua.errors import RuleViolation

LONGEST = 8000


class Method(Choice):
    """How a point was decided."""

    CONSENSUS = "CONSENSUS", "Thống nhất, không ai phản đối"
    HANDS = "HANDS", "Biểu quyết giơ tay"


class Outcome(Choice):
    """What became of a point. ESCALATED: not agreed, the head of the office is asked, nothing adopted meanwhile."""

    ADOPTED = "ADOPTED", "Thông qua"
    REJECTED = "REJECTED", "Không thông qua"
    NOTED = "NOTED", "Ghi nhận, không biểu quyết"
    ESCALATED = "ESCALATED", "Chưa thống nhất, báo cáo trưởng phòng"
    NOT_HELD = "NOT_HELD", "Không thực hiện"


UNASKED = frozenset({Outcome.NOT_HELD, Outcome.NOTED})  # nothing was decided that an absentee could speak to


class Opinion(Choice):
    """What an absent member says afterwards."""

    AGREE = "AGREE", "Đồng ý"
    DISAGREE = "DISAGREE", "Không đồng ý"
    OTHER = "OTHER", "Ý kiến khác"


@dataclass(frozen=True)
class ResolutionFacts:
    """What is written of one point; counts are of hands, None where none were counted.

    `chair_decides`: hands were equal and the council's own rules follow the chair's side (C-TIE, a local rule).
    """

    discussion: str = ""
    method: str = ""
    outcome: str = ""
    agree: int | None = None
    disagree: int | None = None
    abstain: int | None = None
    text: str = ""
    reason: str = ""
    chair_decides: bool = False

    @property
    def hands(self) -> int:
        """All hands that were counted."""
        return sum(count or 0 for count in (self.agree, self.disagree, self.abstain))


def check_resolution(facts: ResolutionFacts, *, voters: int, quorate: bool) -> None:
    """Raise RuleViolation unless the point can have been resolved so by `voters` in the room.

    Discussion alone may be noted at any time; an outcome needs the quorum.
    """
    if max(len(facts.discussion), len(facts.text)) > LONGEST:
        raise RuleViolation("length", f"Viết không quá {LONGEST} ký tự mỗi ô.", where="discussion")
    if not facts.outcome:
        return
    if facts.outcome in (Outcome.NOT_HELD, Outcome.ESCALATED) and not facts.reason:
        told = "Ghi vì sao không thực hiện." if facts.outcome == Outcome.NOT_HELD else "Ghi điều chưa thống nhất."
        raise RuleViolation("reason", told, where="reason")
    if facts.outcome == Outcome.NOT_HELD:
        return
    if not quorate:
        raise RuleViolation("quorum", "Chưa đủ số thành viên dự họp nên chưa kết luận được.", where="outcome")
    if facts.outcome in (Outcome.ADOPTED, Outcome.REJECTED):
        _check_vote(facts, voters)


def _check_vote(facts: ResolutionFacts, voters: int) -> None:
    if not facts.method:
        raise RuleViolation("method", "Chọn cách thông qua: thống nhất hay giơ tay.", where="method")
    if facts.method == Method.CONSENSUS:
        if facts.outcome == Outcome.REJECTED:
            raise RuleViolation("method", "Không thông qua thì ghi số biểu quyết giơ tay.", where="method")
        if facts.hands:
            raise RuleViolation("method", "Có đếm số tay thì chọn “Biểu quyết giơ tay”.", where="method")
        return
    if facts.agree is None or facts.disagree is None:
        raise RuleViolation("counts", "Ghi số đồng ý và số không đồng ý.", where="agree")
    if facts.hands > voters:
        told = f"Tổng {facts.hands} biểu quyết nhiều hơn {voters} người được biểu quyết có mặt."
        raise RuleViolation("counts", told, where="agree")
    _check_majority(facts)


def _check_majority(facts: ResolutionFacts) -> None:
    agree, disagree = facts.agree or 0, facts.disagree or 0
    if agree == disagree and not facts.chair_decides:
        told = "Hai bên bằng nhau: báo cáo trưởng phòng, hoặc đánh dấu theo ý kiến của chủ tọa nếu quy chế cho."
        raise RuleViolation("tie", told, where="outcome")
    if agree != disagree and (agree > disagree) != (facts.outcome == Outcome.ADOPTED):
        side = "thông qua" if agree > disagree else "không thông qua"
        raise RuleViolation("majority", f"Đồng ý {agree}, không đồng ý {disagree} là {side}.", where="outcome")


def upset_by(facts: ResolutionFacts, opinions: Collection[str]) -> bool:
    """Whether opinions taken afterwards take away what was recorded: nobody objected, or the majority."""
    against, for_it = list(opinions).count(Opinion.DISAGREE), list(opinions).count(Opinion.AGREE)
    if facts.outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return False
    if facts.method == Method.CONSENSUS:
        return against > 0
    agree, disagree = (facts.agree or 0) + for_it, (facts.disagree or 0) + against
    if agree == disagree:
        return not facts.chair_decides
    return (agree > disagree) != (facts.outcome == Outcome.ADOPTED)


def check_opinion(opinion: str, text: str) -> None:
    """Raise RuleViolation unless the opinion says enough: who disagrees or thinks otherwise writes what."""
    if opinion not in set(Opinion):
        raise RuleViolation("opinion", "Chọn đồng ý, không đồng ý hoặc ý kiến khác.", where="opinion")
    if opinion != Opinion.AGREE and not text:
        raise RuleViolation("opinion", "Ghi ý kiến của bạn.", where="text")
    if len(text) > 2000:
        raise RuleViolation("opinion", "Viết ý kiến không quá 2000 ký tự.", where="text")
