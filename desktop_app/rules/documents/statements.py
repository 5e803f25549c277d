"""Statements with their sources: a fact of the record becomes a line that ends in its source's number: "… [3]"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.days import day_words

_CITED = re.compile(r"\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Source:
    """The record a statement comes from: its kind and id, what it is called, the day it speaks of."""

    kind: str
    id: str
    words: str
    on: date | None

    def said(self) -> str:
        """ "Call from Sheila Reid, Mon 23 Nov 2026"."""
        return f"{self.words}, {day_words(self.on, year=True)}" if self.on else self.words


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in words, and its source. `pull` is the list it belongs to ("household")."""

    pull: str
    text: str
    source: Source

    @property
    def key(self) -> str:
        """What tells it from every other statement of a family."""
        return f"{self.pull}:{self.source.kind}:{self.source.id}:{self.text}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known or not written. `section` is the key of the section it belongs to."""

    section: str
    words: str


def cited(text: str) -> tuple[int, ...]:
    """The numbers of the sources a text points to, each once, as they come."""
    return tuple(dict.fromkeys(int(number) for number in _CITED.findall(text)))


def line_of(statement: Statement, number: int) -> str:
    """The line that a pulled statement becomes."""
    return f"{statement.text.rstrip()} [{number}]"
