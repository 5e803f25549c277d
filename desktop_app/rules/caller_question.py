"""What was typed into the finder, read: digits, words, titles left out, possessives, words that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.rules.names import tokens
from desktop_app.rules.relations import COMMON, SMALL, TITLES
from desktop_app.rules.vocabulary import Vocabulary

_DIALLED = re.compile(r"\+?[\d\s().\-]+")
_OWNING = re.compile(r"(\w+)['’]s\b")
_PARTICLES = frozenset(
    [
        "o",
        "mc",
        "mac",
        "de",
        "da",
        "di",
        "du",
        "al",
        "el",
        "van",
        "von",
        "st",
        "le",
        "la",
        "ap",
        "ab",
        "ul",
        "ur",
        "bin",
        "ibn",
        "abu",
        "dos",
        "das",
        "del",
        "ad",
    ]
)
_LONGEST = 120  # characters read: nobody's name is longer than they will type


@dataclass(frozen=True, slots=True)
class Question:
    """One reading of what was typed: its words with what each is worth, or only digits."""

    words: tuple[str, ...]
    worth: tuple[float, ...]
    owning: frozenset[str] = frozenset()
    dialled: str = ""


def questions(typed: str, known: Vocabulary) -> tuple[Question, ...]:
    """The ways to read what was typed, plainest first; none for nothing."""
    typed = typed[:_LONGEST].strip()
    plain = re.sub(r"\D", "", typed)
    if _DIALLED.fullmatch(typed) and len(plain) >= 3:
        as_digits = (Question((), (), dialled=plain if typed[:1] != "+" else "00" + plain),)
        return as_digits if " " in typed or len(plain) > 8 else (*as_digits, _worded((plain,), frozenset()))
    said = tokens(re.sub(r"\b(step|foster|social|health)[\s-]+(?=\w)", _together, typed, flags=re.IGNORECASE))
    words = tuple(word for word in said if word not in TITLES and word not in SMALL) or said[:1]
    if not words or (words[0] in SMALL and not known.starts(words[0])):
        return ()
    words = words[:6]
    owning = frozenset(tokens(" ".join(match + "s" for match in _OWNING.findall(typed))))
    ways = [_worded(words, owning)]
    if len(said) == 2 and words != said and not set(said) & TITLES:
        ways.append(Question(said, (1.0, 1.0), owning))
    for place in range(len(said) - 1):
        joined = said[place] + said[place + 1]
        if said[place] in _PARTICLES or (len(joined) > 3 and known.starts(joined)):
            ways.append(_worded((*said[:place], joined, *said[place + 2 :])[:6], owning))
    return tuple(dict.fromkeys(ways[:3]))


_PAIRS = {"step": "mum mam mom mother dad father", "foster": "carer", "social": "worker", "health": "visitor"}


def _together(match: re.Match[str]) -> str:
    """Join "step mum" and its like into one word."""
    rest = match.string[match.end() :].lower()
    first = match.group(1).lower()
    return first if any(rest.startswith(word) for word in _PAIRS[first].split()) else match.group(0)


def _worded(words: tuple[str, ...], owning: frozenset[str]) -> Question:
    """A reading by words; words that many share are worth less, so is a single letter."""
    worth = tuple(0.25 if word in COMMON and len(words) > 1 else 0.6 if len(word) == 1 else 1.0 for word in words)
    return Question(words, worth, owning)
