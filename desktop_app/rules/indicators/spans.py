"""What several pages share: the lists, bands of days, and how long ago is too long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desktop_app.rules.indicators.shapes import Bands, Row
from desktop_app.rules.timescales.count import Count, due_after
from desktop_app.rules.working_days import working_days_between

Lists = Mapping[int, Sequence[Row]]
Words = Callable[[str, str], str]
"""A closed list and a code of it, in words."""

MOST = 100_000
HELD_FOR: Bands = (
    ("Under 3 months", 0, 90), ("3–6 months", 91, 181), ("6–12 months", 182, 364), ("1–2 years", 365, 729),
    ("2 years or more", 730, MOST),
)  # fmt: skip


def working_days(start: date | None, end: date | None) -> int | None:
    """Working days from one day to another, None where one is missing or they are the wrong way round."""
    return working_days_between(start, end) if start is not None and end is not None and end >= start else None


def days_between(start: date | None, end: date) -> int | None:
    """Calendar days, None where the start is missing or later."""
    return (end - start).days if start is not None and end >= start else None


def past(day: date | None, count: Count, as_at: date) -> bool:
    """Whether more than that has gone by since the day; what never happened is past."""
    return day is None or due_after(day, count).day < as_at
