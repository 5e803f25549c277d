"""A day or a span of days however it is said: by name, by date, or counted from another day."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.rules.typed_dates.almanac import monday_of
from desktop_app.rules.typed_dates.dates import date_at
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, one
from desktop_app.rules.typed_dates.months import edge_at, named_at, nth_at
from desktop_app.rules.typed_dates.offsets import moved, offset_at
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.weekdays import near_at, weekday_at
from desktop_app.rules.typed_dates.weeks import period_at
from desktop_app.rules.typed_dates.words import WEEKDAYS


def day_at(line: Line, place: int) -> Found | None:
    """A day or a span of days at `place`, with a "+ 3 months" behind it."""
    found = _first(line, place)
    while found and line.low(found[1]) in ("+", "plus"):
        offset = offset_at(line, found[1] + 1)
        if not offset:
            break
        found = moved(found[0], offset[0]), offset[1]
    return found


def _first(line: Line, place: int) -> Found | None:
    return (
        _week_of(line, place) or _offset_day(line, place) or edge_at(line, place) or nth_at(line, place)
        or named_at(line, place) or weekday_at(line, place) or _dated(line, place) or near_at(line, place)
        or period_at(line, place)
    )  # fmt: skip


def _dated(line: Line, place: int) -> Found | None:
    """A calendar date, its weekday perhaps behind it: 8/12/26 (Tue)."""
    found = date_at(line, place)
    if not found:
        return None
    after = found[1]
    bracket = line.low(after) == "("
    weekday = WEEKDAYS.get(line.low(after + 1 if bracket or line.low(after) == "," else after), -1)
    if weekday < 0:
        return found
    again = date_at(line, place, weekday)
    return (again[0], after + (3 if bracket else 2 if line.low(after) == "," else 1)) if again else found


def _offset_day(line: Line, place: int) -> Found | None:
    """in 3 weeks, within 10 working days, a week on Monday, fortnight today, 3 days ago, 15 wd."""
    working = line.one_of(place, "next working day", "the next working day")
    if working:
        return moved(one(line.today), (1, "working")), working
    led = line.low(place) in ("in", "within")
    start = place + 1 if led else place
    start = start + 1 if led and line.low(start) == "the" and line.low(start + 1) == "next" else start
    start = start + 1 if led and line.low(start) == "next" else start
    day = line.one_of(start, "the day before", "the day after", "day before", "day after")
    found = ((1, "day"), day - 1) if day else offset_at(line, start)
    if not found:
        return None
    offset, after = found
    today = one(line.today)
    if line.low(after) in ("'", "’"):
        after += 1
    if line.low(after) == "time" or line.words(after, "from now") or line.low(after) == "hence":
        return moved(today, offset), after + (2 if line.low(after) == "from" else 1)
    if line.low(after) == "ago":
        return moved(today, offset, -1), after + 1
    weeks = offset[1] == "week"
    if line.low(after) in ("today", "tomorrow", "yesterday") and offset[1] in ("week", "month", "year", "day"):
        way = -1 if line.low(after) == "yesterday" else 1
        base = one(line.today + DAY * {"today": 0, "tomorrow": 1, "yesterday": -1}[line.low(after)])
        part = moved(base, offset, way)
        return (replace(part, ask="Which day is meant?") if way < 0 else part), after + 1
    if line.low(after) in ("from", "after", "before", "of") or (line.low(after) == "on" and weeks):
        base_found = day_at(line, after + 1)
        if base_found:
            way = -1 if line.low(after) == "before" else 1
            if led and line.low(after) == "on":
                return replace(moved(base_found[0], offset), ask="Which week is meant?"), base_found[1]
            return moved(base_found[0], offset, way), base_found[1]
    if weeks and line.low(after) in WEEKDAYS and (line.low(place) in ("a", "fortnight") or not led):
        base_found = weekday_at(line, after)
        if base_found and base_found[0].weekday >= 0:
            return moved(base_found[0], offset), base_found[1]
    if led and line.low(after) not in ("of", "on"):
        return moved(today, offset), after
    if offset[1] == "working" and line.low(place - 1) not in (
        "took",
        "for",
        "last",
        "past",
        "than",
        "over",
        "of",
        "after",
    ):
        return moved(today, offset), after
    return None


def _week_of(line: Line, place: int) -> Found | None:
    """w/c 7 Dec, week beginning Monday, w/e 11 Dec, week of 7 Dec."""
    start = place + 1 if line.low(place) == "the" else place
    after = line.one_of(start, "w / c", "wc", "w / b", "week commencing", "week beginning", "week starting", "week of",
                        "wk commencing", "w / commencing", "w . c", "week com", "week beg")  # fmt: skip
    ending = line.one_of(start, "w / e", "week ending", "wk ending", "w / ending")
    found = day_at(line, line.one_of(after or ending, "the") or after or ending) if after or ending else None
    found = found or (day_at(line, after or ending) if after or ending else None)
    if not found and ending and line.low(start) == "w":
        return None
    if not found and (after or ending):
        return None
    if not found:
        return None
    part, behind = found
    if any(a != b for a, b in part.spans):
        return None
    week = tuple((monday_of(a), a if ending else monday_of(a) + 6 * DAY) for a, _ in part.spans)
    ask = part.ask
    if after and not ask and line.low(after - 1) != "of" and any(a.weekday() for a, _ in part.spans):
        ask = "That day is no Monday. Which week is meant?"
    if ending and not ask and any(b.weekday() not in (4, 6) for _, b in week):
        ask = "That day is no end of a week. Which week is meant?"
    return DayPart(week, ask, whole=True), behind
