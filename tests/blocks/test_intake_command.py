"""`manage intake`: the preview in readable lines, errors as exit code, and the rows."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from blocks.models import Block, EmulationYear, IntakeBatch, Placement, Registration
from blocks.services.year import years
from tests.cast import Cast
from tests.khoi29 import write_all
from thidua.actors import system
from thidua.wall.tenancy import tenant


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


def test_wrong_arguments_are_told(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Không có tệp"):
        told(str(tmp_path / "khong-co.xlsx"), "--year", "2023-2024")
    empty = tmp_path / "a.csv"
    empty.write_text("a,b\n")
    with pytest.raises(CommandError, match="mở năm 2031-2032"):
        told(str(empty), "--year", "2031-2032")
    with tenant(cast.other.pk):
        years.open_year(
            code="2023-2024", starts_on=date(2023, 8, 1), ends_on=date(2024, 7, 31), by=system(cast.other.pk)
        )
    with pytest.raises(CommandError, match=r"thêm --district q1 \| q11"):
        told(str(empty), "--year", "2023-2024")
    with tenant(cast.other.pk):
        assert not IntakeBatch.objects.exists()


def test_the_demo_settles_for_its_own_authority_and_opens_the_year(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.DEMO = True
    made = tmp_path / "moi.csv"
    made.write_text("Trường Tiểu học Kỳ Đồng\nSTT,Họ và tên,LĐTT\n1,Lê Thị Hoa,x\n", "utf-8-sig")
    said = told(str(made), "--year", "2024-2025", "--block", "7")
    assert "dùng đơn vị q11" in said and "mở năm học 2024 - 2025" in said and "Đã ghi." in said
    with cast.at_work():
        assert EmulationYear.objects.get(code="2024-2025").starts_on == date(2024, 8, 1)
        assert Registration.objects.filter(sheet__year__code="2024-2025").count() == 1
    with pytest.raises(CommandError, match="Mã năm “1999” chưa đúng"):
        told(str(made), "--year", "1999")
