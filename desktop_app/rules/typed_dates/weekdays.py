"""Weekdays and the days around today: "next Tuesday", "Monday week", "day after tomorrow"."""

from __future__ import annotations

from desktop_app.rules.typed_dates.almanac import last_weekday, monday_of, next_weekday
from desktop_app.rules.typed_dates.dates import date_at
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, one, several
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import WEEKDAYS

WHICH_WEEK = "Which week is meant?"


def near_at(line: Line, place: int) -> Found | None:
    """today, tomorrow week, the day after tomorrow, tonight, this afternoon."""
    low, today = line.low(place), line.today
    for phrase, days in (("the day after tomorrow", 2), ("day after tomorrow", 2), ("the day before yesterday", -2),
                         ("day before yesterday", -2), ("later today", 0), ("today", 0), ("tomorrow", 1),
                         ("yesterday", -1), ("tonight", 0)):  # fmt: skip
        after = line.words(place, phrase)
        if after:
            part = one(today + DAY * days, period="night" if phrase == "tonight" else "")
            return plus_week(line, part, after) if days in (0, 1) and phrase[0] == "t" else (part, after)
    if low == "this" and line.low(place + 1) in ("morning", "afternoon", "evening", "lunchtime"):
        return one(today, period=line.low(place + 1)), place + 2
    if low == "last" and line.low(place + 1) == "night":
        return one(today - DAY, period="night"), place + 2
    return None


def plus_week(line: Line, part: DayPart, after: int) -> Found:
    """tomorrow week, Monday week, today fortnight."""
    if line.low(after) == "week" or line.low(after) == "fortnight":
        days = 7 if line.low(after) == "week" else 14
        return part.moved(lambda day: day + DAY * days), after + 1
    return part, after


def weekday_at(line: Line, place: int) -> Found | None:
    """Tuesday, this Tuesday, next Tuesday, Tuesday week, Tuesday next week, Tue 8 Dec, next week Tuesday."""
    how, start = "", place
    if line.low(place) in ("this", "next", "last", "coming", "the"):
        how = line.low(place)
        start += 1
        if line.low(start) in ("coming", "week"):
            week, start = line.low(start) == "week", start + 1
            start = start + 1 if week and line.low(start) in ("on", "-", ",") else start
            if week and line.low(start) in WEEKDAYS and how != "the" and how != "coming":
                return _in_week(line, how, WEEKDAYS[line.low(start)]), start + 1
            if week:
                return None
            how = "coming"
    weekday = WEEKDAYS.get(line.low(start), -1)
    if weekday < 0:
        return None
    after = start + 1
    if line.low(after) == "." and len(line.low(start)) <= 5 and line.glued(after):
        after += 1
    gap = (
        after + 1
        if (line.low(after) in (",", "the", "(") and not line.ordinal(after + 1)[0] < 0) or line.low(after) == ","
        else after
    )
    if how in ("", "this", "the", "next"):
        dated = date_at(line, gap, weekday) or date_at(line, after, weekday)
        if dated:
            return dated
    numbered = _numbered(line, weekday, after) if how == "" else None
    if numbered:
        return numbered
    behind = after + 1 if line.low(after) in ("of", "in") else after
    if line.low(behind) in ("next", "this", "last") and line.low(behind + 1) == "week" and how in ("", "the"):
        return _in_week(line, line.low(behind), weekday), behind + 2
    if how == "the":
        return None
    gone = line.one_of(after, "just gone", "gone", "just past", "past") if how in ("", "this") else 0
    if gone:
        return one(last_weekday(line.today, weekday)), gone
    part = _which(line, how, weekday)
    return plus_week(line, part, after) if how in ("", "coming", "this") else (part, after)


def _numbered(line: Line, weekday: int, place: int) -> Found | None:
    """ "Fri 18 2pm": the coming Friday that is an 18th, when a time or an "at" follows the number."""
    token, follows = line.at(place), line.at(place + 1)
    if not 1 <= token.digits <= 2 or token.glued or follows.glued:
        return None
    if not follows.digits and follows.low not in ("at", "@", "from", "noon"):
        return None
    days = (next_weekday(line.today, weekday) + DAY * (7 * step) for step in range(-1, 9))
    day = next((day for day in days if day.day == token.value and day >= line.today), None)
    return (one(day), place + 1) if day else None


def weekday_of(line: Line, word: str) -> DayPart:
    """The day of a lone word: "friday", "tomorrow"; a week or a month is the running one."""
    if word in WEEKDAYS:
        return _which(line, "", WEEKDAYS[word])
    return one(line.today + DAY * {"tomorrow": 1, "yesterday": -1}.get(word, 0))


def _in_week(line: Line, how: str, weekday: int) -> DayPart:
    step = {"this": 0, "next": 7, "last": -7}[how]
    return one(monday_of(line.today) + DAY * (step + weekday))


def _which(line: Line, how: str, weekday: int) -> DayPart:
    today, monday = line.today, monday_of(line.today)
    coming, gone = next_weekday(today, weekday), last_weekday(today, weekday)
    if how == "next":
        if coming >= monday + 7 * DAY:
            return one(coming)
        return several(coming, coming + 7 * DAY, ask=WHICH_WEEK)
    if how == "last":
        return one(gone) if gone < monday else several(gone, gone - 7 * DAY, ask=WHICH_WEEK)
    if how == "this":
        this = monday + DAY * weekday
        return one(this) if this >= today else several(this, coming, ask=WHICH_WEEK)
    if today.weekday() == weekday:
        return DayPart(((today, today), (coming, coming)), f"{today:%A} today, or next week?", weekday)
    return one(coming, weekday=weekday)
