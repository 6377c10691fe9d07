"""Pictures that must not get in, or not as they are, each built here and named by the code of its refusal."""

import io
import struct
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.thidua.gate.long_runs import long_run
from tests.thidua.gate.malformed import good

MARK = b"An-Duong-Vuong-10.76N"


def picture(form: str = "JPEG", size: tuple[int, int] = (120, 80), mode: str = "RGB", **how: Any) -> bytes:
    """A picture with something on it."""
    made = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    made.save(out, form, **how)
    return out.getvalue()


def with_place() -> dict[str, bytes]:
    """One picture of each kind that carries a place, a comment and something appended."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = MARK.decode(), 6
    exif.get_ifd(0x8825)[1] = "N"
    notes = PngInfo()
    notes.add_text("GPS", MARK.decode())
    notes.add_itxt("XML:com.adobe.xmp", MARK.decode())
    return {
        "jpg": picture("JPEG", exif=exif, comment=MARK) + MARK,
        "png": picture("PNG", exif=exif, pnginfo=notes) + MARK,
        "webp": picture("WEBP", exif=exif, xmp=MARK) + MARK,
    }


def png(width: int, height: int, data: bytes = b"", depth: int = 8, colour: int = 2) -> bytes:
    """A PNG whose heading claims any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = struct.pack("!IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _jpeg_claims(width: int, height: int) -> bytes:
    data = bytearray(picture())
    place = data.find(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack("!HH", height, width)
    return bytes(data)


def _webp_claims() -> bytes:
    body = b"\x10\0\0\0" + b"\xff\xff\xff" + b"\xff\xff\xff"
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + body


def _moving(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 40), (shade, 0, 0)) for shade in (0, 120, 240)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def malformed_pictures() -> dict[str, tuple[str, bytes, str]]:
    """What it is → (file name, content, code of the refusal)."""
    jpeg, plain_png, webp = picture(), picture("PNG"), picture("WEBP")
    text = png(20, 20).replace(b"IDAT", b"IDAT", 1)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 60
    return {
        "flood_64000": ("anh.png", png(64_000, 64_000, long_run(b"\0", 100 << 20)), "pixels"),
        "flood_wide": ("anh.png", png(2**31 - 1, 1), "pixels"),
        "flood_row": ("anh.png", png(40_000, 100), "pixels"),
        "flood_jpeg": ("anh.jpg", _jpeg_claims(65_000, 65_000), "pixels"),
        "flood_webp": ("anh.webp", _webp_claims(), "pixels"),
        "zero_size": ("anh.png", png(0, 0), "damaged"),
        "tiny": ("anh.png", picture("PNG", (1, 1)), "tiny"),
        "thin": ("anh.png", picture("PNG", (4_000, 2)), "tiny"),
        "animated_webp": ("anh.webp", _moving("WEBP"), "animated"),
        "animated_png": ("anh.png", _moving("PNG"), "animated"),
        "jpeg_truncated": ("anh.jpg", jpeg[: len(jpeg) // 3], "damaged"),
        "png_truncated": ("anh.png", plain_png[: len(plain_png) // 2], "damaged"),
        "webp_truncated": ("anh.webp", webp[: len(webp) // 2], "damaged"),
        "jpeg_heading_only": ("anh.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, "damaged"),
        "png_heading_only": ("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "damaged"),
        "webp_heading_only": ("anh.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "damaged"),
        "png_bad_sum": ("anh.png", plain_png[:20] + b"\xff" + plain_png[21:], "damaged"),
        "png_empty_data": ("anh.png", text, "damaged"),
        "png_strange_depth": ("anh.png", png(20, 20, depth=3), "damaged"),
        "png_bomb_text": ("anh.png", _with_text_bomb(), "damaged"),
        "gif": ("anh.gif", picture("GIF", mode="P"), "picture"),
        "gif_renamed": ("anh.jpg", picture("GIF", mode="P"), "picture"),
        "bmp": ("anh.bmp", picture("BMP"), "picture"),
        "tiff": ("anh.tif", picture("TIFF"), "picture"),
        "heic": ("IMG_0001.HEIC", heic, "heic"),
        "svg": ("hinh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "html"),
        "svg_as_png": ("hinh.png", b'<?xml version="1.0"?><svg/>', "html"),
        "jpeg_as_pdf": ("quyet-dinh.pdf", jpeg, "renamed"),
        "zip_as_jpeg": ("anh.jpg", good(), "renamed"),
    }


def _with_text_bomb() -> bytes:
    """A compressed note that unpacks to a gigabyte, before the pixels."""
    body = b"a\0\0" + long_run(b"\0", 1 << 30)
    chunk = struct.pack("!I", len(body)) + b"zTXt" + body + struct.pack("!I", zlib.crc32(b"zTXt" + body))
    whole = picture("PNG")
    return whole[:33] + chunk + whole[33:]
