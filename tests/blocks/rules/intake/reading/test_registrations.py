"""Registration lists of other blocks: other headings, other orders, other mistakes."""

import datetime
import unicodedata

from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import Parsed, RegistrationRow, Severity, SheetKind
from thidua.gate.tables import Merge, Sheet

TODAY = datetime.date(2023, 12, 1)
PRIMARY = [
    ["UBND QUẬN 3", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TRƯỜNG TIỂU HỌC KỲ ĐỒNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    [None],
    ["DANH SÁCH ĐĂNG KÝ THI ĐUA NĂM HỌC 2023 – 2024"],
    ["STT", "Họ và tên đệm", "Tên", "Nữ", "Năm sinh", "Chức vụ", "Danh hiệu thi đua", None, None, "Khen thưởng"],
    [
        *[None] * 6,
        "Lao động\ntiên tiến",
        "Chiến sỹ thi đua\ncơ sở",
        "CSTĐ\ncấp TP",
        "Bằng khen\nUBND TP",
        "Giấy khen",
        "Đề tài, sáng kiến",
    ],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"],
    ["I", "Ban giám hiệu"],
    [1, "Nguyễn Thị Thanh", "Thủy", "x", 1975, "Hiệu trưởng", "✓", "✓", None, "v", None, "Nâng cao chất lượng dạy học"],
    [2, "TRẦN VĂN", "BÌNH", None, "12/5/80", "Phó Hiệu trưởng", "V", None, None, None, 1, None],
    ["II", "Tổ Một"],
    [3, "Lê  Thị", "Hoa", "X", 30729, "Giáo viên", "có", "?", None, None, None, None],
    [4, "Phạm Thị", "Lan", "x", "31/02/1985", "Giáo viên", "x", "x", None, None, None, None],
    [None],
    ["Tổng cộng", None, None, None, None, None, 3, 2, 0, 1, 1],
    [None, None, None, None, None, None, None, "Quận 3, ngày 12 tháng 10 năm 2023"],
    ["NGƯỜI LẬP BẢNG", None, None, None, None, None, None, "HIỆU TRƯỞNG"],
    ["Vũ Thị Kim Chi", None, None, None, None, None, None, "Nguyễn Thị Thanh Thủy"],
]


def read(rows: list, *, name: str = "Sheet1", file_name: str = "danh-sach.xlsx", merges: tuple = ()) -> Parsed:
    (parsed,) = read_book([Sheet(name, rows, merges=merges)], file_name=file_name, today=TODAY)
    return parsed


def people(parsed: Parsed) -> list[RegistrationRow]:
    return [row for row in parsed.rows if isinstance(row, RegistrationRow)]


def codes(parsed: Parsed, severity: Severity | None = None) -> list[tuple[str, int, str]]:
    return [(p.code, p.row, p.column) for p in parsed.problems if severity is None or p.severity == severity]


def test_a_primary_school_with_two_row_heading_group_rows_and_signatures():
    parsed = read(PRIMARY)
    assert parsed.kind == SheetKind.REGISTRATIONS
    assert (parsed.school_name, parsed.year_code) == ("TRƯỜNG TIỂU HỌC KỲ ĐỒNG", "2023-2024")
    assert [person.full_name for person in people(parsed)] == [
        "Nguyễn Thị Thanh Thủy",
        "Trần Văn Bình",
        "Lê Thị Hoa",
        "Phạm Thị Lan",
    ]
    first, second, third, fourth = people(parsed)
    assert first.titles == ("LDTT", "CSTDCS", "BKTP_CN")
    assert (first.birth_date, first.note) == (None, "Năm sinh 1975")
    assert (second.birth_date, second.gender, second.titles) == (datetime.date(1980, 5, 12), "NAM", ("LDTT", "GK_CN"))
    assert (third.birth_date, third.gender, third.titles) == (datetime.date(1984, 2, 17), "NU", ("LDTT",))
    assert (fourth.birth_date, fourth.titles) == (None, ("LDTT", "CSTDCS"))


def test_wrong_cells_are_named_by_row_and_column_and_block_nobody():
    parsed = read(PRIMARY)
    assert codes(parsed, Severity.ERROR) == [("mark", 12, "H"), ("birth_date", 13, "E")]
    wrong = next(p for p in parsed.problems if p.code == "birth_date")
    assert wrong.value == "31/02/1985" and "không có trong lịch" in wrong.message


def test_totals_are_compared_and_left_out():
    warnings = [p for p in read(PRIMARY).problems if p.code == "total"]
    assert [(p.column, p.value) for p in warnings] == [("G", "3")]
    assert "ghi 3 nhưng đếm được 4" in warnings[0].message


def test_titles_as_text_in_one_column_and_forms_in_another():
    parsed = read(
        [
            ["Đơn vị:", "Trường THCS Lê Lợi"],
            ["BẢNG ĐĂNG KÝ DANH HIỆU NĂM HỌC 2023-2024"],
            [
                "TT",
                "HỌ VÀ TÊN",
                "CHỨC DANH",
                "NGÀY THÁNG NĂM SINH",
                "Danh hiệu thi đua",
                "Hình thức khen thưởng",
                "Ghi chú",
            ],
            ["1.", "nguyễn văn an", "Tổ trưởng", "05-09-1985", "CSTĐCS, LĐTT", "Bằng khen Chủ tịch UBND Thành phố"],
            ["2.", "Trần Thị Bé", "GV", "1.2.1990", "Lao động tiên tiến", "không", "hộ sản"],
            ["3.", "Trần Thị Bốn", "GV", "02/17/1991", "LĐTT, Giáo viên giỏi", "-", None],
            ["4.", "Đỗ Văn Năm", "GV", datetime.date(1988, 3, 4), None, None, None],
        ]
    )
    assert parsed.school_name == "Trường THCS Lê Lợi"
    assert [person.titles for person in people(parsed)] == [
        ("CSTDCS", "LDTT", "BKTP_CN"),
        ("LDTT",),
        ("LDTT",),
        (),
    ]
    assert people(parsed)[0].full_name == "Nguyễn Văn An"
    assert people(parsed)[1].birth_date == datetime.date(1990, 2, 1)
    assert codes(parsed, Severity.ERROR) == [("birth_date", 6, "D"), ("title", 6, "E")]
    swapped = next(p for p in parsed.problems if p.code == "birth_date")
    assert "17/02/1991" in swapped.message


def test_birth_dates_under_nam_and_nu_give_the_gender():
    parsed = read(
        [
            ["TRƯỜNG MẦM NON HOA MAI"],
            ["Số TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Đăng ký danh hiệu", None],
            [None, None, "Nam", "Nữ", "LĐTT", "CSTĐ CS"],
            [1, "Lê Văn Tám", "01/02/1980", None, "x", None],
            [2, "Lê Thị Chín", None, "03/04/1981", "x", "x"],
        ],
        merges=(Merge(1, 2, 1, 3), Merge(1, 4, 1, 5), Merge(1, 0, 2, 0), Merge(1, 1, 2, 1)),
    )
    assert [(p.gender, p.birth_date, p.titles) for p in people(parsed)] == [
        ("NAM", datetime.date(1980, 2, 1), ("LDTT",)),
        ("NU", datetime.date(1981, 4, 3), ("LDTT", "CSTDCS")),
    ]


def test_names_are_tidied_and_said():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    parsed = read(
        [
            ["Trường Tiểu học Kết Đoàn"],
            ["STT", "Họ tên", "LĐTT"],
            [1, decomposed, "x"],
            [2, "Lê   Thị Hà", "x"],
            [3, "Bà Trần Thị Sáu", "x"],
            [4, "Hương", "x"],
            [5, "0903 xxx", "x"],
            [6, "LÊ THỊ HÀ", "x"],
            [None, None, "x"],
        ]
    )
    assert [p.full_name for p in people(parsed)] == ["Nguyễn Thị Hường", "Lê Thị Hà", "Trần Thị Sáu", "Hương"]
    said = codes(parsed)
    assert ("nfd", 0, "") in said and ("blanks", 0, "") in said and ("tidied", 5, "B") in said
    assert codes(parsed, Severity.ERROR) == [("name", 7, "B"), ("duplicate", 8, "B"), ("name", 9, "B")]
    assert ("short_name", 6, "B") in codes(parsed, Severity.WARNING)


def test_repeated_heading_unknown_title_column_and_earlier_titles():
    parsed = read(
        [
            ["Trường Mầm non Sơn Ca", None, None],
            ["STT", "Họ và tên", "Danh hiệu đã đạt năm trước", "LĐTT", "Huy chương vì sự nghiệp", "Trình độ"],
            [1, "Lê Thị Một", "LĐTT", "x", "x", "ĐH"],
            ["STT", "Họ và tên", "Danh hiệu đã đạt năm trước", "LĐTT", "Huy chương vì sự nghiệp", "Trình độ"],
            [2, "Lê Thị Hai", "CSTĐCS", "x", None, "CĐ"],
        ]
    )
    assert [p.titles for p in people(parsed)] == [("LDTT",), ("LDTT",)]
    assert codes(parsed, Severity.ERROR) == [("unknown_column", 2, "E")]
    assert ("repeated_heading", 4, "") in codes(parsed, Severity.NOTE)
    assert ("unused_column", 2, "C") in codes(parsed, Severity.NOTE)


def test_promises_that_need_another_promise_are_warned_not_refused():
    parsed = read(
        [
            ["Trường Mầm non Sơn Ca"],
            ["STT", "Họ và tên", "LĐTT", "CSTĐCS", "Tên sáng kiến"],
            [1, "Lê Thị Một", None, "x", "Trò chơi dân gian"],
            [2, "Lê Thị Hai", "x", "x", None],
        ]
    )
    assert [p.titles for p in people(parsed)] == [("CSTDCS",), ("LDTT", "CSTDCS")]
    assert codes(parsed) == [("title_without_its_base", 3, ""), ("title_without_work", 4, "")]
    assert all("NĐ 91/2017/NĐ-CP Đ.9.3" in problem.message for problem in parsed.problems)


def test_what_a_promise_needs_is_what_the_law_of_the_day_says():
    heads = ["STT", "Họ và tên", "LĐTT", "CSTĐCS", "CSTĐTP", "Tên sáng kiến"]
    sheet = Sheet("Sheet1", [["Trường Mầm non Sơn Ca"], heads, [1, "Lê Thị Một", None, "x", None, None]])
    (parsed,) = read_book([sheet], file_name="x.xlsx", today=datetime.date(2024, 10, 1))
    assert codes(parsed) == [("title_without_its_base", 3, "")]  # Luật 2022 Đ.23: xuất sắc hoặc sáng kiến
    assert "Luật 06/2022/QH15 Đ.23" in parsed.problems[0].message


def test_one_list_of_several_schools_by_column_or_by_rows():
    by_column = read_book(
        [
            Sheet(
                "A",
                [
                    ["STT", "Họ và tên", "Đơn vị công tác", "LĐTT"],
                    [1, "Lê Thị Một", "Trường Mầm non 1", "x"],
                    [2, "Lê Thị Hai", "Trường Mầm non 2", None],
                ],
            )
        ],
        file_name="x.xlsx",
        today=TODAY,
    )
    assert [(p.school_name, len(p.rows)) for p in by_column] == [("Trường Mầm non 1", 1), ("Trường Mầm non 2", 1)]
    by_rows = read_book(
        [
            Sheet(
                "A",
                [
                    ["STT", "Họ và tên", "LĐTT"],
                    ["I", "Trường Mầm non 1"],
                    [1, "Lê Thị Một", "x"],
                    ["II", "Trường Mầm non 2"],
                    [1, "Lê Thị Hai", "x"],
                    [2, "Lê Thị Ba", "x"],
                ],
            )
        ],
        file_name="x.xlsx",
        today=TODAY,
    )
    assert [(p.school_name, len(p.rows)) for p in by_rows] == [("Trường Mầm non 1", 1), ("Trường Mầm non 2", 2)]


def test_a_school_is_taken_from_the_file_name_only_at_last_and_said():
    rows = [["STT", "Họ và tên", "LĐTT"], [1, "Lê Thị Một", "x"]]
    parsed = read(rows, file_name="05 - Trường Mầm non Hoa Hồng.xlsx")
    assert parsed.school_name == "Trường Mầm non Hoa Hồng"
    assert codes(parsed, Severity.WARNING) == [("school_from_file", 0, "")]
    assert codes(read(rows, file_name="ban-cuoi.xlsx"), Severity.ERROR) == [("no_school", 0, "")]


def test_cells_without_a_computed_value_and_merged_cells():
    sheet = Sheet(
        "A",
        [
            ["Trường Mầm non Sơn Ca"],
            ["STT", "Họ và tên", "Chức vụ", "LĐTT", "CSTĐCS"],
            [1, "Lê Thị Một", "Giáo viên", "x", None],
            [2, "Lê Thị Hai", None, "x", None],
            [3, None, "Cấp dưỡng", "x", None],
        ],
        merges=(Merge(2, 2, 3, 2),),
        faults={(2, 4): "uncached", (3, 4): "#REF!", (4, 1): "#N/A"},
    )
    (parsed,) = read_book([sheet], file_name="x.xlsx", today=TODAY)
    assert [p.job_title for p in people(parsed)] == ["Giáo viên", "Giáo viên"]
    assert codes(parsed, Severity.ERROR) == [("formula", 3, "E"), ("cell_error", 4, "E"), ("cell_error", 5, "B")]


def test_a_person_over_two_merged_rows_is_one_person():
    parsed = read(
        [
            ["Trường THCS Chu Văn An"],
            ["STT", "Họ và tên", "Danh hiệu, hình thức khen thưởng đăng ký"],
            [1, "Lê Thị Một", "LĐTT"],
            [None, None, "CSTĐCS"],
            [2, "Lê Thị Hai", "LĐTT"],
        ],
        merges=(Merge(2, 0, 3, 0), Merge(2, 1, 3, 1)),
    )
    assert [(p.full_name, p.titles) for p in people(parsed)] == [
        ("Lê Thị Một", ("LDTT", "CSTDCS")),
        ("Lê Thị Hai", ("LDTT",)),
    ]


def test_guide_and_hidden_sheets_do_not_hide_the_one_that_matters():
    guide = Sheet("Hướng dẫn", [["Đánh dấu x vào danh hiệu đăng ký"], ["Không sửa tiêu đề"]])
    old = Sheet("2022", [["Trường MN A"], ["STT", "Họ và tên", "LĐTT"], [1, "Lê Thị Cũ", "x"]], hidden=True)
    new = Sheet("2023", [["Trường MN A"], ["STT", "Họ và tên", "LĐTT"], [1, "Lê Thị Mới", "x"]])
    (parsed,) = read_book([guide, old, Sheet("Trống", []), new], file_name="x.xlsx", today=TODAY)
    assert parsed.sheet == "2023" and people(parsed)[0].full_name == "Lê Thị Mới"
    assert any(p.code == "hidden_sheet" and "2022" in p.message for p in parsed.problems)


def test_a_workbook_without_any_table_says_what_is_expected():
    (parsed,) = read_book([Sheet("A", [["Kính gửi quý thầy cô"]])], file_name="x.xlsx", today=TODAY)
    assert parsed.kind == SheetKind.UNKNOWN and "danh sách đăng ký" in parsed.problems[0].message
