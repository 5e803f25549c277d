"""What stands in people's way on a day: entries that take their time, and the hours they work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Protocol

from desktop_app import clock
from desktop_app.records.diary import AWAY, FIXED
from desktop_app.records.words import EntryKind

Hours = Mapping[str, Mapping[int, tuple[int, int]]]
"""Worker → weekday (0 is Monday) → when they work, in minutes after midnight; a day that is missing is free."""
USUAL: Mapping[int, tuple[int, int]] = dict.fromkeys(range(5), (9 * 60, 17 * 60))
_NEVER_IN_THE_WAY = frozenset({EntryKind.DUTY, EntryKind.WRITE_UP})
"""Time that gives way: a visit may be booked over it."""


class Taken(Protocol):
    """An entry as the diary reads it: moments, or days when `all_day` (the last within)."""

    @property
    def entry_id(self) -> str: ...  # noqa: D102
    @property
    def workers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def starts(self) -> datetime | date: ...  # noqa: D102
    @property
    def ends(self) -> datetime | date: ...  # noqa: D102
    @property
    def kind(self) -> EntryKind: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def room(self) -> str: ...  # noqa: D102
    @property
    def postcode(self) -> str: ...  # noqa: D102
    @property
    def travel_before(self) -> int: ...  # noqa: D102
    @property
    def travel_after(self) -> int: ...  # noqa: D102


def is_away(entry: Taken) -> bool:
    """Leave or sickness: whoever has it can't be booked."""
    return entry.kind in AWAY


def outranks(entry: Taken) -> bool:
    """Court and conferences: nothing is booked over them."""
    return entry.kind in FIXED


def blocks(entry: Taken) -> bool:
    """Whether it takes time at all: whole days only when somebody is away, and not what gives way."""
    if isinstance(entry.starts, datetime):
        return entry.kind not in _NEVER_IN_THE_WAY
    return is_away(entry) or entry.kind is EntryKind.BUSY


def span(entry: Taken) -> tuple[datetime, datetime]:
    """From and to as moments on London's clock; whole days from midnight to midnight."""
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        return clock.local(entry.starts), clock.local(entry.ends)
    first, last = entry.starts, entry.ends
    return midnight(first), midnight(last + timedelta(days=1))


def midnight(day: date) -> datetime:
    """The day's first moment in London."""
    return datetime.combine(day, time(), clock.LONDON)


def minutes_of_day(entry: Taken, day: date) -> tuple[int, int] | None:
    """From and to on that day in minutes after midnight; None when it doesn't touch the day."""
    starts, ends = span(entry)
    first = 0 if starts.date() < day else starts.hour * 60 + starts.minute
    if starts.date() > day or ends.date() < day or (ends.date() == day and ends.hour == ends.minute == 0):
        return None
    last = 24 * 60 if ends.date() > day else ends.hour * 60 + ends.minute
    return (first, max(last, first)) if last > first or starts == ends else None


def hours_on(hours: Hours, worker: str, day: date) -> tuple[int, int] | None:
    """When a worker works on a day; None when they don't."""
    return hours.get(worker, USUAL).get(day.weekday())
