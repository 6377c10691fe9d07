"""Initiatives (sáng kiến) and research (đề tài khoa học): level, state, who recognised, used once as a criterion."""

import re
from datetime import date
from typing import Any

from blocks.rules.year.years import cycle_of
from thidua.choices import Choice
from thidua.errors import RuleViolation
from thidua.text import short_date, squeeze


class WorkKind(Choice):
    """What was made."""

    INITIATIVE = "SK", "Sáng kiến"
    RESEARCH = "DT", "Đề tài khoa học"


class WorkLevel(Choice):
    """How far it reaches; the codes are those in which the judge is asked."""

    GRASSROOTS = "co_so", "Cấp cơ sở"
    PROVINCE = "tinh", "Phạm vi cấp tỉnh"
    MINISTRY = "bo", "Phạm vi bộ"
    NATION = "toan_quoc", "Phạm vi toàn quốc"


class WorkState(Choice):
    """Handed in, recognised (a research: accepted), or not."""

    SUBMITTED = "submitted", "Đã nộp, chờ công nhận"
    RECOGNISED = "recognised", "Đã công nhận"
    REFUSED = "refused", "Không được công nhận"


ONCE = "Một sáng kiến chỉ dùng một lần làm tiêu chuẩn xét (Công văn 5007/BTĐKT-VP); dùng lại phải giải trình."


def check_work(
    *, name: str, state: str, year_code: str, recognised_on: date | None, recognised_by: str, today: date
) -> None:
    """A recognised work says when and by whom; a day in the future is no recognition."""
    if not squeeze(name):
        raise RuleViolation("name", "Ghi tên sáng kiến, đề tài.", where="name")
    if cycle_of(year_code) is None:
        raise RuleViolation("year", "Ghi năm dạng 2023-2024 hoặc 2024.", where="year_code")
    if state != WorkState.RECOGNISED:
        if recognised_on or recognised_by:
            raise RuleViolation(
                "state",
                "Có ngày hoặc người công nhận thì chọn trạng thái đã công nhận; nếu chưa thì xóa hai ô này.",
                where="state",
            )
        return
    if recognised_on is None:
        raise RuleViolation("on", "Ghi ngày công nhận.", where="recognised_on")
    if recognised_on > today:
        told = f"Ngày công nhận {short_date(recognised_on)} chưa tới; ghi khi đã có quyết định."
        raise RuleViolation("on", told, where="recognised_on")
    if not recognised_by:
        raise RuleViolation("by", "Ghi người hoặc cơ quan công nhận.", where="recognised_by")


def read_uses(text: str, *, titles: set[str], where: str = "used_for") -> list[dict[str, Any]]:
    """Lines `CSTDCS 2022-2023` as records of what the work was used for. RuleViolation names a line that is none."""
    found = []
    for line in text.splitlines():
        parts = re.split(r"[\s,]+", squeeze(line))
        if parts == [""]:
            continue
        if len(parts) != 2 or parts[0].upper() not in titles or cycle_of(parts[1]) is None:
            told = f"“{squeeze(line)[:60]}”: ghi mã danh hiệu rồi năm, ví dụ CSTDCS 2022-2023."
            raise RuleViolation("used", told, where=where)
        one = {"title": parts[0].upper(), "cycle": parts[1]}
        if one not in found:
            found.append(one)
    return found
