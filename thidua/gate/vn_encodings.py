"""Text typed before Unicode: TCVN3 (fonts .VnTime, .VnTimeH) and VNI (VNI-Times), found by its content and read.

Such a workbook holds Latin-1 letters that only the right font shows as Vietnamese: "NguyÔn ThÞ Hång" (TCVN3) or
"Nguyeãn Thò Hoàng" (VNI). Which reading is right is judged by Vietnamese syllables, never by the font's name, which
readers of workbooks do not report. Code points: TCVN 5712:1993 (VN3); VNI by its own rule of letter plus mark.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.text import nfc

TCVN3, VNI, UNICODE = "TCVN3", "VNI", "Unicode"
MAX_WORDS = 4000

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of TCVN 5712


def _tcvn3() -> dict[int, str]:
    """VN3: seven capitals and seven small letters without tone from A1, then each vowel with its tones in a row."""
    table = dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))
    runs = {
        "a": (0xB5, 0xB6, 0xB7, 0xB8, 0xB9),
        "ă": (0xBB, 0xBC, 0xBD, 0xBE, 0xC6),
        "â": (0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
        "e": (0xCC, 0xCE, 0xCF, 0xD0, 0xD1),
        "ê": (0xD2, 0xD3, 0xD4, 0xD5, 0xD6),
        "i": (0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
        "o": (0xDF, 0xE1, 0xE2, 0xE3, 0xE4),
        "ô": (0xE5, 0xE6, 0xE7, 0xE8, 0xE9),
        "ơ": (0xEA, 0xEB, 0xEC, 0xED, 0xEE),
        "u": (0xEF, 0xF1, 0xF2, 0xF3, 0xF4),
        "ư": (0xF5, 0xF6, 0xF7, 0xF8, 0xF9),
        "y": (0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
    }
    for vowel, codes in runs.items():
        table.update((code, nfc(vowel + tone)) for code, tone in zip(codes, _TONES, strict=True))
    return table


def _vni() -> dict[str, str]:
    """VNI: a letter and a mark after it; ơ, ư, đ, ỵ and the toned i have a code of their own; capitals likewise."""
    tones = dict(zip("øûõùï", _TONES, strict=True))
    hats = {"â": "", "à": _TONES[0], "å": _TONES[1], "ã": _TONES[2], "á": _TONES[3], "ä": _TONES[4]}
    bows = {"ê": "", "è": _TONES[0], "ú": _TONES[1], "ü": _TONES[2], "é": _TONES[3], "ë": _TONES[4]}
    table = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
    for base, letter in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư")):
        table.update((base + mark, nfc(letter + tone)) for mark, tone in tones.items() if base + mark != "yï")
    for base in "aeo":
        table.update((base + mark, nfc(base + "\u0302" + tone)) for mark, tone in hats.items())
    table.update(("a" + mark, nfc("a\u0306" + tone)) for mark, tone in bows.items())
    return table


_TCVN3 = _tcvn3()
_VNI = _vni()
_VNI_SEQUENCE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~\u2013\u2014\u2018-\u201d\u2026]+")

_RIMES = """\
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh
oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn
ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt
uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
_RIME = "|".join(sorted(_RIMES.split(), key=len, reverse=True))
_RIME_AFTER_QU = "|".join(rime for rime in _RIME.split("|") if rime[0] in "aăâeêiôơ")
_SYLLABLE = re.compile(
    f"(?:(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|[bcdđghklmnpqrstvx])?(?:{_RIME})"
    f"|qu(?:y|ya|ych|yn|ynh|yt|yên|yêt|{_RIME_AFTER_QU})|gi|gin)"
)
_STOPPED = re.compile("(?:c|ch|p|t)$")


@dataclass(frozen=True)
class Finding:
    """`encoding` is TCVN3, VNI or Unicode; `samples` are (as it stands, as read) pairs for people to check."""

    encoding: str
    samples: tuple[tuple[str, str], ...] = ()


def detect(texts: Iterable[str]) -> Finding:
    """Which encoding the texts of one sheet are in. Plain ASCII, foreign names and right Unicode give UNICODE."""
    texts = list(texts)
    words = [word for word in _marked_words(texts) if all(ord(char) <= 0xFF for char in word)]
    counts = count_readings(words)
    best = max((TCVN3, VNI), key=lambda name: counts[name])
    known = counts["any"]
    if counts[best] < 2 or counts[best] < 0.7 * known or counts[UNICODE] > 0.5 * counts[best]:
        return Finding(UNICODE)
    samples = [(text, decode(text, best)) for text in texts if not text.isascii()]
    samples = [pair for pair in dict.fromkeys(samples) if pair[0] != pair[1]]
    return Finding(best, tuple(samples[:5]))


def decode(text: str, encoding: str) -> str:
    """`text` of a sheet in `encoding`, read as Unicode NFC; words that are right Unicode already are left alone."""
    if encoding == UNICODE or text.isascii():
        return nfc(text)
    read = nfc(_WORD.sub(lambda word: _decode_word(word[0], encoding), text))
    letters = [char for char in text if char.isascii() and char.isalpha()]
    return read.upper() if len(letters) > 2 and all(char.isupper() for char in letters) else read


def count_readings(words: Iterable[str]) -> dict[str, int]:
    """How many of `words` are Vietnamese under each reading, and under any of them."""
    counts = {UNICODE: 0, TCVN3: 0, VNI: 0, "any": 0}
    for word in words:
        readings = {UNICODE: word, TCVN3: _from_tcvn3(word), VNI: _from_vni(word)}
        right = [name for name, reading in readings.items() if is_syllable(reading)]
        counts["any"] += bool(right)
        for name in right:
            counts[name] += 1
    return counts


def marked_words(text: str) -> list[str]:
    """The words of `text` with a letter outside ASCII, each once."""
    return _marked_words([text])


def is_syllable(word: str) -> bool:
    """Whether `word` is built like a Vietnamese syllable, tone included."""
    base, tones = [], 0
    for char in unicodedata.normalize("NFD", nfc(word).lower()):
        if char in _TONES:
            tones += 1
        else:
            base.append(char)
    letters = nfc("".join(base))
    if tones > 1 or not _SYLLABLE.fullmatch(letters):
        return False
    stopped = _STOPPED.search(letters)
    return not stopped or any(tone in unicodedata.normalize("NFD", word.lower()) for tone in "\u0301\u0323")


def _marked_words(texts: Iterable[str]) -> list[str]:
    words: dict[str, None] = {}
    for text in texts:
        if text.isascii():
            continue
        words.update((nfc(word), None) for word in _WORD.findall(text) if len(word) > 1 and not word.isascii())
        if len(words) > MAX_WORDS:
            break
    return list(words)


def _decode_word(word: str, encoding: str) -> str:
    if word.isascii() or any(ord(char) > 0xFF for char in word):
        return word
    read = _from_tcvn3(word) if encoding == TCVN3 else _from_vni(word)
    if is_syllable(word) and not is_syllable(read):
        return word
    capitals = [char for char in word if char.isascii() and char.isalpha()]
    if encoding == TCVN3 and len(capitals) > 1 and all(char.isupper() for char in capitals):
        return read.upper()
    return read


def _from_tcvn3(word: str) -> str:
    return word.translate(_TCVN3)


def _from_vni(word: str) -> str:
    def read(found: re.Match[str]) -> str:
        sequence = found[0]
        letter = _VNI[sequence.lower()]
        return letter.upper() if sequence[0].isupper() else letter

    return _VNI_SEQUENCE.sub(read, word)
