"""A school's works and topics are saved as a whole."""

from datetime import date

import pytest

from blocks.models import Topic
from blocks.services.promise.topics import Line, fingerprint, save_topics
from tests.cast import Cast
from tests.filled import plan_meeting
from thidua.actors import Actor
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent


def _save(cast: Cast, by: Actor, works: list[str], topics: list[Line], seen: str) -> list[Topic]:
    return save_topics(
        year=cast.year,
        school=cast.schools[1],
        works=[Line(text) for text in works],
        topics=topics,
        seen=seen,
        by=by,
    )


def _texts() -> list[str]:
    return list(Topic.objects.order_by("kind", "position").values_list("text", flat=True))


def test_lines_are_kept_in_order_and_blank_ones_left_out(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        for number in (1, 2):
            plan_meeting(cast.block, cast.year, number, date(2023, 12, 1))
        _save(cast, by, ["Trồng cây", "", "- Làm phòng thể chất"], [Line("Góc chơi", 2), Line("")], fingerprint([]))
        assert _texts() == ["Góc chơi", "Trồng cây", "Làm phòng thể chất"]
        assert Topic.objects.get(text="Góc chơi").meeting_number == 2
        line = AuditEvent.objects.order_by("-id").first()
        assert line is not None and line.new["CHUYEN_DE"] == ["Góc chơi (sinh hoạt lần 2)"]


def test_a_list_that_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        _save(cast, by, ["Trồng cây"], [], fingerprint([]))
        with pytest.raises(Conflict, match="vừa được người khác sửa"):
            _save(cast, by, ["Sơn tường"], [], fingerprint([]))
        assert _texts() == ["Trồng cây"]


def test_saving_the_same_again_is_no_deed_even_from_an_old_page(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        _save(cast, by, ["Trồng cây"], [], fingerprint([]))
        before = AuditEvent.objects.count()
        _save(cast, by, ["Trồng cây"], [], fingerprint([]))
        assert AuditEvent.objects.count() == before


def test_a_meeting_that_the_block_has_not_is_refused(cast: Cast) -> None:
    with cast.at_work("leader") as by, pytest.raises(RuleViolation, match="Lần sinh hoạt đã chọn không có"):
        _save(cast, by, [], [Line("Góc chơi", 9)], fingerprint([]))
