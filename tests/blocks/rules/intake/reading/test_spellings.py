"""Titles in the spellings that schools use; for persons and for collectives."""

import pytest

from blocks.rules.intake.reading.spellings import counterpart, find_title, find_titles, looks_like_title
from blocks.rules.intake.reading.units import slip_of
from blocks.rules.promise.adoptable import read_document
from blocks.rules.promise.targets import table_of
from blocks.rules.promise.titles import Subject
from tests.khoi29 import COLLECTIVE, INDIVIDUAL

SPELLINGS = {
    "LDTT": [
        "LĐTT",
        "LDTT",
        "Lao động tiên tiến",
        "LĐ TT",
        "Lao động tiên tiến (LĐTT)",
        "Danh hiệu LĐTT",
        "Đăng ký LĐTT",
    ],
    "CSTDCS": [
        "CSTĐCS",
        "CSTĐ CS",
        "CSTĐ cơ sở",
        "Chiến sĩ thi đua cơ sở",
        "Chiến sỹ thi đua cơ sở",
        "Chiến sĩ thi đua cấp cơ sở",
        "CSTD CS",
    ],
    "CSTDTP": ["CSTĐTP", "CSTĐ TP", "CSTĐ cấp thành phố", "CSTĐ cấp TP", "Chiến sĩ thi đua Thành phố", "CSTĐ cấp tỉnh"],
    "CSTDTQ": ["CSTĐTQ", "CSTĐ toàn quốc", "Chiến sĩ thi đua toàn quốc"],
    "BKTP_CN": [
        "BK TP",
        "BK UBND TP",
        "Bằng khen UBND TP",
        "Bằng khen Chủ tịch UBND Thành phố",
        "BK Chủ tịch UBND TP.HCM",
        "Bằng khen của Chủ tịch UBND Thành phố Hồ Chí Minh",
        "Bằng khen Chủ tịch UBND tỉnh",
    ],
    "BKBO_CN": ["BK Bộ", "BK BỘ", "Bằng khen Bộ trưởng Bộ GD&ĐT", "Bằng khen của Bộ Giáo dục và Đào tạo"],
    "BKTTG_CN": ["BK TTg", "Bằng khen của Thủ tướng Chính phủ", "Bằng khen Thủ tướng"],
    "HCLD1_CN": ["HCLĐ H.1", "HCLĐ hạng Nhất", "Huân chương Lao động hạng Nhất"],
    "HCLD3_CN": ["HCLĐ hạng III", "HCLĐ H.3", "Huân chương lao động hạng 3", "Huân chương Lao động hạng Ba"],
    "GK_CN": ["GK", "Giấy khen", "Giấy khen của Chủ tịch UBND Quận 11", "Giấy khen Hiệu trưởng"],
    "KNC": ["KNC", "Kỷ niệm chương", "Kỷ niệm chương Vì sự nghiệp giáo dục"],
    "NGUT": ["NGƯT", "Nhà giáo ưu tú"],
    "NGND": ["NGND", "Nhà giáo Nhân dân"],
}
COLLECTIVE_SPELLINGS = {
    "TTLDTT": ["LĐTT", "TTLĐTT", "TT LĐTT", "TT\nLĐTT", "Tập thể lao động tiên tiến"],
    "TTLDXS": ["TTLĐXS", "LĐXS", "TT\nLĐ\nXS", "Tập thể Lao động xuất sắc"],
    "COTP": ["Cờ TP", "Cờ thi đua UBND TP", "Cờ thi đua của UBND Thành phố", "Cờ UBND tỉnh"],
    "COBGD": ["Cờ Bộ GD", "Cờ\nBộ\nGD", "Cờ thi đua của Bộ Giáo dục và Đào tạo"],
    "COCP": ["Cờ CP", "Cờ thi đua của Chính phủ"],
    "BKTP_TT": ["BK TP"],
    "HCLD2_TT": ["HCLĐ hạng Nhì"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SPELLINGS.items() for text in texts])
def test_titles_of_persons(code, text):
    assert find_title(text, Subject.PERSON) == code


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in COLLECTIVE_SPELLINGS.items() for text in texts]
)
def test_titles_of_collectives(code, text):
    assert find_title(text, Subject.COLLECTIVE) == code


@pytest.mark.parametrize("text", ["CSTĐ", "Chiến sĩ thi đua", "Bằng khen", "BK LĐLĐ TP", "Huy chương"])
def test_what_names_no_single_title_is_not_guessed(text):
    assert find_title(text) is None and looks_like_title(text)


@pytest.mark.parametrize("text", ["HTXSNV", "Xếp loại", "Trình độ", "Điện thoại", "Tổ"])
def test_other_columns_do_not_look_like_titles(text):
    assert find_title(text) is None and not looks_like_title(text)


@pytest.mark.parametrize(
    ("text", "codes", "strange"),
    [
        ("CSTĐCS, LĐTT", ["CSTDCS", "LDTT"], []),
        ("LĐTT; CSTĐ cơ sở", ["LDTT", "CSTDCS"], []),
        ("Chiến sĩ thi đua cơ sở và Lao động tiên tiến", ["CSTDCS", "LDTT"], []),
        ("- LĐTT\n- CSTĐCS", ["LDTT", "CSTDCS"], []),
        ("LĐTT CSTĐCS BKTP", ["LDTT", "CSTDCS", "BKTP_CN"], []),
        ("LĐTT-CSTĐCS", ["LDTT", "CSTDCS"], []),
        ("LĐTT, Giáo viên giỏi", ["LDTT"], ["Giáo viên giỏi"]),
    ],
)
def test_titles_as_text(text, codes, strange):
    assert find_titles(text, Subject.PERSON) == (codes, strange)


def test_both_kinds_of_a_title_know_each_other():
    assert counterpart("LDTT", Subject.COLLECTIVE) == "TTLDTT"
    assert counterpart("TTLDTT", Subject.PERSON) == "LDTT"
    assert counterpart("BKTP_TT", Subject.PERSON) == "BKTP_CN"
    assert counterpart("COTP", Subject.PERSON) is None and counterpart("CSTDCS", Subject.COLLECTIVE) is None


def test_all_columns_of_the_plan_are_understood():
    for labels, subject in ((COLLECTIVE, Subject.COLLECTIVE), (INDIVIDUAL, Subject.PERSON)):
        columns = table_of(subject, read_document("kh-khoi-29").table(subject)).codes
        assert [find_title(labels[code], subject) for code in columns] == list(columns)


@pytest.mark.parametrize(
    ("name", "other", "slip"),
    [
        ("TH Bình Gã", "Trường Tiểu học Bình Giã", True),
        ("Trường Mầm non Hoa Hồngg", "Trường Mầm non Hoa Hồng", True),
        ("Trường Mầm non Phường 1", "Trường Mầm non Phường 2", False),
        ("Trường Mầm non Sao Mai", "Trường Mầm non Sao Mây", False),
        ("Trường Mầm non Sao Mai 2", "Trường Mầm non Sao Mai", False),
        ("Trường Mầm non Phường 1", "Trường Mầm non Phường 1", False),
    ],
)
def test_a_name_one_letter_away_is_a_slip_but_a_number_is_a_name(name, other, slip):
    assert slip_of(name, [other]) == (other if slip else "")
