"""Names as typed, as written and as heard: folding, tokens, and a plain Latin form of other scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop_app.rules.sounds import alike, readings, sounds

__all__ = ["alike", "fold", "fold_for_search", "readings", "romanised", "sounds", "tokens"]

# Letters that no Unicode decomposition takes apart (facts/diary-minutes-calls.md 2.3), then Greek and Cyrillic.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "þ": "th", "ð": "d", "œ": "oe", "ħ": "h",
    "ŋ": "ng", "ŧ": "t", "ə": "a", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ĸ": "k", "ſ": "s",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# One shape for letters that Arabic, Persian, Urdu and Kurdish keyboards type differently.
_ARABIC = {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": ""}
_JOINED = "'\u2018\u2019\u02bc\u02bb\u02b9\u02bf\u02be`\u00b4\u2032\u201b\u200b\u200c\u200d\u200e\u200f\u00ad"
_TABLE = str.maketrans({**_LETTERS, **_ARABIC, **dict.fromkeys(_JOINED, "")})
_ASCII = str.maketrans({**dict.fromkeys("'`", ""), **dict.fromkeys('-_.,;:!?"()[]{}<>/\\|*#=~^', " ")})
_MARK = 10  # combining classes below this build letters in Indic scripts and kana, so they stay
_CJK = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f])")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no marks, one Latin alphabet; apostrophes vanish, hyphens and stops become a space.

    Cyrillic and Greek are romanised letter by letter. Arabic, Indic and Chinese stay in their own script.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    plain = text.casefold().translate(_TABLE)
    apart = unicodedata.normalize("NFKD", plain).casefold()
    bare = "".join(c for c in apart if unicodedata.combining(c) < _MARK).translate(_TABLE)
    whole = unicodedata.normalize("NFC", bare)
    return " ".join("".join(c if _keeps(c) else " " for c in whole).split())


def _keeps(char: str) -> bool:
    """Whether a folded character is part of a word: letters, digits, joining marks, and @ + & as typed."""
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char in "@+&%"


def fold_for_search(text: str) -> str:
    """`fold`, with each Chinese character a word of its own, so that a given name is found inside a full one."""
    folded = fold(text)
    return folded if folded.isascii() else " ".join(_CJK.sub(r" \1 ", folded).split())


def tokens(text: str) -> tuple[str, ...]:
    """The words of a name, folded, Chinese one character each."""
    return tuple(fold_for_search(text).split())


@lru_cache(maxsize=16384)
def romanised(token: str) -> str:
    """A folded token in Latin letters as far as Unicode's own letter names say; '' when it says nothing.

    Indic letters carry an `a` until a vowel sign or a silencing sign takes it; Arabic letters give consonants.
    """
    if token.isascii():
        return token
    out = ""
    for char in token:
        if char.isascii():
            out += char
            continue
        name = unicodedata.name(char, "")
        if name.startswith("ARABIC LETTER"):
            out += _ARABIC_LATIN.get(char, "")
        elif "VOWEL SIGN" in name:
            out = out.removesuffix("a") + _last(name)
        elif name.endswith(("VIRAMA", "HALANT", "SIGN NUKTA", "PULLI")):
            out = out.removesuffix("a") if not name.endswith("NUKTA") else out
        elif name.endswith(("ANUSVARA", "BINDI", "TIPPI", "CANDRABINDU")):
            out += "n"
        elif _SYLLABIC.match(name):
            out += _last(name)
    return out if len(out) > 1 else ""


_SYLLABIC = re.compile(
    r"(DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|ETHIOPIC|HANGUL|HIRAGANA|KATAKANA"
    r"|ORIYA|MYANMAR|KHMER) (LETTER|SYLLABLE)"
)
_ARABIC_LATIN = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh",
    "د": "d", "ڈ": "d", "ذ": "z", "ر": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ں": "n", "ه": "h", "و": "w", "ؤ": "w", "ي": "y", "ئ": "y", "ے": "e", "ء": "",
}  # fmt: skip


def _last(name: str) -> str:
    """The sound in a letter's Unicode name: its last word."""
    return name.rsplit(" ", 1)[-1].lower()
