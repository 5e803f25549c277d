"""What day parts share: the days a phrase may mean, worked out from today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop_app.rules.typed_dates.tokens import Line

DAY = timedelta(days=1)
Span = tuple[date, date]
PASSED = 56
"""A day without a year that passed within so many days is asked: last month's, or next year's?"""

GONE = "That day has just gone. Which is meant?"


@dataclass(frozen=True, slots=True)
class DayPart:
    """`spans` are the readings (first and last day each). More than one, or an `ask`, means it is asked.

    `weekday` is kept for a bare weekday and `monthday` for a bare day of the month, which a range settles.
    """

    spans: tuple[Span, ...]
    ask: str = ""
    weekday: int = -1
    monthday: int = -1
    period: str = ""
    whole: bool = False
    deadline: bool = False

    @property
    def sure(self) -> bool:
        """One reading and nothing to ask."""
        return len(self.spans) == 1 and not self.ask

    def moved(self, move: Callable[[date], date]) -> DayPart:
        """Every reading moved."""
        return replace(self, spans=tuple((move(a), move(b)) for a, b in self.spans), weekday=-1, monthday=-1)


Found = tuple[DayPart, int]


def one(day: date, ask: str = "", **more: object) -> DayPart:
    """A single day."""
    return DayPart(((day, day),), ask, **more)  # type: ignore[arg-type]


def several(*days: date, ask: str = "") -> DayPart:
    """Days of which one is meant."""
    return DayPart(tuple((day, day) for day in days), ask)


def made(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def yearless(line: Line, make: Callable[[int], date | None], weekday: int = -1) -> DayPart:
    """A day and month without a year: the next time it comes; asked when it passed lately or clashes with `weekday`."""
    this = line.today.year
    days = [found for year in range(this - 1, this + 9) if (found := make(year))]
    past = [day for day in days if day < line.today]
    coming = [day for day in days if day >= line.today]
    if not coming:
        return DayPart((), "That day isn't in the calendar. Which day is meant?")
    lately = past[-1:] if past and (line.today - past[-1]).days <= PASSED else []
    if weekday < 0 or (coming[0].weekday() == weekday and not lately):
        return several(*lately, coming[0], ask=GONE if lately else "")
    if any(day.weekday() == weekday for day in [*lately, coming[0]]):
        return several(*lately, coming[0], ask=GONE)
    near = coming[0] + DAY * ((weekday - coming[0].weekday() + 3) % 7 - 3)
    return several(coming[0], near, ask="The weekday and the date don't agree. Which is meant?")
