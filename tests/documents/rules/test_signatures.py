"""Lines of a signature, as Nghị định 30/2020 prints them."""

import pytest

from documents.rules.signatures import signature


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"head_title": "Hiệu trưởng"}, ("HIỆU TRƯỞNG",)),
        (
            {"head_title": "Hiệu trưởng", "own_title": "Phó Hiệu trưởng", "kind": "KT"},
            ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
        ),
        (
            {"head_title": "Trưởng phòng", "own_title": "Chuyên viên", "kind": "TUQ"},
            ("TUQ. TRƯỞNG PHÒNG", "CHUYÊN VIÊN"),
        ),
        (
            {"head_title": "Khối trưởng", "own_title": "Khối phó", "kind": "KT", "on_behalf_of": "Khối thi đua 29"},
            ("TM. KHỐI THI ĐUA 29", "KT. KHỐI TRƯỞNG", "KHỐI PHÓ"),
        ),
    ],
)
def test_lines(given, lines):
    made = signature(name="Đặng Ưu Đạt", **given)
    assert made.authority == lines and made.name == "Đặng Ưu Đạt"


def test_a_delegate_needs_a_title():
    with pytest.raises(ValueError, match="chức vụ"):
        signature(head_title="Hiệu trưởng", name="Đặng Ưu Đạt", kind="KT")
