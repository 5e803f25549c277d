"""When the entries of the diary are: series spread out into rows that a week is read from by its index.

Worked out again whenever an entry is written, by a person or by a sync; never sent anywhere.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, delete, insert, select, text

from desktop_app import clock
from desktop_app.records.base import Record, from_plain, moment_text, read_moment
from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.repeats import Repeat, TooMany, read_rule, starts
from desktop_app.vault.tables import OCCASION, OCCASION_UNTIL, RECORDS

AHEAD = timedelta(days=3 * 366)
"""How far ahead of today the times of a series without an end are kept."""
RENEW = timedelta(days=366)
"""With less than this ahead they are worked out anew."""
MOST = 5_000
"""Times of one series; nobody's diary has more."""
LONGEST = 400
"""Days one entry may touch."""
_ENTRY = RECORDS[DiaryEntry.KIND]
_STALE = text("SELECT entry_id FROM occasion_until WHERE day < :day")
_INSERT = insert(OCCASION)


@dataclass(frozen=True, slots=True)
class When:
    """One time of an entry: moments, or for whole days the first and the last; `original` names it in its series."""

    starts: datetime | date
    ends: datetime | date
    original: str = ""


def refresh(connection: Connection, item: Record) -> None:
    """Make the rows say what this entry now says, and its series too when it is one time of one."""
    if not isinstance(item, DiaryEntry):
        return
    _write(connection, item)
    if item.series_id:
        series = _entry(connection, item.series_id)
        if series is not None:
            _write(connection, series)
    renew(connection)


def refresh_new(connection: Connection, items: Iterable[Record]) -> None:
    """Write the rows of entries that were never here before, all at once."""
    entries = [one for one in items if isinstance(one, DiaryEntry)]
    others: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        others[one.series_id].append(one.original)
    rows: list[dict[str, str]] = []
    known: list[dict[str, str]] = []
    for one in entries:
        if one.removed_at is None and one.cancelled_at is None:
            last = max(clock.today(), _day(one)) + AHEAD
            rows += [row for when in times(one, last, others[one.id]) for row in _rows(one, when)]
            known += [{"entry_id": one.id, "day": last.isoformat()}] if one.rule else []
    if rows:
        connection.execute(_INSERT, rows)
    if known:
        connection.execute(insert(OCCASION_UNTIL), known)
    for series_id in others.keys() - {one.id for one in entries} - {""}:
        series = _entry(connection, series_id)
        if series is not None:
            _write(connection, series)


def renew(connection: Connection) -> None:
    """Work out further times of series that are known for less than a year ahead."""
    soon = (clock.today() + RENEW).isoformat()
    for entry_id in connection.execute(_STALE, {"day": soon}).scalars().all():
        series = _entry(connection, entry_id)
        if series is not None:
            _write(connection, series)


def forget(connection: Connection, entry_id: str) -> None:
    """Take an entry's rows away."""
    connection.execute(delete(OCCASION).where(OCCASION.c.entry_id == entry_id))
    connection.execute(delete(OCCASION_UNTIL).where(OCCASION_UNTIL.c.entry_id == entry_id))


def _entry(connection: Connection, entry_id: str) -> DiaryEntry | None:
    row = connection.execute(select(_ENTRY).where(_ENTRY.c.id == entry_id)).mappings().first()
    return from_plain(DiaryEntry, row) if row else None


def _write(connection: Connection, entry: DiaryEntry) -> None:
    forget(connection, entry.id)
    if entry.removed_at is not None or entry.cancelled_at is not None:
        return
    last = max(clock.today(), _day(entry)) + AHEAD
    instead = _ENTRY.c.series_id == entry.id, _ENTRY.c.removed_at.is_(None)
    others = connection.execute(select(_ENTRY.c.original).where(*instead)).scalars() if entry.rule else ()
    rows = [row for when in times(entry, last, others) for row in _rows(entry, when)]
    if rows:
        connection.execute(_INSERT, rows)
    if entry.rule:
        connection.execute(insert(OCCASION_UNTIL), {"entry_id": entry.id, "day": last.isoformat()})


def _day(entry: DiaryEntry) -> date:
    if entry.starts_at is not None:
        return clock.local(entry.starts_at).date()
    return entry.first_day or clock.today()


def _rows(entry: DiaryEntry, when: When) -> Iterator[dict[str, str]]:
    for day in days_of(when):
        for worker in entry.workers or ("",):
            yield {
                "entry_id": entry.id, "worker_id": worker, "day": day.isoformat(), "original": when.original,
                "starts": plain(when.starts), "ends": plain(when.ends),
            }  # fmt: skip


def plain(moment: datetime | date) -> str:
    """A moment or a day as the rows keep it, and as `original` names it."""
    return moment_text(moment) if isinstance(moment, datetime) else moment.isoformat()


def days_of(when: When) -> list[date]:
    """The days it touches on the clock of England; an end at midnight doesn't touch the day that begins."""
    if isinstance(when.starts, datetime) and isinstance(when.ends, datetime):
        first = clock.local(when.starts).date()
        before_end = max(when.starts, when.ends - timedelta(microseconds=1))
        last = clock.local(before_end).date()
    else:
        first, last = _as_day(when.starts), _as_day(when.ends)
    count = min(LONGEST, max(0, (last - first).days) + 1)
    return [first + timedelta(days=ahead) for ahead in range(count)]


def _as_day(moment: datetime | date) -> date:
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def times(entry: DiaryEntry, until: date, others: Iterable[str] = ()) -> list[When]:
    """Every time of an entry that starts up to and including `until`; `others` stand in rows of their own."""
    first: datetime | date | None = entry.starts_at or entry.first_day
    last: datetime | date | None = entry.ends_at if entry.starts_at else entry.last_day
    if first is None:
        return []
    last = last or first
    if not entry.rule and not entry.extra:
        return [When(first, last, entry.original)]
    left_out = {*entry.skipped, *others}
    length = _apart(first, last)
    found = (_moved(start, length) for start in _starts(entry, first, until))
    return [one for one in found if one.original not in left_out]


def _apart(first: datetime | date, last: datetime | date) -> timedelta:
    if isinstance(first, datetime) and isinstance(last, datetime):
        return last - first
    return _as_day(last) - _as_day(first)


def _moved(start: datetime | date, length: timedelta) -> When:
    return When(start, start + length, plain(start))


def zone_of(entry: DiaryEntry) -> ZoneInfo:
    """The zone on whose clock it repeats; England's when its name is unknown here."""
    try:
        return ZoneInfo(entry.zone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return clock.LONDON


def _starts(entry: DiaryEntry, first: datetime | date, until: date) -> Iterator[datetime | date]:
    """Counted on the wall's clock without a zone, so that 10:00 stays 10:00 when the clocks change."""
    zone = zone_of(entry)
    timed = isinstance(first, datetime)
    begin = datetime.combine(first, time())
    if isinstance(first, datetime):
        begin = first.astimezone(zone).replace(tzinfo=None)
    found = {begin}
    last = datetime.combine(until, time.max)
    # A rule that came from elsewhere and can't be counted must not stop a sync: its first time stands.
    with contextlib.suppress(ValueError, TooMany):
        found |= {moment for one in entry.extra if (moment := _read(one, zone)) <= last}
        if entry.rule:
            rule = read_rule(entry.rule)
            ends = min(last, _ends(rule, zone))
            found.update(itertools.islice(starts(rule, begin, after=begin, until=ends, whole_days=not timed), MOST))
    for start in sorted(found):
        yield start.replace(tzinfo=zone).astimezone(clock.LONDON) if timed else start.date()


def _ends(rule: Repeat, zone: ZoneInfo) -> datetime:
    """The last moment of a rule on the wall of its zone."""
    if rule.until is None:
        return datetime.combine(date.max, time.max)
    if not isinstance(rule.until, datetime):
        return datetime.combine(rule.until, time.max)
    return rule.until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if rule.until_utc else rule.until


def _read(original: str, zone: ZoneInfo) -> datetime:
    if len(original) == 10:
        return datetime.combine(date.fromisoformat(original), time())
    return read_moment(original).astimezone(zone).replace(tzinfo=None)
