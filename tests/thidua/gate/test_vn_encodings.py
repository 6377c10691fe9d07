"""TCVN3 and VNI: every letter both ways, and no false alarm."""

import itertools
import shutil
import subprocess
import unicodedata

import pytest

from thidua.gate.csv_text import decode_csv
from thidua.gate.vn_encodings import TCVN3, UNICODE, VNI, decode, detect, is_syllable

TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
TONED = [vowel + tone for vowel, tone in itertools.product(VOWELS, TONES) if vowel + tone not in "aeiouy"]
LETTERS = ["đ", *(unicodedata.normalize("NFC", letter) for letter in TONED)]

# the encoders are written apart from the decoder: from letters to codes, as the fonts' keyboards do
TCVN3_ROWS = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
TCVN3_CODES = dict(zip("ăâêôơưđ", "¨©ª«¬\xad®", strict=True)) | {
    unicodedata.normalize("NFC", vowel + tone): code
    for vowel, codes in TCVN3_ROWS.items()
    for tone, code in zip(TONES[1:], codes, strict=True)
}
VNI_MARKS = {"\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0301": "ù", "\u0323": "ï"}
VNI_HATS = {"": "â", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0301": "á", "\u0323": "ä"}
VNI_BOWS = {"": "ê", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0301": "é", "\u0323": "ë"}
VNI_ALONE = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ơ": "ô", "ư": "ö"}


def to_vni(letter: str) -> str:
    lower = letter.lower()
    if lower in VNI_ALONE:
        code = VNI_ALONE[lower]
    else:
        base, *marks = unicodedata.normalize("NFD", lower)
        tone = next((mark for mark in marks if mark in VNI_MARKS), "")
        if "\u0302" in marks:
            code = base + VNI_HATS[tone]
        elif "\u0306" in marks:
            code = base + VNI_BOWS[tone]
        else:
            code = {"o": "ô", "u": "ö"}[base] + VNI_MARKS[tone] if "\u031b" in marks else base + VNI_MARKS[tone]
    return code.upper() if letter.isupper() else code


def test_there_are_sixty_seven_letters_and_their_capitals():
    assert len(LETTERS) == 67 and len({letter.upper() for letter in LETTERS}) == 67


@pytest.mark.parametrize("letter", LETTERS + [letter.upper() for letter in LETTERS])
def test_every_letter_in_vni(letter):
    assert decode(f"k{to_vni(letter)}z", VNI) == f"k{letter}z"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_in_tcvn3(letter):
    assert decode(f"k{TCVN3_CODES[letter]}z", TCVN3) == f"k{letter}z"


@pytest.mark.parametrize("letter", LETTERS)
def test_capitals_in_tcvn3_come_from_capitals_beside_them(letter):
    """.VnTimeH shows small codes as capitals; only the letters beside them tell: "TR\xadêNG" is TRƯỜNG."""
    assert decode(f"KT{TCVN3_CODES[letter]}NG", TCVN3) == f"KT{letter.upper()}NG"


def test_the_seven_capitals_with_codes_of_their_own():
    assert decode("a¡¢£¤¥¦§", TCVN3) == "aĂÂÊÔƠƯĐ"


@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv here")
def test_tcvn3_agrees_with_the_c_library():
    for letter, code in TCVN3_CODES.items():
        raw = code.encode("latin-1")
        read = subprocess.run(["iconv", "-f", "TCVN-5712", "-t", "UTF-8"], input=raw, capture_output=True, check=True)
        assert unicodedata.normalize("NFC", read.stdout.decode()) == letter


def encode(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, table.get(char.lower(), char)) for char in text)


TITLES = [
    "Trường Mầm non Phường 1",
    "Họ và tên",
    "Ngày sinh",
    "Chức vụ",
    "Nguyễn Thị Hồng Hạnh",
    "Hiệu trưởng",
    "Đỗ Văn Bé",
]


def test_both_are_detected_and_read_with_samples():
    for encoding, typed in (
        (TCVN3, [encode(text, TCVN3_CODES) for text in TITLES]),
        (VNI, ["".join(to_vni(char) if char.lower() in LETTERS else char for char in text) for text in TITLES]),
    ):
        finding = detect(typed)
        assert finding.encoding == encoding
        assert [decode(text, encoding).lower() for text in typed] == [text.lower() for text in TITLES]
        assert all(before != after for before, after in finding.samples) and len(finding.samples) == 5


def test_right_words_in_a_legacy_sheet_are_left_alone():
    assert decode("Nguyễn Thị Hoa", TCVN3) == "Nguyễn Thị Hoa"
    assert decode("Hường", VNI) == "Hường"


@pytest.mark.parametrize(
    "texts",
    [
        ["STT", "Full name", "Teacher", "x"],
        ["José García", "François Müller", "Zoë Ångström", "Café", "naïve"],
        ["Trường Mầm non Hoà Bình", "Thuý", "Hoá", "Đào", "Quý", "LĐTT", "CSTĐCS"],
        [unicodedata.normalize("NFD", text) for text in TITLES],
        ["LĐTT", "CSTĐCS", "TTLĐXS", "QĐ-UBND"],
        ["Hà", "là", "và", "có", "bé", "cô", "thì"],
        [],
    ],
)
def test_no_false_alarm(texts):
    assert detect(texts).encoding == UNICODE
    assert [decode(text, UNICODE) for text in texts] == [unicodedata.normalize("NFC", text) for text in texts]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("Nguyễn", True),
        ("quýt", True),
        ("khuỷu", True),
        ("giếng", True),
        ("gìn", True),
        ("Müller", False),
        ("mât", False),
        ("ThÞ", False),
        ("QĐ", False),
        ("Đắk", False),
    ],
)
def test_syllables(word, right):
    assert is_syllable(word) is right


def csv_of(codec_text: str, codec: str) -> tuple[str, str]:
    return decode_csv(codec_text.encode(codec))


def test_csv_in_windows_1258_and_in_single_byte_legacy():
    text = "STT,Họ và tên\n1,Nguyễn Thị Hồng\n2,Đỗ Văn Bé\n"
    decomposed = "".join(_for_1258(char) for char in text)
    assert csv_of(decomposed, "cp1258") == (text, "windows-1258")
    legacy = encode(text, TCVN3_CODES)
    assert csv_of(legacy, "latin-1") == (legacy, "latin-1")


def _for_1258(char: str) -> str:
    """As Windows types it: a letter of the code page, then a combining tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts if mark in TONES[1:]), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone
