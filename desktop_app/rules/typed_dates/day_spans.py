"""Spans of days: "7-11 Dec", "Mon-Wed", "30 Nov to 4 Dec", "7/12/26 - 11/12/26"."""

from __future__ import annotations

from desktop_app.rules.typed_dates.almanac import last_weekday
from desktop_app.rules.typed_dates.dates import CLASH, date_at
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, Span, made
from desktop_app.rules.typed_dates.near_days import day_at
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, WEEKDAYS

JOINS = frozenset({"-", "to", "until", "through"})


def days_at(line: Line, place: int, lead: str = "") -> Found | None:
    """A day or a span of days at `place`; `lead` is the word before ("between" joins with "and")."""
    joins = JOINS | {"and"} if lead == "between" else JOINS
    if lead in ("at", "@") and line.ordinal(place)[0] < 0 and line.low(place + 1) in joins:
        return None  # "at 9 until 31 Dec" is an hour and an end
    short = _shared_month(line, place, joins) or _shared_month_with_weekdays(line, place, joins)
    if short:
        return short
    first = day_at(line, place)
    behind = _month_before(line, place, first) if first else None
    if behind:
        return behind
    if not first or line.low(first[1]) not in joins or any(a != b for a, b in first[0].spans):
        return first
    last = day_at(line, first[1] + 1)
    if not last or any(a != b for a, b in last[0].spans):
        return first
    return _joined(first[0], last[0]), last[1]


def _shared_month(line: Line, place: int, joins: frozenset[str]) -> Found | None:
    """The month said once, behind: 7-11 Dec, 7th to 11th December 2026, the 7th - 11th."""
    start = place + 1 if line.low(place) == "the" else place
    number, after = line.ordinal(start)
    if number < 0 and 1 <= line.at(start).digits <= 2:
        number, after = line.number(start), start + 1
    if not 1 <= number <= 31 or line.low(after) not in joins:
        return None
    last = date_at(line, after + 1)
    if not last or any(a != b for a, b in last[0].spans) or not last[0].spans:
        return None
    if line.low(after + 2) in ("/", "."):
        return None
    spans = tuple((end.replace(day=number), end) for _, end in last[0].spans if number < end.day)
    if not spans or (line.at(start).digits and line.ordinal(start)[0] < 0 and last[0].monthday >= 0):
        return None
    return DayPart(spans, last[0].ask, whole=True), last[1]


def _month_before(line: Line, place: int, first: Found) -> Found | None:
    """The month said once, before: Oct 5-9."""
    part, after = first
    end = line.number(after + 1)
    glued = line.low(after) == "-" and line.glued(after) and line.glued(after + 1)
    if line.low(place) not in MONTHS or not glued or not 1 <= line.at(after + 1).digits <= 2 or not part.spans:
        return None
    if line.glued(after + 2) or line.low(after + 2) in ("am", "pm", "hrs", "a", "p"):
        return None
    spans = tuple((day, last) for day, _ in part.spans if day.day < end and (last := made(day.year, day.month, end)))
    return (DayPart(spans, part.ask, whole=True), after + 2) if spans else None


def _shared_month_with_weekdays(line: Line, place: int, joins: frozenset[str]) -> Found | None:
    """Mon 1 - Fri 5 March: asked unless both weekdays agree with their days."""
    weekday = WEEKDAYS.get(line.low(place), -1)
    number, after = line.ordinal(place + 1)
    if number < 0 and 1 <= line.at(place + 1).digits <= 2:
        number, after = line.number(place + 1), place + 2
    if weekday < 0 or number < 1 or line.low(after) not in joins or line.low(after + 1) not in WEEKDAYS:
        return None
    last = day_at(line, after + 1)
    if not last or len(last[0].spans) != 1 or last[0].weekday >= 0:
        return None
    end = last[0].spans[0][1]
    start = made(end.year, end.month, number)
    if start is None or start >= end:
        return None
    ask = last[0].ask or ("" if start.weekday() == weekday else CLASH)
    return DayPart(((start, end),), ask, whole=True), last[1]


def _joined(first: DayPart, last: DayPart) -> DayPart:
    """From each reading of the first to the next such last day; a last day before the first is asked."""
    spans: list[Span] = []
    if first.weekday >= 0 and last.weekday < 0 and first.sure and last.sure:
        end = last.spans[0][0]
        starts = dict.fromkeys((first.spans[0][0], last_weekday(end, first.weekday)))
        days = tuple((start, end) for start in starts if start < end)
        return DayPart(days, "" if len(days) == 1 else "From which day?", whole=True)
    for start, _ in first.spans:
        if last.weekday >= 0:
            spans.append((start, start + DAY * ((last.weekday - start.weekday()) % 7)))
            continue
        ends = [end for end, _ in last.spans if end >= start]
        spans += [(start, end) for end in ends[:1]]
    spans = [span for span in dict.fromkeys(spans) if span[1] > span[0]]
    ask = first.ask or ("" if last.weekday >= 0 else last.ask)
    if not spans:
        ask = "The last day lies before the first. Which days are meant?"
    return DayPart(tuple(spans), ask, whole=True)
