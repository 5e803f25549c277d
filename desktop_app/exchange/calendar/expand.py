"""A calendar's entries spread out: which times of them touch a span of days (RFC 5545 3.8.4.4, 3.8.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from desktop_app import clock
from desktop_app.exchange.calendar.lines import Notes, NotUnderstood
from desktop_app.exchange.calendar.shapes import Entry, Instance
from desktop_app.exchange.calendar.values import Span, When, as_day, in_order, later, settled
from desktop_app.rules.repeats import Budget, Repeat, TooMany, starts

_FIRST, _LAST = datetime.min, datetime.max  # noqa: DTZ901 - walls, not moments
_SLACK = timedelta(days=2)
"""Zones lie up to 26 hours apart, so walls are asked a little wider than the days that are wanted."""
_EDGE = timedelta(days=4)


def expand(
    entries: Iterable[Entry], first: date, last: date, budget: Budget | None = None
) -> tuple[list[Instance], list[NotUnderstood]]:
    """Every time that touches the days `first` to `last` (both within, England's clock), in order.

    Floating times and whole days are compared as they are written. Also what could not be counted.
    """
    notes = Notes()
    budget = budget or Budget()
    window = _Window(first, last)
    found: list[Instance] = []
    for group in _by_uid(entries).values():
        for one in _Series(group, notes, budget).inside(window):
            found.append(Instance(one.entry, _told(one.start), _told(one.end)))
    found.sort(key=lambda one: (_sort_key(one.start), one.entry.summary, one.entry.uid))
    return found, list(notes.all())


def _told(when: When) -> When:
    """As the clock showed it: what was written for an hour that is jumped over is told as RFC 5545 3.3.5 says."""
    return settled(when) if isinstance(when, datetime) else when


def _by_uid(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        found[one.uid].append(one)
    return found


def _sort_key(when: When) -> datetime:
    """Whole days and floating times as on England's clock."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), clock.LONDON).astimezone(UTC)
    return (when if when.tzinfo else when.replace(tzinfo=clock.LONDON)).astimezone(UTC)


class _Window:
    """The days that were asked for."""

    def __init__(self, first: date, last: date) -> None:
        self.first = min(max(first, date.min + _EDGE), date.max - _EDGE)
        self.end = min(max(last, date.min + _EDGE), date.max - _EDGE) + timedelta(days=1)
        self.walls = datetime.combine(self.first, time()), datetime.combine(self.end, time())
        self.moments = tuple(wall.replace(tzinfo=clock.LONDON).astimezone(UTC) for wall in self.walls)

    def touches(self, start: When, end: When) -> bool:
        """Whether any of it lies within; what lasts no time counts where it stands."""
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return as_day(start) < self.end and (as_day(end) > self.first or as_day(start) >= self.first)
        begins, ends = (self.walls if start.tzinfo is None else self.moments)[:2]
        start, end = in_order(start), in_order(end)
        return start < ends and (end > begins or start >= begins)


def key_of(when: When) -> datetime | date:
    """By what times are the same: moments in UTC, floating ones on the wall, days as they are."""
    return in_order(when) if isinstance(when, datetime) else when


def newest(entries: list[Entry]) -> Entry:
    """The one that holds of several versions: the highest SEQUENCE, then DTSTAMP, then the later in the file."""
    return max(entries, key=lambda one: (one.sequence, one.stamp, one.line))


def on_clock_of(start: When, when: When) -> When:
    """A RECURRENCE-ID or EXDATE that is floating, or a bare day, as the series means it that begins at `start`."""
    if not isinstance(start, datetime):
        return as_day(when)
    if not isinstance(when, datetime):
        return settled(datetime.combine(when, start.timetz().replace(tzinfo=None), start.tzinfo))
    if (when.tzinfo is None) != (start.tzinfo is None):
        return settled(when.replace(tzinfo=start.tzinfo))
    return when


class _Series:
    """Everything under one UID: the entry, and the times of it that differ."""

    def __init__(self, group: list[Entry], notes: Notes, budget: Budget) -> None:
        self.notes, self.budget = notes, budget
        masters = [one for one in group if one.instead_of is None]
        self.master = newest(masters) if masters else None
        if len(masters) > 1 and self.master is not None:
            line = next(one.line for one in masters if one is not self.master)
            notes.say(line, "The same UID stands here in another version: the newest of them was taken.")
        changed: dict[datetime | date, list[Entry]] = defaultdict(list)
        for one in group:
            if one.instead_of is not None:
                changed[key_of(self._as_master(one.instead_of))].append(one)
        self.instead = {at: newest(versions) for at, versions in changed.items()}

    def _as_master(self, when: When) -> When:
        return when if self.master is None else on_clock_of(self.master.start, when)

    def inside(self, window: _Window) -> Iterator[Instance]:
        """The times that touch the window."""
        try:
            yield from self._inside(window)
        except TooMany:
            self.notes.say(self._line(), "This repeats more often than can be counted here: its times are missing.")
        except (OverflowError, ValueError):
            self.notes.say(self._line(), "This can’t be counted: it leaves the years that a calendar has.")

    def _line(self) -> int:
        return (self.master or next(iter(self.instead.values()))).line

    def _inside(self, window: _Window) -> Iterator[Instance]:
        later_ones = sorted(
            (at for at, one in self.instead.items() if one.and_later), key=lambda at: _sort_key(at)
        )  # fmt: skip
        for one in self.instead.values():
            if window.touches(one.start, one.end):
                yield Instance(one, one.start, one.end)
        if self.master is None:
            return
        reach = max([timedelta(), *(abs(self._shift(self.instead[at])) for at in later_ones)])
        for start, end in self._own(self.master, window, reach):
            at = key_of(start)
            if at in self.instead:
                continue
            past = [one for one in later_ones if _sort_key(one) <= _sort_key(at)]
            made = self._moved(start, self.instead[past[-1]]) if past else Instance(self.master, start, end)
            if window.touches(made.start, made.end):
                yield made

    def _shift(self, changed: Entry) -> timedelta:
        original = self._as_master(changed.instead_of) if changed.instead_of is not None else changed.start
        if isinstance(changed.start, datetime) and isinstance(original, datetime):
            return changed.start.replace(tzinfo=None) - original.replace(tzinfo=None)
        return as_day(changed.start) - as_day(original)

    def _moved(self, start: When, changed: Entry) -> Instance:
        """A later time of a series that was moved from one time on (RANGE=THISANDFUTURE)."""
        moved = start + self._shift(changed)
        if isinstance(moved, datetime) and isinstance(changed.start, datetime):
            moved = settled(moved.replace(tzinfo=changed.start.tzinfo, fold=0))
        entry = replace(changed, instead_of=None, and_later=False)
        return Instance(entry, moved, _end(entry, moved))

    def _own(self, master: Entry, window: _Window, reach: timedelta) -> Iterator[tuple[When, When]]:
        """The series' own times that may touch the window, wherever they were moved to."""
        ones = [master, *self.instead.values()]
        length = timedelta(seconds=max(Span.apart(one.start, one.end) for one in ones))
        after = window.walls[0] - min(length + reach + _SLACK, window.walls[0] - _FIRST)
        until = window.walls[1] + min(reach + _SLACK, _LAST - window.walls[1])
        found: dict[datetime | date, tuple[When, When | None]] = {key_of(master.start): (master.start, None)}
        for rule in master.rules:
            for start in self._times(rule, master.start, after, until):
                found.setdefault(key_of(start), (start, None))
        for begin, end in master.extra:
            found[key_of(begin)] = (begin, end)
        gone = {key_of(one) for one in master.left_out}
        for rule in master.except_rules:
            gone |= {key_of(start) for start in self._times(rule, master.start, after, until)}
        for at, (start, own_end) in found.items():
            if at not in gone and as_day(start) not in gone and _wall(start) not in gone:
                yield start, own_end or _end(master, start)

    def _times(self, rule: Repeat, first: When, after: datetime, until: datetime) -> Iterator[When]:
        """Counted on the wall's clock, so that 10:00 stays 10:00 when the clocks change (3.3.10)."""
        begin = _wall(first)
        timed = isinstance(first, datetime)
        zone = first.tzinfo if isinstance(first, datetime) else None
        last, exact = _until(rule, first)
        step = self.budget.rule()
        for wall in starts(rule, begin, after=after, until=min(until, last), whole_days=not timed, step=step):
            if not timed:
                yield wall.date()
                continue
            start = settled(wall.replace(tzinfo=zone))
            if exact is None or in_order(start) <= exact:
                yield start


def _wall(when: When) -> datetime:
    return when.replace(tzinfo=None, fold=0) if isinstance(when, datetime) else datetime.combine(when, time())


def _until(rule: Repeat, first: When) -> tuple[datetime, datetime | None]:
    """The wall's time no start lies after, and the exact moment where UNTIL is in UTC (3.3.10)."""
    until = rule.until
    if until is None:
        return _LAST, None
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max), None  # a bare day is meant with its evening
    if isinstance(first, datetime) and first.tzinfo is not None and rule.until_utc:
        return until + _SLACK, until.replace(tzinfo=UTC)
    if not isinstance(first, datetime):
        return datetime.combine(until.date(), time.max), None
    return until, None


def _end(entry: Entry, start: When) -> When:
    """The end of one time: as long as the entry lasts, exactly, or by the calendar when it said DURATION (3.8.5.3)."""
    if entry.nominal is not None:
        return entry.nominal.after(start)
    length = timedelta(seconds=Span.apart(entry.start, entry.end))
    if isinstance(start, datetime):
        end = later(start, length)
        there = entry.end.tzinfo if isinstance(entry.end, datetime) else None
        return end.astimezone(there) if there is not None and end.tzinfo is not None else end
    return start + length
