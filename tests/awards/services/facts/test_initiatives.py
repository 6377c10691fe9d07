"""Initiatives: entered, recognised, version-checked; used once is seen by the judge; a statement closes the list."""

from datetime import date

import pytest

from awards.models import Initiative
from awards.queries.verdicts.verdicts import verdicts
from awards.rules.facts.disciplines import About
from awards.rules.facts.initiatives import read_uses
from awards.services.facts.initiatives import add_initiative, change_initiative, drop_initiative
from awards.services.facts.statements import state_complete, take_back_statement
from blocks.services.year import phases
from tests.awards.facts_of import worker
from tests.cast import Cast
from thidua.errors import Conflict, RuleViolation
from thidua.models import AuditEvent

RECOGNISED = {
    "state": "recognised",
    "recognised_on": date(2024, 4, 10),
    "recognised_by": "Hiệu trưởng",
    "level": "co_so",
}


def condition(year, school, name: str) -> dict:
    (judged,) = [one for one in verdicts(year, [school.pk], decides=True).judged if one.title == "CSTDCS"]
    return next(one for one in judged.answer["conditions"] if one["condition"] == name)


def test_recognised_used_twice_and_stated_complete(cast: Cast) -> None:
    with cast.at_work("officer") as officer:
        phases.set_phases(year=cast.year, days=phases.template_days(cast.year), by=officer)
        row, school = worker(cast, "Lê Thị An", "LDTT", "CSTDCS"), cast.schools[1]
        assert condition(cast.year, school, "CSTDCS.or")["verdict"] == "unknown"
        state_complete(school=school, year=cast.year, about=About.WORKS, by=officer)
        state_complete(school=school, year=cast.year, about=About.WORKS, by=officer)
        assert AuditEvent.objects.filter(verb="xác nhận danh sách đã đủ").count() == 1
        work = add_initiative(school=school, year=cast.year, staff=row.staff, name="Góc mở", by=officer)
        assert condition(cast.year, school, "CSTDCS.or")["verdict"] == "unknown"  # the ranking may still be HTXS
        work = change_initiative(initiative=work, version=1, by=officer, **RECOGNISED)
        assert work.version == 2
        assert condition(cast.year, school, "CSTDCS.or")["verdict"] == "met"
        used = [{"title": "BKTP_CN", "cycle": "2023-2024"}]
        change_initiative(initiative=work, version=2, by=officer, used_for=used)
        once = condition(cast.year, school, "R-SK-ONCE")
        assert once["verdict"] == "flag" and "Góc mở" in once["reason"]
        take_back_statement(school=school, year=cast.year, about=About.WORKS, by=officer)
        assert AuditEvent.objects.filter(verb="rút xác nhận danh sách đã đủ").count() == 1


def test_two_editors_and_odd_input(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with cast.at_work("secretary") as secretary:
        row, school = worker(cast, "Lê Thị An"), cast.schools[1]
        other = worker(cast, "Người Khác", place=0)

        def add(**data):
            return add_initiative(school=school, year=cast.year, by=secretary, **{"staff": row.staff, **data})

        work = add(name="  Góc   mở ")
        assert work.name == "Góc mở"
        for data, said in (
            ({"name": "Góc mở"}, "cùng tên"),
            ({"name": " "}, "Ghi tên"),
            ({"name": "B", "staff": other.staff}, "trường"),
            ({"name": "B", "state": "recognised"}, "ngày công nhận"),
            ({"name": "B", "state": "recognised", "recognised_on": date(2999, 1, 1)}, "chưa tới"),
            ({"name": "B", "recognised_by": "Hiệu trưởng"}, "chọn trạng thái"),
            ({"name": "B", **RECOGNISED, "recognised_by": ""}, "cơ quan công nhận"),
            ({"name": "B", "level": "x"}, "danh sách"),
        ):
            with pytest.raises(RuleViolation, match=said):
                add(**data)
        change_initiative(initiative=work, version=1, by=secretary, name="Góc chơi mở")
        with pytest.raises(Conflict, match="Đặng Thu Thảo vừa sửa"):
            change_initiative(initiative=work, version=1, by=secretary, name="Khác")
        with pytest.raises(RuleViolation, match="lý do"):
            drop_initiative(initiative=work, version=2, reason=" ", by=secretary)
        drop_initiative(initiative=work, version=2, reason="nhập nhầm", by=secretary)
        assert not Initiative.objects.exists()
        assert AuditEvent.objects.get(verb="bỏ sáng kiến, đề tài").old["name"] == "Góc chơi mở"


def test_uses_are_lines() -> None:
    assert read_uses("cstdcs 2022-2023\n\nCSTDCS 2022-2023", titles={"CSTDCS"}) == [
        {"title": "CSTDCS", "cycle": "2022-2023"}
    ]
    with pytest.raises(RuleViolation, match="ví dụ CSTDCS 2022-2023"):
        read_uses("chiến sĩ thi đua", titles={"CSTDCS"})
