"""Two people in one long text: everything that lies apart is kept from both; a sentence both touched is asked about.

The merge itself is Loro's (a text CRDT); the check beside it is ours, because texts that converge can still say
something neither person wrote. Where both changed one sentence, the newer reading stands whole and the other is kept.
"""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass

from loro import ExportMode, LoroDoc

_WORDS = re.compile(r"\s+|[^\s]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
LARGEST = 200_000
"""Characters up to which two texts are compared word by word (trap 19: a hostile text must not stall a server)."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A sentence both touched: as it was, as it now stands, and the other reading."""

    was: str
    stands: str
    other: str


@dataclass(frozen=True, slots=True)
class Blended:
    """One text out of two. `overlaps` empty: nothing needs a person's eye."""

    text: str
    overlaps: tuple[Overlap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    """A piece of the common text and what one side put there."""

    start: int
    end: int
    text: str


def _edits(base: str, side: str) -> list[_Edit]:
    """Word by word, what one side changed; positions are characters of the common text."""
    old, new = _WORDS.findall(base), _WORDS.findall(side)
    at = [0]
    for word in old:
        at.append(at[-1] + len(word))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [_Edit(at[a], at[b], "".join(new[c:d])) for tag, a, b, c, d in blocks if tag != "equal"]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and where the next one does."""
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(starts) if a < b] or [(0, 0)]


def _touched(edits: list[_Edit], sentences: list[tuple[int, int]]) -> set[int]:
    last = len(sentences) - 1
    return {
        place
        for place, (start, end) in enumerate(sentences)
        for edit in edits
        if (edit.start < end and edit.end > start)
        or (edit.start == edit.end and (start <= edit.start < end or (place == last and edit.start == end)))
    }


def _reading(base: str, edits: list[_Edit], start: int, end: int) -> str:
    """How one side's text reads where the common text had [start, end)."""
    parts, here = [], start
    for edit in edits:
        if edit.end < start or edit.start > end:
            continue
        parts += [base[here : max(here, edit.start)], edit.text]
        here = max(here, edit.end)
    return "".join([*parts, base[here:end]]).strip()


def _runs(places: set[int]) -> list[tuple[int, int]]:
    """Neighbouring sentences as one stretch each: (first, last)."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _loro(base: str, sides: tuple[list[_Edit], list[_Edit]]) -> str:
    first = LoroDoc()  # type: ignore[no-untyped-call]
    first.peer_id = 1
    first.get_text("text").insert(0, base)
    first.commit()
    copies = []
    for peer, edits in enumerate(sides, 2):
        copy = first.fork()
        copy.peer_id = peer
        text = copy.get_text("text")
        for edit in reversed(edits):
            if edit.end > edit.start:
                text.delete(edit.start, edit.end - edit.start)
            if edit.text:
                text.insert(edit.start, edit.text)
        copy.commit()
        copies.append(copy)
    copies[0].import_(copies[1].export(ExportMode.Snapshot()))
    return str(copies[0].get_text("text").to_string())


def _shared(ours: list[_Edit], theirs: list[_Edit], sentences: list[tuple[int, int]]) -> set[int]:
    """Sentences both touched; an edit that reaches over several carries all of them along."""
    grown = _touched(ours, sentences) & _touched(theirs, sentences)
    reaches = [_touched([edit], sentences) for edit in (*ours, *theirs)]
    while True:
        wider = grown.union(*(reach for reach in reaches if reach & grown))
        if wider == grown:
            return grown
        grown = wider


def blend(base: str, newer: str, older: str) -> Blended:
    """One text out of two that both came from `base`; `newer` stands where both touched one sentence.

    The same three texts give the same answer on every machine. Beyond `LARGEST` the newer text stands whole and the
    whole is one overlap.
    """
    if newer == older or older == base:
        return Blended(newer)
    if newer == base:
        return Blended(older)
    if max(len(base), len(newer), len(older)) > LARGEST:
        return Blended(newer, (Overlap(base, newer, older),))
    ours, theirs = _edits(base, newer), _edits(base, older)
    sentences = _sentences(base)
    grown = _shared(ours, theirs, sentences)
    overlaps = []
    for first, last in _runs(grown):
        start, end = sentences[first][0], sentences[last][1]
        stands, other = _reading(base, ours, start, end), _reading(base, theirs, start, end)
        if stands != other:
            overlaps.append(Overlap(base[start:end].strip(), stands, other))
    apart = [edit for edit in theirs if not _touched([edit], sentences) & grown]
    return Blended(_loro(base, (ours, apart)), tuple(overlaps))
