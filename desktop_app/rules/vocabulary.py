"""The words of all names a desk knows, found by what was typed: whole, begun, short form, sound or slip."""

from __future__ import annotations

from bisect import bisect_left, insort
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from desktop_app.rules.names import romanised
from desktop_app.rules.nicknames import other_names, stems
from desktop_app.rules.sounds import readings, skeleton

_KEPT = 512  # answers remembered: what was typed a key ago is asked again
_WIDEST = 400  # words a sound or a slip may bring
_ONE_SLIP = 0.8  # this near in writing, it is said to be a slip though it also sounds alike
_BOTH = 0.74  # this near in writing and of the same consonants as heard: likelier than either alone
_MISHEARD = 0.07
_LIKE_ON_A_LINE = str.maketrans("MTF", "NSS")  # m and n, th, f and s are one over a telephone
_LAST = "\U0010ffff"


_KEYS = "qwertyuiop asdfghjkl zxcvbnm"


def _run_of_keys(typed: str) -> bool:
    """Whether a word is neighbouring keys in a row, "hjkl" or "poiuy": it sounds like nobody."""
    return len(typed) > 3 and (typed in _KEYS or typed in _KEYS[::-1])


class How(StrEnum):
    """By what a word was found, nearest first."""

    EXACT = "exact"
    BEGUN = "begun"
    SHORT = "short form"
    SCRIPT = "script"
    SOUND = "sound"
    SLIP = "slip"


class Hit(NamedTuple):
    """A word found: how near, 0 to 1, and by what. `form` is the short form when that was it."""

    score: float
    how: How
    form: str


class Vocabulary:
    """Words with numbers. `add` gives a word's number; `match` gives numbers for something typed."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self._entries: list[tuple[str, int, How]] = []
        self._fresh: list[tuple[str, int, How]] = []
        self._named: set[int] = set()
        self._readings: list[tuple[str, ...]] = []
        self._keys: dict[str, set[int]] = {}
        self._keyed: list[str] = []
        self._begun: dict[int, dict[str, list[int]]] = {}
        self._answers: dict[str, dict[int, Hit]] = {}

    def add(self, word: str, marked: str, *, given: bool, heard: bool) -> int:
        """The number of a folded word. `marked` is the word before folding; `given` words have short forms too."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
            self._readings.append(())
            self._enter(word, number, How.EXACT)
            plain = romanised(word)
            if plain and plain != word:
                self._enter(plain, number, How.SCRIPT)
            self._begun.clear()
            self._answers.clear()
        if heard and not self._readings[number] and len(word) > 1 and not any(c.isdigit() for c in word):
            self._listen(number, romanised(word) if not word.isascii() else marked)
        if given and number not in self._named:
            self._named.add(number)
            for form in other_names(word):
                self._enter(form, number, How.SHORT)
            self._answers.clear()
        return number

    def _listen(self, number: int, marked: str) -> None:
        """Keep how a word sounds."""
        heard = self._readings[number] = readings(marked)
        for key in {skeleton(reading) for reading in heard}:
            if key not in self._keys:
                self._keys[key] = set()
                self._keyed.append(key)
            self._keys[key].add(number)

    def _enter(self, form: str, number: int, how: How) -> None:
        """Make a form findable; kept aside until the next question sorts it in."""
        self._fresh.append((form, number, how))

    def _settled(self) -> list[tuple[str, int, How]]:
        """Every form, sorted."""
        if len(self._fresh) > 50:
            self._entries = sorted([*self._entries, *self._fresh])
        else:
            for entry in self._fresh:
                insort(self._entries, entry)
        self._fresh = []
        return self._entries

    def starts(self, typed: str) -> dict[int, Hit]:
        """Words that are, or begin with, what was typed; short forms and other scripts too."""
        entries = self._settled()
        found: dict[int, Hit] = {}
        span = range(bisect_left(entries, (typed,)), bisect_left(entries, (typed + _LAST,)))
        for form, number, how in islice(entries, span.start, span.stop):
            share = len(typed) / len(form)
            if how is How.SHORT:
                score = 0.93 if form == typed else 0.80 + 0.08 * share if len(typed) > 1 else 0.0
            elif form == typed:
                score = 1.0 if how is How.EXACT else 0.9
            else:
                score = 0.90 + 0.06 * share if how is How.EXACT else 0.80 + 0.06 * share
            if score > (found[number].score if number in found else 0.0):
                found[number] = Hit(score, How.BEGUN if how is How.EXACT and form != typed else how, form)
        return found

    def match(self, typed: str) -> dict[int, Hit]:
        """Every word that what was typed may stand for, best reason only. `typed` is one folded word."""
        known = self._answers.get(typed)
        if known is not None:
            return known
        found = self.starts(typed)
        if _run_of_keys(typed):
            return found
        plain = romanised(typed)
        if len(plain) > 2 and not any(c.isdigit() for c in plain):
            self._by_stem(plain, found)
            self._by_sound(plain, found)
        if len(typed) > 2:
            self._by_slip(typed, found)
        if len(self._answers) >= _KEPT:
            self._answers.clear()
        self._answers[typed] = found
        return found

    def _by_stem(self, typed: str, found: dict[int, Hit]) -> None:
        """Home-made short forms: Kezzy for Keziah."""
        for stem in stems(typed):
            for number, hit in self.starts(stem).items():
                if number in self._named and hit.how in (How.BEGUN, How.EXACT):
                    _better(found, number, Hit(0.66 + 0.1 * len(stem) / len(typed), How.SHORT, typed))

    def _by_sound(self, typed: str, found: dict[int, Hit]) -> None:
        """Words that may be heard as what was typed, whole or nearly."""
        heard = readings(typed)
        keys = list(dict.fromkeys(skeleton(reading) for reading in heard))
        near: set[int] = set()
        for key in keys:
            near |= self._keys.get(key, set())
        for key in keys[:2]:
            if len(key) > 2 and len(near) < _WIDEST:
                for other, _, _ in process.extract(
                    key, self._keyed, scorer=OSA.distance, score_cutoff=1, limit=_WIDEST
                ):
                    near |= self._keys[other]
        own = set(heard)
        for number in near:
            best = 1.0 if not own.isdisjoint(self._readings[number]) else _nearest(heard, self._readings[number])
            spelt = JaroWinkler.similarity(typed, self.words[number])
            _better(found, number, Hit(0.40 + 0.36 * best + 0.16 * spelt, How.SOUND, ""))

    def _by_slip(self, typed: str, found: dict[int, Hit]) -> None:
        """Words that a slip of the finger turns into what was typed; from four letters also words begun with one."""
        blurred = {_blurred(reading) for reading in readings(typed)}
        for _, near, number in process.extract(
            typed, self.words, scorer=OSA.normalized_similarity, score_cutoff=0.58, limit=_WIDEST
        ):
            score = 0.36 + 0.56 * near
            if near >= _BOTH and not blurred.isdisjoint(map(_blurred, self._readings[number])):
                score += _MISHEARD
            if near >= _ONE_SLIP and number in found and found[number].how is How.SOUND:
                score = max(score, found.pop(number).score)
            _better(found, number, Hit(score, How.SLIP, ""))
        if len(typed) < 4:
            return
        begun = self._begun.get(len(typed))
        if begun is None:
            begun = self._begun[len(typed)] = {}
            for number, word in enumerate(self.words):
                if len(word) > len(typed):
                    begun.setdefault(word[: len(typed)], []).append(number)
        for start, near, _ in process.extract(
            typed, begun.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.7, limit=_WIDEST
        ):
            for number in begun[start]:
                _better(found, number, Hit(0.32 + 0.5 * near, How.SLIP, ""))


def _blurred(reading: str) -> str:
    """The consonants of a reading as a poor line leaves them."""
    return skeleton(reading.translate(_LIKE_ON_A_LINE))


def _better(found: dict[int, Hit], number: int, hit: Hit) -> None:
    """Keep the nearer of two reasons."""
    old = found.get(number)
    if old is None or hit.score > old.score:
        found[number] = hit


def _nearest(some: tuple[str, ...], others: tuple[str, ...]) -> float:
    """How alike the nearest two of the likeliest readings are, 0 to 1."""
    best = 0.0
    for one in some[:3]:
        for other in others[:4]:
            whole = OSA.normalized_similarity(one, other)
            if whole > best:
                best = whole
    return best
