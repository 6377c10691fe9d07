"""What a page that asks has shown, as a token it carries: who confirms signs what stood there, or is told what differs.

The token is a JSON object, name of a line → eight characters of its text's hash; short enough for a hidden field, and
enough to name what was changed, added or taken away meanwhile.
"""

import hashlib
import json
from collections.abc import Mapping

from thidua.errors import Conflict

SHOWN = 5  # differences told by name
LONGEST = 200_000
_TOLD = (
    "Nội dung đã đổi từ khi trang này mở ra: {what}. Chưa có gì được ghi. Xem lại nội dung mới rồi xác nhận lần nữa."
)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def token_of(lines: Mapping[str, str]) -> str:
    """The token of what is shown: the text of each line by its name."""
    return json.dumps({name: _mark(text) for name, text in lines.items()}, ensure_ascii=False, separators=(",", ":"))


def differences(token: str, lines: Mapping[str, str]) -> list[str]:
    """What is no longer as the token says, by name; a token that cannot be read is all different."""
    try:
        then = json.loads(token[:LONGEST])
    except ValueError:
        then = None
    if not isinstance(then, dict):
        return ["cả trang"]
    changed = [f"{name} (đã sửa)" for name, text in lines.items() if name in then and then[name] != _mark(text)]
    new = [f"{name} (mới thêm)" for name in lines if name not in then]
    return [*changed, *new, *(f"{name} (đã bỏ)" for name in then if name not in lines)]


def check_seen(token: str, lines: Mapping[str, str]) -> None:
    """Raise Conflict with the differences where something else stands there now than was shown."""
    if differing := differences(token, lines):
        more = len(differing) - SHOWN
        what = "; ".join(differing[:SHOWN]) + (f" và {more} chỗ khác" if more > 0 else "")
        raise Conflict(_TOLD.format(what=what), where="seen")
