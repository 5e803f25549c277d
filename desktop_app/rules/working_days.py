"""Working days in England and Wales: Monday to Friday without bank holidays; the day of the trigger is day 0.

The holidays are data with a version (`resources/holidays`), since one-off days can't be worked out.
Convention: Working Together counts from the day after the trigger; a rule that counts otherwise says so itself.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from desktop_app import paths
from desktop_app.errors import UserError


@dataclass(frozen=True)
class Holidays:
    """One version of the list: names by day, from the first to the last year it covers."""

    version: str
    days: dict[date, str]

    @cached_property
    def years(self) -> range:
        """The years the list covers."""
        return range(min(self.days).year, max(self.days).year + 1)


@cache
def holidays() -> Holidays:
    """The list that ships with this version."""
    path = paths.resources() / "holidays" / "england-and-wales.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    return Holidays(data["version"], {date.fromisoformat(day): name for day, name in data["days"].items()})


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday."""
    return day.weekday() < 5 and day not in holidays().days


@cache
def _working_days() -> list[date]:
    """Every working day of the years the list covers, in order."""
    first, end = date(holidays().years.start, 1, 1), date(holidays().years.stop, 1, 1)
    return [day for ahead in range((end - first).days) if is_working_day(day := first + timedelta(days=ahead))]


def add_working_days(day: date, number: int) -> date:
    """The day `number` working days after (or before, when negative) `day`, which itself is day 0.

    0 gives `day` as it is, whatever weekday it is. UserError beyond the years the list covers.
    """
    if number == 0:
        return day
    _demand_known(day)
    days = _working_days()
    place = bisect_right(days, day) + number - 1 if number > 0 else bisect_left(days, day) + number
    if not 0 <= place < len(days):
        years = holidays().years
        _demand_known(date(years.stop if number > 0 else years.start - 1, 1, 1))
    return days[place]


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and including `last`; negative when `last` is earlier.

    Beyond the years the list covers every Monday to Friday counts.
    """
    if last < first:
        return -working_days_between(last, first)
    years = holidays().years
    if first.year in years and last.year in years:
        return bisect_right(_working_days(), last) - bisect_right(_working_days(), first)
    return sum(is_working_day(first + timedelta(days=ahead)) for ahead in range(1, (last - first).days + 1))


def explain_working_days(day: date, number: int) -> tuple[date, str]:
    """The day and why: "45 working days from Mon 16 Nov; 25, 28 Dec and 1 Jan are holidays"."""
    due = add_working_days(day, number)
    first, last = min(day, due), max(day, due)
    inside = sorted(one for one in holidays().days if first < one <= last and one.weekday() < 5)
    words = f"{abs(number)} working day{'s' if abs(number) != 1 else ''} {'from' if number >= 0 else 'before'} "
    words += f"{day:%a} {day.day} {day:%b}"
    if inside:
        words += f"; {_listed(inside)} {'is a holiday' if len(inside) == 1 else 'are holidays'}"
    return due, words


def _listed(days: list[date]) -> str:
    parts: list[str] = []
    for place, day in enumerate(days):
        same_month = place + 1 < len(days) and days[place + 1].month == day.month
        parts.append(f"{day.day}" if same_month else f"{day.day} {day:%b}")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _demand_known(day: date) -> None:
    if day.year not in holidays().years:
        years = holidays().years
        raise UserError(
            f"Bank holidays are known from {years.start} to {years.stop - 1} only, so {day.year} can't be counted.",
            "Choose a day inside those years.",
        )
