"""Target tables, works and topics, and titles of earlier years, as other blocks send them."""

import datetime

from blocks.rules.intake.reading.books import read_book
from blocks.rules.intake.reading.facts import HistoryRow, Parsed, Severity, SheetKind, TargetRow, TopicsRow
from thidua.gate.tables import Merge, Sheet

TODAY = datetime.date(2024, 12, 1)


def read(rows: list, *, name: str = "Sheet1", merges: tuple = ()) -> list[Parsed]:
    return read_book([Sheet(name, rows, merges=merges)], file_name="bang.xlsx", today=TODAY)


def errors(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [(p.code, p.row, p.column) for p in parsed.of(Severity.ERROR)]


def targets(parsed: Parsed) -> list[TargetRow]:
    return [row for row in parsed.rows if isinstance(row, TargetRow)]


def test_both_subjects_side_by_side_take_their_group():
    collective, person = read(
        [
            ["CỤM THI ĐUA SỐ 5 - TIỂU HỌC"],
            ["CHỈ TIÊU THI ĐUA NĂM HỌC 2024-2025"],
            ["STT", "Đơn vị", "Cá nhân", None, None, "Tập thể", None, None],
            [None, None, "Tổng số CBGVNV", "LĐTT", "BK TP", "LĐTT", "LĐXS", "BK TP"],
            [1, "TH Lê Lợi", "45", "40", "-", "1", "0", "1"],
            [2, "TH Kỳ Đồng", 1234, "1.200", "08", 1, 1, None],
            [None, "CỘNG", 1279, 1240, 9, 2, 1, 1],
        ],
        merges=(Merge(2, 2, 2, 4), Merge(2, 5, 2, 7)),
    )
    assert (collective.kind, person.kind) == (SheetKind.COLLECTIVE_TARGETS, SheetKind.PERSON_TARGETS)
    assert collective.block_label == "CỤM THI ĐUA SỐ 5 - TIỂU HỌC"
    assert [row.values for row in targets(collective)] == [
        {"TTLDTT": 1, "TTLDXS": 0, "BKTP_TT": 1},
        {"TTLDTT": 1, "TTLDXS": 1, "BKTP_TT": 0},
    ]
    assert [(row.total, row.values) for row in targets(person)] == [
        (45, {"LDTT": 40, "BKTP_CN": 0}),
        (1234, {"LDTT": 1200, "BKTP_CN": 8}),
    ]
    said = [p for p in collective.problems if p.code == "total"]
    assert [(p.row, p.column) for p in said] == [(7, "E")]
    assert "ghi 9 nhưng cộng các dòng trên được 8" in said[0].message


def test_unmerged_groups_and_sub_labels_that_need_their_parent():
    (parsed,) = read(
        [
            ["CHỈ TIÊU CÁ NHÂN NĂM HỌC 2024-2025"],
            ["TT", "Trường", "TS CBGV", "LĐTT", "Chiến sĩ thi đua", None, None, "Bằng khen", None, None, "HCLĐ"],
            [*[None] * 4, "Cơ sở", "Thành phố", "Toàn quốc", "UBND TP", "Bộ", "Thủ tướng", "Hạng Nhì", "H.3"],
            [1, "THCS Chu Văn An", 60, 58, 9, 1, 0, 4, 0, 0, 0, "một"],
        ]
    )
    assert parsed.kind == SheetKind.PERSON_TARGETS
    assert parsed.titles == (
        "LDTT",
        "CSTDCS",
        "CSTDTP",
        "CSTDTQ",
        "BKTP_CN",
        "BKBO_CN",
        "BKTTG_CN",
        "HCLD2_CN",
        "HCLD3_CN",
    )
    assert targets(parsed)[0].values["CSTDCS"] == 9 and "HCLD3_CN" not in targets(parsed)[0].values
    assert errors(parsed) == [("count", 4, "L")]


def test_two_tables_one_under_the_other():
    collective, person = read(
        [
            ["CHỈ TIÊU NĂM HỌC 2024-2025"],
            ["I. TẬP THỂ"],
            ["TT", "Tên đơn vị", "TS đơn vị", "TT LĐTT", "BK TP"],
            [1, "MN Họa Mi", 1, 1, 0],
            ["", "Tổng cộng", 1, 1, 0],
            [None],
            ["II. CÁ NHÂN"],
            ["TT", "Tên đơn vị", "TS CB, GV", "LĐTT", "BK TP"],
            [1, "MN Họa Mi", 20, 19, 2],
        ]
    )
    assert targets(collective)[0].values == {"TTLDTT": 1, "BKTP_TT": 0}
    assert targets(person)[0].values == {"LDTT": 19, "BKTP_CN": 2}


def test_wrong_target_cells_and_repeated_schools():
    (parsed,) = read(
        [
            ["CHỈ TIÊU CÁ NHÂN"],
            ["TT", "Đơn vị", "TS", "LĐTT", "CSTĐCS", "CSTĐCS", "Cờ CP"],
            [1, "MN Hoa Mai", 10, -1, "x", 3, 1],
            [2, "MN Hoa Mai", 10, 2, 1, 0, 0],
            [3, None, 10, 2, 1, 0, 0],
            [4, "MN Hoa Hồng", 10, 12, 1, 0, 0],
        ]
    )
    assert errors(parsed) == [
        ("subject", 2, "G"),
        ("count", 3, "D"),
        ("count", 3, "E"),
        ("duplicate", 4, "B"),
        ("school", 5, "B"),
    ]
    assert {p.code for p in parsed.of(Severity.WARNING)} == {"repeated_column", "over_total"}
    assert [row.school_name for row in targets(parsed)] == ["MN Hoa Mai", "MN Hoa Hồng"]


def test_a_target_column_of_a_title_nobody_knows_is_named():
    (parsed,) = read(
        [
            ["CHỈ TIÊU TẬP THỂ NĂM HỌC 2023-2024"],
            ["STT", "Đơn vị", "TTLĐTT", "Danh hiệu Nhà trường xanh"],
            [1, "TH Lê Văn Tám", 1, 1],
        ]
    )
    assert [(row.school_name, row.values) for row in targets(parsed)] == [("TH Lê Văn Tám", {"TTLDTT": 1})]
    assert errors(parsed) == [("unknown_column", 2, "D")]


def test_works_and_topics_one_to_a_line_or_to_a_row():
    (parsed,) = read(
        [
            ["KHỐI THI ĐUA 7"],
            ["STT", "Tên trường", "Tên chuyên đề đăng ký", "Công trình, phần việc"],
            [
                1,
                "MN Hoa Mai",
                "1. Phát triển vận động\n2. Kỹ năng sống",
                "+ Vườn rau của bé\ntại sân sau\n+ Thư viện xanh",
            ],
            [2, "MN Hoa Hồng", "Bữa ăn của trẻ", "không"],
            [None, None, "Âm nhạc dân tộc", None],
            [3, "MN Hoa Lan", None, None],
        ]
    )
    assert parsed.kind == SheetKind.TOPICS and parsed.block_label == "KHỐI THI ĐUA 7"
    assert [row for row in parsed.rows if isinstance(row, TopicsRow)] == [
        TopicsRow(
            3, "MN Hoa Mai", ("Vườn rau của bé tại sân sau", "Thư viện xanh"), ("Phát triển vận động", "Kỹ năng sống")
        ),
        TopicsRow(4, "MN Hoa Hồng", (), ("Bữa ăn của trẻ", "Âm nhạc dân tộc")),
        TopicsRow(6, "MN Hoa Lan", (), ()),
    ]


def test_history_with_number_and_day_in_one_cell_and_blank_names():
    (parsed,) = read(
        [
            ["THÀNH TÍCH 3 NĂM - TRƯỜNG TIỂU HỌC LÊ LỢI"],
            ["STT", "Họ và tên", "Năm sinh", "Năm học", "Danh hiệu, khen thưởng", "Số, ngày quyết định", "Cấp khen"],
            [1, "LÊ THỊ MỘT", "12/3/1980", "2021 - 2022", "Lao động tiên tiến", "12/QĐ-UBND ngày 05/7/2022", "Quận"],
            [None, None, None, "2022-2023", "CSTĐ cơ sở, LĐTT", "QĐ số 15, 30/02/2023", "Quận"],
            [2, "Tập thể trường", None, "2022-2023", "Tập thể Lao động xuất sắc", "9/QĐ-UBND ngày 01/08/2023", "TP"],
            [3, "Lê Văn Hai", 1990, "2022-2024", "LĐTT", None, None],
            [4, "Lê Văn Ba", None, "2022-2023", "Giải nhất văn nghệ", "3/QĐ", None],
        ]
    )
    assert parsed.kind == SheetKind.HISTORY
    rows = [row for row in parsed.rows if isinstance(row, HistoryRow)]
    assert [(r.full_name, r.title, r.year_code) for r in rows] == [
        ("Lê Thị Một", "LDTT", "2021-2022"),
        ("Lê Thị Một", "CSTDCS", "2022-2023"),
        ("Lê Thị Một", "LDTT", "2022-2023"),
        ("", "TTLDXS", "2022-2023"),
    ]
    assert (rows[0].decision_number, rows[0].decided_on) == ("12/QĐ-UBND", datetime.date(2022, 7, 5))
    assert rows[0].school_name == "TRƯỜNG TIỂU HỌC LÊ LỢI"
    assert errors(parsed) == [("decided_on", 4, "F"), ("year", 6, "D"), ("title", 7, "E")]
