"""The views of the diary: which days each shows, how it is called, and the step to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.rules.days import day_words, long_day

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, words and key."""

    name: str
    words: str
    key: str


VIEWS = (
    View("day", "Day", "D"),
    View("five", "Work week", "K"),
    View("week", "Week", "W"),
    View("month", "Month", "M"),
    View("agenda", "Agenda", "A"),
)
KEYS = {one.key: one.name for one in VIEWS} | {"5": "five"}
AGENDA_DAYS = 14


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def span_of(view: str, day: date) -> tuple[date, date]:
    """First and last day a view shows, both within."""
    if view == "day":
        return day, day
    if view in ("five", "week"):
        return monday(day), monday(day) + timedelta(days=4 if view == "five" else 6)
    if view == "agenda":
        return day, day + timedelta(days=AGENDA_DAYS - 1)
    first = monday(day.replace(day=1))
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first, monday(last) + timedelta(days=6)


def step(view: str, day: date, way: int) -> date:
    """The day that the next (1) or the view before (-1) is about."""
    if view == "day":
        return day + timedelta(days=way)
    if view in ("five", "week"):
        return day + way * WEEK
    if view == "agenda":
        return day + way * timedelta(days=AGENDA_DAYS)
    month = day.year * 12 + day.month - 1 + way
    return date(month // 12, month % 12 + 1, 1)


def title_of(view: str, day: date) -> str:
    """ "Thursday 3 December", "7 to 11 December", "December 2026"."""
    first, last = span_of(view, day)
    if view == "day":
        return long_day(day)
    if view == "month":
        return f"{day:%B} {day.year}"
    if view == "agenda":
        return f"{day_words(first)} to {day_words(last)}"
    if first.month == last.month:
        return f"{first.day} to {last.day} {last:%B}"
    return f"{first.day} {first:%b} to {last.day} {last:%b}"


def days_of(view: str, day: date) -> list[date]:
    """Every day a view shows."""
    first, last = span_of(view, day)
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
