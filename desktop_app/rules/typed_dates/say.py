"""Dates said back in plain English, in words the grammar itself reads as the same dates."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app import clock
from desktop_app.rules.days import day_words


def say_days(first: date, last: date) -> str:
    """ "Tue 8 Dec 2026", "Mon 7 Dec 2026 to Fri 11 Dec 2026"."""
    words = day_words(first, year=True)
    return words if first == last else f"{words} to {day_words(last, year=True)}"


def say_moments(start: datetime, end: datetime | None) -> str:
    """ "Tue 8 Dec 2026, 14:00 to 15:00"; an hour that comes twice says which."""
    words = f"{day_words(start.date(), year=True)}, {_hour(start)}"
    if end is None:
        return words
    if end.date() == start.date():
        return f"{words} to {_hour(end)}"
    return f"{words} to {day_words(end.date(), year=True)}, {_hour(end)}"


def _hour(moment: datetime) -> str:
    other = moment.replace(fold=1 - moment.fold, tzinfo=clock.LONDON)
    twice = other.utcoffset() != moment.utcoffset()
    return f"{moment:%H:%M}" + (f" {moment.tzname()}" if twice else "")
