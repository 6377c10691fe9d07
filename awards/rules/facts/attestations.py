"""Qualitative criteria that a unit confirms itself (đoàn kết, gương mẫu, tích cực tham gia phong trào …)."""

from blocks.rules.law import load_law
from thidua.errors import RuleViolation

# Which criteria the law (blocks/data/law/conditions.json) asks of a person, of a collective: a test holds them equal.
OF_PERSON = ("conduct", "spirit", "movement", "exemplary", "movement_merit", "achievement")
OF_SCHOOL = (
    "united",
    "movement",
    "party_strong",
    "thrift",
    "democracy",
    "welfare",
    "exemplary",
    "movement_merit",
    "achievement",
)


def criteria(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """(code, Vietnamese name) of each criterion."""
    known = load_law().scales["attested"]
    return [(name, str(known[name])) for name in names]


def check_criteria(codes: set[str], *, of_school: bool) -> None:
    """Only criteria that somebody asks for."""
    if strange := codes - set(OF_SCHOOL if of_school else OF_PERSON):
        raise RuleViolation("criterion", f"Không có tiêu chí “{min(strange)[:40]}” trong danh sách; tải lại trang.")
