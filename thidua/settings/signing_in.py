"""Signing in: the account, wrong guesses, the second proof, how long a session lasts."""

from thidua.settings.environment import PRODUCTION, env, flag

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_ADAPTER = "thidua.access.signin.Doorkeeper"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail from us who has no account
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Wrong guesses: `key` is a person and an address together, so that guesses from elsewhere never lock a
# head out; a school's many people behind one address share the second limit. A browser from which the person signed in
# before counts by itself (thidua.access.device_cookies), so that a guesser in the same house locks nobody out either.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/5m/key,60/5m/ip",
    "login_failed_known": "10/5m/key",
    "reset_password": "10/m/ip",
    "reset_mail": "5/h/key",  # of one person, asked from one address or browser
    "reset_mailbox": "30/h/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "thidua.access.signin_forms.LoginForm",
    "change_password": "thidua.access.signin_forms.ChangePasswordForm",
    "set_password": "thidua.access.signin_forms.SetPasswordForm",
    "reset_password": "thidua.access.signin_forms.ResetPasswordForm",
    "reset_password_from_key": "thidua.access.signin_forms.ResetPasswordKeyForm",
    "reauthenticate": "thidua.access.signin_forms.ReauthenticateForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "0"))  # how many proxies of ours write X-Forwarded-For
# The second proof of officers, heads of office and block leaders (policy.MFA_ROLES); the demo's accounts go without.
MFA_REQUIRED = flag(env("MFA_REQUIRED", "1" if PRODUCTION else "0"))
MFA_ADAPTER = "thidua.access.signin.SecondProof"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the office, nobody verifies them by mail
MFA_TOTP_ISSUER = "Thi đua"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": "thidua.access.signin_forms.AuthenticateForm",
    "reauthenticate": "thidua.access.signin_forms.MfaReauthenticateForm",
    "activate_totp": "thidua.access.signin_forms.ActivateTOTPForm",
    "add_webauthn": "thidua.access.signin_forms.AddWebAuthnForm",
    "edit_webauthn": "thidua.access.signin_forms.EditWebAuthnForm",
}

SESSION_ENGINE = "thidua.access.sealing"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
