"""What mails say, and for how long they are tried."""

from itertools import pairwise

import pytest

from blocks.rules.mailroom.mails import BACK_OFF, Line, MailState, check_again, digest, invitation, one_line, wait_after
from thidua.errors import RuleViolation


def test_waiting_grows_and_ends() -> None:
    waits = [wait_after(n) for n in range(1, len(BACK_OFF) + 1)]
    assert all(a < b for a, b in pairwise(waits))  # type: ignore[operator]
    assert wait_after(len(BACK_OFF) + 1) is None


def test_a_digest_says_no_more_than_the_inbox() -> None:
    one = digest([Line("Thư ký · A", "Trả lại: danh sách đăng ký")], authority="Phòng")
    assert one.subject == "[Thi đua] Trả lại: danh sách đăng ký" and "1 tin chưa đọc ở Phòng" in one.text
    lines = [Line("B", "hai"), Line("A", "một", "chi tiết"), *[Line("B", f"{n}") for n in range(30)]]
    many = digest(lines, authority="P")
    assert many.subject == "[Thi đua] 32 tin chưa đọc" and "Và 12 tin khác." in many.text
    assert many.text.index("A:\n- một\n  chi tiết") < many.text.index("B:\n- hai")


def test_an_invitation_names_who_and_until_when_but_holds_no_link() -> None:
    letter = invitation(name="Yến", role="Thư ký", unit="Trường A", by="Vân", until="07:00, thứ Hai, 01/01/2024")
    assert "Vân mời bạn giữ vai trò Thư ký, Trường A" in letter.text and "07:00" in letter.text
    assert "http" not in letter.text and "/loi-moi/" not in letter.text


def test_a_header_is_one_line() -> None:
    assert one_line("a\r\nBcc: b@c.vn " + "x" * 300) == ("a Bcc: b@c.vn " + "x" * 300)[:200]


@pytest.mark.parametrize("state", MailState)
def test_only_what_did_not_go_may_go_again(state: MailState) -> None:
    if state in (MailState.FAILED, MailState.NONE):
        check_again(state)
    else:
        with pytest.raises(RuleViolation):
            check_again(state)
