"""The list of safeguarding words: read from `resources/words/safeguarding.toml`, with a team's changes on top."""

from __future__ import annotations

import gc
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.rules.safeguarding.phrases import Finder, parse
from desktop_app.rules.safeguarding.spelling import Speller, fold

_WORD = re.compile(r"(?<![{\w])=?\w+")
TEAM = "team"
"""The kind of harm of a phrase that a team added without saying one."""
UNEASE = "unease"
"""The kind of words that raise a note only by their weight together."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A team adds a phrase (`active`) or retires one. Later changes win; the journal keeps who, when and why.

    `phrase` may use the list's own small language (see `phrases`); a retired phrase must be written as listed.
    """

    phrase: str
    category: str = TEAM
    active: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Negation:
    """How a note says that nothing was found.

    A cue, or one of `nots` with "any", then only carrying words, then the word ("no sign of bruises"); one of
    `nots` right before one of `states` ("wasn't hurt"); or one of `afterwards` as the last word ("injuries: none").
    """

    cues: frozenset[str]
    carries: frozenset[str]
    nots: frozenset[str]
    states: frozenset[str]
    afterwards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ease:
    """When a word of two meanings is meant in its everyday one.

    One of `doubtful` alone, with no one of `hurt` right after it, is let pass where the words around it weigh less
    than `bar` together. A phrase whose own words weigh up to `heavy` is let pass where those around it weigh less than
    `among`.
    """

    doubtful: frozenset[str]
    hurt: frozenset[str]
    bar: float
    heavy: float
    among: float


@dataclass(frozen=True, slots=True)
class WordList:
    """The list made ready for reading.

    `labels` names each kind of harm; `phrases` and `ignored` are as written, each with its kind. `weights` says for a
    word how much more often it stands in worrying notes (above 0) than in everyday ones, and a sentence whose words
    weigh more than `bar` together raises its note.
    """

    labels: dict[str, str]
    phrases: dict[str, str]
    ignored: dict[str, str]
    speller: Speller
    harms: Finder
    idioms: Finder
    negation: Negation
    ease: Ease
    weights: dict[str, float]
    bar: float


def load_words(path: Path | None = None, added: Iterable[WordChange] = ()) -> WordList:
    """The list of `path` (ours by default) with the team's changes, in order.

    Raises UserError naming the phrase when a change or the file can't be understood.
    """
    source = path or paths.resources() / "words" / "safeguarding.toml"
    collecting = gc.isenabled()
    gc.disable()  # thousands of small lasting objects: collecting while making them doubles the time
    try:
        return _assemble(_read(source), list(added))
    finally:
        if collecting:
            gc.enable()


def _read(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise UserError(
            f"The list of safeguarding words ({source.name}) can't be read.", "Install Casemate again."
        ) from trouble


def _assemble(data: dict[str, Any], changes: list[WordChange]) -> WordList:
    groups = {name: frozenset(_lines(text)) for name, text in data["groups"].items()}
    labels = {kind: part["label"] for kind, part in data["harm"].items()}
    phrases = {line: kind for kind, part in data["harm"].items() for line in _lines(part["phrases"])}
    retired: set[str] = set()
    for change in changes:
        line = tidy(change.phrase)
        phrases.pop(line, None)
        retired = retired - {line} if change.active else retired | {line}
        if change.active:
            check(line, groups)
            phrases[line] = change.category or TEAM
    labels |= {TEAM: "added by your team", UNEASE: "several small signs"}
    ignored = {line: kind for kind, text in data["ignore"].items() for line in _lines(text)}
    negation = Negation(**{name: frozenset(_lines(text)) for name, text in data["negation"].items()})
    ease = data["ease"]
    spelling = data["spelling"]
    weights = {
        word: float(weight)
        for weight, *weighed in map(str.split, data["weights"]["words"].splitlines())
        for word in weighed
        if word not in retired
    }
    speller = Speller(
        _words(phrases),
        _words(ignored).union(*groups.values()),
        {form: words[0] for words in map(str.split, _lines(spelling["irregular"])) for form in words[1:]},
        _lines(spelling["little"]),
        [*spelling["ordinary"].split(), *retired],  # else a retired word is read as a slip of another
        (word for word in weights if weights[word] < 0),
    )
    return WordList(
        labels,
        phrases,
        ignored,
        speller,
        Finder(phrases, groups),
        Finder(ignored, groups, strict=True),
        negation,
        Ease(
            frozenset(_lines(ease["doubtful"])),
            frozenset(_lines(ease["hurt"])),
            ease["bar"],
            ease["heavy"],
            ease["among"],
        ),
        weights,
        data["weights"]["bar"],
    )


def tidy(phrase: str) -> str:
    """A phrase as the list writes it: folded, single spaces. Raises UserError when nothing is left to look for."""
    line = " ".join(part if part in {"..", "&", "*"} else fold(part) for part in phrase.split())
    if not any(part.strip("{}|=?*.&") for part in line.split()):
        raise UserError("This safeguarding word is empty.", "Write the word or phrase to look for.", "phrase")
    return line


def check(line: str, groups: Mapping[str, frozenset[str]]) -> None:
    """Raises UserError when a phrase isn't in the list's small language (see `phrases`)."""
    left, _, right = line.partition("&")
    ways = left.split()
    if not ways or ways[0] in {"..", "*"} or ways[-1] == ".." or len(right.split()) > 1:
        raise UserError(
            f"The safeguarding phrase “{line}” must begin and end with a word, with one word after “&”.",
            "Write it as people say it.",
            "phrase",
        )
    try:
        parse(line, TEAM, groups)
    except KeyError as unknown:
        raise UserError(
            f"The safeguarding phrase “{line}” names a group of words that isn't in the list.",
            "Take the word in curly brackets out, or use {kin}.",
            "phrase",
        ) from unknown


def _words(lines: Iterable[str]) -> set[str]:
    return set(_WORD.findall(" ".join(lines)))


def _lines(text: str) -> list[str]:
    """The entries of a block: separated by commas and line ends, "#" begins a remark."""
    return [
        entry
        for line in text.splitlines()
        for part in line.partition("#")[0].split(",")
        if (entry := " ".join(part.split()))
    ]
