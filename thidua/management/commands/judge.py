"""`./dev manage judge FILE`: eligibility asked by file, one JSON line a case. No database is needed."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from awards.rules.verdicts.batch import judge_all, read_batch
from awards.rules.verdicts.cases.reader import CaseError
from documents.rules.asked import KINDS, answer_asked


class Command(BaseCommand):
    """Xét điều kiện từ tệp JSON, không dùng cơ sở dữ liệu."""

    help = "Xét điều kiện danh hiệu, khen thưởng cho các trường hợp trong tệp JSON; in mỗi trường hợp một dòng JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, "-" for standard input."""
        parser.add_argument(
            "file", metavar="TỆP", help='tệp JSON {"meta": …, "cases": [ … ]}, hoặc - để đọc từ đầu vào'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the answers in the order of the file; ends with 1 when a case or the file could not be read."""
        try:
            cases, tenants = read_batch(_text_of(options["file"]))
        except CaseError as error:
            raise CommandError(str(error)) from None
        failed = 0
        for answer, sentence in judge_all(cases, tenants, other=dict.fromkeys(KINDS, answer_asked)):
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            if sentence:
                failed += 1
                self.stderr.write(sentence)
        if failed:
            raise CommandError(f"{failed}/{len(cases)} trường hợp không đọc được; các trường hợp khác đã được xét.")


def _text_of(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CaseError(f"Tệp {name} không phải văn bản UTF-8; hãy lưu lại với mã hóa UTF-8.") from None
    except OSError:
        raise CaseError(f"Không mở được tệp {name}; hãy kiểm tra đường dẫn và quyền đọc.") from None
