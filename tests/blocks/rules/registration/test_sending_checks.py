"""What is to be looked at before a list is sent."""

from blocks.rules.registration.sending_checks import Asked, ListedPerson, to_look_at

ASKED = Asked({"CSTDCS": "LDTT"}, frozenset({"CSTDCS"}), {"CSTDCS": "CSTĐCS", "LDTT": "LĐTT"})


def person(row: int, *ticks: str, work: str = "") -> ListedPerson:
    return ListedPerson(row, f"Người {row}", frozenset(ticks), work)


def test_each_thing_is_counted_named_and_placed() -> None:
    people = [person(1, "CSTDCS"), person(2, "CSTDCS", "LDTT", work="Góc mở"), person(3), person(4, "LDTT")]
    told = [(line.told, line.row) for line in to_look_at(people, 0, ASKED)]
    assert told == [
        ("1 người đăng ký CSTĐCS mà chưa đăng ký LĐTT: Người 1.", 1),
        ("1 người đăng ký danh hiệu cần sáng kiến mà chưa ghi sáng kiến: Người 1.", 1),
        ("1 người chưa đăng ký gì: Người 3.", 3),
        ("Trường chưa đăng ký danh hiệu tập thể nào.", None),
    ]


def test_a_list_without_faults_says_nothing() -> None:
    assert to_look_at([person(1, "CSTDCS", "LDTT", work="Góc mở")], 2, ASKED) == []


def test_many_are_counted_and_few_are_named() -> None:
    (line,) = to_look_at([person(n) for n in range(7)], 1, ASKED)
    assert line.told.startswith("7 người chưa đăng ký gì: Người 0,") and line.told.endswith("và 2 người khác.")


def test_a_title_that_a_work_or_an_excellent_year_gives_is_told_apart() -> None:
    asked = Asked({}, frozenset(), {}, frozenset({"CSTDCS"}))
    (line,) = to_look_at([person(1, "CSTDCS"), person(2, "CSTDCS", work="Góc mở")], 1, asked)
    assert line.told.startswith("1 người đăng ký danh hiệu cần sáng kiến hoặc hoàn thành xuất sắc") and line.row == 1
