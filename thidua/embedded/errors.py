"""The one error of the launcher."""


class Trouble(Exception):
    """Something the person at the keyboard can mend; the text is a Vietnamese sentence that says how."""
