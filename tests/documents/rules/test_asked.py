"""Questions on sittings, dossiers and numbers, each with what the rule book says of it."""

from typing import Any

import pytest

from awards.rules.verdicts.cases.reader import CaseError
from documents.rules.asked import answer_asked

A = ["to_trinh_dang_ky", "bang_tong_hop_ca_nhan", "ke_hoach_thi_dua"]
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    (
        "two thirds of nine",
        "quorum",
        {"members": 9, "attendances": [5, 6, 9]},
        {"least": 6, "valid": [False, True, True]},
    ),
    ("two thirds of ten are seven", "quorum", {"members": 10, "present": 6}, {"least": 7, "valid": False}),
    ("guests do not count", "quorum", {"members": 9, "present": 7, "guests": 2}, {"valid": False}),
    (
        "a secretary who is no member does not count",
        "quorum",
        {"members": 9, "present": 6, "secretary_is_member": False},
        {"valid": False},
    ),
    (
        "opinions in writing make no quorum",
        "quorum",
        {"members": 9, "present": 5, "consulted_in_writing": 4},
        {"valid": False},
    ),
    (
        "substitutes where they are allowed",
        "quorum",
        {"members": 9, "present": 6, "substitutes": 1, "substitutes_allowed": True},
        {"valid": True},
    ),
    ("substitutes where they are not", "quorum", {"members": 9, "present": 6, "substitutes": 1}, {"valid": False}),
    (
        "some left before the vote",
        "quorum",
        {"members": 9, "present_at_opening": 7, "present_at_vote": 5},
        {"valid": False},
    ),
    (
        "an authority's own share",
        "quorum",
        {"members": 10, "present": 7, "tenant_quorum": "80 %"},
        {"least": 8, "valid": False, "article": "Quy định của đơn vị quản lý"},
    ),
    ("how many came is not told", "quorum", {"members": 9}, {"least": 6, "valid": None}),
    (
        "one excused is not heard",
        "late",
        {"members": 9, "present": 6, "absent_excused": 3, "opinions_in": 2},
        {"result": "refused", "missing": 1},
    ),
    (
        "all are heard",
        "late",
        {"members": 9, "present": 6, "absent_excused": 3, "opinions_in": 3},
        {"result": "ok", "missing": 0},
    ),
    (
        "without a reason, no ballot",
        "late_opinion",
        {"absent": [{"m": "M9", "reason": "không lý do", "opinion": False}], "titles": ["LDTT"], "date": "2024-06-11"},
        {"minutes_can_close": True, "missing": []},
    ),
    (
        "without a reason, by ballot",
        "late_opinion",
        {
            "absent": [{"m": "M9", "reason": "không lý do", "opinion": False}],
            "titles": ["CSTDCS"],
            "date": "2024-06-11",
        },
        {"minutes_can_close": False, "missing": ["M9"], "article": "NĐ 98/2023/NĐ-CP Đ.30.7"},
    ),
    (
        "a primary school's council is odd",
        "composition",
        {"level": "TH", "members": 8, "chair": "Hiệu trưởng"},
        {"result": "warn", "severity": "warn"},
    ),
    (
        "led by somebody else",
        "composition",
        {"level": "TH", "members": 9, "chair": "Phó hiệu trưởng"},
        {"result": "warn"},
    ),
    (
        "all homeroom teachers sit in",
        "composition",
        {"level": "THCS", "members": 20, "chair": "Hiệu trưởng", "homeroom_teachers": 12, "homeroom_members": 11},
        {"result": "warn"},
    ),
    (
        "last year's decision",
        "composition",
        {"level": "THCS", "chair": "Hiệu trưởng", "decision_year": "2022-2023", "session_year": "2023-2024"},
        {"result": "warn"},
    ),
    (
        "a wrong weekday",
        "invitation",
        {"invitation": {"weekday": "thứ Năm", "date": "2023-12-15"}},
        {"conflicts": ["weekday"], "weekday_of_date": "thứ sáu"},
    ),
    (
        "as planned",
        "agenda",
        {"planned": {"P1": "A"}, "held": {"P1": "A"}},
        {"differs": [], "not_held": [], "reason_required": False},
    ),
    (
        "not agreed, after the districts",
        "escalation",
        {"agreed": False, "date": "2025-11-05"},
        {"to": "Trưởng phòng Văn hóa - Xã hội", "adopted": False},
    ),
    ("agreed", "escalation", {"agreed": True, "date": "2024-05-30"}, {"adopted": True}),
    (
        "as many papers as members",
        "secretary",
        {"present_members": 9, "ballots_issued": 9},
        {"refused": False, "most_ballots": 9},
    ),
    (
        "a delegation by word of mouth",
        "substitute",
        {"method": "hands", "substitutes_allowed": True, "written_delegation": False},
        {"refused": True},
    ),
    (
        "a delegation in writing, by hands",
        "substitute",
        {"method": "hands", "substitutes_allowed": True, "written_delegation": True},
        {"refused": False},
    ),
    (
        "the next head is of the block",
        "next_leader",
        {"meeting": 3, "block_members": ["A", "B"], "proposed": "B"},
        {"refused": False},
    ),
    (
        "introduced too early",
        "next_leader",
        {"meeting": 2, "block_members": ["A", "B"], "proposed": "B"},
        {"refused": True},
    ),
    (
        "the last minute of the last day",
        "dossier",
        {"kind": "A", "have": A, "at": "2023-10-27T23:59:59+07:00", "due": "2023-10-27"},
        {"late": False, "accepted": True},
    ),
    (
        "midnight in another zone",
        "dossier",
        {"kind": "A", "have": A, "at": "2023-10-27T17:00:00+00:00", "due": "2023-10-27"},
        {"late": None, "accepted": False},
    ),
    (
        "late by extension",
        "dossier",
        {"kind": "A", "have": A, "at": "2023-10-29T08:00:00+07:00", "due": "2023-10-27", "extension": "2023-10-30"},
        {"late": True, "accepted": True},
    ),
    (
        "a work beside the title's dossier",
        "dossier",
        {
            "kind": "F",
            "title": "CSTDCS",
            "have": ["to_trinh", "bao_cao_thanh_tich", "bien_ban_binh_xet"],
            "at": "2024-06-01T08:00:00+07:00",
        },
        {"missing": ["chung_nhan_sang_kien"]},
    ),
    (
        "a new year begins at 01",
        "numbering",
        {"last": 88, "last_date": "2023-12-29", "date": "2024-01-02"},
        {"next": "01", "valid": True},
    ),
    (
        "a day before the last number's",
        "numbering",
        {"last": 12, "last_date": "2024-03-05", "date": "2024-03-04"},
        {"valid": False},
    ),
    (
        "a cancelled number beyond the last",
        "numbering",
        {"last": 11, "cancelled": [12], "date": "2024-03-05"},
        {"next": "13"},
    ),
    (
        "a deputy signs for the head",
        "signers",
        {"document": "kế hoạch", "signer": "Phó hiệu trưởng"},
        {"prefix": "KT."},
    ),
]


@pytest.mark.parametrize(("why", "kind", "given", "expected"), CASES, ids=[one[0] for one in CASES])
def test_asked(why: str, kind: str, given: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = answer_asked({"id": why, "kind": kind, "given": given})
    assert {name: answer.get(name) for name in expected} == expected, answer
    assert answer["article"] and answer["standing"] and answer["reason"].endswith(".") and "notes" not in answer


def test_what_nobody_knows_is_named() -> None:
    answer = answer_asked({"kind": "quorum", "given": {"members": 9, "presennt": 9}})
    assert answer["valid"] is None and "presennt" in answer["notes"][0]
    with pytest.raises(CaseError, match="members"):
        answer_asked({"kind": "quorum", "given": {}})
    with pytest.raises(CaseError, match="loại hồ sơ"):
        answer_asked({"kind": "dossier", "given": {"kind": "Z"}})
