"""Letters that join, stack or run from the right: cut into runs of one face, each ready to be drawn as it is written.

Three ways, the best that works for the run: letters as they are; Arabic and Hebrew put into their joined forms and
turned round; everything else that needs shaping as outlines, traced from a large picture that HarfBuzz drew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import Any

from desktop_app.papers.pdf.fonts import REGULAR, STRONG, Face, face, face_for

_RIGHT_TO_LEFT = frozenset({"Arabic", "Hebrew"})
_SHAPED = frozenset({"Bengali", "Gurmukhi", "Gujarati", "Devanagari", "Tamil"})
_LEFT_OUT = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]"
)
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face; `drawn` are the letters in drawing order, `width` in ems.

    `spoken`: what is drawn isn't what is written, and the text must be given beside it. `traced`: it is to be drawn as
    outlines, because its letters change shape beside each other. `unjoined`: it should be, but this machine can’t.
    """

    text: str
    drawn: str
    face: Face
    width: float
    spoken: bool = False
    traced: bool = False
    unjoined: bool = False

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from the right."""
        return self.face.name in _RIGHT_TO_LEFT


def clean(text: str) -> str:
    """The text as it can stand on paper: composed letters, no control characters."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFC", text))


def missing(text: str) -> tuple[str, ...]:
    """The letters none of our faces draws; they are printed as their names in square brackets."""
    return tuple(dict.fromkeys(one for one in clean(text) if not (one.isspace() or one in _JOINERS or face_for(one))))


def _named(letter: str) -> str:
    return f"[{unicodedata.name(letter, f'letter {ord(letter):X}').lower()}]"


def runs(text: str, *, bold: bool) -> tuple[Run, ...]:
    """Cut one line's text into runs, in reading order. A foreign name stays one run, so its words keep their order."""
    letters = _lettered(clean(text), bold)
    return tuple(
        _shape("".join(letter for letter, _, _ in group), one, stacked)
        for (one, stacked), group in groupby(letters, key=lambda letter: letter[1:])
    )


def _lettered(text: str, bold: bool) -> list[tuple[str, Face, bool]]:
    """Each letter with its face, and whether its word carries marks that must be placed."""
    own = face(STRONG if bold else REGULAR)
    faces: list[Face | None] = []
    letters: list[str] = []
    for letter in text:
        before = faces[-1] if faces else None
        if _is_between(letter):
            found = None
        elif before and unicodedata.combining(letter) and before.has(letter):
            found = before
        else:
            found = face_for(letter, bold=bold)
            letter = letter if found else _named(letter)
            found = found or own
        letters.append(letter)
        faces.append(found)
    _settle(letters, faces, own)
    marked = [unicodedata.combining(letter[0]) != 0 for letter in letters]
    words = accumulate(1 if letter.isspace() else 0 for letter in letters)
    numbered = list(zip(letters, faces, words, marked, strict=True))
    stacked = {word for _, _, word, is_mark in numbered if is_mark}
    return [(letter, one or own, word in stacked and not letter.isspace()) for letter, one, word, _ in numbered]


def _is_between(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter)[0] in "ZP" or letter.isspace()


def _settle(letters: list[str], faces: list[Face | None], own: Face) -> None:
    """Spaces and marks between two letters of one foreign face are of that face; all others are the paper's own."""
    before: Face | None = None
    for at, one in enumerate(faces):
        if one is not None:
            before = one
            continue
        after = next((later for later in faces[at:] if later is not None), None)
        letter = letters[at]
        joins = before is not None and before is not own and (letter in _JOINERS or before.has(letter))
        if joins and (after is before or letter in _JOINERS):
            faces[at] = before
        elif own.has(letter) or letter.isspace():
            faces[at] = own
        else:
            other = face_for(letter)
            faces[at] = other or own
            letters[at] = letter if other else "" if letter in _JOINERS else _named(letter)


def _shape(text: str, one: Face, stacked: bool) -> Run:
    if one.name in _RIGHT_TO_LEFT and not stacked and (joined := _joined(text, one)):
        return Run(text, joined, one, one.width(joined), spoken=True)
    if stacked or one.name in _SHAPED or one.name in _RIGHT_TO_LEFT:
        return _outlined(text, one)
    return Run(text, text, one, one.width(text))


@cache
def _reshaper() -> Any:  # noqa: ANN401 - the library has no types
    import arabic_reshaper

    return arabic_reshaper.ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


def _joined(text: str, one: Face) -> str:
    """Joined forms in drawing order; empty when a letter has no joined form of its own (Pashto, Sorani)."""
    forms = str(_reshaper().reshape(text)) if one.name == "Arabic" else text
    if any(0x0620 <= ord(letter) <= 0x06EF and letter.isalpha() for letter in forms):
        return ""
    turned = _turned(forms)
    return turned if all(one.has(letter) for letter in turned) else ""


def _turned(text: str) -> str:
    """From reading order into drawing order."""
    from bidi.algorithm import get_display

    return str(get_display(text, base_dir="R"))


def _outlined(text: str, one: Face) -> Run:
    from desktop_app.papers.pdf import outlines

    drawn = "".join(letter for letter in text if one.has(letter))
    if one.name in _RIGHT_TO_LEFT:
        drawn = _turned(drawn)
    if not outlines.can_shape():
        return Run(text, drawn, one, one.width(drawn), spoken=True, unjoined=True)
    width = outlines.width(text, one.file, right_to_left=one.name in _RIGHT_TO_LEFT)
    return Run(text, drawn, one, width * one.scale, spoken=True, traced=True)
