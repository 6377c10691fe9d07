"""Who signs and how: the lines above and below a signature (Nghị định 30/2020, Phụ lục I, mục II.7)."""

from typing import NamedTuple

from thidua.access.kinds import SignatureKind


class Signature(NamedTuple):
    """`authority` (one to three lines, capitals as printed), and the signer's name below the signature."""

    authority: tuple[str, ...]
    name: str


def signature(
    *, head_title: str, name: str, own_title: str = "", kind: SignatureKind | str | None = None, on_behalf_of: str = ""
) -> Signature:
    """Lines of the signature block.

    The head signs with the own title. A deputy signs `KT. HIỆU TRƯỞNG` over the own title, another official
    `TUQ. HIỆU TRƯỞNG` over the own title. `on_behalf_of` names a collective that is signed for (`TM. KHỐI THI ĐUA 29`)
    and stands first. Raises ValueError where a delegate comes without an own title.
    """
    lines = [f"TM. {on_behalf_of}"] if on_behalf_of else []
    if not kind:
        return Signature(tuple(line.upper() for line in [*lines, head_title]), name)
    if not own_title:
        raise ValueError("người ký thay phải có chức vụ")
    lines += [f"{SignatureKind(kind).value}. {head_title}", own_title]
    return Signature(tuple(line.upper() for line in lines), name)
