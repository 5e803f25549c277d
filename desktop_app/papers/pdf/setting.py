"""Text into lines of a given width: words, a name of 300 letters, Chinese without spaces, bold beside plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop_app.papers.model import Span
from desktop_app.papers.pdf.script_text import Run, clean, runs

_WORDS = re.compile(
    r"[^\S\n\u00a0\u202f]+|\n|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u00a0\u202f]+(?:[\u00a0\u202f]+[^\s]+)*|[\u00a0\u202f]+"
)
_AFTER = "-/@_.,;:&?=)"
_WINDOW = 600

Colour = tuple[float, float, float]
INK: Colour = (0.0, 0.0, 0.0)
QUIET: Colour = (0x50 / 255, 0x57 / 255, 0x5A / 255)
ACCENT: Colour = (0x17 / 255, 0x5A / 255, 0x66 / 255)
HAIR: Colour = (0xB9 / 255, 0xC4 / 255, 0xC6 / 255)


@dataclass(frozen=True, slots=True)
class Style:
    """Size and leading in points. `bold` makes every span of it bold."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK


BODY = Style(10.5, 15)
QUIET_BODY = Style(10.5, 15, colour=QUIET)
STRONG_BODY = Style(10.5, 15, bold=True)
CELL = Style(9.5, 13)
LABEL = Style(9, 13, colour=QUIET)
FACT_LABEL = Style(9, 15, colour=QUIET)
HEAD_CELL = Style(9, 13, bold=True)
GROUP = Style(9.5, 13, bold=True, colour=ACCENT)
ROLE = Style(9, 13, bold=True, colour=ACCENT)
SMALL = Style(8.5, 11.5, colour=QUIET)
MARKING = Style(9, 12, bold=True)
TITLE = Style(20, 26, bold=True)
SUBTITLE = Style(12, 17, colour=QUIET)
HALF_TITLE = Style(15, 20, bold=True)
HALF_SUBTITLE = Style(10.5, 15, colour=QUIET)
HEADING = {1: Style(12.5, 17, bold=True, colour=ACCENT), 2: Style(10.5, 15, bold=True)}


@dataclass(frozen=True, slots=True)
class Piece:
    """One run at its place in the line, `x` in points."""

    x: float
    run: Run


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; `width` in points."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What isn't parted: stretches of text and their weight. `space`: a space goes before it inside a line."""

    parts: tuple[tuple[str, bool], ...]
    space: bool


class Typesetter:
    """Sets text for one paper. It remembers widths and runs only as long as that paper is written: they hold names."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, bool], tuple[Run, ...]] = {}

    def lines(self, text: Iterable[Span], style: Style, width: float) -> tuple[Line, ...]:
        """The text in lines no wider than `width` points. Empty text gives no line; an empty line inside is kept."""
        made: list[Line] = []
        for paragraph in _paragraphs(text, bold=style.bold):
            made += self._filled(paragraph, style.size, width)
        return tuple(made)

    def _filled(self, words: list[_Word], size: float, width: float) -> Iterator[Line]:
        line: list[_Word] = []
        used = 0.0
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            wide = self._width(word, size)
            gap = self._width(_Word(((" ", False),), False), size) if line and word.space else 0.0
            if used + gap + wide <= width:
                line.append(word)
                used += gap + wide
            elif wide > width and (not line or width - used - gap > width / 2):
                head, rest = self._parted(word, size, width - used - gap)
                waiting.append(rest)
                yield self._line([*line, head], size)
                line, used = [], 0.0
            else:
                waiting.append(word)
                yield self._line(line, size)
                line, used = [], 0.0
        if line or not words:
            yield self._line(line, size)

    def _width(self, word: _Word, size: float) -> float:
        return sum(run.width for text, bold in word.parts for run in self._cut(text, bold)) * size

    def _cut(self, text: str, bold: bool) -> tuple[Run, ...]:
        key = (text, bold)
        if key not in self._runs:
            self._runs[key] = runs(text, bold=bold)
        return self._runs[key]

    def _parted(self, word: _Word, size: float, width: float) -> tuple[_Word, _Word]:
        """The most of a too wide word that fits, at least one letter, and the rest; after a stroke or dot if near."""
        used = 0.0
        for number, (text, bold) in enumerate(word.parts):
            wide = self._width(_Word(((text, bold),), False), size)
            if used + wide <= width:
                used += wide
                continue
            at = self._fits(text[:_WINDOW], bold, (width - used) / size)
            if at == 0 and number > 0:
                return _Word(word.parts[:number], word.space), _Word(word.parts[number:], False)
            at = at or _next_break(text, 1)
            rest = ((text[at:], bold), *word.parts[number + 1 :])
            return _Word((*word.parts[:number], (text[:at], bold)), word.space), _Word(rest, False)
        return word, _Word((), False)

    def _fits(self, text: str, bold: bool, ems: float) -> int:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if sum(run.width for run in runs(text[:middle], bold=bold)) <= ems:
                low = middle
            else:
                high = middle - 1
        near = max((text.rfind(mark, low // 2, low) for mark in _AFTER), default=-1) + 1
        at = near or low
        while 0 < at < len(text) and _sticks(text[at - 1], text[at]):
            at -= 1
        return at

    def _line(self, words: list[_Word], size: float) -> Line:
        """Words of one weight are joined first, so that a name in another script is one run and joins as it should."""
        joined: list[tuple[str, bool]] = []
        for number, word in enumerate(words):
            for order, (text, bold) in enumerate(word.parts):
                text = f" {text}" if order == 0 and number > 0 and word.space else text
                if joined and joined[-1][1] == bold:
                    joined[-1] = (joined[-1][0] + text, bold)
                else:
                    joined.append((text, bold))
        pieces, x = [], 0.0
        for text, bold in joined:
            for run in self._cut(text, bold):
                pieces.append(Piece(x, run))
                x += run.width * size
        return Line(tuple(pieces), x)


def _sticks(before: str, letter: str) -> bool:
    """Whether a word can't be parted here: a vowel sign, a joiner, or the half letter after a virama."""
    joiner = before in "\u200c\u200d" or letter in "\u200c\u200d"
    return joiner or unicodedata.category(letter) in ("Mn", "Mc") or unicodedata.combining(before) == 9


def _next_break(text: str, at: int) -> int:
    while at < len(text) and _sticks(text[at - 1], text[at]):
        at += 1
    return at


def _paragraphs(text: Iterable[Span], *, bold: bool) -> Iterator[list[_Word]]:
    """The words of each paragraph; stretches of different weight without a space between are one word."""
    words: list[_Word] = []
    space, glued, anything = False, False, False
    for span in text:
        for found in _WORDS.finditer(
            clean(span.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
        ):
            part = found.group()
            anything = True
            if part == "\n":
                yield words
                words, space, glued = [], False, False
            elif part.isspace() and "\u00a0" not in part and "\u202f" not in part:
                space, glued = True, False
            else:
                alone = "\u2e80" <= part[0] <= "\u9fff" or "\uac00" <= part[0] <= "\ud7af"
                if glued and words and not alone:
                    words[-1] = replace(words[-1], parts=(*words[-1].parts, (part, span.bold or bold)))
                else:
                    words.append(_Word(((part, span.bold or bold),), space))
                space, glued = False, not alone
    if words or anything:
        yield words
