"""Days that have names, and the arithmetic of months: Easter, bank holidays, first Thursdays, clipped months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from desktop_app.rules.working_days import holidays

DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, clipped to its last: 30 Nov + 3 months = 28 Feb. OverflowError beyond 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("beyond the calendar")
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=month_length(day.year, day.month))


def monday_of(day: date) -> date:
    """The Monday of the day's Monday–Sunday week."""
    return day - DAY * day.weekday()


def next_weekday(day: date, weekday: int) -> date:
    """The next such weekday strictly after `day`."""
    return day + DAY * ((weekday - day.weekday() - 1) % 7 + 1)


def last_weekday(day: date, weekday: int) -> date:
    """The last such weekday strictly before `day`."""
    return day - DAY * ((day.weekday() - weekday - 1) % 7 + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth (or the last, -1) such weekday of a month; None when there is no fifth."""
    if nth == -1:
        end = date(year, month, month_length(year, month))
        return end - DAY * ((end.weekday() - weekday) % 7)
    day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= month_length(year, month) else None


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + DAY * days


def _nth(month: int, nth: int, weekday: int) -> Callable[[int], date]:
    def there(year: int) -> date:
        found = nth_weekday(year, month, nth, weekday)
        assert found is not None  # noqa: S101 every month has a fourth
        return found

    return there


NAMED: dict[str, Callable[[int], date]] = {
    "christmas eve": _on(12, 24), "christmas day": _on(12, 25), "boxing day": _on(12, 26),
    "new year's eve": _on(12, 31), "new years eve": _on(12, 31), "new year eve": _on(12, 31), "nye": _on(12, 31),
    "new year's day": _on(1, 1), "new years day": _on(1, 1), "new year day": _on(1, 1), "nyd": _on(1, 1),
    "st stephen's day": _on(12, 26), "burns night": _on(1, 25), "valentine's day": _on(2, 14),
    "valentines day": _on(2, 14), "halloween": _on(10, 31), "bonfire night": _on(11, 5),
    "guy fawkes night": _on(11, 5), "armistice day": _on(11, 11), "midsummer day": _on(6, 24),
    "st george's day": _on(4, 23), "st patrick's day": _on(3, 17), "april fool's day": _on(4, 1),
    "april fools day": _on(4, 1),
    "shrove tuesday": _easter(-47), "pancake day": _easter(-47), "ash wednesday": _easter(-46),
    "mothering sunday": _easter(-21), "mother's day": _easter(-21), "mothers day": _easter(-21),
    "palm sunday": _easter(-7), "maundy thursday": _easter(-3), "good friday": _easter(-2),
    "easter saturday": _easter(-1), "easter sunday": _easter(0), "easter day": _easter(0),
    "easter monday": _easter(1), "easter tuesday": _easter(2), "whit sunday": _easter(49), "whit monday": _easter(50),
    "father's day": _nth(6, 3, 6), "fathers day": _nth(6, 3, 6),
    "remembrance sunday": _nth(11, 2, 6),
    "black friday": lambda year: _nth(11, 4, 3)(year) + DAY,
    "cyber monday": lambda year: _nth(11, 4, 3)(year) + 4 * DAY,
}  # fmt: skip
_BANK = {
    "early may bank holiday": 5, "may day bank holiday": 5, "spring bank holiday": 56, "whitsun bank holiday": 56,
    "late may bank holiday": 56, "august bank holiday": 8, "summer bank holiday": 8, "late summer bank holiday": 8,
}  # fmt: skip
NAMED |= {
    name: (_nth(5, 1, 0) if key == 5 else _nth(5, -1, 0) if key == 56 else _nth(8, -1, 0))
    for name, key in _BANK.items()
}
FIRST_WORDS = frozenset(name.split()[0] for name in NAMED)
LONGEST_NAME = max(len(name.split()) for name in NAMED)


def next_bank_holiday(day: date, weekday: int | None = None) -> date | None:
    """The first bank holiday after `day` (on that weekday); None beyond the list."""
    later = (one for one in sorted(holidays().days) if one > day and weekday in (None, one.weekday()))
    return next(later, None)
