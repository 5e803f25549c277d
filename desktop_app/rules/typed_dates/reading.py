"""A whole line: its pieces put together, the words that are left over, and the answer said back."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from desktop_app.rules.typed_dates.answer import DateReading, Kind, Reading
from desktop_app.rules.typed_dates.compose import Draft, put_together
from desktop_app.rules.typed_dates.doubts import doubt
from desktop_app.rules.typed_dates.pieces import Piece, find_pieces
from desktop_app.rules.typed_dates.recurring import repeat
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import word_set

_LEADING = word_set(
    """
    at @ by before after until from between about around approx approximately circa roughly on for in within
    sometime anytime starting
    """
)
_BETWEEN = _LEADING | frozenset({",", "-", "(", ")", "and", "the", "to"})
_PHRASES = (
    "no later than",
    "not later than",
    "any time",
    "on the",
    "by the",
    "at the",
    "in the",
    "for the",
    "from the",
)


def read_line(text: str, now: datetime) -> DateReading:
    """The answer for one line; `now` is aware, in London."""
    line = Line(text, now.replace(tzinfo=None))
    pieces = find_pieces(line)
    draft = repeat(pieces, now) if pieces.of("recur") else None
    if draft is None and (draft := put_together(pieces, now)) and pieces.of("recur"):
        draft.ask = draft.ask or "Once, or again and again?"
    if draft is None:
        return DateReading("not_a_date", remainder=text.strip())
    remainder = _remainder(line, draft.used)
    whole_days = bool(draft.readings) and all(len(one.start) == 10 for one in draft.readings)
    draft.ask = draft.ask or doubt(pieces, draft.used, whole_days)
    readings = tuple(dict.fromkeys(draft.readings))[:6]
    if draft.ask or len(readings) != 1:
        return DateReading("ambiguous", remainder=remainder, readings=readings, ask=_question(draft, readings))
    only = readings[0]
    if draft.rule:
        return DateReading("recurring", only.start, only.end, remainder, rule=draft.rule, said_back=draft.said)
    return DateReading(_kind(only), only.start, only.end, remainder, said_back=only.words)


def _kind(reading: Reading) -> Kind:
    if len(reading.start) == 10:
        return "all_day" if reading.start == reading.end else "range"
    return "range" if reading.end else "point"


def _question(draft: Draft, readings: tuple[Reading, ...]) -> str:
    ask = draft.ask or "Which is meant?"
    return f"{ask} {' or '.join(one.words for one in readings)}?" if readings else ask


def _remainder(line: Line, used: list[Piece]) -> str:
    """The words of the line that are no part of the date, nor lead to it."""
    gone: set[int] = set()
    for piece in used:
        gone.update(range(piece.first, piece.after))
    for piece in used:
        place = piece.first - 1
        while place >= 0 and place not in gone:
            phrase = next((p for p in _PHRASES if line.words(place - p.count(" "), p) == place + 1), "")
            if phrase:
                gone.update(range(place - phrase.count(" "), place + 1))
                place -= phrase.count(" ") + 1
            elif line.low(place) in _LEADING:
                gone.add(place)
                place -= 1
            else:
                break
    ordered = sorted(used, key=lambda piece: piece.first)
    for first, last in pairwise(ordered):
        gap = [place for place in range(first.after, last.first) if place not in gone]
        if all(line.low(place) in _BETWEEN for place in gap):
            gone.update(gap)
    return _left(line, gone)


def _left(line: Line, gone: set[int]) -> str:
    kept: list[str] = []
    for place, token in enumerate(line.tokens):
        if place in gone:
            kept.append(" ")
            continue
        if not token.glued or (place - 1) in gone:
            kept.append(" ")
        kept.append(token.text)
    text = re.sub(r"\s+", " ", "".join(kept)).strip()
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"([,:;])(?:\s*[,:;])+", r"\1", text)
    return re.sub(r"^[\s.,;:–—-]+|[\s,;:–—-]+$", "", text).strip()
