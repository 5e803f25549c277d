"""Values of RFC 5545 3.3: days, moments, periods and durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desktop_app.exchange.calendar.lines import Line, Notes
from desktop_app.exchange.calendar.zones import UTC_ZONE, Zones

When = date | datetime
"""A day (whole-day entries), a wall clock's time without a zone ("floating"), or a time in its zone."""

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z?))?", re.ASCII | re.I)
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,8})S)?)?", re.ASCII | re.I
)
MOST_MOMENTS = 20_000
FIRST_YEAR, LAST_YEAR = 2, 9998
"""A time in the year 1 or 9999 may lie outside all years once it is told in another zone."""


class BadValue(ValueError):
    """The message goes on after the property's name: `“…” is no time`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A duration: days as the calendar counts them, seconds as a clock does (RFC 5545 3.3.6)."""

    days: int = 0
    seconds: int = 0
    negative: bool = False

    @classmethod
    def usual(cls, start: When) -> Span:
        """How long an entry lasts that does not say: a day, or no time at all (3.6.1)."""
        return cls() if isinstance(start, datetime) else cls(days=1)

    def after(self, start: When) -> When:
        """The end of what begins at `start`."""
        if not isinstance(start, datetime):
            return start + timedelta(days=self.days + -(-self.seconds // 86_400))
        there = start + timedelta(days=self.days)
        return later(there, timedelta(seconds=self.seconds))

    @staticmethod
    def apart(start: When, end: When) -> float:
        """Seconds from one to the other, of one kind."""
        if isinstance(start, datetime) and isinstance(end, datetime):
            return (in_order(end) - in_order(start)).total_seconds()
        return (as_day(end) - as_day(start)).total_seconds()

    @staticmethod
    def as_kind(value: When, like: When) -> When:
        """A day as the midnight it begins with, a time as its day, as `like` is."""
        if isinstance(like, datetime):
            return datetime.combine(as_day(value), time(), like.tzinfo)
        return as_day(value)


def as_day(value: When) -> date:
    """The day of a day or moment."""
    return value.date() if isinstance(value, datetime) else value


def in_order(value: datetime) -> datetime:
    """The moment in UTC, where it has a zone: times are compared there, never on walls."""
    return value if value.tzinfo is None else value.astimezone(UTC)


def later(start: datetime, length: timedelta) -> datetime:
    """Exactly so much later, whatever the clocks do in between; told in the same zone."""
    if start.tzinfo is None:
        return start + length
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def one_moment(line: Line, zones: Zones) -> When:
    """The one value of a line. BadValue when it is none."""
    return _moment(line.value, line, zones)


def moments(line: Line, zones: Zones, notes: Notes) -> list[tuple[When, When | None]]:
    """The values of RDATE and EXDATE: each a start, and for a period its end. Bad ones are said."""
    found: list[tuple[When, When | None]] = []
    said = line.value.split(",")
    if len(said) > MOST_MOMENTS:
        notes.say(line.number, f"{line.name} has more than {MOST_MOMENTS:,} values: the rest was left out.")
    for one in said[:MOST_MOMENTS]:
        if not one.strip():
            continue
        begin, _, end = one.partition("/")
        try:
            start = _moment(begin, line, zones)
            found.append((start, _period_end(start, end, line, zones) if end else None))
        except (BadValue, OverflowError) as wrong:
            notes.say(line.number, f"{line.name} {wrong}: this value was left out.")
    if not found and not line.value.strip():
        notes.say(line.number, f"{line.name} is empty.")
    return found


def _period_end(start: When, said: str, line: Line, zones: Zones) -> When:
    if said.strip()[:1].upper() in ("P", "+", "-"):
        span = read_duration(said)
        if span.negative:
            raise BadValue("has a period that lasts less than no time")
        return span.after(start)
    end = _moment(said, line, zones)
    if isinstance(end, datetime) != isinstance(start, datetime) or Span.apart(start, end) < 0:
        raise BadValue("has a period that ends before it begins")
    return end


def _moment(said: str, line: Line, zones: Zones) -> When:
    said = said.strip()
    match = _MOMENT.fullmatch(said)
    if match is None:
        match = _LOOSE.fullmatch(said)
        if match is None:
            raise BadValue(f"“{said[:40]}” is no day and no time")
        zones.notes.say(line.number, f"{line.name} “{said[:40]}” is not written as RFC 5545 asks; it was read as that.")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        there = date(int(year), int(month), int(day))
        if not FIRST_YEAR <= there.year <= LAST_YEAR:
            raise BadValue(f"“{said[:40]}” lies in a year that can’t be counted with")
        if hour is None or (line.params.get("VALUE", "").upper() == "DATE" and line.name != "RDATE"):
            return there
        # 3.3.12: without leap seconds 60 is 59. 24:00 is written by some: midnight that follows.
        after = timedelta(days=1) if hour == "24" and minute == "00" else timedelta()
        at = time(0 if after else int(hour), int(minute), min(int(second or 0), 59))
    except ValueError as wrong:
        raise wrong if isinstance(wrong, BadValue) else BadValue(f"“{said[:40]}” is no day and no time") from None
    wall = datetime.combine(there, at) + after
    if utc:
        return wall.replace(tzinfo=UTC_ZONE)
    name = line.params.get("TZID", "").strip()
    if not name:
        if "TZID" in line.params:
            zones.notes.say(line.number, f"{line.name} has an empty TZID: the clock on the wall is meant.")
        return wall
    zones.compare(name, wall, line.number)
    return wall.replace(tzinfo=zones.get(name, line.number))


def settled(wall: datetime) -> datetime:
    """A time the clocks jump over, told as RFC 5545 3.3.5 asks: by the offset before the jump. Others as they are."""
    if wall.tzinfo is None:
        return wall
    there = wall.astimezone(UTC).astimezone(wall.tzinfo)
    return there if there.replace(tzinfo=None) != wall.replace(tzinfo=None) else wall


def read_duration(said: str) -> Span:
    """The span of a DURATION. BadValue when it is none."""
    match = _DURATION.fullmatch(said.strip())
    if match is None or not any(match.groups()[1:3] + match.groups()[4:]):
        raise BadValue(f"“{said.strip()[:40]}” is no length of time")
    sign, weeks, days, _time, hours, minutes, seconds = match.groups()
    span = Span(
        7 * int(weeks or 0) + int(days or 0), 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0)
    )
    return Span(span.days, span.seconds, negative=sign == "-" and bool(span.days or span.seconds))
