"""Long runs of one byte, packed in no time: one block of a megabyte is packed, and repeated."""

import struct
import zlib

BLOCK = 1 << 20
_MODULUS = 65_521  # of Adler's sum


def long_run(byte: bytes, size: int, first: bytes = b"") -> bytes:
    """What zlib makes of `first` and then `byte`, whole megabytes of `size` in all."""
    packer = zlib.compressobj(9)
    head = first + byte * (BLOCK - len(first))
    begin = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(byte * BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)  # knows nothing of what came before it
    again, code, known = (size >> 20) - 1, byte[0], zlib.adler32(head)
    low, high, more = known & 0xFFFF, known >> 16, again * BLOCK
    total = (high + more * low + code * more * (more + 1) // 2) % _MODULUS << 16 | (low + code * more) % _MODULUS
    return begin + block * again + b"\x03\x00" + struct.pack("!I", total)
