"""The faces of a paper and which one holds a letter. Loaded when first needed, from our own folder only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app import paths

REGULAR = "CasematePaper"
STRONG = "CasematePaper-Strong"

_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    STRONG: "NotoSans-SemiBold.ttf",
    "Arabic": "NotoNaskhArabic-Regular.ttf",
    "Hebrew": "NotoSansHebrew-Regular.ttf",
    "Bengali": "NotoSansBengali-Regular.ttf",
    "Gurmukhi": "NotoSansGurmukhi-Regular.ttf",
    "Gujarati": "NotoSansGujarati-Regular.ttf",
    "Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Tamil": "NotoSansTamil-Regular.ttf",
    "Ethiopic": "NotoSansEthiopic-Regular.ttf",
    "Han": "DroidSansFallback.ttf",
}

# Naskh is drawn small in its em: beside Noto Sans it looks a size less.
_SCALE = {"Arabic": 1.2}

# Unicode blocks, first and last letter, and the face that is asked for them.
_BLOCKS = (
    (0x0590, 0x05FF, "Hebrew"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x08A0, 0x08FF, "Arabic"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFE, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0x1100, 0x11FF, "Han"),
    (0x2E80, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "Han"),
    (0xF900, 0xFAFF, "Han"),
    (0xFF00, 0xFFEF, "Han"),
)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `ascent` and `descent` in ems, descent below zero; `scale` evens it with ours."""

    name: str
    file: Path
    letters: frozenset[int]
    ascent: float
    descent: float
    scale: float = 1.0

    @property
    def script(self) -> str:
        """The script as it is called, "Bengali"."""
        return "Latin" if self.name in (REGULAR, STRONG) else self.name

    def has(self, letter: str) -> bool:
        """Whether the face draws this letter."""
        return ord(letter) in self.letters

    def width(self, text: str) -> float:
        """The width of the text in ems, letter by letter."""
        return float(pdfmetrics.stringWidth(text, self.name, 1000)) / 1000 * self.scale


@cache
def face(name: str) -> Face:
    """A face by name, registered with the PDF library."""
    file = paths.resources() / "fonts" / _FILES[name]
    font = TTFont(name, str(file))
    pdfmetrics.registerFont(font)
    inside = font.face
    letters = frozenset(inside.charToGlyph)
    return Face(name, file, letters, inside.ascent / 1000, inside.descent / 1000, _SCALE.get(name, 1.0))


def face_for(letter: str, *, bold: bool = False) -> Face | None:
    """The face that draws a letter, the paper's own first; None when none of ours does."""
    own = face(STRONG if bold else REGULAR)
    if own.has(letter):
        return own
    code = ord(letter)
    for first, last, name in _BLOCKS:
        if first <= code <= last:
            other = face(name)
            return other if other.has(letter) else None
    return None
