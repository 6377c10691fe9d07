"""People who can sign in."""

from django.db import transaction

from thidua.errors import RuleViolation
from thidua.models import Account
from thidua.text import squeeze


@transaction.atomic
def create_account(*, username: str, full_name: str, email: str = "", password: str | None = None) -> Account:
    """A person who can sign in; without a password the account waits for one to be set."""
    username = squeeze(username)
    if Account.objects.filter(username__iexact=username).exists():
        raise RuleViolation("duplicate", f"Tên đăng nhập “{username}” đã có người dùng.", where="username")
    if email and Account.objects.filter(email__iexact=email).exists():
        raise RuleViolation("duplicate", f"Thư điện tử “{email}” đã có tài khoản.", where="email")
    return Account.objects.create_user(username=username, email=email, password=password, full_name=squeeze(full_name))
