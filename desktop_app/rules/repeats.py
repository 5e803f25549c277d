"""How often something repeats: RFC 5545 3.3.10 rules counted on a wall clock without a zone.

Own arithmetic and not dateutil's, which differs from the RFC where BYWEEKNO stands without BYDAY (it takes all
seven days, the RFC the weekday of DTSTART), where DTSTART does not fit its own rule, where a rule never fits (it
looks on to the year 9999), and which counts from the first time however long ago that was.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

_UNITS = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LIMITS = {
    "BYSECOND": (0, 60), "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53), "BYMONTH": (1, 12), "BYSETPOS": (-366, 366),
}  # fmt: skip
_SPANS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_A_DAY = timedelta(days=1)
_A_SECOND = timedelta(seconds=1)
Step = Callable[[int], None]
STEPS = 60_000
"""Steps of about a microsecond that one question may take; a rule that needs more can't be counted here."""


class BadRule(ValueError):
    """The rule is not one of RFC 5545. The message is part of a sentence: what is wrong with it."""


class TooMany(Exception):
    """Counting would take too long."""


class Budget:
    """The steps that are left for a whole file, so that no number of rules can make it slow."""

    def __init__(self, steps: int = 10 * STEPS) -> None:
        self.left = steps

    def rule(self) -> Step:
        """A counter for one rule: call it with what a step costs; TooMany when it or the file has had enough."""
        own = STEPS

        def step(cost: int) -> None:
            nonlocal own
            own -= cost
            self.left -= cost
            if own < 0 or self.left < 0:
                raise TooMany

        return step


@dataclass(frozen=True)
class Repeat:
    """One rule. `until` is a wall clock's moment, or in UTC when `until_utc`; `byday` has (nth or 0, weekday)."""

    unit: str
    interval: int = 1
    count: int = 0
    until: datetime | date | None = None
    until_utc: bool = False
    week_start: int = 0
    byday: tuple[tuple[int, int], ...] = ()
    bymonth: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The weekdays of BYDAY, whatever number stands before them."""
        return frozenset(day for _nth, day in self.byday)


def read_rule(text: str) -> Repeat:
    """The rule behind RRULE's value. BadRule says what is wrong; a double or trailing semicolon is forgiven."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not name and not sign:
            continue
        if not value or name in parts:
            raise BadRule(f"“{part.strip()[:40]}” has no value" if not value else f"{name} stands there twice")
        parts[name] = value
    unit = parts.pop("FREQ", "")
    if unit not in _UNITS:
        raise BadRule(f"“{unit[:40]}” is no unit to repeat by" if unit else "it has no FREQ")
    if parts.get("RSCALE") == "GREGORIAN" and parts.get("SKIP", "OMIT") == "OMIT":
        parts = {name: value for name, value in parts.items() if name not in ("RSCALE", "SKIP")}  # RFC 7529: as always
    values: dict[str, object] = {}
    for name, value in parts.items():
        if name in _LIMITS:
            values[name.lower()] = _numbers(name, value)
        elif name == "BYDAY":
            values["byday"] = _days(value)
        elif name in ("INTERVAL", "COUNT"):
            values[name.lower()] = _positive(name, value)
        elif name == "UNTIL":
            values["until"], values["until_utc"] = _until(value)
        elif name == "WKST":
            values["week_start"] = _weekday(value)
        elif not name.startswith("X-"):
            raise BadRule(f"{name[:40]} is not known")
    return _checked(Repeat(unit, **values))  # type: ignore[arg-type]


def _checked(rule: Repeat) -> Repeat:
    if rule.bysetpos and not any(
        (rule.byday, rule.bymonth, rule.bymonthday, rule.byyearday, rule.byweekno, rule.byhour, rule.byminute,
         rule.bysecond)
    ):  # fmt: skip
        raise BadRule("BYSETPOS stands without another BY")
    if rule.byweekno and rule.unit != "YEARLY":
        raise BadRule("BYWEEKNO goes with YEARLY only")
    if any(nth for nth, _day in rule.byday) and (rule.unit not in ("YEARLY", "MONTHLY") or rule.byweekno):
        raise BadRule("a numbered weekday goes with YEARLY and MONTHLY only")
    if rule.count and rule.until:
        raise BadRule("COUNT and UNTIL stand together")
    return rule


def _numbers(name: str, value: str) -> tuple[int, ...]:
    low, high = _LIMITS[name]
    found = []
    for one in value.split(","):
        if not re.fullmatch(r"[+-]?\d{1,3}", one.strip()):
            raise BadRule(f"{name} has “{one.strip()[:20]}”")
        number = int(one)
        if not low <= number <= high or (number == 0 and low < 0):
            raise BadRule(f"{name} has {number}")
        # RFC 5545 3.3.12: who has no leap seconds takes 60 as 59
        found.append(59 if name == "BYSECOND" and number == 60 else number)
    return tuple(sorted(set(found)))


def _days(value: str) -> tuple[tuple[int, int], ...]:
    found = []
    for one in value.split(","):
        match = _BYDAY.fullmatch(one.strip())
        nth = int(match[1] or 0) if match else 0
        if match is None or abs(nth) > 53 or (match[1] and nth == 0):
            raise BadRule(f"BYDAY has “{one.strip()[:20]}”")
        found.append((nth, _DAYS.index(match[2])))
    return tuple(sorted(set(found)))


def _positive(name: str, value: str) -> int:
    if not re.fullmatch(r"\+?\d{1,12}", value) or int(value) == 0:
        raise BadRule(f"{name} is “{value[:20]}”")
    return int(value)


def _weekday(value: str) -> int:
    if value not in _DAYS:
        raise BadRule(f"WKST is “{value[:20]}”")
    return _DAYS.index(value)


def _until(value: str) -> tuple[datetime | date, bool]:
    match = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", value)
    try:
        if match is None:
            raise ValueError
        if match[2] is None:
            return datetime.strptime(match[1], "%Y%m%d").date(), False  # noqa: DTZ007 - a day has no zone
        return datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S"), bool(match[3])  # noqa: DTZ007
    except ValueError:
        raise BadRule(f"UNTIL is “{value[:20]}”") from None


def starts(
    rule: Repeat, first: datetime, *, after: datetime, until: datetime, whole_days: bool = False,
    step: Step | None = None,
) -> Iterator[datetime]:  # fmt: skip
    """The times of the rule from `after` to `until`, both within, in order, on the clock of `first` (all naive).

    `first` is one of them and counts towards COUNT whether it fits or not (RFC 5545 3.8.5.3). With `whole_days`
    BYHOUR, BYMINUTE and BYSECOND are left aside, as the RFC demands. TooMany when it takes too many steps.
    """
    step = step or Budget().rule()
    # without COUNT nothing hangs on the times before: begin where the question begins
    begin = first if rule.count else max(first, after)
    number = 1
    if after <= first <= until:
        yield first
    for found in _Count(rule, first, whole_days, step).from_(begin, until):
        if found <= first:
            continue
        number += 1
        if rule.count and number > rule.count:
            return
        if found >= after:
            yield found


class _Count:
    """One rule being counted from its first time."""

    def __init__(self, rule: Repeat, first: datetime, whole_days: bool, step: Step) -> None:
        self.rule, self.first, self.step = rule, first, step
        unit = rule.unit
        self.hours = () if whole_days else rule.byhour
        self.minutes = () if whole_days else rule.byminute
        self.seconds = () if whole_days else rule.bysecond
        names_days = rule.byday or rule.bymonthday or rule.byyearday or rule.byweekno
        self.weekdays = rule.weekdays
        self.monthdays, self.months = rule.bymonthday, frozenset(rule.bymonth)
        if unit == "WEEKLY" and not names_days:
            self.weekdays = frozenset({first.weekday()})
        if rule.byweekno and not (rule.byday or rule.bymonthday or rule.byyearday):
            self.weekdays = frozenset({first.weekday()})
        if unit in ("YEARLY", "MONTHLY") and not names_days:
            self.monthdays = (first.day,)
            if unit == "YEARLY" and not rule.bymonth:
                self.months = frozenset({first.month})
        self.numbered = tuple(one for one in rule.byday if one[0])
        self.times = self._times()

    def _times(self) -> tuple[time, ...]:
        hours = self.hours or (self.first.hour,)
        minutes = self.minutes or (self.first.minute,)
        seconds = self.seconds or (self.first.second,)
        self.step(len(hours) * len(minutes) * len(seconds))
        return tuple(time(hour, minute, second) for hour in hours for minute in minutes for second in seconds)

    def from_(self, begin: datetime, until: datetime) -> Iterator[datetime]:
        """Every time that fits from the unit `begin` lies in, up to `until`."""
        kind = {"YEARLY": self._years, "MONTHLY": self._months, "WEEKLY": self._weeks, "DAILY": self._each_day}
        units = kind.get(self.rule.unit, self._clock_units)(begin, until)
        for found in units:
            for one in self._chosen(found):
                if one > until:
                    return
                if one >= begin:
                    yield one

    def _chosen(self, found: list[datetime]) -> list[datetime]:
        places = self.rule.bysetpos
        if not places:
            return found
        count = len(found)
        at = {place - 1 if place > 0 else count + place for place in places if abs(place) <= count}
        return [found[place] for place in sorted(at)]

    def _on(self, days: list[date]) -> list[datetime]:
        self.step(len(days) * len(self.times))
        return [datetime.combine(day, at) for day in days for at in self.times]

    def _fits(self, day: date) -> bool:
        """Whether a day passes every part of the rule that limits days (weekday numbers aside)."""
        rule = self.rule
        if self.months and day.month not in self.months:
            return False
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        if self.monthdays:
            length = calendar.monthrange(day.year, day.month)[1]
            if day.day not in self.monthdays and day.day - length - 1 not in self.monthdays:
                return False
        if rule.byyearday:
            number, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
            if number not in rule.byyearday and number - length - 1 not in rule.byyearday:
                return False
        return True

    def _years(self, begin: datetime, until: datetime) -> Iterator[list[datetime]]:
        every = self.rule.interval
        year = self.first.year + max(0, begin.year - self.first.year) // every * every
        while year <= until.year:
            self.step(2)
            yield self._on(self._year(year))
            year += every

    def _year(self, year: int) -> list[date]:
        if self.monthdays and self.months and not (self.rule.byyearday or self.rule.byweekno or self.rule.byday):
            return sorted({day for month in self.months for day in _month_days(year, month, self.monthdays)})
        self.step((60 if self.rule.byweekno else 30) * (len(self.months) or 12))
        months = sorted(self.months) or range(1, 13)
        days = [day for month in months for day in _month_days(year, month, ()) if self._fits(day)]
        if self.rule.byweekno:
            days = [day for day in days if self._in_week(day)]
        if self.numbered:
            days = [day for day in days if self._nth(day, in_month=bool(self.rule.bymonth))]
        return days

    def _in_week(self, day: date) -> bool:
        """Whether the day's week is one of BYWEEKNO; the year's first week has four of its days or more."""
        start = day - timedelta(days=(day.weekday() - self.rule.week_start) % 7) if day.toordinal() > 7 else day
        year = start.year if start.month < 12 or start.day < 29 else start.year + 1
        begins = self._week_one(year)
        number = (start - begins).days // 7 + 1
        weeks = (self._week_one(year + 1) - begins).days // 7 if year < 9999 else 52
        return number in self.rule.byweekno or number - weeks - 1 in self.rule.byweekno

    def _week_one(self, year: int) -> date:
        fourth = date(year, 1, 4)
        back = (fourth.weekday() - self.rule.week_start) % 7
        return date.fromordinal(max(1, fourth.toordinal() - back))

    def _nth(self, day: date, *, in_month: bool) -> bool:
        if in_month:
            place, length = day.day, calendar.monthrange(day.year, day.month)[1]
        else:
            place, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
        front, back = (place - 1) // 7 + 1, -((length - place) // 7 + 1)
        return any(weekday == day.weekday() and nth in (0, front, back) for nth, weekday in self.rule.byday)

    def _months(self, begin: datetime, until: datetime) -> Iterator[list[datetime]]:
        every = self.rule.interval
        start = self.first.year * 12 + self.first.month - 1
        month = start + max(0, begin.year * 12 + begin.month - 1 - start) // every * every
        last = until.year * 12 + until.month - 1
        while month <= last:
            self.step(8)
            yield self._on(self._month(month // 12, month % 12 + 1))
            month += every

    def _month(self, year: int, month: int) -> list[date]:
        if self.months and month not in self.months:
            return []
        days = _month_days(year, month, self.monthdays)
        days = [day for day in days if self._fits(day)]
        return [day for day in days if self._nth(day, in_month=True)] if self.numbered else days

    def _weeks(self, begin: datetime, until: datetime) -> Iterator[list[datetime]]:
        start = self.first.toordinal() - (self.first.weekday() - self.rule.week_start) % 7
        every = 7 * self.rule.interval
        monday = start + max(0, begin.toordinal() - start) // every * every
        while monday <= until.toordinal():
            self.step(6)
            days = [date.fromordinal(one) for one in range(max(1, monday), min(monday + 7, date.max.toordinal() + 1))]
            yield self._on([day for day in days if self._fits(day)])
            monday += every

    def _each_day(self, begin: datetime, until: datetime) -> Iterator[list[datetime]]:
        every, start = self.rule.interval, self.first.toordinal()
        day = start + max(0, begin.toordinal() - start) // every * every
        while day <= until.toordinal():
            self.step(1)
            here = date.fromordinal(day)
            yield self._on([here]) if self._fits(here) else []
            day += every

    def _clock_units(self, begin: datetime, until: datetime) -> Iterator[list[datetime]]:
        """Hours, minutes or seconds; a day that does not fit is stepped over as a whole."""
        span = _SPANS[self.rule.unit]
        every = timedelta(seconds=span * self.rule.interval) if self.rule.interval < 10**9 else None
        start = self.first.replace(minute=0, second=0) if span == 3600 else self.first
        start = start.replace(second=0) if span == 60 else start
        if every is None:
            yield [self.first]
            return
        at = start + max(timedelta(), begin - start) // every * every
        while at <= until:
            self.step(3)
            if self._fits(at.date()) and (not self.hours or at.hour in self.hours):
                yield self._inside(at, span)
                skip = at
            else:
                edge = datetime.combine(at.date(), time()) + _A_DAY
                if self._fits(at.date()):
                    edge = at.replace(minute=0, second=0) + timedelta(hours=1)
                skip = edge - _A_SECOND
            at = start + ((skip - start) // every + 1) * every

    def _inside(self, at: datetime, span: int) -> list[datetime]:
        if span == 1:
            fits = (not self.minutes or at.minute in self.minutes) and (not self.seconds or at.second in self.seconds)
            return [at] if fits else []
        seconds = self.seconds or (self.first.second,)
        if span == 60:
            fits = not self.minutes or at.minute in self.minutes
            return [at.replace(second=second) for second in seconds] if fits else []
        minutes = self.minutes or (self.first.minute,)
        return [at.replace(minute=minute, second=second) for minute in minutes for second in seconds]


def _month_days(year: int, month: int, wanted: tuple[int, ...]) -> list[date]:
    """The days of a month that `wanted` names, negative from its end; all of them when it names none."""
    length = calendar.monthrange(year, month)[1]
    if not wanted:
        return [date(year, month, day) for day in range(1, length + 1)]
    days = {day if day > 0 else length + 1 + day for day in wanted}
    return [date(year, month, day) for day in sorted(days) if 1 <= day <= length]
