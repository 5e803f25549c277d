"""One drawing of a chart for the window and for paper: where each bar, mark and word stands. No format is named here.

Lengths are in the unit of whoever measures the letters: px in a window, points on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from desktop_app.rules.indicators.charts import Bar, Chart

Style = Literal["figure", "label", "words", "beside"]
Tone = Literal["text", "text2", "accent_text", "pressed"]
GAP, PAD, BAR = 12.0, 7.0, 12.0
"""At a text size of 1: between columns, above and below a row, the height of a bar."""
_LABELS, _LEAST = 0.42, 90.0
_TILE = 176.0


class Letters(Protocol):
    """Who measures: the width of a line, its height, and how much larger than usual the text is."""

    @property
    def scale(self) -> float: ...  # noqa: D102
    def width(self, text: str, style: Style) -> float: ...  # noqa: D102
    def line(self, style: Style) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    wide: float
    high: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is the top of its line, `x` its left edge."""

    x: float
    y: float
    text: str
    style: Style
    tone: Tone


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a bar can be pressed."""

    key: str
    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out: marks from back to front, and a spot for each bar in reading order."""

    wide: float
    high: float
    marks: tuple[Box | Words, ...]
    spots: tuple[Spot, ...]


def lay_out(chart: Chart, letters: Letters, wide: float) -> Drawing:
    """The chart in this width; its height follows."""
    return _tiles(chart, letters, wide) if chart.kind == "counts" else _bars(chart, letters, wide)


def _tiles(chart: Chart, letters: Letters, wide: float) -> Drawing:
    """Counts beside each other, as many a line as there is room for."""
    scale = letters.scale
    columns = max(1, min(len(chart.bars), int(wide // (_TILE * scale))))
    each = wide / columns
    marks: list[Box | Words] = []
    spots = []
    top = 0.0
    for begin in range(0, len(chart.bars), columns):
        line = chart.bars[begin : begin + columns]
        labels = [list(_wrapped(bar.label, letters, "label", each - 2 * PAD * scale)) for bar in line]
        lines = max(len(one) for one in labels)
        high = letters.line("figure") + lines * letters.line("label") + 2 * PAD * scale
        for place, (bar, label) in enumerate(zip(line, labels, strict=True)):
            x, y = place * each + PAD * scale, top + PAD * scale
            marks.append(Words(x, y, bar.words, "figure", "text"))
            y += letters.line("figure")
            for text in label:
                marks.append(Words(x, y, text, "label", "text2"))
                y += letters.line("label")
            spots.append(Spot(bar.key, place * each, top, each, high))
        top += high
    return Drawing(wide, top, tuple(marks), tuple(spots))


def _bars(chart: Chart, letters: Letters, wide: float) -> Drawing:
    """A line a bar: its label, the bar, its words at the right; England's mark across the bar and said below it."""
    scale = letters.scale
    gap = GAP * scale
    names = max((letters.width(bar.label, "label") for bar in chart.bars), default=0.0)
    left = min(names, wide * _LABELS)
    right = max((letters.width(bar.words, "words") for bar in chart.bars), default=0.0)
    room = wide - left - right - 2 * gap - 2 * PAD * scale
    beneath = room < _LEAST * scale  # then the bar has a line of its own, below its label
    marks: list[Box | Words] = []
    spots = []
    top = 0.0
    for bar in chart.bars:
        found = _under(bar, letters, wide, right) if beneath else _beside(bar, letters, left, room, chart.kind)
        row, high = found
        marks += [_moved(mark, PAD * scale, top + PAD * scale) for mark in row]
        high += 2 * PAD * scale
        spots.append(Spot(bar.key, 0.0, top, wide, high))
        top += high
    if chart.note:
        for text in _wrapped(chart.note, letters, "beside", wide - 2 * PAD * scale):
            marks.append(Words(PAD * scale, top + PAD * scale / 2, text, "beside", "text2"))
            top += letters.line("beside")
        top += PAD * scale
    return Drawing(wide, top, tuple(marks), tuple(spots))


def _beside(bar: Bar, letters: Letters, left: float, room: float, kind: str) -> tuple[list[Box | Words], float]:
    scale = letters.scale
    lines = list(_wrapped(bar.label, letters, "label", left))
    step = letters.line("label")
    row: list[Box | Words] = [Words(0.0, at * step, text, "label", "text") for at, text in enumerate(lines)]
    x = left + GAP * scale
    row += _bar(bar, x, 0.0, room, letters, kind == "shares")
    row.append(Words(x + room + GAP * scale, 0.0, bar.words, "words", "text"))
    high = max(len(lines) * step, letters.line("words"))
    if bar.beside:
        row.append(Words(x, letters.line("words"), bar.beside, "beside", "text2"))
        high = max(high, letters.line("words") + letters.line("beside"))
    return row, high


def _under(bar: Bar, letters: Letters, wide: float, right: float) -> tuple[list[Box | Words], float]:
    scale = letters.scale
    inner = wide - 2 * PAD * scale
    row: list[Box | Words] = []
    y = 0.0
    for text in _wrapped(bar.label, letters, "label", inner):
        row.append(Words(0.0, y, text, "label", "text"))
        y += letters.line("label")
    room = max(inner - right - GAP * scale, inner / 4)
    row += _bar(bar, 0.0, y, room, letters, True)
    row.append(Words(room + GAP * scale, y, bar.words, "words", "text"))
    y += letters.line("words")
    if bar.beside:
        row.append(Words(0.0, y, bar.beside, "beside", "text2"))
        y += letters.line("beside")
    return row, y


def _bar(bar: Bar, x: float, y: float, room: float, letters: Letters, groove: bool) -> Iterator[Box]:
    scale = letters.scale
    high = BAR * scale
    y += (letters.line("words") - high) / 2
    if groove:
        yield Box(x, y, room, high, "pressed")
    if bar.length > 0:
        yield Box(x, y, max(room * min(bar.length, 1.0), 2 * scale), high, "accent_text")
    if bar.mark is not None:
        reach = 3 * scale
        yield Box(x + room * bar.mark - scale, y - reach, 2 * scale, high + 2 * reach, "text")


def _moved(mark: Box | Words, x: float, y: float) -> Box | Words:
    if isinstance(mark, Box):
        return Box(mark.x + x, mark.y + y, mark.wide, mark.high, mark.tone)
    return Words(mark.x + x, mark.y + y, mark.text, mark.style, mark.tone)


def _wrapped(text: str, letters: Letters, style: Style, room: float) -> Iterator[str]:
    """The text in lines that fit; a word longer than the line is broken."""
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if letters.width(joined, style) <= room:
            line = joined
            continue
        if line:
            yield line
        while letters.width(word, style) > room and len(word) > 1:
            fits = max(1, next((n for n in range(len(word), 0, -1) if letters.width(word[:n], style) <= room), 1))
            yield word[:fits]
            word = word[fits:]
        line = word
    yield line
