"""How hard a passphrase is to guess, in words. The scoring is zxcvbn's; the sentences are ours."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.vault.keys.passphrase import MIN_LENGTH, normal

# The scorer's time grows with the square of the length; at 128 characters it takes a tenth of a second.
MAX_SCORED = 128
ENOUGH = 3
_MAX_WORDS = 200
_WORDS = ("Very easy to guess", "Easy to guess", "Could be guessed", "Hard to guess", "Very hard to guess")
_MORE = "Add another word or two; unusual ones are better."
_scorer = threading.Lock()


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0 to 4, the same in `words`, whether it is `ok` to use, and one `suggestion` when it isn't."""

    score: int
    words: str
    ok: bool
    suggestion: str


def judge(passphrase: str, personal_words: Iterable[str] = ()) -> Strength:
    """How strong a passphrase is for someone with these names and places around them.

    Up to a tenth of a second: call it from a worker, or after a pause in typing. At least 12 characters and a
    score of 3 are needed.
    """
    text = normal(passphrase).strip()
    if not text:
        return Strength(0, _WORDS[0], False, "Use four or five unrelated words.")
    result = _score(text[:MAX_SCORED], _parts(personal_words))
    score = int(result["score"])
    short = MIN_LENGTH - len(text)
    if short > 0:
        return Strength(min(score, ENOUGH - 1), _WORDS[min(score, ENOUGH - 1)], False, _longer(short))
    if score >= ENOUGH:
        return Strength(score, _WORDS[score], True, "")
    return Strength(score, _WORDS[score], False, _advice(result["sequence"]))


def _score(text: str, personal: list[str]) -> Mapping[str, Any]:
    import zxcvbn
    from zxcvbn import matching

    # The scorer keeps the personal words in a table of its module: one caller at a time, and none left behind.
    with _scorer:
        try:
            result: Mapping[str, Any] = zxcvbn.zxcvbn(text, user_inputs=personal, max_length=MAX_SCORED)
        finally:
            matching.RANKED_DICTIONARIES["user_inputs"] = {}
    return result


def _parts(personal_words: Iterable[str]) -> list[str]:
    parts: dict[str, None] = {}
    for word in personal_words:
        whole = normal(word).lower().strip()
        for part in (whole, *whole.replace("-", " ").replace("'", " ").split()):
            if len(part) >= 3:
                parts[part] = None
    return list(parts)[:_MAX_WORDS]


def _longer(short: int) -> str:
    return f"{short} more character{'' if short == 1 else 's'}: a passphrase has at least {MIN_LENGTH}."


def _advice(sequence: list[Mapping[str, Any]]) -> str:
    """One sentence about the weakest long part."""
    longest = max(sequence, key=lambda match: len(match["token"]))
    why = _WHY.get(longest["pattern"], "")
    if longest["pattern"] == "dictionary":
        why = _WHY_LIST.get(longest["dictionary_name"], _A_WORD)
        if longest.get("reversed"):
            why = "A word spelled backwards is still a word."
        elif longest.get("l33t"):
            why = "A digit or sign in the place of a letter hardly helps."
    return f"{why} {_MORE}".strip()


_A_WORD = "A single common word is easy to guess."
_WHY = {
    "spatial": "Keys that lie beside each other are easy to guess.",
    "repeat": "A part that is repeated hardly counts.",
    "sequence": "Rows such as abc or 6543 are easy to guess.",
    "regex": "A recent year is easy to guess.",
    "date": "Dates are easy to guess.",
}
_WHY_LIST = {
    "passwords": "This is like a password many people use.",
    "surnames": "Names are easy to guess.",
    "male_names": "Names are easy to guess.",
    "female_names": "Names are easy to guess.",
    "user_inputs": "Names and places around you are easy to guess.",
}
