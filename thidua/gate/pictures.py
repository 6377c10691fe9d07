"""A picture as it may be kept: decoded within bounds and written anew, so that nothing hidden comes along.

Place and camera (EXIF, GPS), comments, colour profiles, thumbnails and whatever was appended stay behind. Runs in the
limited child of `thidua.gate.sandbox` alone.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from thidua.errors import RuleViolation
from thidua.gate.zips import refuse

# Telephones of 48 and 50 megapixels write JPEG; the other two formats need more memory for the same picture.
MAX_PIXELS = {"jpg": 50_000_000, "png": 40_000_000, "webp": 6_300_000}
MAX_PROGRESSIVE = 16_000_000  # of a progressive JPEG: all its coefficients are kept while it is read
MAX_DECODED = 12_200_000  # points of a JPEG that are decoded: of a larger one each second or fourth
MAX_UNPACKED = 72 * 1024 * 1024  # bytes of the picture in memory: colours take four bytes a point, grey one
MAX_SCANS = 60  # of a progressive JPEG; cameras and scanners write about ten, each costs a whole decoding
_SCAN = b"\xff\xda"
MAX_SIDE = 30_000
KEPT_SIDE = 4_000  # longest side kept: an A4 page at more than 300 dpi
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}

DAMAGED = "Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở lại ảnh, lưu bản mới (.jpg hoặc .png) rồi tải lên."


def clean_picture(content: bytes, kind: str) -> bytes:
    """`content` (a key of FORMATS) written anew in the same format; raises `RuleViolation` where it may not be kept."""
    most = Image.MAX_IMAGE_PIXELS = MAX_PIXELS[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as found:
                _check_size(*found.size, most)
                _check_cost(found, content, kind)
                if getattr(found, "n_frames", 1) > 1:
                    refuse("animated", "Ảnh động không được nhận. Hãy lưu một khung hình thành ảnh .jpg hoặc .png.")
                return _anew(found, kind)
        except Image.DecompressionBombError as bomb:
            raise _too_large(most) from bomb
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError) as broken:
            raise RuleViolation("damaged", DAMAGED) from broken


def _too_large(most: int) -> RuleViolation:
    told = f"Ảnh quá lớn: hơn {most // 1_000_000} triệu điểm ảnh. Hãy thu nhỏ, hoặc quét lại ở 300 dpi, rồi tải lên."
    return RuleViolation("pixels", told)


def _check_size(width: int, height: int, most: int) -> None:
    if width * height > most or max(width, height) > MAX_SIDE:
        raise _too_large(most)
    if min(width, height) < 8:
        refuse("tiny", "Ảnh quá nhỏ (dưới 8 điểm ảnh mỗi chiều), không phải bản chụp văn bản. Chọn lại ảnh.")


def _check_cost(found: Image.Image, content: bytes, kind: str) -> None:
    """What decoding will take, before it is begun."""
    if kind == "jpg":
        if content.count(_SCAN) > MAX_SCANS:
            refuse(
                "scans", "Ảnh được nén nhiều lớp bất thường nên không được nhận. Hãy mở ảnh, lưu bản mới rồi tải lên."
            )
        if found.info.get("progressive") and found.width * found.height > MAX_PROGRESSIVE:
            raise _too_large(MAX_PROGRESSIVE)
        return  # large ones are decoded smaller at once
    wide = 1 if found.mode in ("1", "L", "P") else 4
    if found.width * found.height * wide > MAX_UNPACKED:
        raise _too_large(MAX_UNPACKED // wide)


def _smaller(picture: Image.Image) -> Image.Image:
    """Within KEPT_SIDE; colours by halves or thirds, because a finer measure needs two more pictures beside it."""
    if len(picture.getbands()) > 1:
        return picture.reduce(-(-max(picture.size) // KEPT_SIDE))
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.BILINEAR)
    return picture


def _anew(found: Image.Image, kind: str) -> bytes:
    if kind == "jpg":
        step = next(one for one in (1, 2, 4, 8) if found.width * found.height <= MAX_DECODED * one * one or one == 8)
        found.draft("RGB", (found.width // step, found.height // step))  # a half or a quarter is decoded at once
    picture: Image.Image = found
    if max(picture.size) > KEPT_SIDE:
        if picture.mode in ("P", "1", "LA", "I;16", "I", "F"):
            picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        picture = _smaller(picture)
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)  # a second whole picture would not fit beside it
    turned = picture
    wanted = "RGB" if kind == "jpg" and turned.mode not in ("RGB", "L") else turned.mode
    if wanted not in ("RGB", "L", "RGBA", "LA", "P", "1"):
        wanted = "RGB"
    bare = turned if turned.mode == wanted else turned.convert(wanted)
    clear = bare.info.get("transparency") if bare.mode == "P" else None
    bare.info = {}
    out = io.BytesIO()
    if kind == "jpg":
        bare.save(out, "JPEG", quality=88)
    elif kind == "png":
        bare.save(out, "PNG", compress_level=4, **({"transparency": clear} if clear is not None else {}))
    else:
        bare.save(out, "WEBP", quality=88, method=2, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()
