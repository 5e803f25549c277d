"""Families, people and workers by the words of their names, for a line somebody types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from desktop_app.rules.names import tokens

Kind = Literal["family", "person", "worker"]
_NEAR = 86
"""Of 100: how alike a misspelt word of five letters or more must be."""
_EVERYDAY = frozenset({
    "a", "about", "all", "an", "and", "as", "at", "be", "by", "call", "come", "for", "from", "go", "he", "her",
    "his", "i", "if", "in", "is", "it", "may", "mark", "me", "mum", "no", "not", "of", "off", "on", "or", "our",
    "out", "re", "see", "she", "so", "the", "they", "to", "up", "us", "we", "will", "with", "you", "grace", "hope",
    "joy", "dawn", "rose", "bill", "rob", "pat", "sue", "faith", "june", "april", "summer", "dad", "nan", "school",
    "home", "office", "room", "first", "last", "new", "old", "day", "week", "son", "daughter", "child", "children",
    "baby",
})  # fmt: skip
"""Words that are a name only when they are written with a capital."""


@dataclass(frozen=True, slots=True)
class Named:
    """Someone or a family that can be named; `family_id` is empty for workers. `also`: initials, known-as."""

    kind: Kind
    id: str
    name: str
    family_id: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What some words of a line name: those it may be, and how many words it took. `near`: it was misspelt."""

    who: tuple[Named, ...]
    words: int
    near: bool = False


class Names:
    """Built once, asked at every key; 10,000 people are found in well under a millisecond."""

    def __init__(self, known: Iterable[Named]) -> None:
        """`known`: everyone who may be named."""
        self._by_word: dict[str, set[Named]] = defaultdict(set)
        for one in known:
            for said in (one.name, *one.also):
                for word in tokens(said):
                    self._by_word[word].add(one)
        self._words = [word for word in self._by_word if len(word) >= 5]

    def at(self, words: Sequence[str]) -> Match | None:
        """Who the words from the first on name: as many words as still fit one of them."""
        who: set[Named] = set()
        near = False
        used = 0
        for word in words[:4]:
            found, was_near = self._named(word)
            both = found & who if who else found
            if who and not both:
                # "Leo Kowalska": a person and a family's name belong together by the family.
                families = {one.family_id or one.id for one in found}
                both = {one for one in who if one.kind != "worker" and (one.family_id or one.id) in families}
            if not both:
                break
            who, near, used = both, near or was_near, used + 1
        return Match(_settled(who), used, near) if used else None

    def _named(self, word: str) -> tuple[set[Named], bool]:
        folded = tokens(word)
        if not folded or (word.islower() and word in _EVERYDAY):
            return set(), False
        bare = folded[0].removesuffix("s") if word.endswith(("'s", "’s")) else folded[0]
        for said in dict.fromkeys((folded[0], bare)):
            if said in self._by_word:
                return self._by_word[said], False
        if len(bare) < 5:
            return set(), False
        best = process.extract(bare, self._words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
        most = best[0][1] if best else 0
        return set().union(*(self._by_word[said] for said, score, _at in best if score == most)), bool(best)


def _settled(who: set[Named]) -> tuple[Named, ...]:
    """A family before its people when both bear the name; else all, in a steady order."""
    families = {one.id for one in who if one.kind == "family"}
    kept = [one for one in who if one.kind != "person" or one.family_id not in families]
    return tuple(sorted(kept, key=lambda one: (one.kind, one.name, one.id)))
