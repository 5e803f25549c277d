"""The shapes of a calendar that has been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.exchange.calendar.lines import NotUnderstood
from desktop_app.exchange.calendar.values import Span, When
from desktop_app.rules.repeats import Repeat


@dataclass(frozen=True, slots=True)
class Person:
    """Who calls or is asked: `answer` is PARTSTAT in small letters ("accepted", "declined", "tentative", …)."""

    name: str
    email: str
    answer: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT. `end` is the moment or day after it (whole days: the first day it does not touch).

    `nominal`: the end was given as DURATION in days, which last as long as the wall clock says. `extra` are RDATEs
    with their own end or None. `instead_of` is RECURRENCE-ID; with `and_later` all later times move with it.
    `private`: CLASS is PRIVATE or CONFIDENTIAL. `line` is where it begins in the file.
    """

    uid: str
    start: When
    end: When
    zone: str = ""
    summary: str = ""
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    nominal: Span | None = None
    rules: tuple[Repeat, ...] = ()
    rule_text: tuple[str, ...] = ()
    except_rules: tuple[Repeat, ...] = ()
    extra: tuple[tuple[When, When | None], ...] = ()
    left_out: tuple[When, ...] = ()
    instead_of: When | None = None
    and_later: bool = False
    sequence: int = 0
    stamp: str = ""
    status: str = ""
    private: bool = False
    free: bool = False
    organizer: Person | None = None
    attendees: tuple[Person, ...] = ()
    comment: str = ""
    line: int = 0

    @property
    def all_day(self) -> bool:
        """Whether it stands for whole days."""
        return not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Everything of a file. `method` is iMIP's (REQUEST, REPLY, CANCEL, COUNTER) or empty; `zone` X-WR-TIMEZONE."""

    entries: tuple[Entry, ...]
    not_understood: tuple[NotUnderstood, ...]
    method: str = ""
    name: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """One time of an entry."""

    entry: Entry
    start: When
    end: When
