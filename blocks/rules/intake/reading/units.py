"""Names of schools as they are written, and what the lines over a table say: school, block, year, kind of table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from blocks.rules.intake.reading.spellings import words_key
from blocks.rules.units.units import Level, Ownership
from thidua.text import squeeze

_WORDS = {
    "mn": "mam non",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "mg": "mau giao",
    "tr": "truong",
    "tt": "tu thuc",
    "ptcs": "pho thong co so",
    "nt": "nhom tre",
    "trth": "tieu hoc",
    "trmn": "mam non",
    "trthcs": "trung hoc co so",
    "trthpt": "trung hoc pho thong",
    "tieuhoc": "tieu hoc",
    "mamnon": "mam non",
    "pt": "pho thong",
}
_KINDS = {  # kinds of school that people write for each other; a name of one kind is no other school's
    "mam non": "MN",
    "mau giao": "MN",
    "nha tre": "MN",
    "tieu hoc": "TH",
    "pho thong cap 1": "TH",
    "trung hoc co so": "THCS",
    "pho thong co so": "THCS",
    "pho thong cap 2": "THCS",
    "cap 2": "THCS",
    "trung hoc pho thong": "THPT",
    "pho thong trung hoc": "THPT",
    "cap 3": "THPT",
}
_NUMBERED = {"p": "phuong", "q": "quan", "h": "huyen", "k": "khu", "s": "so"}
_SCHOOL = re.compile(
    r"(?:trường|tr\.?)\s+(?:mầm non|mẫu giáo|mn|mg|tiểu học|th|trung học|thcs|thpt|phổ thông|pt|ptdt|ptcs)\b.*"
    r"|\btr(?:th|mn|thcs)\s+\S.*"
    r"|^\s*(?:th|ptcs|pt)\s+(?-i:[A-ZĐÁÀẢÂĂÊÔƠƯÍÝÚÓÉ]).*"
    r"|\b(?:mầm non|mn|tiểu học|thcs|thpt|mẫu giáo)\s+\S.*|\btrường\s+\S.*",
    re.IGNORECASE,
)
_SCHOOL_END = re.compile(
    r"\s*(?:,|;|\t|\s{3,}|\s[-–—]\s|\(|cộng ho[àa] xã hội|độc lập|năm học|năm \d|danh sách|bảng|bản|đăng ký|số\s*:).*",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"\b(?:khối|cụm)(?:\s+(?:thi\s+đua|mầm non|mn|tiểu học|th|thcs|trung học)\b[^\d\n]{0,60}|\s+(?:số\s+)?)\d+"
    r".*?(?=\s*[,;]|\s*[-–—]?\s*năm (?:học|\d)|$)",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:khối|cụm|các)\s+(?:thi\s+đua|trường)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_CALENDAR_YEAR = re.compile(r"\bnăm\s+(20\d\d)(?!\s*[-–—/]?\s*\d)", re.IGNORECASE)
_LEVEL = re.compile(
    r"^(?:mam non|mau giao|nha tre|tieu hoc|trung hoc co so|trung hoc pho thong|pho thong co so|pho thong trung hoc"
    r"|(?:pho thong )?cap [123])\b"
)
_LOOSE = re.compile(r"\b(?:tu thuc|cong lap|dan lap|ngoai cong lap|truong|tp|thanh pho|quan \S+$|huyen \S+$)\b")


@dataclass(frozen=True)
class Match:
    """`name` is the known school that is meant, None when none or several fit; `nearest` are worth showing."""

    name: str | None
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lines:
    """What the lines over a table say; "" where they say nothing."""

    school: str = ""
    block: str = ""
    year: str = ""


@lru_cache(maxsize=8192)
def school_key(name: str) -> str:
    """One key for all usual spellings: `MN P1`, `TRƯỜNG MẦM NON PHƯỜNG 01` → `mam non phuong 1`."""
    words: list[str] = []
    for word in re.sub(r"([a-z])(\d)", r"\1 \2", words_key(name)).split():
        if word.isdigit():
            if words and words[-1] in _NUMBERED:
                words[-1] = _NUMBERED[words[-1]]
            words.append(str(int(word)))
        else:
            words += _WORDS.get(word, word).split()
    while words and words[0] == "truong":
        words.pop(0)
    return " ".join(words)


def match_school(text: str, known: Sequence[str]) -> Match:
    """Which of `known` schools `text` means: same key, or the same without ownership and place; never a guess."""
    key = school_key(text)
    if not key:
        return Match(None)
    exact = [name for name in known if school_key(name) == key]
    if len(exact) > 1:  # names that differ by tone marks only
        exact = [name for name in exact if squeeze(name).lower() == squeeze(text).lower()] or exact
    if len(exact) == 1:
        return Match(exact[0])
    if not exact:
        for simpler in (_loose, _bare):
            exact = [name for name in known if simpler(text) and simpler(name) == simpler(text)]
            if len(exact) == 1 and (simpler is _loose or key == _bare(text) or _kind(text) == _kind(exact[0])):
                return Match(exact[0])
    return Match(None, tuple(exact or _nearest(key, known)))


def read_lines(lines: Iterable[str]) -> Lines:
    """School, block and year out of the title lines, first mention wins; a school in its own line is preferred."""
    texts = [part for line in lines for part in re.split(r"[\n\r]+", line) if part.strip()]
    school = next((found for text in texts if (found := find_school(text))), "")
    block = next((squeeze(label[0]) for text in texts if (label := _BLOCK.search(text))), "")
    return Lines(school, block, next((told for text in texts if (told := find_year(text))), ""))


def find_school(text: str) -> str:
    """The school named inside a line ("Đơn vị: Trường MN Phường 1", "… của Trường TH Lê Lợi năm học …"), or ""."""
    found = None if _MANY.search(text) else _SCHOOL.search(text)
    if not found or re.match(r"(?i)trường\s*[:.…]*\s*$", found[0]):
        return ""
    name = squeeze(_SCHOOL_END.sub("", found[0])).strip(" :.-–…")
    key = school_key(name)
    known_level = any(key.startswith(word) for word in ("mam non", "tieu hoc", "trung hoc", "mau giao", "pho thong"))
    generic = key in ("mam non", "tieu hoc", "trung hoc co so", "trung hoc pho thong", "mau giao", "hoc", "", "thi dua")
    if generic or len(name) > 120 or (not known_level and not re.match(r"(?i)trường\s+[A-ZĐ0-9]", name)):
        return ""
    return name


def find_year(text: str) -> str:
    """`2023-2024` from "NĂM HỌC 2023 - 2024", `2024` from "năm 2024", else ""."""
    found = _YEAR.search(text)
    if found:
        last = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        if last == int(found[1]) + 1:
            return f"{found[1]}-{last}"
    calendar = None if re.search(r"(?i)ngày.*tháng", text) else _CALENDAR_YEAR.search(text)
    return calendar[1] if calendar else ""


def block_number(label: str) -> str:
    """The code in a block's label: `KHỐI THI ĐUA 29 - MẦM NON` → `29`."""
    found = re.search(r"\d+", label)
    return found[0] if found else ""


def display_name(text: str) -> str:
    """A school's name for people: `TRƯỜNG MẦM NON PHƯỜNG 1` → `Trường Mầm non Phường 1`; mixed case is kept."""
    name = squeeze(text)
    expanded = [_LONG.get(words_key(word), word) for word in name.split(" ")]
    name = " ".join(expanded)
    if name.isupper() or name.islower():
        name = " ".join(word if word in ("THCS", "THPT") else word.capitalize() for word in name.split(" "))
    for wrong, right in _LEVEL_WORDS:
        name = re.sub(wrong, right, name, flags=re.IGNORECASE)
    return name if re.match(r"(?i)trường|nhóm|lớp|trung tâm", name) else f"Trường {name}"


_LONG = {"mn": "Mầm non", "th": "Tiểu học", "tr": "Trường", "mg": "Mẫu giáo"}
_LEVEL_WORDS = (
    (r"\btrường\b", "Trường"),
    (r"\bmầm non\b", "Mầm non"),
    (r"\btiểu học\b", "Tiểu học"),
    (r"\bmẫu giáo\b", "Mẫu giáo"),
    (r"\btrung học cơ sở\b", "Trung học cơ sở"),
    (r"\bthcs\b", "THCS"),
)


def guess_level(name: str) -> Level:
    """The level of schooling that a school's name tells; OTHER where it tells none."""
    key = school_key(name)
    if "mam non" in key or "mau giao" in key:
        return Level.MN
    if "tieu hoc" in key:
        return Level.TH_THCS if "trung hoc co so" in key else Level.TH
    if "trung hoc co so" in key:
        return Level.THCS
    return Level.THPT if "trung hoc pho thong" in key else Level.OTHER


def guess_ownership(name: str) -> Ownership:
    """Private only when the name says so (tư thục, dân lập); the person confirms."""
    private = re.search(r"\b(?:tu thuc|dan lap|ngoai cong lap|quoc te)\b", words_key(name))
    return Ownership.PRIVATE if private else Ownership.PUBLIC


def _kind(name: str) -> str:
    """The kind of school that a name tells, whatever it is called: PTCS and THCS are one; "" where it tells none."""
    found = _LEVEL.match(school_key(name))
    return _KINDS.get(found[0], "") if found else ""


@lru_cache(maxsize=8192)
def _loose(name: str) -> str:
    key = school_key(name)
    shorter = re.sub(r"\s+", " ", _LOOSE.sub(" ", key)).strip()
    return shorter if shorter not in ("mam non", "tieu hoc", "trung hoc co so", "") else key


def _bare(name: str) -> str:
    """The name without its level of schooling, as block tables often give it: `Lê Lợi`, `Phường 1`."""
    return _LEVEL.sub("", _loose(name)).strip()


def _nearest(key: str, known: Sequence[str]) -> list[str]:
    def alike(name: str) -> float:
        other = school_key(name)
        shared = len(set(key.split()) & set(other.split()))
        return shared / max(len(set(key.split()) | set(other.split())), 1)

    ranked = sorted(((alike(name), name) for name in known), key=lambda pair: -pair[0])
    return [name for share, name in ranked[:3] if share > 0.3]


def slip_of(name: str, others: Iterable[str]) -> str:
    """The name among `others` that `name` differs from by one letter in one word, as a slip of typing does; else "".

    Numbers and short words are names of their own (Phường 1, Phường 2; Mai, May) and no slips.
    """
    words = school_key(name).split()
    for other in others:
        theirs = school_key(other).split()
        differing = [sorted(pair, key=len) for pair in zip(words, theirs, strict=False) if pair[0] != pair[1]]
        if len(words) == len(theirs) and len(differing) == 1 and _one_letter(*differing[0]):
            return other
    return ""


def _one_letter(short: str, long: str) -> bool:
    if not (short + long).isalpha() or len(long) < 3:
        return False
    if len(short) == len(long):
        return len(long) > 4 and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
