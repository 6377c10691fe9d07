"""What every zipped Office file must be before its members are looked at: bounded, flat, without tricks.

Shared by the gates of workbooks and of Word files; `Words` says how to mend a file in the sentences of its program.
"""

import re
import stat
import zipfile
from dataclasses import dataclass
from typing import NoReturn

from thidua.errors import RuleViolation

CHUNK = 1 << 16
_ANEW = "Hãy mở lại, lưu tệp mới rồi tải lên."
_LESS = "Hãy bỏ hình ảnh và phần thừa rồi lưu lại."


@dataclass(frozen=True)
class Words:
    """`thing` as in “không phải bảng tính thông thường”, `program` that saves it, `damaged` the whole sentence."""

    thing: str
    program: str
    damaged: str


@dataclass(frozen=True)
class Bounds:
    """How many members, how many unpacked bytes in all, and how many times larger than packed one may become."""

    members: int
    unpacked: int
    ratio: int


def refuse(code: str, sentence: str) -> NoReturn:
    """Raise `RuleViolation`."""
    raise RuleViolation(code, sentence)


def refuse_bomb(unpacked: int | None, bounds: Bounds) -> NoReturn:
    """The file becomes too large when it is opened; `unpacked` bytes, None where counting was stopped."""
    most = f"quá {bounds.unpacked // 1048576} MB"
    grown = f"{unpacked // 1048576} MB khi mở, {most}" if unpacked else f"{most} khi mở"
    refuse("bomb", f"Tệp nở ra {grown}, nên không được nhận. {_LESS}")


def check_directory(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, bounds: Bounds, words: Words
) -> None:
    """Refuse by the archive's own directory, before a byte is unpacked; `size` of the whole file in bytes."""
    if len(members) > bounds.members:
        told = f"Tệp chứa {len(members)} phần, quá {bounds.members}: không phải {words.thing} thông thường."
        refuse("members", f"{told} {words.damaged}")
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names):
        refuse("duplicate", f"Tệp có hai phần trùng tên bên trong, không phải do {words.program} lưu. {words.damaged}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > bounds.unpacked:
        refuse_bomb(unpacked, bounds)
    _check_ends(archive, members, size, words)
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        _check_entry(member, bounds, words)
        if member.header_offset < end:
            refuse("overlap", f"Các phần bên trong tệp chồng lên nhau: tệp bị dựng sai. {words.damaged}")
        end = member.header_offset + 30 + len(member.orig_filename.encode()) + member.compress_size
    if end > min(archive.start_dir, size):
        refuse("overlap", f"Các phần bên trong tệp chồng lên nhau: tệp bị dựng sai. {words.damaged}")


def _check_ends(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, words: Words) -> None:
    """Nothing stands before the first part or after the archive's end: readers disagree about what it is."""
    source = archive.fp
    assert source is not None
    source.seek(max(0, size - 22))
    ends = source.read(22)
    first = min((member.header_offset for member in members), default=0)
    if first != 0 or not ends.startswith(b"PK\x05\x06") or archive.comment:
        told = f"Tệp có phần thừa ở đầu hoặc sau chỗ kết thúc, không phải do {words.program} lưu. {words.damaged}"
        refuse("trailing", told)


def _check_entry(member: zipfile.ZipInfo, bounds: Bounds, words: Words) -> None:
    name = member.filename
    if member.flag_bits & 0x1:
        refuse("password", "Tệp nén có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi tải lên.")
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or "\x00" in name:
        told = f"Bên trong tệp có đường dẫn không hợp lệ, không phải do {words.program} lưu. {_ANEW}"
        refuse("path", told)
    if stat.S_ISLNK(member.external_attr >> 16):
        refuse(
            "path",
            f"Bên trong tệp có liên kết hệ thống, không phải do {words.program} lưu. {_ANEW}",
        )
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        refuse("damaged", words.damaged)
    if member.file_size > 1_000_000 and member.file_size > bounds.ratio * max(member.compress_size, 1):
        told = f"Nội dung tệp nở gấp hơn {bounds.ratio} lần khi mở, không giống {words.thing} thật. {_LESS}"
        refuse("bomb", told)
