"""allauth's forms with Vietnamese words; its own translation has no Vietnamese."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as proof
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

LABELS = {
    "login": "Tên đăng nhập hoặc thư điện tử",
    "password": "Mật khẩu",
    "oldpassword": "Mật khẩu hiện tại",
    "password1": "Mật khẩu mới",
    "password2": "Nhập lại mật khẩu mới",
    "email": "Thư điện tử",
    "code": "Mã xác minh",
    "name": "Tên gọi của khóa",
    "passwordless": "Cho đăng nhập chỉ bằng khóa này, không cần mật khẩu",
}
HINTS = {
    "password": "",
    "code": "Sáu chữ số trong ứng dụng xác thực, hoặc một mã khôi phục.",
    "name": "Ví dụ: điện thoại của tôi, máy ở phòng.",
    "passwordless": "Khóa phải hỏi vân tay, khuôn mặt hoặc mã PIN.",
}
SENTENCES = {"You must type the same password each time.": "Hai lần nhập mật khẩu chưa giống nhau."}


class _Vietnamese(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)

    def add_error(self, field: Any, error: Any) -> None:
        """allauth's few own sentences, in Vietnamese."""
        super().add_error(field, SENTENCES.get(str(error), error))


class LoginForm(_Vietnamese, account.LoginForm):
    """Sign-in."""


class ChangePasswordForm(_Vietnamese, account.ChangePasswordForm):
    """A new password for the old one."""


class SetPasswordForm(_Vietnamese, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(_Vietnamese, account.ResetPasswordForm):
    """Asks for a link by e-mail."""


class ResetPasswordKeyForm(_Vietnamese, account.ResetPasswordKeyForm):
    """A new password after the link."""


class ReauthenticateForm(_Vietnamese, account.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(_Vietnamese, proof.AuthenticateForm):
    """The second proof at sign-in."""


class MfaReauthenticateForm(_Vietnamese, proof.ReauthenticateForm):
    """The second proof once more."""


class ActivateTOTPForm(_Vietnamese, totp.ActivateTOTPForm):
    """The first code of a new app."""


class AddWebAuthnForm(_Vietnamese, webauthn.AddWebAuthnForm):
    """A new security key or passkey."""


class EditWebAuthnForm(_Vietnamese, webauthn.EditWebAuthnForm):
    """Another name for a key."""
