"""What a typed line means as a moment, as the call panel needs it: said back, or asked with its readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from desktop_app import clock
from desktop_app.rules.days import day_words
from desktop_app.rules.typed_dates import read_date

END_OF_DAY = time(17, 0)
"""A day without a time is promised for the end of the office day, and that is said back."""


@dataclass(frozen=True, slots=True)
class When:
    """`moment` is aware; `said` is said back. With `ask` there is no moment yet, and `readings` are the answers."""

    moment: datetime | None = None
    said: str = ""
    ask: str = ""
    readings: tuple[When, ...] = ()


def read_when(typed: str, now: datetime) -> When:
    """The moment a line names; empty when it names none. `now` is aware."""
    found = read_date(typed, clock.local(now))
    if found.kind == "ambiguous":
        return When(ask=found.ask, readings=tuple(_of(one["start"], now) for one in found.readings if one["start"]))
    return When() if found.kind == "not_a_date" or found.start is None else _of(found.start, now)


def _of(text: str, now: datetime) -> When:
    if len(text) == 10:
        day = datetime.combine(date.fromisoformat(text), END_OF_DAY, clock.LONDON)
        return When(day, f"{day_words(day.date())}, by {END_OF_DAY:%H:%M}")
    moment = datetime.fromisoformat(text)
    return When(moment, short(moment, now))


def short(moment: datetime, now: datetime) -> str:
    """ "11:30" today, "Tue 8 Dec, 14:00" on another day."""
    there = clock.local(moment)
    same = there.date() == clock.local(now).date()
    return f"{there:%H:%M}" if same else f"{day_words(there.date())}, {there:%H:%M}"
