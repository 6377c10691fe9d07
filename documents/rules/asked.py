"""Questions on sittings, dossiers and numbers as `./dev manage judge` takes them: {"id", "kind", "given"} in, answer
out; names that nothing reads are told in `notes`, what is not told is unknown."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from awards.rules.verdicts.cases.reader import CaseError, Reader
from awards.rules.verdicts.cases.values import read_share
from blocks.rules.law.sittings import sitting_row
from blocks.rules.meetings import sittings as rules
from documents.rules import dossiers

Answer = dict[str, Any]
_LEVELS = {"mầm non": "MN", "mn": "MN", "tiểu học": "TH", "th": "TH", "thcs": "THCS", "trung học cơ sở": "THCS"}


def _whole(reader: Reader, *names: str) -> int | None:
    value = reader.raw(*names)
    if isinstance(value, list):
        return len(value)
    number = reader.number(*names)
    return None if number is None else int(number)


def _needed(reader: Reader, *names: str) -> int:
    value = _whole(reader, *names)
    if value is None:
        raise CaseError(f"given.{names[0]}: thiếu số này nên không xét được.")
    return value


def _moment(reader: Reader, name: str) -> datetime | None:
    told = reader.text(name)
    try:
        return datetime.fromisoformat(told) if told else None
    except ValueError:
        raise CaseError(f"given.{name}: “{told[:40]}” không phải thời điểm, ví dụ 2023-10-27T16:00:00+07:00.") from None


def _quorum(given: Reader) -> Answer:
    members, share = _needed(given, "members"), given.raw("tenant_quorum")
    own = None if share is None else read_share(share)
    found = rules.quorum(members, day=given.day("date"), own_share=own if own is None else Fraction(own))
    substitutes = _whole(given, "substitutes", "of_them_substitutes_with_delegation") or 0
    allowed, member = given.flag("substitutes_allowed") is True, given.flag("secretary_is_member")
    given.skip("consulted_in_writing", "recused_for_item")
    others = (_whole(given, "guests") or 0) + (1 if member is False else 0)
    listed = given.raw("attendances")
    at_vote, direct = _whole(given, "present_at_vote"), _whole(given, "present_members")
    there = _whole(given, "present", "present_at_opening")

    def valid(present: int, beside: int) -> bool | None:
        return found.reached(
            rules.attending(members, present, substitutes=substitutes, substitutes_allowed=allowed, others=beside)
        )

    if isinstance(listed, list):
        answer: Any = [valid(int(one), 0) for one in listed]
    elif at_vote is not None or direct is not None:
        answer = valid(at_vote if at_vote is not None else direct or 0, 0)
    else:
        answer = None if there is None else valid(there, others)
    told = f"Cần ít nhất {found.least}/{members} thành viên có mặt."
    return {"least": found.least, "valid": answer, **_by(found.article, found.standing, told)}


def _by(article: str, standing: str, reason: str) -> Answer:
    return {"reason": reason, "article": article, "standing": standing}


def _absent(given: Reader) -> list[rules.Absent]:
    listed = given.raw("absent")
    if isinstance(listed, list):
        return [
            rules.Absent(
                str(one.get("m") or one.get("name") or f"thứ {place}"),
                False if one.get("reason") in ("", "không lý do", "khong_ly_do") else None,
                one.get("opinion"),
            )
            for place, one in enumerate(listed, start=1)
        ]
    count, heard = _whole(given, "absent_excused", "absent") or 0, _whole(given, "opinions_in") or 0
    return [rules.Absent(f"vắng {place}", None, place <= heard) for place in range(1, count + 1)]


def _late(given: Reader) -> Answer:
    given.skip("members", "present", "attempt")
    titles, named = given.raw("titles") or [], isinstance(given.raw("absent"), list)
    found = rules.unheard(_absent(given), titles=titles, day=given.day("date"))
    owed = list(found.names) if named else len(found.names)
    told = f"Còn {len(found.names)} thành viên vắng chưa cho ý kiến." if found.names else "Đã có đủ ý kiến."
    result = "refused" if found.names else "ok"
    return {
        "result": result,
        "missing": owed,
        "minutes_can_close": not found.names,
        **_by(found.article, found.standing, told),
    }


def _composition(given: Reader) -> Answer:
    level = _LEVELS.get(given.text("level").strip().lower(), given.text("level"))
    teachers, seated = _whole(given, "homeroom_teachers"), _whole(given, "homeroom_members")
    years = given.text("decision_year"), given.text("session_year")
    found = rules.composition(
        level,
        members=_whole(given, "members"),
        chair=given.text("chair"),
        homeroom=None if teachers is None or seated is None else (teachers, seated),
        years=years if all(years) else None,
        day=given.day("date"),
    )
    result, told = ("ok", "Thành phần phù hợp.") if not found.findings else ("warn", " ".join(found.findings))
    severity = "warn" if found.findings else "none"
    return {
        "result": result,
        "findings": list(found.findings),
        "severity": severity,
        **_by(found.article, found.standing, told),
    }


def _invitation(given: Reader) -> Answer:
    inner = given.inner("invitation") or given
    inner.skip("time", "place")
    day, weekday = inner.day("date"), inner.text("weekday")
    wrong = bool(day and weekday and rules.weekday_conflict(day, weekday))
    known = rules.WEEKDAYS[day.weekday()] if day else None
    told = f"Ngày ghi là {known}." if known else "Chưa rõ ngày họp."
    answer = {"conflicts": ["weekday"] if wrong else [], "weekday_of_date": known}
    return {**answer, **_by("NĐ 30/2020/NĐ-CP Phụ lục III mẫu 1.7", "S", told)}


def _agenda(given: Reader) -> Answer:
    given.skip("meeting")
    differs, missing, added = rules.agenda_against_plan(given.raw("planned") or {}, given.raw("held") or {})
    told = f"Khác kế hoạch: {len(differs)}; chưa thực hiện: {len(missing)}."
    answer = {"differs": differs, "not_held": missing, "added": added, "reason_required": bool(differs or missing)}
    return {**answer, **_by("HD 1382/HD-GDĐT", "SEED", told)}


def _escalation(given: Reader) -> Answer:
    given.skip("block", "item")
    agreed = given.flag("agreed")
    to, article, standing = rules.escalated_to(given.day("date"))
    if agreed:
        return {"state": "agreed", "adopted": True, **_by(article, standing, "Khối đã thống nhất.")}
    state = "unknown" if agreed is None else "escalated"
    told = f"Khối trưởng báo cáo {to}; chưa thông qua nội dung này."
    return {"state": state, "to": to, "by": "khối trưởng", "adopted": False, **_by(article, standing, told)}


def _secretary(given: Reader) -> Answer:
    given.skip("members", "secretary_is_member")
    most, issued = rules.most_ballots(_needed(given, "present_members", "present")), _whole(given, "ballots_issued")
    row, told = sitting_row("secretary"), f"Phát nhiều nhất {most} phiếu; người không phải thành viên không bỏ phiếu."
    refused = None if issued is None else issued > most
    return {"refused": refused, "most_ballots": most, **_by(row["article"], row["standing"], told)}


def _substitute(given: Reader) -> Answer:
    inner = given.inner("substitute")
    written = (inner or given).flag("written_delegation")
    if inner:
        inner.skip("for")
    given.skip("members", "present_members", "title", "regime", "agree", "disagree")
    method, allowed = given.text("method"), given.flag("substitutes_allowed")
    why, row = rules.substitute_refused(method=method, allowed=allowed, written=written), sitting_row("substitute")
    told = why or "Người được ủy quyền bằng văn bản được biểu quyết."
    return {"refused": bool(why), "result": "refused" if why else "ok", **_by(row["article"], row["standing"], told)}


def _next_leader(given: Reader) -> Answer:
    members, row = given.raw("block_members") or [], sitting_row("leader")
    day = given.day("date")
    why = rules.leader_refused(proposed=given.text("proposed"), block_members=members, meeting=_whole(given, "meeting"))
    first, now = given.text("leader_from"), given.text("leader")
    answer: Answer = {"refused": bool(why)}
    if day and first:
        answer["leader_on_date"] = given.text("proposed") if day >= date.fromisoformat(first) else now
    return {**answer, **_by(row["article"], row["standing"], why or "Được giới thiệu.")}


def _dossier(given: Reader) -> Answer:
    given.skip("item_dates")
    found = dossiers.dossier(
        given.text("kind"),
        [str(part) for part in given.raw("have") or []],
        title=given.text("title"),
        at=_moment(given, "at"),
        due=given.day("due"),
        extended_to=given.day("extension"),
    )
    told = f"Còn thiếu: {', '.join(found.missing)}." if found.missing else "Đủ thành phần."
    answer = {"missing": list(found.missing), "complete": found.complete, "late": found.late}
    return {**answer, "accepted": found.accepted, **_by(found.article, found.standing, told)}


def _numbering(given: Reader) -> Answer:
    given.skip("issuer", "leader_school", "symbol_of_school", "leader_from", "state")
    day, cancelled = given.day("date"), given.raw("cancelled") or []
    if day is None:
        raise CaseError("given.date: thiếu ngày của văn bản.")
    number, why = dossiers.next_number(
        _whole(given, "last"), cancelled=[int(one) for one in cancelled], dated=day, last_dated=given.day("last_date")
    )
    row, told = sitting_row("numbering", day), why or f"Số tiếp theo là {dossiers.spelled(number)}."
    answer = {"next": dossiers.spelled(number), "reused": number in cancelled, "valid": not why}
    return {**answer, **_by(row["article"], row["standing"], told)}


def _signers(given: Reader) -> Answer:
    given.skip("authorisation", "members", "signed")
    found = dossiers.signers(given.text("document"), signer=given.text("signer"), head=given.text("head"))
    told = f"Bên trái: {found.left}; bên phải: {found.right or 'chưa rõ'}."
    answer = {"left": found.left, "right": found.right, "prefix": found.prefix}
    return {**answer, **_by(found.article, found.standing, told)}


KINDS: dict[str, Callable[[Reader], Answer]] = {
    "quorum": _quorum,
    "late": _late,
    "late_opinion": _late,
    "composition": _composition,
    "invitation": _invitation,
    "agenda": _agenda,
    "escalation": _escalation,
    "secretary": _secretary,
    "substitute": _substitute,
    "next_leader": _next_leader,
    "dossier": _dossier,
    "numbering": _numbering,
    "signers": _signers,
}


def answer_asked(case: dict[str, Any]) -> Answer:
    """The answer to one question of a kind in KINDS. Raises CaseError (Vietnamese) where it cannot be read."""
    notes: list[str] = []
    given = Reader(case.get("given"), "given", notes)
    try:
        answer = KINDS[case["kind"]](given)
    except LookupError as error:
        raise CaseError(str(error)) from None
    given.done()
    told = {"notes": notes} if notes else {}
    return {"id": case.get("id"), "kind": case["kind"], **answer, **told}
