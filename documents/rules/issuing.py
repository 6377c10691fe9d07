"""A paper from its draft to its end: checked, numbered, signed, issued, superseded or withdrawn.

With the number its signer is frozen (Nghị định 30/2020/NĐ-CP, Điều 15). A paper signed by hand outside goes straight
from its draft to its issue.
"""

from documents.rules.issuing_guards import (
    PaperFacts,
    can_be_made,
    has_numbers,
    in_force,
    not_signed,
    reason_for,
    told_signatures,
    who,
    why_late,
)
from documents.rules.issuing_moves import FIELDS, NUMBER_FIELDS
from thidua.choices import Choice
from thidua.flow.table import Flow, Move


class PaperState(Choice):
    """Where a paper is on its way."""

    DRAFT = "DU_THAO", "Bản thảo"
    CHECKED = "DA_KIEM", "Đã kiểm tra"
    NUMBERED = "DA_CAP_SO", "Đã cấp số"
    SIGNED = "DA_KY", "Đã ký"
    ISSUED = "BAN_HANH", "Đã ban hành"
    SUPERSEDED = "THAY_THE", "Đã được thay thế"
    WITHDRAWN = "THU_HOI", "Đã thu hồi"


_S = PaperState
FLOW: Flow[PaperFacts] = Flow(
    "Văn bản",
    PaperState,
    (
        Move(
            code="check",
            label="Xác nhận đã kiểm tra",
            verb="kiểm tra văn bản",
            starts=frozenset({_S.DRAFT}),
            to=_S.CHECKED,
            action=who,
            slug="kiem-tra",
            icon="check",
            done="Đã kiểm tra; lời khóa lại, chờ cấp số.",
            question="Xác nhận đã kiểm tra {of}?",
            phase="issue",
            guards=(can_be_made,),
            needs_reason=why_late,
            effects=("Lời của văn bản khóa lại; muốn sửa thì mở lại bản thảo.",),
        ),
        Move(
            code="uncheck",
            label="Mở lại bản thảo",
            verb="mở lại bản thảo",
            starts=frozenset({_S.CHECKED}),
            to=_S.DRAFT,
            action=who,
            slug="mo-lai",
            icon="undo-2",
            done="Đã mở lại bản thảo để sửa.",
            question="Mở lại bản thảo {of}?",
            phase="issue",
            needs_reason=why_late,
            effects=("Lời sửa được; sau đó phải kiểm tra lại.", told_signatures),
            undoes=frozenset({"check"}),
        ),
        Move(
            code="reopen",
            label="Mở lại theo hồ sơ gốc",
            verb="mở lại văn bản theo hồ sơ gốc",
            starts=frozenset({_S.CHECKED, _S.SIGNED, _S.ISSUED}),
            to=_S.DRAFT,
            action=None,
            doorless=True,  # made when the noun behind a paper without number is reopened (a covenant)
            undoes=frozenset({"check", "sign", "release"}),
        ),
        Move(
            code="number",
            label="Cấp số",
            verb="cấp số văn bản",
            starts=frozenset({_S.CHECKED}),
            to=_S.NUMBERED,
            action=who,
            slug="cap-so",
            icon="hash",
            done="Đã cấp số. Lập bản chờ ký ở trang Ký.",
            question="Cấp số cho {of}?",
            primary=True,
            fresh=True,
            signs=True,
            phase="issue",
            asks_for=NUMBER_FIELDS,
            guards=(can_be_made, has_numbers),
            needs_reason=why_late,
            effects=(
                "Số lấy từ sổ của đơn vị, liên tục, không cấp lại số đã hủy.",
                "Số, ngày và người ký được cố định; sau đó lập bản PDF chờ ký ở trang Ký.",
            ),
        ),
        Move(
            code="cancel_number",
            label="Hủy số",
            verb="hủy số văn bản",
            starts=frozenset({_S.NUMBERED, _S.SIGNED}),
            to=_S.DRAFT,
            action=who,
            slug="huy-so",
            icon="undo-2",
            done="Đã hủy số; văn bản trở lại bản thảo. Sổ văn bản còn ghi số đã hủy và lý do.",
            told="Có lý do.",
            question="Hủy số của {of}?",
            fresh=True,
            phase="issue",
            guards=(has_numbers,),
            needs_reason=reason_for("hủy số"),
            effects=("Số đã hủy không cấp lại; sổ văn bản ghi lý do.", told_signatures),
            undoes=frozenset({"check", "number", "sign"}),
        ),
        Move(
            code="sign",
            label="Ký đủ",
            verb="ký đủ văn bản",
            starts=frozenset({_S.CHECKED, _S.NUMBERED}),
            to=_S.SIGNED,
            action=None,
            doorless=True,  # made by the last signature
        ),
        Move(
            code="release",
            label="Ban hành bản đã ký",
            verb="ban hành văn bản đã ký",
            starts=frozenset({_S.SIGNED}),
            to=_S.ISSUED,
            action=who,
            slug="phat-hanh",
            icon="stamp",
            done="Đã ban hành văn bản.",
            question="Ban hành {of}?",
            primary=True,
            fresh=True,
            phase="issue",
            needs_reason=why_late,
            effects=("Văn bản có hiệu lực; văn bản mà nó thay thế hết hiệu lực.",),
        ),
        Move(
            code="issue",
            label="Ban hành bản ký giấy",
            verb="ban hành văn bản",
            starts=frozenset({_S.DRAFT, _S.CHECKED}),
            to=_S.ISSUED,
            action=who,  # who issues a paper is said by its kind
            slug="ban-hanh",
            icon="stamp",
            done="Đã ban hành văn bản.",
            question="Ban hành {of}?",
            fresh=True,
            signs=True,
            phase="issue",
            asks_for=FIELDS,
            guards=(can_be_made, has_numbers),
            needs_reason=why_late,
            effects=(
                "Dùng khi văn bản đã ký tay, đóng dấu bên ngoài; ký điện tử thì kiểm tra rồi cấp số.",
                "Số, ngày và người ký được cố định; lời không sửa được nữa, muốn đổi thì lập bản thay thế.",
                "Bản đã kết xuất trước đó được ghi là bản cũ; kết xuất lại để có bản mang số.",
            ),
        ),
        Move(
            code="renumber",
            label="Sửa số, ngày",
            verb="sửa số, ngày văn bản",
            starts=frozenset({_S.ISSUED}),
            to=None,
            action=who,
            slug="sua-so-ngay",
            icon="pencil",
            done="Đã sửa số, ký hiệu, ngày của văn bản.",
            question="Sửa số, ngày của {of}?",
            fresh=True,
            signs=True,
            phase="issue",
            asks_for=FIELDS,
            guards=(can_be_made, has_numbers, in_force, not_signed),
            needs_reason=why_late,
            effects=("Bản đã kết xuất trước đó được ghi là bản cũ.", "Số cũ còn ghi trong sổ là đã hủy."),
        ),
        Move(
            code="withdraw_number",
            label="Bỏ ban hành nhầm",
            verb="thu hồi văn bản đã ban hành",
            starts=frozenset({_S.ISSUED}),
            to=_S.DRAFT,
            action=who,
            slug="thu-hoi-ban-hanh",
            icon="undo-2",
            done="Đã thu hồi; văn bản trở lại bản thảo, không còn số, ngày.",
            told="Có lý do.",
            question="Thu hồi {of} đã ban hành nhầm?",
            fresh=True,
            phase="issue",
            guards=(can_be_made, has_numbers, in_force, not_signed),
            needs_reason=reason_for("thu hồi văn bản đã ban hành"),
            effects=("Số, ngày và người ký được bỏ; sổ văn bản còn ghi số đã hủy và lý do.",),
            undoes=frozenset({"check", "issue", "renumber"}),
        ),
        Move(
            code="supersede",
            label="Thay thế",
            verb="thay thế văn bản",
            starts=frozenset({_S.ISSUED}),
            to=_S.SUPERSEDED,
            action=None,
            doorless=True,  # made when the paper that replaces it is issued
        ),
        Move(
            code="restore",
            label="Hiệu lực trở lại",
            verb="hiệu lực trở lại",
            starts=frozenset({_S.SUPERSEDED}),
            to=_S.ISSUED,
            action=None,
            doorless=True,  # made when the issue of the paper that replaced it was a mistake
            undoes=frozenset({"supersede"}),
        ),
        Move(
            code="withdraw",
            label="Thu hồi văn bản",
            verb="thu hồi hẳn văn bản",
            starts=frozenset({_S.ISSUED}),
            to=_S.WITHDRAWN,
            action=who,
            slug="thu-hoi",
            icon="undo-2",
            done="Đã thu hồi văn bản; số và lý do còn ghi trong sổ.",
            told="Có lý do.",
            question="Thu hồi {of}?",
            fresh=True,
            needs_reason=reason_for("thu hồi văn bản"),
            effects=(
                "Văn bản hết hiệu lực; tệp, chữ ký và số vẫn được giữ. Muốn có văn bản mới thì lập bản thay thế.",
            ),
        ),
    ),
    stands={
        _S.DRAFT: "Văn bản chưa ban hành.",
        _S.CHECKED: "Văn bản đã kiểm tra, chưa cấp số.",
        _S.NUMBERED: "Văn bản đã có số, đang chờ ký.",
        _S.SIGNED: "Văn bản đã ký đủ, chưa ban hành.",
        _S.ISSUED: "Văn bản đã ban hành.",
        _S.SUPERSEDED: "Văn bản đã được thay thế.",
        _S.WITHDRAWN: "Văn bản đã thu hồi.",
    },
)
IN_WORK = frozenset({_S.DRAFT, _S.CHECKED, _S.NUMBERED, _S.SIGNED})
WAS_ISSUED = frozenset({_S.ISSUED, _S.SUPERSEDED, _S.WITHDRAWN})
