"""What came of a work or topic stands beside what was planned, and is not lost when the list is written anew."""

from datetime import date

import pytest

from blocks.models import Topic
from blocks.services.promise.topics import Line, Report, fingerprint, report_token, report_topic, save_topics
from tests.cast import Cast
from tests.filled import fill
from thidua import clock
from thidua.actors import Actor
from thidua.errors import Conflict, Denied, RuleViolation
from thidua.models import AuditEvent

DAY = date(2023, 12, 7)


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2024, 3, 1))


def _topic(cast: Cast, kind: str = "CHUYEN_DE") -> Topic:
    return Topic.objects.get(school=cast.schools[1], kind=kind)


def _report(topic: Topic, by: Actor, wanted: Report) -> Topic:
    return report_topic(topic=topic, wanted=wanted, seen=report_token(topic), by=by)


def test_the_school_reports_and_the_list_written_anew_keeps_the_report(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        fill(cast)
        topic = _report(_topic(cast), by, Report(True, DAY, 2, " Đã làm.\n"))
        assert (topic.held, topic.held_on, topic.report) == (True, DAY, "Đã làm.")
        assert topic.held_meeting is not None and topic.held_meeting.number == 2
        assert AuditEvent.objects.filter(verb="báo cáo công trình, chuyên đề").count() == 1
        kept = list(Topic.objects.filter(school=cast.schools[1]).order_by("kind", "position"))
        lines = [Line("Bữa ăn"), Line(topic.text)]
        save_topics(year=cast.year, school=cast.schools[1], works=[], topics=lines, seen=fingerprint(kept), by=by)
        again = Topic.objects.get(pk=topic.pk)
        assert (again.position, again.report) == (2, "Đã làm.")


def test_what_was_reported_is_not_dropped_from_the_list(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        fill(cast)
        _report(_topic(cast), by, Report(True, DAY))
        kept = list(Topic.objects.filter(school=cast.schools[1]).order_by("kind", "position"))
        with pytest.raises(RuleViolation, match="đã có báo cáo hoặc tệp kèm theo"):
            save_topics(year=cast.year, school=cast.schools[1], works=[], topics=[], seen=fingerprint(kept), by=by)
        assert Topic.objects.filter(school=cast.schools[1]).count() == len(kept)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Report(True), "Ghi ngày đã thực hiện"),
        (Report(True, date(2024, 3, 2)), "chưa tới"),
        (Report(False, DAY), "Chưa thực hiện thì để trống"),
        (Report(None, None, None, "chữ"), "Chọn đã thực hiện hay chưa"),
        (Report(True, DAY, 9), "không có trong kế hoạch"),
        (Report(True, DAY, None, "a" * 10_001), "dài quá 10000"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(cast: Cast, wanted: Report, told: str) -> None:
    with cast.at_work("secretary") as by:
        fill(cast)
        with pytest.raises(RuleViolation, match=told):
            _report(_topic(cast), by, wanted)
        assert _topic(cast).held is None


def test_a_work_is_presented_at_no_meeting(cast: Cast) -> None:
    with cast.at_work("leader") as by:
        fill(cast)
        with pytest.raises(RuleViolation, match="Công trình thi đua không trình bày"):
            _report(_topic(cast, "CONG_TRINH"), by, Report(True, DAY, 1))


def test_two_who_report_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    with cast.at_work("secretary") as by:
        fill(cast)
        before = report_token(_topic(cast))
        _report(_topic(cast), by, Report(True, DAY, None, "Một"))
        with pytest.raises(Conflict, match="vừa được người khác sửa"):
            report_topic(topic=_topic(cast), wanted=Report(True, DAY, None, "Hai"), seen=before, by=by)
        assert _topic(cast).report == "Một"


def test_a_member_of_the_council_reads_only(cast: Cast) -> None:
    with cast.at_work() as _office:
        fill(cast)
    with cast.at_work("member") as by, pytest.raises(Denied):
        _report(_topic(cast), by, Report(True, DAY))


def test_the_page_shows_planned_beside_held_and_keeps_what_is_refused(cast: Cast) -> None:
    with cast.at_work():
        fill(cast)
        topic = _topic(cast)
        seen = report_token(topic)
    url, client = f"/cong-trinh-chuyen-de/{topic.pk}/", cast.browser("secretary")
    refused = client.post(url, {"held": "co", "held_on": "", "report": "Bài học", "seen": seen})
    assert refused.status_code == 422 and ">\nBài học</textarea>" in refused.content.decode()
    done = client.post(url, {"held": "co", "held_on": "07/12/2023", "meeting": "1", "report": "Bài học", "seen": seen})
    assert done.status_code == 302
    page = cast.browser("principal").get(url).content.decode()
    assert "Đã thực hiện" in page and "07/12/2023" in page and "sinh hoạt lần" in page.lower()
    assert "Ghi kết quả" not in cast.browser("member").get(url).content.decode()
    assert cast.browser("stranger").get(url).status_code == 404
    api = cast.browser("leader").get(f"/api/v1/topics/{topic.pk}/report/").json()
    assert (api["held"], api["held_meeting"], api["report"]) == (True, 1, "Bài học")
