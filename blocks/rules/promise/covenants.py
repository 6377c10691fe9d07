"""The covenant (giao ước thi đua): what it says, when it is frozen, what reopens it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.flow.table import Facts, Flow, Move, No
from thidua.policy import Action
from thidua.text import short_date, squeeze

MOST_MOVEMENTS = 20
MOST_PRINCIPLES = 30
LONGEST = {"name": 300, "aim": 1000, "principle": 1000}
_DATA = Path(__file__).resolve().parents[2] / "data" / "covenant.json"


class CovenantState(Choice):
    """Where the covenant stands; REOPENED is written in like a draft, and tells that it was frozen before."""

    DRAFT = "SOAN", "Đang soạn"
    FROZEN = "DA_CHOT", "Đã chốt, chờ ký"
    SIGNED = "DA_KY", "Đã ký đủ"
    REOPENED = "MO_LAI", "Đã mở lại"


HELD = frozenset({CovenantState.FROZEN, CovenantState.SIGNED})  # targets and text do not change
WRITABLE = frozenset({CovenantState.DRAFT, CovenantState.REOPENED})


@dataclass(frozen=True)
class MovementFacts:
    """One movement: its name, aim, the days it begins and is summed up (None: not set)."""

    name: str
    aim: str = ""
    begun_on: date | None = None
    closed_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.name or self.aim or self.begun_on or self.closed_on)


def clean_movements(typed: Iterable[MovementFacts]) -> list[MovementFacts]:
    """What was typed, squeezed, without blank lines. RuleViolation `movement` says which line, and what to mend."""
    lines = [MovementFacts(squeeze(m.name), squeeze(m.aim), m.begun_on, m.closed_on) for m in typed]
    movements = [line for line in lines if not line.is_blank]
    if len(movements) > MOST_MOVEMENTS:
        raise RuleViolation("movement", f"Giao ước ghi nhiều nhất {MOST_MOVEMENTS} phong trào; gộp bớt.")
    seen: set[str] = set()
    for place, movement in enumerate(movements, start=1):
        _check_movement(place, movement)
        if movement.name.lower() in seen:
            raise RuleViolation("movement", f"Phong trào “{movement.name[:80]}” được ghi hai lần; bỏ bớt một dòng.")
        seen.add(movement.name.lower())
    return movements


def _check_movement(place: int, movement: MovementFacts) -> None:
    if not movement.name:
        raise RuleViolation("movement", f"Phong trào thứ {place}: ghi tên phong trào, hoặc xóa cả dòng.")
    for part, label in (("name", "tên"), ("aim", "mục tiêu")):
        if len(getattr(movement, part)) > LONGEST[part]:
            raise RuleViolation("length", f"Phong trào thứ {place}: {label} dài quá {LONGEST[part]} ký tự; rút gọn.")
    begun, closed = movement.begun_on, movement.closed_on
    if begun is not None and closed is not None and closed < begun:
        told = f"ngày tổng kết {short_date(closed)} đứng trước ngày phát động {short_date(begun)}"
        raise RuleViolation("dates", f"Phong trào thứ {place}: {told}; xem lại hai ngày.")


def clean_principles(typed: str) -> str:
    """One principle a line, squeezed; RuleViolation `length` where there is too much of it."""
    lines = [line for line in (squeeze(row).removeprefix("- ") for row in typed.splitlines()) if line]
    if len(lines) > MOST_PRINCIPLES or any(len(line) > LONGEST["principle"] for line in lines):
        told = f"Nhiều nhất {MOST_PRINCIPLES} nguyên tắc, mỗi dòng không quá {LONGEST['principle']} ký tự; rút gọn."
        raise RuleViolation("length", told, where="principles")
    return "\n".join(lines)


def digest_of(annex: Mapping[str, Any]) -> str:
    """SHA-256 in hexadecimal of the annex's canonical JSON: equal tables and words, equal digest."""
    canonical = json.dumps(annex, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


@lru_cache(maxsize=1)
def usual_words() -> dict[str, Any]:
    """What a first covenant begins with: `principles` and `movements`, each with its article and standing."""
    words: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return words


def changes_between(annex: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What the tables say today against the annex that was frozen: one sentence a school, [] where they agree."""
    told: list[str] = []
    for key, table in annex.get("tables", {}).items():
        today = now["tables"].get(key, {"rows": []})
        heads = [column["label"] for column in table["columns"]]
        was = {row["school"]: row for row in table["rows"]}
        stands = {row["school"]: row for row in today["rows"]}
        told += [f"{was[pk]['name']}: không còn trong khối." for pk in was if pk not in stands]
        told += [f"{stands[pk]['name']}: mới vào khối, chưa có trong phụ lục." for pk in stands if pk not in was]
        for pk in was.keys() & stands.keys():
            told += _cells_between(was[pk], stands[pk]["values"], heads)
    return list(dict.fromkeys(told))


def _cells_between(was: Mapping[str, Any], values: Sequence[int], heads: Sequence[str]) -> list[str]:
    pairs = zip(heads, was["values"], values, strict=False)
    cells = [f"{head} {old} → {new}" for head, old, new in pairs if old != new]
    return [f"{was['name']}: {'; '.join(cells)}."] if cells else []


@dataclass(frozen=True, kw_only=True)
class CovenantFacts(Facts):
    """What the moves depend on: how many schools and movements, whether principles are written, who has signed."""

    schools: int = 0
    movements: int = 0
    principles: bool = False
    signed: int = 0


def _has_schools(facts: CovenantFacts) -> No | None:
    return None if facts.schools else No("Khối chưa có trường nào trong năm.", "Xếp trường vào khối trước.")


def _has_words(facts: CovenantFacts) -> No | None:
    if facts.movements and facts.principles:
        return None
    lacks = [
        *([] if facts.movements else ["phong trào thi đua"]),
        *([] if facts.principles else ["nguyên tắc thực hiện"]),
    ]
    return No(f"Giao ước chưa có {' và '.join(lacks)}.", "Bấm “Sửa nội dung” để ghi.", code="words")


def _told_void(facts: CovenantFacts) -> str:
    if not facts.signed:
        return "Bản đã chốt hết giá trị."
    return f"{facts.signed} chữ ký đã có hết giá trị; mọi hiệu trưởng ký lại bản mới."


_S = CovenantState
FLOW: Flow[CovenantFacts] = Flow(
    "Giao ước thi đua",
    CovenantState,
    (
        Move(
            code="freeze",
            label="Chốt giao ước",
            verb="chốt giao ước",
            starts=WRITABLE,
            to=_S.FROZEN,
            action=Action.EDIT_COVENANT,
            slug="chot",
            icon="lock",
            done="Đã chốt giao ước; các trường được báo để ký.",
            question="Chốt {of}?",
            primary=True,
            phase="covenant",
            guards=(_has_schools, _has_words),
            effects=(
                "Lời và phụ lục chỉ tiêu của mọi trường đóng băng cùng một lúc, kèm mã băm.",
                "Sau đó không sửa được chỉ tiêu, phong trào nếu chưa mở lại giao ước.",
                "Hiệu trưởng các trường được báo trong hộp thư để ký.",
            ),
            undoes=frozenset({"reopen"}),
        ),
        Move(
            code="sign",
            label="Ký đủ giao ước",
            starts=frozenset({_S.FROZEN}),
            to=_S.SIGNED,
            action=None,
            doorless=True,  # made by the last signature on its paper
        ),
        Move(
            code="reopen",
            label="Mở lại giao ước",
            verb="mở lại giao ước",
            starts=HELD,
            to=_S.REOPENED,
            action=Action.EDIT_COVENANT,
            slug="mo-lai",
            icon="undo-2",
            done="Đã mở lại; các trường được báo lý do. Sửa xong thì chốt lại để mọi trường ký.",
            told="Có lý do.",
            question="Mở lại {of} để sửa?",
            needs_reason=No(
                "Ghi lý do mở lại giao ước; lý do được gửi tới mọi hiệu trưởng.", code="reason", where="reason"
            ),
            effects=(_told_void, "Hiệu trưởng mọi trường trong khối được báo lý do mở lại."),
            undoes=frozenset({"freeze", "sign"}),
        ),
    ),
    stands={
        _S.DRAFT: "Giao ước đang soạn.",
        _S.FROZEN: "Giao ước đã chốt, chờ hiệu trưởng các trường ký.",
        _S.SIGNED: "Giao ước đã được mọi trường ký.",
        _S.REOPENED: "Giao ước đã mở lại để sửa.",
    },
)
