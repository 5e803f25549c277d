"""A rule with its first occurrence and its end; asked where the first one is not clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from desktop_app.rules.typed_dates import moments
from desktop_app.rules.typed_dates.almanac import add_months, month_length, nth_weekday
from desktop_app.rules.typed_dates.answer import Reading
from desktop_app.rules.typed_dates.clock_times import PERIODS
from desktop_app.rules.typed_dates.compose import Draft, day_reading, half_of, on_day, options_of
from desktop_app.rules.typed_dates.days import DAY, DayPart, made
from desktop_app.rules.typed_dates.pieces import Piece, Pieces
from desktop_app.rules.typed_dates.rules import Rule

_STARTS = ("from", "starting", "beginning", "commencing", "start", "first", "wef", "on", ",", "")
Option = tuple[int, int | None]


def repeat(pieces: Pieces, now: datetime) -> Draft | None:
    """The answer for a line with one repeating phrase; None when the phrase only describes something."""
    piece = pieces.of("recur")[0]
    rule: Rule = piece.what
    days, times = pieces.of("day"), pieces.of("time", "close")
    if rule.adjective:
        return None
    anchor, until, ask = _limits(pieces, days)
    rule = _with_weekday(rule, anchor, days)
    if len(pieces.of("recur")) > 1 or len(times) > 1:
        ask = ask or "More than one date stands there. Which is meant?"
    options = _times(pieces, rule, times)
    if any(start == 1440 for start, _ in options):
        ask = ask or "At the beginning of that day, or at its end?"
    if times and len(options) != 1:
        ask = ask or ("Morning or evening?" if len(options) > 1 else "That span of time can't be. Which is meant?")
    firsts, unclear = _first_days(rule, anchor, now, options)
    ask = ask or rule.ask or unclear
    readings = _readings(pieces, firsts, options)
    if until and firsts and until < firsts[0]:
        ask = ask or "The end lies before the first day. Which is meant?"
    count, times_over = _count(pieces, rule), pieces.of("count")
    used = [*pieces.of("recur", "half", "count"), *days, *times, *(pieces.of("length") if times else [])]
    used += pieces.of("days") if count else []
    if count is None and times_over:
        count = int(times_over[0].what)
    text, words = _ended(rule, count, until, bool(options))
    said = _said(words, readings[0]) if len(readings) == 1 else ""
    said += f", until {day_reading(until, until).words}" if until and said else ""
    said += f", {count} times" if count and said else ""
    return Draft(readings, ask, used, text, said)


def _limits(pieces: Pieces, days: list[Piece]) -> tuple[DayPart | None, date | None, str]:
    """Where it starts and where it ends."""
    anchor: DayPart | None = None
    until: date | None = None
    for piece in days:
        part: DayPart = piece.what
        if not part.sure and piece.lead in ("until", "-"):
            return anchor, until, part.ask or "Which end is meant?"
        if piece.lead == "until":
            until = part.spans[0][1]
        elif anchor is None:
            anchor = part
            if part.spans and part.spans[0][0] != part.spans[0][1]:
                until = part.spans[0][1]
        else:
            return anchor, until, "More than one date stands there. Which is meant?"
    return anchor, until, (anchor.ask if anchor else "")


def _with_weekday(rule: Rule, anchor: DayPart | None, days: list[Piece]) -> Rule:
    """ "fortnightly Thursday" has its weekday in the day that follows."""
    if anchor and anchor.weekday >= 0 and rule.freq == "WEEKLY" and not rule.days:
        return replace(rule, days=(anchor.weekday,))
    return rule


def _times(pieces: Pieces, rule: Rule, times: list[Piece]) -> list[Option]:
    half = half_of(pieces, rule.period)
    if times:
        return options_of(times[0], half)
    halves = [str(piece.what) for piece in pieces.of("half")] + ([rule.period] if rule.period else [])
    return [PERIODS[halves[0]]] if halves else []


def _first_days(rule: Rule, anchor: DayPart | None, now: datetime, options: list[Option]) -> tuple[list[date], str]:
    today = now.date()
    if anchor is not None:
        return [day for start, _ in anchor.spans for day in _on_or_after(rule, start)[:1]], ""
    fixed = bool(rule.days or rule.monthday) or (rule.freq == "DAILY" and rule.step == 1)
    if not fixed:
        return [today], "From which day?"
    days = _on_or_after(rule, today)
    if not days or days[0] != today:
        return days[:1], ""
    gone = bool(options) and all(start <= now.hour * 60 + now.minute for start, _ in options)
    if gone:
        return days[1:2], ""
    if rule.freq == "DAILY" or len(rule.days) > 1:
        return days[:1], ""
    return days[:2], "From today, or from the next one?"


def _on_or_after(rule: Rule, day: date) -> list[date]:
    """The first two days of the rule from `day` on."""
    found: list[date] = []
    if rule.nth or rule.monthday:
        for step in range(0, 60):
            there = add_months(day.replace(day=1), step)
            one = _of_month(rule, there) if rule.month in (0, there.month) else None
            if one and one >= day:
                found.append(one)
            if len(found) == 2:
                break
        return found
    if not rule.days:
        return [day, day + DAY * (rule.step if rule.freq == "DAILY" else 7 * rule.step)]
    for step in range(15):
        if (day + DAY * step).weekday() in rule.days:
            found.append(day + DAY * step)
    return found[:2]


def _of_month(rule: Rule, first: date) -> date | None:
    if rule.nth:
        return nth_weekday(first.year, first.month, rule.nth, rule.days[0])
    if rule.monthday == -1:
        return first.replace(day=month_length(first.year, first.month))
    return made(first.year, first.month, rule.monthday)


def _readings(pieces: Pieces, firsts: list[date], options: list[Option]) -> list[Reading]:
    if not options:
        return [day_reading(day, day) for day in firsts]
    length = next((int(piece.what) for piece in pieces.of("length")), 0) if pieces.of("time", "close") else 0
    return [reading for day in firsts for start, end in options for reading in on_day(day, start, end, length)]


def _count(pieces: Pieces, rule: Rule) -> int | None:
    """How often, when a length of weeks or months says when it stops."""
    for piece in pieces.of("days"):
        number, unit = piece.what
        if rule.freq == "WEEKLY" and unit == "week":
            return int(number) // rule.step * max(1, len(rule.days)) or None
        if (rule.freq == "MONTHLY" and unit == "month") or (rule.freq == "DAILY" and unit == "day"):
            return int(number) // rule.step or None
        if rule.freq == "DAILY" and unit == "week":
            return int(number) * 7 // rule.step or None
    return None


def _ended(rule: Rule, count: int | None, until: date | None, timed: bool) -> tuple[str, str]:
    text = rule.text()
    if count:
        text += f";COUNT={count}"
    elif until:
        text += f";UNTIL={until:%Y%m%d}"
        if timed:
            last = moments.wall(until, 23 * 60 + 59)[-1]
            text += f"T{moments.utc(last):%H%M%S}Z"
    return text, rule.words()


def _said(words: str, first: Reading) -> str:
    """ "Every Tue, 16:00 to 17:00, from Tue 8 Dec 2026"."""
    day, _, hours = first.words.partition(", ")
    return f"{words}, {hours}, from {day}" if hours else f"{words}, from {day}"
