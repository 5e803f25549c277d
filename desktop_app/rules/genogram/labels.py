"""What stands at a symbol in words: name, dates and notes, inside it the age, at its corner the letter tags."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktop_app.rules.genogram import ages, fills, type
from desktop_app.rules.genogram.facts import Someone
from desktop_app.rules.genogram.notation import Manner, Notation
from desktop_app.rules.genogram.outlines import Outline, lived
from desktop_app.rules.genogram.shapes import Anchor, Box, Ink, Pen, Polyline, Shape, Words

Side = Literal["below", "left", "right"]
"""Where the name stands: under the symbol, or beside the leg of a bracket that hangs from it."""

BELOW = 0.2
"""From the symbol to the top of its name."""
BESIDE = 0.16
"""From the leg of a bracket to the name beside it."""
MOST_NOTES = 3

TAGS = {
    "CL": "care leaver", "INT": "interpreter", "LD": "learning disability", "LN": "language need",
    "DAP": "domestic abuse, perpetrator", "DAV": "domestic abuse, victim", "PRI": "prison", "YC": "young carer",
}  # fmt: skip
"""Letter tags and what they mean; a record may hold either."""

_LEFT: Anchor = "end"
_RIGHT: Anchor = "start"
_BIRTH_SEX = {"male": "AMAB", "female": "AFAB"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label before it has a place."""

    text: str
    size: float
    bold: bool = False
    ink: Ink = "ink"


def lines(someone: Someone, as_at: date, notation: Notation, manner: Manner) -> tuple[Line, ...]:
    """Name in at most two lines, then the dates, then what the notation says, then at most three notes."""
    ink: Ink = "soft" if someone.beside else "ink"
    named = type.wrapped(_name(someone), type.NAME, type.WIDEST, 2, bold=True)
    found = [Line(one, type.NAME, True, ink) for one in named]
    dates = ages.life(someone, as_at) if notation.dates == "below" or someone.loss or someone.pregnancy else ""
    if dates:
        found.append(Line(dates, type.DATES, False, "soft"))
    found += [
        Line(type.shortened(one, type.NOTE, type.WIDEST), type.NOTE, False, "soft")
        for one in _signs(someone, notation, manner)
    ]
    notes = [note for note in someone.notes if note.strip()]
    if someone.cause and ages.is_dead(someone, as_at) and not manner.soften_deaths:
        notes.insert(0, someone.cause)
    for note in notes[:MOST_NOTES]:
        text = type.shortened(" ".join(note.split()), type.NOTE, type.WIDEST)
        found.append(Line(text, type.NOTE, False, "soft"))
    return tuple(found)


def _name(someone: Someone) -> str:
    """ "Anna “Ania” Kowalska"; an unborn child without a name is "Unborn"."""
    own = someone.known_as.strip()
    if own and own.casefold() != someone.given.strip().casefold() and (someone.given or someone.surname):
        return " ".join(part for part in (someone.given, f"“{own}”", someone.surname) if part)
    return someone.name or ("Unborn" if someone.pregnancy else "")


def _signs(someone: Someone, notation: Notation, manner: Manner) -> list[str]:
    signs = []
    if someone.loss == "stillbirth" and notation.stillbirth_letters and not manner.soften_losses:
        signs.append("SB")
    if notation.nonbinary == "diamond_word" and lived(someone) == "other":
        signs.append(" ".join(someone.gender.split()) or "non-binary")
    if manner.birth_sex and notation.birth_sex == "words" and is_trans(someone):
        signs.append(_BIRTH_SEX[someone.birth_sex])
    if someone.pet:
        signs.append("pet")
    return signs


def is_trans(someone: Someone) -> bool:
    """Whether they live in another gender than they were recorded in at birth."""
    return someone.birth_sex in _BIRTH_SEX and lived(someone) not in ("unknown", someone.birth_sex)


def has_inner(someone: Someone, notation: Notation, manner: Manner) -> bool:
    """Whether the sex at birth stands inside the symbol as a smaller one."""
    return manner.birth_sex and notation.birth_sex == "inner" and is_trans(someone)


def placed(found: Sequence[Line], x: float, bottom: float, side: Side, leg: float = 0.0) -> tuple[Words, ...]:
    """A label under `bottom`: centred at `x`, or beside a leg that hangs at `x + leg`."""
    anchors: dict[Side, Anchor] = {"below": "middle", "left": "end", "right": "start"}
    at = x if side == "below" else x + leg + (BESIDE if side == "right" else -BESIDE)
    set_lines: list[Words] = []
    y = bottom + BELOW
    for line in found:
        y += type.ASCENT * line.size
        set_lines.append(
            type.words(at, y, line.text, size=line.size, anchor=anchors[side], bold=line.bold, ink=line.ink)
        )
        y += (type.LINE - type.ASCENT) * line.size
    return tuple(set_lines)


def inside(
    someone: Someone, outline: Outline, x: float, y: float, as_at: date, notation: Notation, manner: Manner
) -> tuple[Words, ...]:
    """What stands inside the symbol: age, date of birth, how many, or the question mark of what isn't known."""
    if someone.loss or outline.kind == "triangle":
        return ()
    plate = ages.is_dead(someone, as_at) or bool(manner.fills and someone.fills)
    if someone.pregnancy:
        return (type.centred(x, y, "P", size=type.INSIDE, bold=True),)
    if someone.many:
        return (type.centred(x, y, str(someone.many) if someone.many > 0 else "n", size=type.INSIDE, bold=True),)
    unsure = not someone.certain or (lived(someone) == "unknown" and not someone.pet)
    said = _said(someone, as_at, manner)
    said = ("?", *said[-1:]) if unsure else said
    size = type.INSIDE if len(said) < 2 else 0.27
    widest = 0.4 if has_inner(someone, notation, manner) else 0.8 if len(said) < 2 else 0.66
    for one in said:
        size = max(type.LEAST, size * min(1.0, widest / max(0.01, type.width(one, size, bold=True))))
    step = size * 1.12
    top = y - step * (len(said) - 1) / 2
    return tuple(
        type.centred(x, top + step * row, one, size=size, bold=True, plate=plate) for row, one in enumerate(said)
    )


def _said(someone: Someone, as_at: date, manner: Manner) -> tuple[str, ...]:
    if manner.inside == "nothing":
        return ()
    if manner.inside == "age":
        return _some(ages.age(someone, as_at))
    if "/" in someone.born and ages.bounds(someone.born):
        first, _, last = (one[:4] for one in someone.born.partition("/"))
        return (f"<{last}",) if first == ".." else (f">{first}",) if last == ".." else (f"{first}–", last)
    if someone.born.endswith("~"):
        return _some(ages.year(someone.born).replace("c. ", "c."))
    day, dot, last = ages.short(someone.born, as_at).rpartition(".")
    return (f"{day}{dot}", last) if dot else _some(last)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def above(someone: Someone, x: float, top: float, as_at: date, line_from: float) -> tuple[Words, ...]:
    """Birth above left and death above right, clear of the line that comes from above (McGoldrick).

    `line_from`: how far right of the symbol that line comes from. From the left (a twin's), both stand at the right.
    Years when both are known: two whole dates would run into the neighbours'.
    """
    died = ages.year(someone.died) if ages.is_dead(someone, as_at) else ""
    born = ages.year(someone.born) if died else ages.short(someone.born, as_at)
    parts = [f"b. {born}" if born else "", f"d. {died}" if died else ""]
    if line_from < 0:
        parts = ["", type.joined(parts, " ")]
    elif line_from > 0:
        parts = [type.joined(parts, " "), ""]
    y = top - 0.07
    return tuple(
        type.words(x + side * 0.1, y, text, size=type.LEAST, anchor=anchor, ink="soft", plate=True)
        for side, anchor, text in ((-1, _LEFT, parts[0]), (1, _RIGHT, parts[1]))
        if text
    )


def tags(someone: Someone, right: float, top: float, manner: Manner) -> tuple[Shape, ...]:
    """Letter tags at the upper right, one below the other; the numbers of own categories under them."""
    found = [letters(tag) for tag in someone.tags if tag.strip() and not waves(tag)]
    if manner.fills:
        found += fills.numbers(someone.fills, manner.categories)
    shapes: list[Shape] = []
    for row, text in enumerate(found):
        wide = max(0.3, type.width(text, type.TAG, bold=True) + 0.12)
        y = top + row * 0.35
        shapes.append(Box(right, y, wide, 0.3, 0.07, Pen("ink", 1 / 44), "paper"))
        shapes.append(type.centred(right + wide / 2, y + 0.15, text, size=type.TAG, bold=True))
    return tuple(shapes)


def letters(tag: str) -> str:
    """The letters of a tag: "care leaver" and "cl" are CL; anything else its first four letters."""
    word = " ".join(tag.split())
    known = {words: code for code, words in TAGS.items()}
    return known.get(word.casefold()) or (word.upper() if word.upper() in TAGS else word[:4].strip())


def waves(tag: str) -> str:
    """ "migrated" and "two cultures" are drawn as waves, not letters: which of them a tag is, '' for neither."""
    word = tag.strip().casefold()
    return "migrated" if word.startswith("migrated") else "two cultures" if word == "two cultures" else ""


def wavy(someone: Someone, left: float, x: float, y: float) -> tuple[Shape, ...]:
    """Migration: a double wave 0.5 S long left of the symbol with its year; two cultures: one wave across its top."""
    shapes: list[Shape] = []
    for tag in someone.tags:
        kind = waves(tag)
        if kind == "migrated":
            shapes += [_wave(left - 0.6, y - 0.05), _wave(left - 0.6, y + 0.05)]
            when = tag.strip()[len("migrated") :].strip()[:8]
            if when:
                shapes.append(type.words(left - 0.35, y + 0.34, when, size=type.TAG, ink="soft"))
        elif kind:
            shapes.append(_wave(x - 0.25, y - 0.3))
    return tuple(shapes)


def _wave(x: float, y: float) -> Polyline:
    """A wave 0.5 S long."""
    return Polyline(tuple((x + 0.5 * n / 24, y - 0.035 * math.sin(n / 24 * 4 * math.pi)) for n in range(25)), Pen())
