"""The small language of the word list, and finding its phrases in a sentence.

A phrase is words in order. `a|b` is either, `{kin}` any word of a group, `=word` that form only, `word?` may be
missing, `*` any one word, `..` up to four words, and `left & right` the left phrase with the right word within eight
words of it on either side. Little words ("the", "just", "been") may stand between the words of a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

GAP, BESIDE, STEPS = 4, 8, 3
"""Words that ".." may pass over; how near "&" is; little words passed over between two words."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a phrase: the listed words that fit, `anything`, or a `gap`."""

    terms: frozenset[str] = frozenset()
    anything: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the list. `text` is as written there, `beside` the word that must stand near, if any."""

    text: str
    category: str
    slots: tuple[Slot, ...]
    beside: frozenset[str] = frozenset()
    strict: bool = False

    def needs(self) -> tuple[frozenset[str], ...]:
        """What must be present besides its first word, one of each: a quick no saves most of the time."""
        sets = [slot.terms for slot in self.slots[1:] if slot.terms]
        return tuple(sorted([*sets, self.beside] if self.beside else sets, key=len))


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a note: where it stands, folded, and the listed words it may stand for."""

    start: int
    end: int
    folded: str
    terms: frozenset[str]
    little: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence. `places` are the tokens it is made of, `left` those of its left phrase."""

    phrase: Phrase
    places: tuple[int, ...]
    left: tuple[int, ...]


def parse(text: str, category: str, groups: Mapping[str, frozenset[str]], *, strict: bool = False) -> list[Phrase]:
    """The phrases one line of the list stands for; optional words make two. Raises KeyError for an unknown group."""
    left, _, right = text.partition("&")
    beside = _slot(right.strip(), groups).terms if right.strip() else frozenset()
    ways: list[tuple[Slot, ...]] = [()]
    for word in left.split():
        slot = _slot(word.removesuffix("?"), groups)
        longer = [(*way, slot) for way in ways]
        ways = longer + ways if word.endswith("?") else longer
    return [Phrase(text, category, way, beside, strict) for way in ways if way]


def _slot(word: str, groups: Mapping[str, frozenset[str]]) -> Slot:
    if word == "..":
        return Slot(gap=True)
    if word == "*":
        return Slot(anything=True)
    return Slot(_terms(word, groups))


def _terms(word: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if "{" not in word:
        return frozenset(word.split("|"))
    return frozenset().union(*(groups[part[1:-1]] if part[0] == "{" else {part} for part in word.split("|")))


class Finder:
    """Finds phrases in sentences. Lines of the list are made ready when their first word is first read."""

    def __init__(self, lines: Mapping[str, str], groups: Mapping[str, frozenset[str]], *, strict: bool = False) -> None:
        """`lines` are phrases as written, each with its kind; `strict` ones allow no little words between."""
        self._lines, self.groups, self._strict = lines, groups, strict
        self._by_word: dict[str, list[str]] = {}
        self._ready: dict[str, list[tuple[Phrase, tuple[frozenset[str], ...]]]] = {}
        for line in lines:
            ways = line.split(None, 2)
            for word in ways[:2] if ways[0].endswith("?") else ways[:1]:
                for term in _terms(word.removesuffix("?"), groups):
                    self._by_word.setdefault(term, []).append(line)

    def phrases(self, term: str) -> list[tuple[Phrase, tuple[frozenset[str], ...]]]:
        """The phrases that may begin with a listed word, each with what else it needs."""
        ready = self._ready.get(term)
        if ready is None:
            ready = self._ready[term] = [
                (phrase, phrase.needs())
                for line in self._by_word.get(term, ())
                for phrase in parse(line, self._lines[line], self.groups, strict=self._strict)
                if term in phrase.slots[0].terms
            ]
        return ready

    def find(self, sentence: Sequence[Token]) -> Iterator[Found]:
        """Every phrase that stands in the sentence, in the order of their first words."""
        by_word = self._by_word
        present = frozenset[str]().union(*(token.terms for token in sentence))
        for at, token in enumerate(sentence):
            for term in token.terms:
                if term in by_word:
                    for phrase, needs in self.phrases(term):
                        for terms in needs:
                            if terms.isdisjoint(present):
                                break
                        else:
                            yield from _match(phrase, sentence, at)


def _match(phrase: Phrase, sentence: Sequence[Token], at: int) -> Iterator[Found]:
    places = (at,) if len(phrase.slots) == 1 else _follow(phrase.slots, 0, sentence, at, phrase.strict)
    if not places:
        return
    if not phrase.beside:
        yield Found(phrase, places, places)
        return
    low, high = max(0, at - BESIDE), min(len(sentence), places[-1] + BESIDE + 1)
    for near in range(low, high):
        if near not in places and not phrase.beside.isdisjoint(sentence[near].terms):
            yield Found(phrase, tuple(sorted({*places, near})), places)
            return


def _follow(slots: tuple[Slot, ...], which: int, sentence: Sequence[Token], at: int, strict: bool) -> tuple[int, ...]:
    """The places of slots[which:] from token `at` on, or nothing."""
    slot, last = slots[which], which + 1 == len(slots)
    if slot.gap:
        ends = range(at, min(at + GAP, len(sentence)) + 1)
        return next((found for end in ends if (found := _follow(slots, which + 1, sentence, end, strict))), ())
    steps = 0 if strict or which == 0 else STEPS
    for here in range(at, min(at + steps + 1, len(sentence))):
        if slot.anything or not slot.terms.isdisjoint(sentence[here].terms):
            if last:
                return (here,)
            if rest := _follow(slots, which + 1, sentence, here + 1, strict):
                return (here, *rest)
        if not sentence[here].little:
            break
    return ()
