"""`manage judge FILE`: one line a case in the order of the file, a sentence for what cannot be read, no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from awards.rules.verdicts import judge
from awards.rules.verdicts.checks import CHECKS
from tests.awards.rules.verdicts.given import TENANTS, person, school


def run(folder: Path, text: str) -> tuple[list[dict[str, object]], str, str]:
    path, out, err, failure = folder / "cases.json", StringIO(), StringIO(), ""
    path.write_text(text, encoding="utf-8")
    try:
        call_command("judge", str(path), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), failure


def asked(*cases: object) -> str:
    return json.dumps({"meta": {"tenants": TENANTS}, "cases": list(cases)}, ensure_ascii=False)


def test_one_line_a_case_in_order(tmp_path: Path) -> None:
    first, second = person("LDTT") | {"id": "B"}, school("TTLDTT", headcount=13, ldtt=9) | {"id": "A"}
    lines, err, failure = run(tmp_path, asked(first, second))
    assert [(one["id"], one["verdict"]) for one in lines] == [("B", "met"), ("A", "not_met")]
    assert (err, failure) == ("", "")


def test_a_bad_case_is_named_and_the_others_are_answered(tmp_path: Path) -> None:
    bad = person("LDTT") | {"id": "HỎNG", "cycle": "năm ngoái"}
    odd = person("LDTT") | {"id": "TỐT", "subject": {"kind": "person", "titles": 3}}
    lines, err, failure = run(tmp_path, asked(bad, 7, odd, person("LDTT") | {"id": "CUỐI"}))
    assert [one["id"] for one in lines] == ["HỎNG", None, "TỐT", "CUỐI"]
    assert lines[-1]["verdict"] == "met" and all(one["verdict"] == "unknown" for one in lines[:3])
    assert "Trường hợp HỎNG: cycle: “năm ngoái” không phải năm thi đua" in err and "Trường hợp thứ 2" in err
    assert failure == "3/4 trường hợp không đọc được; các trường hợp khác đã được xét."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "không phải JSON hợp lệ (dòng 1"),
        ("[]", "thiếu danh sách “cases”"),
        ('{"cases": 3}', "thiếu danh sách “cases”"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    lines, _, failure = run(tmp_path, text)
    assert lines == [] and sentence in failure


def test_a_missing_file_and_a_foreign_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("judge", str(tmp_path / "không-có.json"))
    (tmp_path / "utf16.json").write_bytes("{}".encode("utf-16"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("judge", str(tmp_path / "utf16.json"))


def test_a_block_is_judged_again_in_under_a_second(tmp_path: Path) -> None:
    people = [person(code) | {"id": f"{number}"} for number in range(100) for code in ("LDTT", "CSTDCS", "CSTDTP")]
    lines, _, _ = run(tmp_path, asked(*people))
    assert len(lines) == 300


def test_a_fault_of_ours_is_not_told_as_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_params: object) -> None:
        raise AttributeError("của chúng tôi")

    monkeypatch.setitem(CHECKS, "rank", broken)
    with pytest.raises(AttributeError):
        judge(person("LDTT"), tenants=TENANTS)
    lines, err, failure = run(tmp_path, asked(person("LDTT") | {"id": "A"}, person("BKTP_CN") | {"id": "B"}))
    assert [line["verdict"] for line in lines] != ["unknown", "unknown"]
    assert "Trường hợp A: Hệ thống bị lỗi khi xét, không phải do dữ liệu" in err and "của chúng tôi" not in err
    assert failure.startswith("1/2")
