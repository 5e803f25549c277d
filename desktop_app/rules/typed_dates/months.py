"""Days of months and days with names: "end of the month", "first Thursday of next month", "Good Friday"."""

from __future__ import annotations

from datetime import date

from desktop_app.rules.typed_dates.almanac import (
    FIRST_WORDS,
    LONGEST_NAME,
    NAMED,
    add_months,
    monday_of,
    month_end,
    next_bank_holiday,
    nth_weekday,
)
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, Span, one, several, yearless
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, WEEKDAYS
from desktop_app.rules.working_days import is_working_day


def edge_at(line: Line, place: int) -> Found | None:
    """end of the month, start of March, end of next month, last working day of the month, month end."""
    start = place + 1 if line.low(place) == "the" else place
    if line.words(start, "month end"):
        return one(month_end(line.today)), start + 2
    if line.words(start, "year end"):
        return None
    edges = {"end of": -1, "last day of": -1, "last day in": -1, "start of": 1, "beginning of": 1, "first day of": 1,
             "last working day of": -2, "first working day of": 2}  # fmt: skip
    after, edge = next(((found, way) for phrase, way in edges.items() if (found := line.words(start, phrase))), (0, 0))
    if not after:
        return None
    span = month_span(line, after)
    if span:
        day = _edge_of(span[0], edge)
        if day < line.today and line.low(after) != "last" and not line.at(span[1] - 1).digits:
            return several(day, ask="That day has just gone. Which is meant?"), span[1]
        return one(day), span[1]
    week = line.one_of(after, "the week", "this week", "week")
    nxt = line.one_of(after, "next week")
    if (week or nxt) and abs(edge) == 1:
        monday = monday_of(line.today) + DAY * (7 if nxt else 0)
        if edge == 1:
            return one(monday), week or nxt
        return several(monday + 4 * DAY, monday + 6 * DAY, ask="Friday, or Sunday?"), week or nxt
    year = line.one_of(after, "the year", "this year", "year")
    if year and edge == -1:
        return one(date(line.today.year, 12, 31)), year
    return None


def _edge_of(span: Span, edge: int) -> date:
    day = span[0] if edge > 0 else span[1]
    while abs(edge) == 2 and not is_working_day(day):
        day += DAY if edge > 0 else -DAY
    return day


def month_span(line: Line, place: int) -> tuple[Span, int] | None:
    """The month meant by: the month, this month, next month, March, March 2027, each month is not one."""
    first = line.today.replace(day=1)
    for phrase, step in (("the month", 0), ("this month", 0), ("next month", 1), ("the next month", 1), ("month", 0),
                         ("last month", -1)):  # fmt: skip
        after = line.words(place, phrase)
        if after:
            begin = add_months(first, step)
            return (begin, month_end(begin)), after
    start = place + 1 if line.low(place) in ("next", "this") else place
    month = MONTHS.get(line.low(start), 0)
    if not month:
        return None
    after = start + 1
    if line.at(after).digits == 4 and 1900 <= line.number(after) <= 2199:
        begin, after = date(line.number(after), month, 1), after + 1
    else:
        begin = date(line.today.year + (month < line.today.month), month, 1)
        if line.low(place) == "next" and begin.year == line.today.year and start > place:
            return None
    return (begin, month_end(begin)), after


def nth_at(line: Line, place: int) -> Found | None:
    """first Thursday of next month, last Friday of March, 2nd Tuesday in January."""
    start = place + 1 if line.low(place) == "the" else place
    number, after = (-1, start + 1) if line.low(start) == "last" else line.ordinal(start)
    if (number == -1 and line.low(start) != "last") or number > 5 or number == 0:
        return None
    weekday = WEEKDAYS.get(line.low(after), -1)
    if weekday < 0 or line.low(after + 1) not in ("of", "in"):
        return None
    span = month_span(line, after + 2)
    if not span:
        return None
    first = span[0][0]
    day = nth_weekday(first.year, first.month, number, weekday)
    if day is None:
        return DayPart((), f"{first:%B} has no fifth {line.at(after).text}. Which day is meant?"), span[1]
    if day < line.today and not line.at(span[1] - 1).digits and line.low(after + 2) not in ("last", "this"):
        ahead = add_months(first, 12 if line.low(after + 2) in MONTHS else 1)
        later = nth_weekday(ahead.year, ahead.month, number, weekday)
        return several(day, *((later,) if later else ()), ask="That day has just gone. Which is meant?"), span[1]
    return one(day), span[1]


def named_at(line: Line, place: int) -> Found | None:
    """Christmas Eve, Good Friday 2027, bank holiday Monday."""
    start = place + 1 if line.low(place) == "the" else place
    after = line.one_of(start, "bank holiday", "next bank holiday")
    if after:
        weekday = WEEKDAYS.get(line.low(after), -1)
        day = next_bank_holiday(line.today, weekday if weekday >= 0 else None)
        if day and (weekday >= 0 or line.low(start) == "next"):
            return one(day), after + (weekday >= 0)
        return (several(day, ask="Which bank holiday is meant?"), after) if day else None
    if line.low(start) not in FIRST_WORDS:
        return None
    for length in range(min(LONGEST_NAME, len(line) - start), 0, -1):
        name = " ".join(line.low(start + step) for step in range(length))
        if name in NAMED:
            return _named_day(line, name, start + length)
    return None


def _named_day(line: Line, name: str, after: int) -> Found:
    if line.at(after).digits == 4 and 1900 <= line.number(after) <= 2199:
        return one(NAMED[name](line.number(after))), after + 1
    return yearless(line, NAMED[name]), after
