"""Where two answers differ: the pieces of each that the other does not have, to be underlined."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Span = tuple[int, int]
"""Place of the first character and of the one after the last."""
_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)
LONGEST = 4_000
"""Characters of each that are compared piece by piece; of longer ones only the beginnings and ends are."""


def differences(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """(spans of `one`, spans of `other`): whole words where words differ, single figures where a number does."""
    if max(len(one), len(other)) > LONGEST:
        start, (end, other_end) = _alike(one, other)
        return _some(start, end), _some(start, other_end)
    ours, theirs = _PIECES.findall(one), _PIECES.findall(other)
    mine: list[Span] = []
    yours: list[Span] = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        left, right = "".join(ours[a:b]), "".join(theirs[c:d])
        at, there = sum(map(len, ours[:a])), sum(map(len, theirs[:c]))
        start, ends = (
            _alike(left, right) if left[:1].isdigit() and right[:1].isdigit() else (0, (len(left), len(right)))
        )
        mine += _some(at + start, at + ends[0])
        yours += _some(there + start, there + ends[1])
    return _joined(mine, one), _joined(yours, other)


def _alike(one: str, other: str) -> tuple[int, Span]:
    """Where they begin to differ, and where in each they are alike again to the end."""
    start = _common(one, other)
    tail = _common(one[start:][::-1], other[start:][::-1])
    return start, (len(one) - tail, len(other) - tail)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _some(start: int, end: int) -> list[Span]:
    return [(start, end)] if end > start else []


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Words that differ one after the other are one span, the blank between them included; none ends in a blank."""
    found: list[Span] = []
    for start, end in spans:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    trimmed = [(end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())) for start, end in found]
    return [(start, end) for start, end in trimmed if end > start]
