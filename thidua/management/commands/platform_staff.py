"""`./dev manage platform_staff USERNAME`: who belongs to the platform's staff. The first one is made here, by who holds
the machine; what the staff may do stands in the policy.
"""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from thidua.access.accounts import create_account
from thidua.access.sessions import end_sessions
from thidua.errors import RuleViolation
from thidua.models import Account


class Command(BaseCommand):
    """Makes an account a member of the platform's staff, or takes that away."""

    help = "Ghi một tài khoản vào (hoặc đưa ra khỏi) nhóm quản trị nền tảng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """USERNAME; `--name` makes the account; `--remove`, `--reset-proof` for what may happen later."""
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("--name", default="", help="họ và tên: tạo tài khoản mới nếu chưa có")
        parser.add_argument("--email", default="", help="thư điện tử của tài khoản mới, để đặt mật khẩu")
        parser.add_argument("--remove", action="store_true", help="đưa ra khỏi nhóm quản trị nền tảng")
        parser.add_argument("--reset-proof", action="store_true", help="bỏ bước xác minh thứ hai đã mất")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Says what was done; an unknown account without `--name` is an error."""
        account = self._account(options)
        if options["reset_proof"]:
            if not account.platform_staff:
                raise CommandError("Tài khoản này không thuộc quản trị nền tảng; đơn vị của người đó đặt lại được.")
            removed, _ = Authenticator.objects.filter(user=account).delete()
            end_sessions(account)
            self.stdout.write(f"Đã bỏ {removed} cách xác minh của {account.username}.")
            return
        account.platform_staff = not options["remove"]
        account.save(update_fields=["platform_staff"])
        said = "không còn thuộc" if options["remove"] else "nay thuộc"
        self.stdout.write(f"{account.full_name} ({account.username}) {said} quản trị nền tảng.")

    def _account(self, options: dict[str, Any]) -> Account:
        account = Account.objects.filter(username__iexact=options["username"]).first()
        if account is not None:
            return account
        if not options["name"] or options["remove"] or options["reset_proof"]:
            raise CommandError(f"Không có tài khoản “{options['username']}”. Thêm --name để tạo mới.")
        try:
            made = create_account(username=options["username"], full_name=options["name"], email=options["email"])
        except RuleViolation as problem:
            raise CommandError(problem.message) from None
        self.stdout.write(f"Đã tạo tài khoản {made.username}; đặt mật khẩu bằng “Quên mật khẩu” hoặc changepassword.")
        return made
