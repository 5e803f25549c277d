"""Which listed words a typed word may stand for: its inflections, its typing slips, words run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_DROPPED = str.maketrans("", "", "'’‘`´\u00ad\u200b")
_VOWELS = "aeiou"
_NOTHING: frozenset[str] = frozenset()
_SHORTEST_NEAR, _FREE_START, _TWO_SLIPS = 3, 5, 8
"""Letters a listed word needs before two swapped letters are forgiven; before its first letter may be the slip;
before two slips are. Shorter words have too many ordinary neighbours."""
_START = 5
"""Letters compared first: one slip apart anywhere means one missing letter apart, at most, in the first five."""
_SHORTEST_RUN_TOGETHER, _LONGEST_RUN_TOGETHER = 6, 40


def fold(word: str) -> str:
    """The word in small letters without accents or apostrophes; three equal letters or more become two."""
    word = word.casefold().translate(_DROPPED)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return _LONG_RUN.sub(r"\1\1", word)


@lru_cache(4096)
def inflections(word: str) -> frozenset[str]:
    """The word with the regular English endings, with "-in" for "-ing" as people say and type it."""
    if len(word) < 3 or not word.isalpha():
        return frozenset({word})
    forms = {word, word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")}
    stems = {word}
    if word.endswith("e"):
        stems = {word[:-1]}
    elif word[-1] == "y" and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    elif word[-1] not in _VOWELS + "wxyhs" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        stems = {word, word + word[-1]}
    for stem in stems:
        forms |= {stem + "ed", stem + "ing"}
        if len(stem) > 3:
            forms.add(stem + "in")
    return frozenset(forms)


def slips_between(typed: str, listed: str, most: int) -> int:
    """Typing slips between two words: letters missed, added, changed or swapped with the next.

    `most` is 1 or 2; more than that is answered as `most` + 1.
    """
    at = 0
    for letter, other in zip(typed, listed, strict=False):
        if letter != other:
            break
        at += 1
    left, right = typed[at:], listed[at:]
    if left == right:
        return 0
    ways = [(left[1:], right[1:]), (left[1:], right), (left, right[1:])]
    if left[:2] == right[1::-1]:
        ways.append((left[2:], right[2:]))
    if most == 1:
        return 1 if any(one == other for one, other in ways) else 2
    return 1 + min(slips_between(one, other, most - 1) for one, other in ways)


def _stems(typed: str) -> list[str]:
    """What is left of a word without a regular ending; not always a word."""
    stems = []
    for ending in ("s", "es", "ed", "d", "ing", "in"):
        if typed.endswith(ending) and len(typed) > len(ending) + 2:
            stem = typed[: -len(ending)]
            stems += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    if typed.endswith(("ies", "ied")):
        stems.append(typed[:-3] + "y")
    return stems


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


class Speller:
    """What a typed word may stand for. Built once for a list; keeps nothing of what it was asked."""

    def __init__(
        self,
        harms: Collection[str],
        others: Iterable[str],
        irregular: Mapping[str, str],
        little: Iterable[str],
        ordinary: Iterable[str],
        everyday: Iterable[str] = (),
    ) -> None:
        """`harms` are understood with endings and slips, `others` as written. "=word" takes slips but no endings.

        `irregular` gives a listed word for each irregular form. `ordinary` words never stand for another;
        `everyday` words are no slips of another.
        """
        self.little = frozenset(little)
        self._irregular = dict(irregular)
        self._harms = {word for word in harms if len(word) > 1}
        self._exact = set(harms).union(others)
        self.ordinary = frozenset(ordinary)
        self._everyday = self.little.union(everyday)
        self._known = {word.removeprefix("=") for word in self._exact if len(word) > 1} | {"a", "i"} | self.little
        self._longest = max(map(len, self._known))
        self._starts: dict[str, list[str]] = {}
        self._near_starts: dict[str, list[str]] = {}
        for word in self._harms.union(irregular):
            form = word.removeprefix("=")
            if len(form) >= _SHORTEST_NEAR and not (form in self.ordinary or form in self.little):
                self._starts.setdefault(form[:_START], []).append(word)
        for start in self._starts:
            for short in {start, *_without_one(start)}:
                self._near_starts.setdefault(short, []).append(start)

    def meanings(self, typed: str, *, name: bool = False) -> frozenset[str]:
        """The listed words `typed` (folded) may stand for. A `name` is taken as it is spelled."""
        if typed in self.ordinary and typed not in self._exact:
            return _NOTHING
        exact = self.exactly(typed)
        if exact or name or len(typed) < _SHORTEST_NEAR or typed in self._everyday:
            return exact
        return self._near(typed)

    def exactly(self, typed: str) -> frozenset[str]:
        """The listed words `typed` is, or is a form of, without any slip."""
        listed, found = self._exact, []
        for word in (typed, "=" + typed):
            if word in listed:
                found.append(word)
        if typed in self._irregular:
            found.append(self._irregular[typed])
        if typed not in self.little:
            found += [stem for stem in _stems(typed) if stem in self._harms and typed in inflections(stem)]
        return frozenset(found) if found else _NOTHING

    def _near(self, typed: str) -> frozenset[str]:
        near, start = self._near_starts, typed[:_START]
        starts = {close for short in (start, *_without_one(start)) for close in near.get(short, ())}
        best, found = 3, set[str]()
        for word in [word for close in starts for word in self._starts[close]]:
            for form in (word[1:],) if word[0] == "=" else inflections(word):
                allowed = 2 if len(form) >= _TWO_SLIPS and typed[0] == form[0] else 1
                if not -allowed <= len(form) - len(typed) <= allowed:
                    continue
                slips = slips_between(typed, form, allowed)
                if slips > min(allowed, best) or (len(form) < _FREE_START and not _same_start(typed, form)):
                    continue
                if slips < best:
                    best, found = slips, set()
                found.add(self._irregular.get(word, word))
        return frozenset(found)

    def apart(self, typed: str) -> list[str]:
        """Listed words typed without spaces ("nofoodin"), taken apart; empty when it is no such run."""
        if not _SHORTEST_RUN_TOGETHER <= len(typed) <= _LONGEST_RUN_TOGETHER or typed in self.ordinary:
            return []
        known, size = self._known, len(typed)
        splits: dict[int, list[str]] = {size: []}
        for at in range(size - 1, -1, -1):
            for end in range(min(size, at + self._longest), at, -1):
                if end in splits and typed[at:end] in known:
                    splits[at] = [typed[at:end], *splits[end]]
                    break
        return splits.get(0, [])


def _same_start(typed: str, form: str) -> bool:
    """Whether a short word begins as typed; of three letters only two may have changed places."""
    if len(form) == _SHORTEST_NEAR:
        return sorted(typed) == sorted(form)
    return typed[0] == form[0] or (len(typed) == len(form) and typed[:2] == form[1::-1])
