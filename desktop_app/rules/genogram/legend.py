"""The legend: every mark in use that isn't obvious, with a sample drawn by the same code, and nothing else.

Marks say which signs they used (`data`, "signs" and "badges"); plain squares, circles and solid lines are no signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.rules.genogram import bonds, fills, labels, samples, type
from desktop_app.rules.genogram.facts import Status
from desktop_app.rules.genogram.notation import ENGLAND, PLAIN, Manner, Notation
from desktop_app.rules.genogram.samples import moved
from desktop_app.rules.genogram.shapes import Mark, Shape
from desktop_app.rules.genogram.symbols import BADGE, badge

SIZE = 0.25
ROW = 0.62
_GAP, _BETWEEN = 0.16, 0.5
_TITLE = "Legend"

_PLAIN_ABBREVIATIONS = frozenset({"abbr:m.", "abbr:s.", "abbr:d."})


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign: a sample whose left edge is at 0 and whose middle height is at 0, `wide` in S, and what it means."""

    sign: str
    shapes: tuple[Shape, ...]
    wide: float
    words: str


def used(marks: Iterable[Mark]) -> frozenset[str]:
    """The names of all signs that marks used, badges as "badge:CP·E"."""
    found: set[str] = set()
    for mark in marks:
        for name, value in mark.data:
            if name == "signs":
                found.update(value.split(" "))
            elif name == "badges":
                found.update(f"badge:{one}" for one in value.split(" "))
    return frozenset(found)


def legend(
    signs: Iterable[str],
    notation: Notation = ENGLAND,
    manner: Manner = PLAIN,
    statuses: Sequence[Status] = (),
) -> tuple[Entry, ...]:
    """An entry for each sign used, in a fixed order: people, couples, children, bonds, tags, fills, badges."""
    asked = set(signs) - _PLAIN_ABBREVIATIONS
    entries: list[Entry] = []
    for sign, words, shapes in samples.known(notation):
        if sign in asked:
            entries.append(_entry(sign, shapes, words))
    for kind, about in bonds.KINDS.items():
        if f"bond:{kind}" in asked:
            entries.append(_entry(f"bond:{kind}", samples.bond(kind, notation), about.words))
    entries += _tagged(asked, manner)
    held = {one.badge.replace(" ", "_"): one for one in reversed(statuses)}
    for sign in sorted(one for one in asked if one.startswith("badge:")):
        status = held.get(sign.removeprefix("badge:"))
        text = status.badge if status else sign.removeprefix("badge:")
        shapes = badge(0.0, -BADGE[1] / 2, text, plan=bool(status and status.plan))
        entries.append(_entry(sign, shapes, status.words if status else ""))
    return _merged(entry for entry in entries if entry.words)


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Signs that a notation draws alike share one entry; what is explained once isn't explained again."""
    kept: dict[tuple[Shape, ...], Entry] = {}
    said: set[str] = set()
    for entry in entries:
        if entry.words in said:
            continue
        said.add(entry.words)
        same = kept.get(entry.shapes)
        words = f"{same.words.replace(' or ', ', ')} or {entry.words}" if same else entry.words
        kept[entry.shapes] = replace(same or entry, words=words)
    return tuple(kept.values())


def _tagged(asked: set[str], manner: Manner) -> list[Entry]:
    found = []
    for sign in sorted(one for one in asked if one.startswith("tag:")):
        letters = sign.removeprefix("tag:").replace("_", " ")
        found.append(_entry(sign, samples.tag(letters), labels.TAGS.get(letters, "")))
    for word in fills.FILLS:
        if f"fill:{word}" in asked:
            found.append(_entry(f"fill:{word}", samples.fill((word,), ()), fills.WORDS[word]))
    for place, word in enumerate(manner.categories, 1):
        if f"fill:{word.replace(' ', '_')}" in asked:
            many = len(manner.categories) > len(fills.OWN)
            shapes = samples.tag(str(place)) if many else samples.fill((word,), manner.categories)
            found.append(_entry(f"fill:{word}", shapes, word))
    return found


def _entry(sign: str, shapes: Sequence[Shape], words: str) -> Entry:
    left, _, right, _ = type.extent(shapes)
    return Entry(sign, moved(shapes, -left, 0.0), right - left, words)


def legend_mark(entries: Sequence[Entry], x: float, y: float, widest: float) -> Mark | None:
    """The entries in rows no wider than `widest`, from the upper left corner (x, y); None without any."""
    if not entries:
        return None
    start = x + type.width(_TITLE, SIZE, bold=True) + _BETWEEN
    shapes: list[Shape] = [type.words(x, y + ROW / 2 + 0.09, _TITLE, size=SIZE, anchor="start", bold=True)]
    at, row = start, 0
    for entry in entries:
        room = x + widest - start - entry.wide - _GAP
        words = type.shortened(entry.words, SIZE, max(room, 1.0))
        wide = entry.wide + _GAP + type.width(words, SIZE)
        if at > start and at + wide > x + widest:
            at, row = start, row + 1
        middle = y + ROW * (row + 0.5)
        shapes += moved(entry.shapes, at, middle)
        shapes.append(type.words(at + entry.wide + _GAP, middle + 0.09, words, size=SIZE, anchor="start", ink="soft"))
        at += wide + _BETWEEN
    says = "Legend: " + "; ".join(entry.words for entry in entries) + "."
    return Mark("legend", "legend", tuple(shapes), (), says)
