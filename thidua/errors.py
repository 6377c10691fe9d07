"""What a deed says when it refuses: the sentence is Vietnamese and tells how to mend it."""

from typing import Any


class Refusal(Exception):
    """What a deed answers instead of being done: `status` is how page and API say it."""

    code, message, basis, where, status = "", "", "", "", 422

    def told(self) -> dict[str, Any]:
        """The refusal as the API tells it."""
        errors = [{"field": self.where, "detail": self.message}] if self.where else []
        return {"code": self.code, "detail": self.message, "basis": self.basis, "errors": errors}


class RuleViolation(Refusal):
    """A rule forbids this thing now.

    `code` is stable and machine-readable, `message` is a full Vietnamese sentence, `basis` the article it rests on
    ("" where it is only our own form check). `where` names the field or cell, if one is meant. `status` is how page and
    API answer it.
    """

    def __init__(self, code: str, message: str, basis: str = "", where: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.basis, self.where = code, message, basis, where


class Conflict(RuleViolation):
    """Someone else changed the same thing first; `message` says who and what, nothing was written."""

    status = 409

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__("conflict", message, where=where)


class Denied(Refusal):
    """This person may not do this; `message` says who may."""

    code, status = "denied", 403

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
