"""How a name may be heard over a telephone: its readings in several tongues, and how alike two readings are.

A reading is a string of coarse sounds, one letter each: P T K F S C M N L R W Y H for consonants (voiced and
unvoiced are one, since a line blurs them; C is ch, j, ts) and a i o for open, front and back vowels.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from desktop_app.rules.sound_tables import TONGUES, Tongue, heard

_MOST = 8  # readings kept of one tongue: the first alternatives of each letter come first
_COARSE = str.maketrans(
    dict(zip("pbtdkgfvszSZCJmnlrwyhTaeiou", "PPTTKKFFSSSSCCMNLRWYHTaiioo", strict=True)) | {"A": "ai"}
)
_REPEAT = re.compile(r"(.)\1+")
_SILENT_R = re.compile(r"(?<=[aio])R(?![aio])")
_VOWELS = re.compile("[aio]+")
_INNER_H = re.compile("(?<!^)H")
_GLIDE = re.compile("(?<!^)Y|(?<=[aio])W(?![aio])")
_ONLY_LETTERS = re.compile(r"[^\w]|[\d_]")


@lru_cache(maxsize=32768)
def readings(token: str) -> tuple[str, ...]:
    """Every way one word of a name may be heard, likeliest first. Marks (ś, ç) sharpen it when they are there."""
    marked = _ONLY_LETTERS.sub("", unicodedata.normalize("NFC", token.casefold()))
    plain = "".join(c for c in unicodedata.normalize("NFKD", marked) if not unicodedata.combining(c))
    plain = plain.translate(_BARE)
    found: dict[str, None] = {}
    for spoken in heard().get(plain, ()):
        found.update(dict.fromkeys(_read(spoken, TONGUES[0])))
    for tongue in TONGUES:
        for form in dict.fromkeys((marked, plain)):
            if tongue.trigger is None or tongue.trigger.search(form):
                found.update(dict.fromkeys(_read(form, tongue)))
    return tuple(found)


_BARE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "þ": "th", "ð": "d", "œ": "oe"})


def _read(word: str, tongue: Tongue) -> list[str]:
    """The coarse readings of a word by one tongue's table."""
    parts: list[tuple[str, ...]] = []
    ways = 1
    for match in tongue.pattern.finditer(word):
        choices = tongue.sounds[(match.lastindex or 1) - 1]
        if ways * len(choices) > _MOST * 2:
            choices = choices[:1]
        ways *= len(choices)
        parts.append(choices)
    found = dict.fromkeys(_coarse("".join(way)) for way in product(*parts))
    return [reading for reading in found if reading][:_MOST]


def _coarse(fine: str) -> str:
    """One letter a sound: doubles once, r only before a vowel (as most of England says it), h only at the start."""
    line = _INNER_H.sub("", _REPEAT.sub(r"\1", fine.translate(_COARSE)))
    return _REPEAT.sub(r"\1", _GLIDE.sub("", _SILENT_R.sub("", line)))


@lru_cache(maxsize=65536)
def skeleton(reading: str) -> str:
    """The consonants of a reading; a vowel at the start is kept as A."""
    bones = _REPEAT.sub(r"\1", _VOWELS.sub("", reading))
    return "A" + bones if reading[:1] in "aio" and reading else bones


@lru_cache(maxsize=32768)
def sounds(token: str) -> frozenset[str]:
    """The sound keys of one word: two words may be the same name as heard when their keys share a member."""
    return frozenset(skeleton(reading) for reading in readings(token))


def alike(one: str, other: str) -> float:
    """How alike two readings are, 0 to 1: consonants and the whole count the same."""
    whole = OSA.normalized_similarity(one, other)
    bones = OSA.normalized_similarity(skeleton(one), skeleton(other))
    return 0.5 * whole + 0.5 * bones
