"""Who acts: an account in one of its seats, on a day. Plain values, so that services and rules can take it."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.policy import Action, Role, may, role_label


class Reads(StrEnum):
    """By which right an actor reads in another authority than the own one; the letter begins the actor's key."""

    PAST = "t"
    MEMBER = "o"
    SUPPORT = "h"


_READS_AS = {Reads.PAST: "đọc hồ sơ cũ", Reads.MEMBER: "cấp trên, chỉ đọc"}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a seat. `block_id` and `school_id` are the seat's unit, None for the authority's own seats."""

    account_id: int | None
    account_name: str
    seat_id: int | None
    role: Role
    district_id: int
    unit_name: str = ""
    block_id: int | None = None
    school_id: int | None = None
    delegation_id: int | None = None
    for_name: str = ""  # who holds the seat, where the actor only acts for them by delegation
    title: str = ""  # the delegate's own office, `Phó Hiệu trưởng`
    powers: frozenset[Action] | None = None  # what was delegated; None for one's own seat
    reads: Reads | None = None  # reads in another authority by right; the database refuses every change
    right_id: int | None = None  # the row that gives the right to read: the oversight, the support session
    kind: str = ""  # the authority's (thidua/access/kinds.DistrictKind), which says what its head is called

    def may(self, action: Action) -> bool:
        """Whether this seat's role, and the delegation if it is one, lets do `action` at all."""
        return may(self.role, action) and (self.powers is None or action in self.powers)

    @property
    def key(self) -> str:
        """Names this seat among the person's seats: kept in the session and carried by every form."""
        if self.role is Role.PLATFORM:
            return "p"
        if self.reads is not None:
            return f"{self.reads}{self.right_id or self.district_id}"
        return f"u{self.delegation_id}" if self.delegation_id else str(self.seat_id or "")

    @property
    def role_name(self) -> str:
        """`Hiệu trưởng`, or `Phó Hiệu trưởng, thay Hiệu trưởng Phạm Minh Tâm` for a delegate."""
        own = role_label(self.role, self.kind)
        if self.reads is Reads.SUPPORT:
            return "Hỗ trợ viên nền tảng, chỉ đọc"
        if self.reads is not None:
            return f"{own}, {_READS_AS[self.reads]}"
        return f"{self.title}, thay {own} {self.for_name}" if self.delegation_id else own

    @property
    def past(self) -> bool:
        """Whether the actor reads what a predecessor of the own authority left."""
        return self.reads is Reads.PAST

    @property
    def is_office(self) -> bool:
        """Whether the seat is one of the authority's office, which does its work."""
        return self.role in (Role.OFFICER, Role.HEAD_OF_OFFICE)

    @property
    def of_authority(self) -> bool:
        """Whether the seat is in the authority itself: its office, or its own council, which only reads."""
        return self.is_office or (self.role is Role.COUNCIL_MEMBER and not self.block_id and not self.school_id)

    @property
    def seat_name(self) -> str:
        """`Hiệu trưởng · Mầm non Phường 4`; a delegate's also says for whom."""
        if self.delegation_id:
            return f"{self.title} · {self.unit_name} · thay {role_label(self.role, self.kind)} {self.for_name}"
        return " · ".join(part for part in (self.role_name, self.unit_name) if part)


def platform(account_id: int, account_name: str) -> Actor:
    """A member of the platform's staff: in no authority (tenancy.NOBODY), so that no walled row can be read."""
    return Actor(account_id=account_id, account_name=account_name, seat_id=None, role=Role.PLATFORM, district_id=0)


def system(district_id: int, name: str = "Hệ thống") -> Actor:
    """The actor of commands and of the demo: an officer without an account."""
    return Actor(account_id=None, account_name=name, seat_id=None, role=Role.OFFICER, district_id=district_id)
