"""The places in which a paper is signed: whose they are, as plain facts."""

from dataclasses import dataclass

from thidua.policy import Role

LEFT, RIGHT = "ky-1", "ky-2"  # keys on a paper with two signatures side by side


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One place for one signature. It belongs to the seat of `role` in the school, the block, or the authority itself.

    `name` is who is printed there and `post` the lines above (`HIỆU TRƯỞNG`); `unit` the line that names the unit.
    `fixed`: the printed name is frozen with the number, nobody else signs in its place; otherwise who holds a
    delegation signs KT./TUQ. and the stamp says so. `key` is the id of its room in the paper's signature block.
    """

    key: str
    role: Role
    name: str
    post: tuple[str, ...] = ()
    unit: str = ""
    school_id: int | None = None
    block_id: int | None = None
    fixed: bool = False
    witness: bool = False
