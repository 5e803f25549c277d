"""What a typed line was read as: one frozen answer, and the readings when it has to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["point", "range", "all_day", "recurring", "ambiguous", "not_a_date"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line. `start` and `end` are ISO dates or ISO local moments; `words` say it back."""

    start: str
    end: str | None
    words: str

    def __getitem__(self, name: str) -> str | None:
        """By name, as its dictionary would give it."""
        return self.as_json()[name]

    def as_json(self) -> dict[str, str | None]:
        """As a plain dictionary."""
        return {"start": self.start, "end": self.end, "words": self.words}


@dataclass(frozen=True, slots=True)
class DateReading:
    """`start` and `end`: `YYYY-MM-DD` for days (the end is the last day), else local ISO moments with their offset."""

    kind: Kind
    start: str | None = None
    end: str | None = None
    remainder: str = ""
    readings: tuple[Reading, ...] = ()
    rule: str | None = None
    said_back: str = ""
    ask: str = ""

    def as_json(self) -> dict[str, Any]:
        """As a plain dictionary, readings included."""
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "remainder": self.remainder,
            "readings": [one.as_json() for one in self.readings],
            "rule": self.rule,
            "said_back": self.said_back,
            "ask": self.ask,
        }
