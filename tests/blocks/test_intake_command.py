"""`manage intake`: the preview in readable lines, errors as exit code, and the rows."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blocks.models import Block, IntakeBatch, Placement, Registration
from tests.cast import Cast
from tests.khoi29 import write_all
from thidua.tenancy import tenant


def told(*args: str) -> str:
    out = io.StringIO()
    call_command("intake", *args, stdout=out)
    return out.getvalue()


def test_the_sixteen_files_are_shown_and_taken(cast: Cast, tmp_path: Path) -> None:
    write_all(tmp_path)
    said = told(str(tmp_path), "--year", "2023-2024", "--block", "29", "--check")
    assert "Danh sách đăng ký danh hiệu của trường (TRƯỜNG MẦM NON PHƯỜNG 1): 31 dòng." in said and "0 lỗi" in said
    with cast.at_work():
        assert not IntakeBatch.objects.exists()
    assert "Đã ghi." in told(str(tmp_path), "--year", "2023-2024", "--block", "29")
    with cast.at_work():
        assert Registration.objects.count() == 269 and Placement.objects.filter(block=cast.block).count() == 12
    assert "Không có gì mới" in told(str(tmp_path), "--year", "2023-2024")


def test_errors_end_a_check_with_one(cast: Cast, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.csv"
    wrong.write_text("Trường Mầm non Phường 4\nSTT,Họ và tên,Ngày sinh,LĐTT\n1,Lê Thị Hoa,31/02/1985,x\n", "utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("intake", str(wrong), "--year", "2023-2024", "--check", stdout=out)
    assert end.value.code == 1
    assert "LỖI trang “CSV” C3 (Ngày sinh) “31/02/1985”" in out.getvalue()


def test_a_new_block_by_its_code(cast: Cast, tmp_path: Path) -> None:
    made = tmp_path / "moi.csv"
    made.write_text("Trường Tiểu học Kỳ Đồng\nSTT,Họ và tên,LĐTT\n1,Lê Thị Hoa,x\n", "utf-8-sig")
    assert "Lập khối mới: mã 7" in told(str(made), "--year", "2023-2024", "--block", "7")
    with cast.at_work():
        assert Block.objects.get(code="7").level == "TH"


def test_wrong_arguments_are_told(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có tệp"):
        told(str(tmp_path / "khong-co.xlsx"), "--year", "2023-2024")
    empty = tmp_path / "a.csv"
    empty.write_text("a,b\n")
    with pytest.raises(CommandError, match="mở năm 1999"):
        told(str(empty), "--year", "1999")
    with tenant(cast.other.pk):
        assert not IntakeBatch.objects.exists()
