"""A paper between its draft and its issue: with the number its signer is frozen (Nghị định 30/2020, Điều 15)."""

from dataclasses import dataclass

from thidua.choices import Choice
from thidua.flow.table import Facts, Field, Flow, Move, No
from thidua.policy import Action


class PaperState(Choice):
    """Whether a paper has its number."""

    DRAFT = "DU_THAO", "Bản thảo"
    ISSUED = "BAN_HANH", "Đã ban hành"


@dataclass(frozen=True, kw_only=True)
class PaperFacts(Facts):
    """What the moves of a paper depend on. `issues`: the action of its kind that gives it a number; None where it gets
    none. `closed`: why this actor cannot make the paper at all. `late`: the phase is over and the actor, the office,
    corrects with a reason. `replaced`: a paper that replaces it has its number.
    """

    issues: Action | None = None
    closed: str = ""
    late: str = ""
    replaced: bool = False


def _who(facts: PaperFacts) -> Action | None:
    return facts.issues


def _can_be_made(facts: PaperFacts) -> No | None:
    return No(facts.closed, code="closed") if facts.closed else None


def _in_force(facts: PaperFacts) -> No | None:
    told = No("Văn bản này đã được thay thế bằng văn bản khác có số.", "Sửa ở văn bản thay thế.", code="replaced")
    return told if facts.replaced else None


def _why_late(facts: PaperFacts) -> No | None:
    return No(f"{facts.late} Ghi lý do sửa sau hạn.", code="phase", where="reason") if facts.late else None


def _why_withdrawn(facts: PaperFacts) -> No | None:
    return No("Ghi lý do thu hồi văn bản đã ban hành.", code="reason", where="reason")


_S = PaperState
_FIELDS = (
    Field(
        name="number",
        label="Số",
        kind="number",
        required="Ghi số văn bản; chưa cấp số thì chưa ban hành.",
        wrong="Số văn bản là số nguyên, ví dụ 5.",
        hint="Lấy theo sổ của đơn vị ban hành, mỗi năm dương lịch bắt đầu lại từ 01.",
    ),
    Field(
        name="symbol",
        label="Ký hiệu",
        required="Ghi ký hiệu văn bản, ví dụ KH-KTĐ29-MNP3.",
        hint="Ví dụ KH-KTĐ29-MNP3.",
        longest=60,
    ),
    Field(
        name="dated",
        label="Ngày văn bản",
        kind="day",
        required="Văn bản có số thì phải có ngày; ghi ngày ban hành.",
        wrong="Ngày không đúng; ghi ngày/tháng/năm, ví dụ 07/12/2023.",
    ),
)
FLOW: Flow[PaperFacts] = Flow(
    "Văn bản",
    PaperState,
    (
        Move(
            code="issue",
            label="Ban hành",
            verb="ban hành văn bản",
            starts=frozenset({_S.DRAFT}),
            to=_S.ISSUED,
            action=_who,  # who issues a paper is said by its kind
            slug="ban-hanh",
            icon="stamp",
            done="Đã ban hành văn bản.",
            question="Ban hành {of}?",
            primary=True,
            fresh=True,
            signs=True,
            phase="issue",
            asks_for=_FIELDS,
            guards=(_can_be_made,),
            needs_reason=_why_late,
            effects=(
                "Số, ngày và người ký được cố định; lời không sửa được nữa, muốn đổi thì lập bản thay thế.",
                "Bản đã kết xuất trước đó được ghi là bản cũ; kết xuất lại để có bản mang số.",
            ),
            closed={_S.ISSUED: "Sửa số, ngày đã ghi hoặc lập bản thay thế."},
        ),
        Move(
            code="renumber",
            label="Sửa số, ngày",
            verb="sửa số, ngày văn bản",
            starts=frozenset({_S.ISSUED}),
            to=None,
            action=_who,
            slug="sua-so-ngay",
            icon="pencil",
            done="Đã sửa số, ký hiệu, ngày của văn bản.",
            question="Sửa số, ngày của {of}?",
            fresh=True,
            signs=True,
            phase="issue",
            asks_for=_FIELDS,
            guards=(_can_be_made, _in_force),
            needs_reason=_why_late,
            effects=("Bản đã kết xuất trước đó được ghi là bản cũ.",),
        ),
        Move(
            code="withdraw_number",
            label="Thu hồi ban hành",
            verb="thu hồi văn bản đã ban hành",
            starts=frozenset({_S.ISSUED}),
            to=_S.DRAFT,
            action=_who,
            slug="thu-hoi-ban-hanh",
            icon="undo-2",
            done="Đã thu hồi; văn bản trở lại bản thảo, không còn số, ngày.",
            told="Có lý do.",
            question="Thu hồi {of} đã ban hành?",
            fresh=True,
            phase="issue",
            guards=(_can_be_made, _in_force),
            needs_reason=_why_withdrawn,
            effects=("Số, ngày và người ký được bỏ; sổ văn bản còn ghi lại việc thu hồi.",),
            undoes=frozenset({"issue", "renumber"}),
        ),
    ),
    stands={
        _S.DRAFT: "Văn bản chưa ban hành.",
        _S.ISSUED: "Văn bản đã ban hành.",
    },
)
