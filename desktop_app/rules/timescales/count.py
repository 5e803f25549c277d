"""How long a rule gives, and the day that makes: "45 working days", "6 weeks", "72 hours", "5 working days before".

Working days skip weekends and bank holidays; the day of the trigger is day 0 unless the rule counts it as day 1. Weeks,
months and years are calendar time: months end on the last day where the month is shorter, and a due day that falls on
a weekend is never moved later, it only says by when to plan. Hours run on the clock, weekends included.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules.days import day_words, moment_words
from desktop_app.rules.working_days import explain_working_days, holidays, is_working_day


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAYS = "working day"
    DAYS = "day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"
    HOURS = "hour"
    TERMS = "term"


_UNITS = {
    "wd": Unit.WORKING_DAYS, "d": Unit.DAYS, "w": Unit.WEEKS, "m": Unit.MONTHS, "y": Unit.YEARS, "h": Unit.HOURS,
    "wk": Unit.WEEKS, "mo": Unit.MONTHS, "mth": Unit.MONTHS, "yr": Unit.YEARS, "hr": Unit.HOURS,
    "calendar day": Unit.DAYS, "calendar month": Unit.MONTHS,
} | {unit.value: unit for unit in Unit}  # fmt: skip
_SHAPE = re.compile(r"([+\-−–]?)\s*(\d{1,4})\s*([a-z ]+?)s?(\s+before)?")
_LONGEST = {Unit.WORKING_DAYS: 1300, Unit.HOURS: 9999}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units after the trigger, or before it when negative."""

    number: int
    unit: Unit

    def words(self) -> str:
        """ "45 working days", "3 working days before"."""
        size = abs(self.number)
        if size == 0 and self.unit is not Unit.HOURS:
            return "the same day"
        return f"{size} {self.unit}{'' if size == 1 else 's'}{' before' if self.number < 0 else ''}"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due and why. `at`: the moment, where hours count; `plan_by`: set when nobody works then."""

    day: date
    why: str
    at: datetime | None = None
    plan_by: date | None = None


def read_count(text: str) -> Count:
    """ "+45wd", "6 weeks", "5 working days before", "same day". UserError for anything else."""
    said = " ".join(text.casefold().split())
    if said in ("same day", "the same day"):
        return Count(0, Unit.DAYS)
    found = _SHAPE.fullmatch(said)
    unit = _UNITS.get(found[3].strip()) if found else None
    if found is None or unit is None:
        raise UserError(
            f"“{text}” is no length of time.",
            "Write it as +45wd (working days), +6w, +3m, +1y, +10d or +72h; a minus counts back.",
        )
    number = int(found[2])
    if number > _LONGEST.get(unit, 400 if unit in (Unit.WEEKS, Unit.MONTHS) else 9999):
        raise UserError(f"“{text}” is longer than any timescale.", "Write a shorter one.")
    before = found[1] in ("-", "−", "–") or found[4]
    return Count(-number if before else number, unit)


def due_after(start: date, count: Count, *, day_one: bool = False) -> Due:
    """The due day of a count from `start` (a date, or a datetime where hours count).

    `day_one`: the day of the trigger counts as day 1, so the result is one working day or day earlier.
    """
    day = clock.local(start).date() if isinstance(start, datetime) else start
    if count.unit is Unit.WORKING_DAYS:
        return _working_days(day, count, day_one=day_one)
    if count.unit is Unit.HOURS:
        return _hours(start, count)
    if count.unit is Unit.TERMS:
        raise UserError("School terms are local.", "Choose a pack of an authority that lists its term dates.")
    try:
        due, clipped = _calendar(day, count, day_one=day_one)
    except (OverflowError, ValueError):
        raise UserError(f"{count.words()} from {day:%d/%m/%Y} is beyond the calendar.", "Check the date.") from None
    why = f"{count.words()} {'' if count.number < 0 else 'from '}{day_words(day)}"
    if count.number == 0:
        why = f"the same day, {day_words(day)}"
    if day_one:
        why += ", which is day 1"
    return _planned(due, why + clipped)


def _working_days(day: date, count: Count, *, day_one: bool) -> Due:
    # A day that isn't worked can't be day 1: the first working day after it is, as when it is day 0.
    earlier = day_one and count.number != 0 and is_working_day(day)
    due, why = explain_working_days(day, count.number - (1 if count.number > 0 else -1) * earlier)
    if earlier:
        skipped = why.partition(";")[2]
        why = f"{count.words()} with {day_words(day)} as day 1" + (f";{skipped}" if skipped else "")
    return _planned(due, why)


def _hours(start: date, count: Count) -> Due:
    step = timedelta(hours=count.number)
    if not isinstance(start, datetime):
        rough = datetime.combine(start, time(), UTC) + step
        return Due(rough.date(), f"{count.words()} from {day_words(start)}; give the time of day for the exact hour")
    moment = clock.local(start.astimezone(UTC) + step)
    return Due(moment.date(), f"{count.words()} from {moment_words(start)}, weekends included", at=moment)


def _calendar(day: date, count: Count, *, day_one: bool) -> tuple[date, str]:
    if count.unit in (Unit.DAYS, Unit.WEEKS):
        ahead = count.number * (7 if count.unit is Unit.WEEKS else 1)
        if day_one and ahead:
            ahead -= 1 if ahead > 0 else -1
        return day + timedelta(days=ahead), ""
    months = day.year * 12 + day.month - 1 + count.number * (12 if count.unit is Unit.YEARS else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    due = date(year, month + 1, min(day.day, last))
    ordinal = f"{day.day}{'st' if day.day == 31 else 'th'}"
    clipped = f"; {due:%B} {due.year} has no {ordinal}, so its last day" if due.day != day.day else ""
    return due - timedelta(days=1) if day_one else due, clipped


def _planned(due: date, why: str) -> Due:
    """A due day that nobody works is left where it is; the last working day before it is said."""
    if is_working_day(due):
        return Due(due, why)
    plan_by = due
    while not is_working_day(plan_by):
        plan_by -= timedelta(days=1)
    what = holidays().days.get(due) or f"a {due:%A}"
    return Due(due, f"{why}; that is {what}, so plan it by {day_words(plan_by)}", plan_by=plan_by)


def due_in_terms(start: date, terms: tuple[tuple[date, date], ...]) -> Due:
    """The last day of the first school term that begins after `start`."""
    for first, last in sorted(terms):
        if first > start:
            return _planned(last, f"by the end of the next term, which begins on {day_words(first)}")
    raise UserError(
        f"The pack lists no school term after {day_words(start, year=True)}.", "Add the terms of the coming year to it."
    )


def later(one: Count, other: Count, *, days: tuple[date, ...]) -> bool:
    """Whether `one` ever has to be done later than `other`, tried from each of `days`."""
    if Unit.TERMS in (one.unit, other.unit):
        return one.unit is not other.unit
    return any(_worked(day, one) > _worked(day, other) for day in days)


def _worked(day: date, count: Count) -> date:
    due = due_after(day, count)
    return due.plan_by or due.day
