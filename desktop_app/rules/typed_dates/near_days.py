"""Days counted from today: weekdays, tomorrow, weeks, offsets, named days, ends of months."""

from __future__ import annotations

from datetime import date

from desktop_app.errors import UserError
from desktop_app.rules.typed_dates.almanac import (
    FIRST_WORDS, LONGEST_NAME, NAMED, add_months, last_weekday, monday_of, month_end, next_bank_holiday, next_weekday,
    nth_weekday,
)  # fmt: skip
from desktop_app.rules.typed_dates.dates import date_at
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, Span, one, several, yearless
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, ORDINALS, UNITS, WEEKDAYS
from desktop_app.rules.working_days import add_working_days, is_working_day

WHICH_WEEK = "Which week is meant?"
Offset = tuple[int, str]


def day_at(line: Line, place: int) -> Found | None:
    """A day or a span of days at `place`, with a "+ 3 months" behind it."""
    found = _first(line, place)
    while found and line.low(found[1]) in ("+", "plus"):
        offset = offset_at(line, found[1] + 1)
        if not offset:
            break
        found = moved(found[0], offset[0]), offset[1]
    return found


def _first(line: Line, place: int) -> Found | None:
    return (
        _week_of(line, place) or _offset_day(line, place) or _edge(line, place) or _nth(line, place)
        or _named(line, place) or _weekday(line, place) or _dated(line, place) or _near(line, place)
        or _period(line, place)
    )  # fmt: skip


def _dated(line: Line, place: int) -> Found | None:
    """A calendar date, its weekday perhaps behind it: 8/12/26 (Tue)."""
    found = date_at(line, place)
    if not found:
        return None
    after = found[1]
    bracket = line.low(after) == "("
    weekday = WEEKDAYS.get(line.low(after + 1 if bracket or line.low(after) == "," else after), -1)
    if weekday < 0:
        return found
    again = date_at(line, place, weekday)
    return (again[0], after + (3 if bracket else 2 if line.low(after) == "," else 1)) if again else found


def _near(line: Line, place: int) -> Found | None:
    low, today = line.low(place), line.today
    for phrase, days in (("the day after tomorrow", 2), ("day after tomorrow", 2), ("the day before yesterday", -2),
                         ("day before yesterday", -2), ("later today", 0), ("today", 0), ("tomorrow", 1),
                         ("yesterday", -1), ("tonight", 0)):  # fmt: skip
        after = line.words(place, phrase)
        if after:
            part = one(today + DAY * days, period="night" if phrase == "tonight" else "")
            return _plus_week(line, part, after) if days in (0, 1) and phrase[0] == "t" else (part, after)
    if low == "this" and line.low(place + 1) in ("morning", "afternoon", "evening", "lunchtime"):
        return one(today, period=line.low(place + 1)), place + 2
    if low == "last" and line.low(place + 1) == "night":
        return one(today - DAY, period="night"), place + 2
    return None


def _plus_week(line: Line, part: DayPart, after: int) -> Found:
    """tomorrow week, Monday week, today fortnight."""
    if line.low(after) == "week" or line.low(after) == "fortnight":
        days = 7 if line.low(after) == "week" else 14
        return part.moved(lambda day: day + DAY * days), after + 1
    return part, after


def _weekday(line: Line, place: int) -> Found | None:
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
    if line.low(after) == "." and len(line.low(start)) <= 5 and line.low(after + 1):
        after += 1 if date_at(line, after + 1, weekday) else 0
    gap = (
        after + 1
        if line.low(after) in (",", "the", "(") and not line.ordinal(after + 1)[0] < 0 or line.low(after) == ","
        else after
    )
    if how in ("", "this", "the", "next"):
        dated = date_at(line, gap, weekday) or date_at(line, after, weekday)
        if dated:
            return dated
    behind = after + 1 if line.low(after) in ("of", "in") else after
    if line.low(behind) in ("next", "this", "last") and line.low(behind + 1) == "week" and how in ("", "the"):
        return _in_week(line, line.low(behind), weekday), behind + 2
    if how == "the":
        return None
    part = _which(line, how, weekday)
    return _plus_week(line, part, after) if how in ("", "coming", "this") else (part, after)


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


def offset_at(line: Line, place: int) -> tuple[Offset, int] | None:
    """((3, "week"), place after): a number of days, weeks, months, working days."""
    low = line.low(place)
    number, after = (1, place + 1) if low in ("a", "an") else (line.count(place), place + 1)
    if low in ("fortnight", "week"):
        number, after = 1, place
    if not 0 <= number <= 5000:
        return None
    if line.low(after) == "-" and line.glued(after):
        after += 1
    if line.low(after) in ("working", "business") and line.low(after + 1).rstrip("s'") == "day":
        return (number, "working"), after + 2
    if line.low(after) == "w" and line.low(after + 1) in ("/", ".") and line.low(after + 2) in ("d", "ds"):
        return (number, "working"), after + 3
    word = line.low(after).replace("s'", "s")
    unit = UNITS.get(word, "")
    if unit not in ("day", "week", "fortnight", "month", "year", "working"):
        return None
    return ((number * 2, "week") if unit == "fortnight" else (number, unit)), after + 1


def shift(day: date, offset: Offset, way: int = 1) -> date:
    """The day moved by the offset. UserError or OverflowError beyond what can be counted."""
    number, unit = offset[0] * way, offset[1]
    if unit == "working":
        return add_working_days(day, number)
    if unit in ("month", "year"):
        return add_months(day, number * (12 if unit == "year" else 1))
    return day + DAY * (number * (7 if unit == "week" else 1))


def moved(part: DayPart, offset: Offset, way: int = 1) -> DayPart:
    """Every reading moved by the offset, asked when it can't be counted."""
    try:
        return part.moved(lambda day: shift(day, offset, way))
    except UserError as trouble:
        return DayPart((), trouble.message)


def _offset_day(line: Line, place: int) -> Found | None:
    """in 3 weeks, within 10 working days, a week on Monday, fortnight today, 3 days ago, 15 wd."""
    led = line.low(place) in ("in", "within")
    start = place + 1 if led else place
    start = start + 1 if led and line.low(start) == "the" and line.low(start + 1) == "next" else start
    start = start + 1 if led and line.low(start) == "next" else start
    found = offset_at(line, start)
    if not found:
        return None
    offset, after = found
    today = one(line.today)
    if line.low(after) in ("'", "’"):
        after += 1
    if line.low(after) == "time" or line.words(after, "from now") or line.low(after) == "hence":
        return moved(today, offset), after + (2 if line.low(after) == "from" else 1)
    if line.low(after) == "ago":
        return moved(today, offset, -1), after + 1
    weeks = offset[1] == "week"
    if line.low(after) in ("today", "tomorrow", "yesterday") and offset[1] in ("week", "month", "year", "day"):
        way = -1 if line.low(after) == "yesterday" else 1
        base = one(line.today + DAY * {"today": 0, "tomorrow": 1, "yesterday": -1}[line.low(after)])
        return moved(base, offset, way), after + 1
    if line.low(after) in ("from", "after", "before", "of") or line.low(after) == "on" and weeks:
        base_found = day_at(line, after + 1)
        if base_found:
            way = -1 if line.low(after) == "before" else 1
            return moved(base_found[0], offset, way), base_found[1]
    if weeks and line.low(after) in WEEKDAYS and (line.low(place) in ("a", "fortnight") or not led):
        base_found = _weekday(line, after)
        if base_found and base_found[0].weekday >= 0:
            return moved(base_found[0], offset), base_found[1]
    if led and line.low(after) not in ("of", "on"):
        return moved(today, offset), after
    if offset[1] == "working" and line.low(place - 1) not in (
        "took",
        "for",
        "last",
        "past",
        "than",
        "over",
        "of",
        "after",
    ):
        return moved(today, offset), after
    return None


def _edge(line: Line, place: int) -> Found | None:
    """end of the month, start of March, end of next month, last working day of the month, month end."""
    start = place + 1 if line.low(place) == "the" else place
    if line.words(start, "month end"):
        return one(month_end(line.today)), start + 2
    if line.words(start, "year end"):
        return None
    edges = {"end of": -1, "last day of": -1, "last day in": -1, "start of": 1, "beginning of": 1, "first day of": 1,
             "last working day of": -2, "first working day of": 2}  # fmt: skip
    for phrase, edge in edges.items():
        after = line.words(start, phrase)
        if after:
            break
    else:
        return None
    span = _month_span(line, after)
    if span:
        return one(_edge_of(span[0], edge)), span[1]
    week = line.one_of(after, "the week", "this week", "week")
    nxt = line.one_of(after, "next week")
    if (week or nxt) and abs(edge) == 1:
        monday = monday_of(line.today) + DAY * (7 if nxt else 0)
        if edge == 1:
            return one(monday), week or nxt
        return several(monday + 4 * DAY, monday + 6 * DAY, ask="Friday, or Sunday?"), week or nxt
    year = line.one_of(after, "the year", "this year", "year")
    if year and edge == -1:
        return one(date(line.today.year, 12, 31)), year
    return None


def _edge_of(span: Span, edge: int) -> date:
    day = span[0] if edge > 0 else span[1]
    while abs(edge) == 2 and not is_working_day(day):
        day += DAY if edge > 0 else -DAY
    return day


def _month_span(line: Line, place: int) -> tuple[Span, int] | None:
    """The month meant by: the month, this month, next month, March, March 2027, each month is not one."""
    first = line.today.replace(day=1)
    for phrase, step in (("the month", 0), ("this month", 0), ("next month", 1), ("the next month", 1), ("month", 0),
                         ("last month", -1)):  # fmt: skip
        after = line.words(place, phrase)
        if after:
            begin = add_months(first, step)
            return (begin, month_end(begin)), after
    start = place + 1 if line.low(place) in ("next", "this") else place
    month = MONTHS.get(line.low(start), 0)
    if not month:
        return None
    after = start + 1
    if line.at(after).digits == 4 and 1900 <= line.number(after) <= 2199:
        begin, after = date(line.number(after), month, 1), after + 1
    else:
        begin = date(line.today.year + (month < line.today.month), month, 1)
        if line.low(place) == "next" and begin.year == line.today.year and start > place:
            return None
    return (begin, month_end(begin)), after


def _nth(line: Line, place: int) -> Found | None:
    """first Thursday of next month, last Friday of March, 2nd Tuesday in January."""
    start = place + 1 if line.low(place) == "the" else place
    number, after = (-1, start + 1) if line.low(start) == "last" else line.ordinal(start)
    if number == -1 and line.low(start) != "last" or number > 5 or number == 0:
        return None
    weekday = WEEKDAYS.get(line.low(after), -1)
    if weekday < 0 or line.low(after + 1) not in ("of", "in"):
        return None
    span = _month_span(line, after + 2)
    if not span:
        return None
    first = span[0][0]
    day = nth_weekday(first.year, first.month, number, weekday)
    if day is None:
        return DayPart((), f"{first:%B} has no fifth {line.at(after).text}. Which day is meant?"), span[1]
    if day < line.today and line.low(after + 2) in MONTHS and not line.at(span[1] - 1).digits:
        later = nth_weekday(first.year + 1, first.month, number, weekday)
        return several(day, *((later,) if later else ()), ask="That day has just gone. Which is meant?"), span[1]
    return one(day), span[1]


def _named(line: Line, place: int) -> Found | None:
    """Christmas Eve, Good Friday 2027, bank holiday Monday."""
    start = place + 1 if line.low(place) == "the" else place
    after = line.one_of(start, "bank holiday", "next bank holiday")
    if after:
        weekday = WEEKDAYS.get(line.low(after), -1)
        day = next_bank_holiday(line.today, weekday if weekday >= 0 else None)
        if day and (weekday >= 0 or line.low(start) == "next"):
            return one(day), after + (weekday >= 0)
        return (several(day, ask="Which bank holiday is meant?"), after) if day else None
    if line.low(start) not in FIRST_WORDS:
        return None
    for length in range(min(LONGEST_NAME, len(line) - start), 0, -1):
        name = " ".join(line.low(start + step) for step in range(length))
        if name in NAMED:
            return _named_day(line, name, start + length)
    return None


def _named_day(line: Line, name: str, after: int) -> Found:
    if line.at(after).digits == 4 and 1900 <= line.number(after) <= 2199:
        return one(NAMED[name](line.number(after))), after + 1
    return yearless(line, NAMED[name]), after


def _week_of(line: Line, place: int) -> Found | None:
    """w/c 7 Dec, week beginning Monday, w/e 11 Dec, week of 7 Dec."""
    start = place + 1 if line.low(place) == "the" else place
    after = line.one_of(start, "w / c", "wc", "w / b", "week commencing", "week beginning", "week starting", "week of",
                        "wk commencing", "w / commencing", "w . c", "week com")  # fmt: skip
    ending = line.one_of(start, "w / e", "week ending", "wk ending", "w / ending")
    found = day_at(line, line.one_of(after or ending, "the") or after or ending) if after or ending else None
    found = found or (day_at(line, after or ending) if after or ending else None)
    if not found and ending and line.low(start) == "w":
        return None
    if not found and (after or ending):
        bare = line.number(after or ending)
        return None if bare < 0 else None
    if not found:
        return None
    part, behind = found
    if any(a != b for a, b in part.spans):
        return None
    week = tuple((monday_of(a), a if ending else monday_of(a) + 6 * DAY) for a, _ in part.spans)
    ask = part.ask
    if after and line.low(start) != "week" or line.low(start + 1) in ("commencing", "beginning", "starting"):
        if not ask and any(a.weekday() for a, _ in part.spans) and after:
            ask = "That day is no Monday. Which week is meant?"
    if ending and not ask and any(b.weekday() not in (4, 6) for _, b in week):
        ask = "That day is no end of a week. Which week is meant?"
    return DayPart(week, ask, whole=True), behind


def _period(line: Line, place: int) -> Found | None:
    """next week, this weekend, next month, in March, March 2027."""
    low, word = line.low(place), line.low(place + 1)
    monday = monday_of(line.today)
    if low in ("this", "next", "last") and word in ("week", "month", "year"):
        step = {"this": 0, "next": 1, "last": -1}[low]
        if word == "week":
            first = monday + DAY * (7 * step)
            return DayPart(((first, first + 6 * DAY),), whole=True), place + 2
        first = line.today.replace(day=1) if word == "month" else line.today.replace(month=1, day=1)
        begin = add_months(first, step * (1 if word == "month" else 12))
        last = month_end(begin) if word == "month" else begin.replace(month=12, day=31)
        return DayPart(((begin, last),), whole=True), place + 2
    if low in ("this", "next", "last", "the") and word == "weekend":
        return _weekend(line, low), place + 2
    if low == "in" or low == "during":
        span = _month_span(line, place + 1) if word in MONTHS or word == "next" else None
        if span and line.low(span[1]) not in ("'s",) and not line.at(place + 1).low.endswith("'s"):
            name = word in ("jan", "april", "may", "june", "august") and not line.at(span[1] - 1).digits
            return DayPart((span[0],), "Is that the month, or a name?" if name else "", whole=True), span[1]
    month = MONTHS.get(low, 0)
    if month and line.at(place + 1).digits == 4 and 2000 <= line.number(place + 1) <= 2199:
        first = date(line.number(place + 1), month, 1)
        return DayPart(((first, month_end(first)),), whole=True), place + 2
    return None


def _weekend(line: Line, how: str) -> DayPart:
    saturday = monday_of(line.today) + 5 * DAY
    weekend = lambda step: (saturday + DAY * (7 * step), saturday + DAY * (7 * step + 1))  # noqa: E731
    if how == "last":
        return DayPart((weekend(-1),), whole=True)
    if how == "next":
        if line.today.weekday() >= 5:
            return DayPart((weekend(1),), whole=True)
        return DayPart((weekend(0), weekend(1)), "Which weekend is meant?", whole=True)
    return DayPart((weekend(0),), whole=True)


__all__ = ["ORDINALS", "day_at", "moved", "offset_at", "shift"]
