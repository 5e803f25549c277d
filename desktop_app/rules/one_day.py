"""One day typed in a field of its own: a day to come ("Fri") or one that has gone ("Mon", "12 Nov")."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from desktop_app import clock
from desktop_app.rules.typed_dates import read_date

_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[\s/.-]+(?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)",
    re.IGNORECASE,
)


def one_day(typed: str, today: date, *, gone: bool = False) -> tuple[date | None, str]:
    """(day, what is wrong). Nothing typed is no day and nothing wrong. `gone`: the nearest such day up to today."""
    if not typed.strip():
        return None, ""
    reading = read_date(typed, datetime.combine(today, time(12), clock.LONDON))
    if reading.kind == "ambiguous":
        days = {date.fromisoformat(one.start[:10]) for one in reading.readings}
        before = {one for one in days if one <= today}
        if not gone or len(before) != 1:
            return None, reading.ask or "That can mean two days. Say which."
        return before.pop(), ""
    if reading.kind == "not_a_date" or reading.start is None:
        return None, "No day is in that. Try “Fri”, “12 Dec” or “tomorrow”."
    day = date.fromisoformat(reading.start[:10])
    if gone and day > today and _WEEKDAY.fullmatch(typed.strip()):
        day -= timedelta(days=7)
    elif gone and day > today and _DAY_AND_MONTH.fullmatch(typed.strip()):
        day = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return day, ""
