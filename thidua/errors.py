"""What a deed says when it refuses: the sentence is Vietnamese and tells how to mend it."""


class RuleViolation(Exception):
    """A rule forbids this thing now.

    `code` is stable and machine-readable, `message` is a full Vietnamese sentence, `basis` the article it rests on
    ("" where it is only our own form check). `where` names the field or cell, if one is meant.
    """

    def __init__(self, code: str, message: str, basis: str = "", where: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.basis, self.where = code, message, basis, where


class Conflict(RuleViolation):
    """Someone else changed the same thing first; `message` says who and what, nothing was written."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__("conflict", message, where=where)


class Denied(Exception):
    """This person may not do this; `message` says who may."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
