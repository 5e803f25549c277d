"""Whole weeks, weekends, months and years: "next week", "this weekend", "in March"."""

from __future__ import annotations

from datetime import date

from desktop_app.rules.typed_dates.almanac import add_months, monday_of, month_end
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, Span
from desktop_app.rules.typed_dates.months import month_span
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS


def period_at(line: Line, place: int) -> Found | None:
    """next week, this weekend, next month, in March, March 2027."""
    low, word = line.low(place), line.low(place + 1)
    over = line.one_of(place, "the week after next", "week after next")
    if over:
        first = monday_of(line.today) + 14 * DAY
        return DayPart(((first, first + 6 * DAY),), whole=True), over
    monday = monday_of(line.today)
    if low in ("this", "next", "last") and word in ("week", "month", "year"):
        step = {"this": 0, "next": 1, "last": -1}[low]
        if word == "week":
            first = monday + DAY * (7 * step)
            return DayPart(((first, first + 6 * DAY),), whole=True), place + 2
        first = line.today.replace(day=1) if word == "month" else line.today.replace(month=1, day=1)
        begin = add_months(first, step * (1 if word == "month" else 12))
        last = month_end(begin) if word == "month" else begin.replace(month=12, day=31)
        return DayPart(((begin, last),), whole=True), place + 2
    if low in ("this", "next", "last", "the") and word == "weekend":
        return _weekend(line, low), place + 2
    if low == "in" or low == "during":
        span = month_span(line, place + 1) if word in MONTHS or word == "next" else None
        if span and line.low(span[1]) not in ("'s",) and not line.at(place + 1).low.endswith("'s"):
            name = word in ("jan", "april", "may", "june", "august") and not line.at(span[1] - 1).digits
            return DayPart((span[0],), "Is that the month, or a name?" if name else "", whole=True), span[1]
    month = MONTHS.get(low, 0)
    if month and line.at(place + 1).digits == 4 and 2000 <= line.number(place + 1) <= 2199:
        first = date(line.number(place + 1), month, 1)
        return DayPart(((first, month_end(first)),), whole=True), place + 2
    return None


def _weekend_span(saturday: date, step: int) -> Span:
    return saturday + DAY * (7 * step), saturday + DAY * (7 * step + 1)


def _weekend(line: Line, how: str) -> DayPart:
    saturday = monday_of(line.today) + 5 * DAY
    if how == "last":
        return DayPart((_weekend_span(saturday, -1),), whole=True)
    if how == "next":
        if line.today.weekday() >= 5:
            return DayPart((_weekend_span(saturday, 1),), whole=True)
        return DayPart((_weekend_span(saturday, 0), _weekend_span(saturday, 1)), "Which weekend is meant?", whole=True)
    return DayPart((_weekend_span(saturday, 0),), whole=True)
