"""Days and times in words, the one way this house says them: "Tue 8 Dec", "14:05", "2 working days late"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop_app import clock


def day_words(day: date, *, year: bool = False) -> str:
    """ "Tue 8 Dec", with the year when asked."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if year else "")


def long_day(day: date) -> str:
    """ "Thursday 3 December"."""
    return f"{day:%A} {day.day} {day:%B}"


def time_words(moment: datetime) -> str:
    """ "14:05", as the clock on the wall shows it."""
    return f"{clock.local(moment):%H:%M}"


def moment_words(moment: datetime) -> str:
    """ "Tue 8 Dec 2026, 14:05"."""
    there = clock.local(moment)
    return f"{day_words(there.date(), year=True)}, {there:%H:%M}"


def near_day(day: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", else "Tue 8 Dec" (with the year when it is another one)."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    return near or day_words(day, year=day.year != today.year)


def span_words(length: timedelta) -> str:
    """ "8 min", "1 h 52 min", "3 days"."""
    minutes = max(0, int(length.total_seconds()) // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days = minutes // (24 * 60)
    return f"{days} day" + ("s" if days != 1 else "")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 item", "3 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def often(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def age_on(born: str, day: date) -> int | None:
    """Full years on a day; None when `born` (as `rules.said_dates` gives it) isn't known to the year."""
    year, month, dom = _parts(born)
    if not year:
        return None
    age = day.year - year - ((day.month, day.day) < (month or 1, dom or 1))
    return age if 0 <= age < 130 else None


def born_words(born: str) -> str:
    """A date of birth as known, in words: "9 May 2017", "May 2017", "about 1980", "before 1990"."""
    first, _, last = born.partition("/")
    if last:
        if first == "..":
            return f"before {born_words(last)}"
        if last == "..":
            return f"after {born_words(first)}"
        return f"between {born_words(first)} and {born_words(last)}"
    about = "about " if born.endswith("~") else ""
    year, month, dom = _parts(born)
    if not year:
        return born
    if not month:
        return f"{about}{year}"
    return f"{about}{f'{dom} ' if dom else ''}{date(2000, month, 1):%b} {year}"


def _parts(born: str) -> tuple[int, int, int]:
    """Year, month and day as far as they are known, 0 for the rest; all 0 for anything but one date."""
    parts = born.rstrip("~").split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return 0, 0, 0
    year, month, dom = [*(int(part) for part in parts), 0, 0][:3]
    return (year, month, dom) if month <= 12 else (0, 0, 0)
