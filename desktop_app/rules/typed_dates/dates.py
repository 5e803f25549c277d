"""Dates of the calendar: 12/3/26, 2026-12-08, "3 Dec", "Dec 3rd", "the 14th", "8.12.2026"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.rules.typed_dates.almanac import add_months, month_end
from desktop_app.rules.typed_dates.days import DAY, DayPart, Found, made, one, several, yearless
from desktop_app.rules.typed_dates.rules import ordinal_words
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, NAME_MONTHS, STREETS, UNITS, word_set

IMPOSSIBLE = "There is no such day. Which day is meant?"
CLASH = "The weekday and the date don't agree. Which is meant?"


def date_at(line: Line, place: int, weekday: int = -1) -> Found | None:
    """A calendar date at `place`, without its weekday, which is given to be checked."""
    return (
        _iso(line, place, weekday)
        or _slashed(line, place, weekday)
        or _day_month(line, place, weekday)
        or (_month_day(line, place, weekday) or _the_nth(line, place, weekday))
    )


def _dated(year: int, month: int, day: int, weekday: int) -> DayPart:
    """With its year: asked when impossible or when the weekday disagrees."""
    there = made(year, month, day)
    if there is None:
        return DayPart(_nearest(year, month, day), IMPOSSIBLE)
    if weekday >= 0 and there.weekday() != weekday:
        near = there + DAY * ((weekday - there.weekday() + 3) % 7 - 3)
        return several(there, near, ask=CLASH)
    return one(there)


def _nearest(year: int, month: int, day: int) -> tuple[tuple[date, date], ...]:
    """What an impossible day may have meant: the last of the month, the first of the next, or a swap."""
    found: list[date] = []
    if 1 <= month <= 12 and 28 < day <= 31:
        first = date(year, month, 1)
        found = [add_months(first, 1) - DAY, add_months(first, 1)]
    elif month > 12 and (swapped := made(year, day, month)):
        found = [swapped]
    return tuple((one_day, one_day) for one_day in found)


def _iso(line: Line, place: int, weekday: int) -> Found | None:
    if line.at(place).digits != 4 or line.low(place + 1) != "-" or line.low(place + 3) != "-":
        return None
    if not all(line.glued(place + step) for step in range(1, 5)) or line.at(place + 4).digits != 2:
        return None
    year, month, day = (line.number(place + step) for step in (0, 2, 4))
    after = place + 6 if line.low(place + 5) == "t" and line.at(place + 6).digits else place + 5
    return (_dated(year, month, day, weekday), after) if year and line.at(place + 2).digits == 2 else None


def _slashed(line: Line, place: int, weekday: int) -> Found | None:
    """Day before month always: 12/3/26, 12.3.2026, 12-03-26, and 12/3 without a year."""
    sign = line.low(place + 1)
    if sign not in ("/", ".", "-") or not 1 <= line.at(place).digits <= 2 or not 1 <= line.at(place + 2).digits <= 2:
        return None
    spaced = not (line.glued(place + 1) and line.glued(place + 2))
    if spaced:
        return None
    day, month, after = line.number(place), line.number(place + 2), place + 3
    if line.low(after) == sign and line.glued(after) and line.glued(after + 1):
        year = line.at(after + 1)
        if year.digits not in (2, 4) or _reads_on(line, after + 2):
            return None
        if year.digits == 4 and not 1900 <= year.value <= 2199:
            return None
        return _dated(year.value + (2000 if year.digits == 2 else 0), month, day, weekday), after + 2
    if sign == "." and not _reads_on(line, after):
        return _dotted(line, place, weekday)
    if sign != "/" or (_reads_on(line, after) and not _to_another(line, after)):
        return None
    if not 1 <= day <= 31 or month < 1 or month > 12:
        swapped = 1 <= day <= 12 and 13 <= month <= 31
        part = DayPart(yearless(line, lambda year: made(year, day, month)).spans, IMPOSSIBLE)
        return (part, after) if swapped else None
    part = _in_year(line, month, day, weekday)
    if weekday < 0 and not part.ask and _may_be_a_score(line, place, day, month):
        part = replace(part, ask="Is that a date, or a part of something?")
    return part, after


def _dotted(line: Line, place: int, weekday: int) -> Found | None:
    """ "14.12" may be a day or a time: asked, unless a weekday beside it settles it."""
    day, month, after = line.number(place), line.number(place + 2), place + 3
    if line.at(place + 2).digits != 2 or not made(2024, month, day) or _counts(line, after):
        return None
    if line.low(after) in ("a", "p", "hrs", "-", "to", "o'clock") or line.low(place - 1) in (
        "at",
        "@",
        "-",
        "to",
        "until",
    ):
        return None
    part = _in_year(line, month, day, -1)
    if weekday >= 0:
        fits = not part.ask and part.spans[0][0].weekday() == weekday
        return (replace(part, ask="" if month % 5 else "Is that a day, or a time?"), after) if fits else None
    return replace(part, ask=part.ask or "Is that a day, or a time?"), after


def _may_be_a_score(line: Line, place: int, day: int, month: int) -> bool:
    """ "8/10 for effort", "3/4 full": no date unless something says so."""
    score = (month == 10 and day <= 10) or (day, month) in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4))
    led = line.low(place - 1) in ("on", "by", "from", "until", "to", "for", "before", "due", "c", "w", "e", "dated")
    led = led or (line.low(place - 1) == "-" and line.low(place - 3) == "/")
    follows = line.at(place + 3)
    return score and not led and not follows.digits and follows.low not in ("at", "@", "-", "from")


def _reads_on(line: Line, place: int) -> bool:
    """The figures go on: 12/3/4/5, 1.2.3.4, 10/5mg."""
    return (line.glued(place) and (line.low(place) in ("/", "%", "-") or line.low(place)[:1].isalnum())) or (
        line.glued(place) and line.low(place) in (".", ":") and line.glued(place + 1) and line.at(place + 1).digits > 0
    )


def _to_another(line: Line, place: int) -> bool:
    """The dash of "24/12-4/1"."""
    return line.low(place) == "-" and line.low(place + 2) == "/" and line.at(place + 3).digits > 0


def _in_year(line: Line, month: int, day: int, weekday: int) -> DayPart:
    if not made(2024, month, day):
        return DayPart(_nearest(line.today.year, month, day), IMPOSSIBLE)
    if month == 2 and day == 29 and not made(line.today.year, 2, 29):
        return _leap_day(line)
    return yearless(line, lambda year: made(year, month, day), weekday)


def _leap_day(line: Line) -> DayPart:
    """29 Feb in a year without one is asked, unless only a leap year can be meant."""
    year = line.today.year if (line.today.month, line.today.day) <= (2, 28) else line.today.year + 1
    if there := made(year, 2, 29):
        return one(there)
    return several(date(year, 2, 28), date(year, 3, 1), ask=f"{year} has no 29 February. Which day is meant?")


def _day_month(line: Line, place: int, weekday: int) -> Found | None:
    """3 Dec, 3rd of December 2026, 7-Dec-26, the 3rd Dec."""
    place = place + 1 if line.low(place) == "the" else place
    day, after = line.ordinal(place)
    ordinal = day > 0
    if not ordinal:
        day, after = line.number(place), place + 1
        if not 1 <= line.at(place).digits <= 2:
            return None
    after = after + 1 if line.low(after) in ("of", "-", "/", ",") and _month(line, after + 1) else after
    month = _month(line, after)
    street = line.low(after + 1) in STREETS and line.at(after + 1).capital
    if not month or not 0 <= day <= 99 or street or _modal(line, after):
        return None
    after += 2 if line.low(after + 1) == "." and line.at(after).text.lower() in ("dec", "jan", "feb", "sept") else 1
    if line.low(after - 1) == "." and not line.at(after).digits:
        after -= 1
    found = _with_year(line, after, month, day, weekday)
    doubtful = not ordinal and day <= 12 and line.low(place - 1) in ("at", "@") and line.low(after - 1) in NAME_MONTHS
    if doubtful and not found[0].ask:
        return replace(found[0], ask=f"Is that {day} {line.at(after - 1).text}, or a person's name?"), found[1]
    return found


def _month(line: Line, place: int) -> int:
    token = line.at(place)
    if token.text.isupper() and len(token.text) == 3 and token.low in ("mar", "dec") and not token.text.istitle():
        return MONTHS[token.low]
    return MONTHS.get(token.low, 0)


_AFTER_MODAL = word_set(
    """
    attend need be have come want go move not also still well join arrive return require get bring do
    """
)


def _modal(line: Line, place: int) -> bool:
    """ "only 2 may attend", "3 May's sister": no month."""
    return line.at(place).text == "may" and line.low(place + 1) in _AFTER_MODAL


def _month_day(line: Line, place: int, weekday: int) -> Found | None:
    """Dec 3rd, December 3, May 14th."""
    month = _month(line, place)
    if not month:
        return None
    after = place + 2 if line.low(place + 1) in (".", "the") and (line.at(place + 2).digits) else place + 1
    day, ahead = line.ordinal(after)
    ordinal = day > 0
    if not ordinal:
        day, ahead = line.number(after), after + 1
        if not 1 <= line.at(after).digits <= 2 or not 1 <= day <= 31 or _counts(line, ahead):
            return None
        if line.low(place) in NAME_MONTHS and day <= 12 and weekday < 0 and not _year_at(line, ahead)[0]:
            if line.low(ahead) == "-" and line.at(ahead + 1).digits:
                return None
            found = _with_year(line, ahead, month, day, weekday)
            doubt = f"Is that {day} {line.at(place).text}, or a person's name and a time?"
            return (DayPart(found[0].spans, found[0].ask or doubt), found[1])
    return _with_year(line, ahead, month, day, weekday)


def _counts(line: Line, place: int) -> bool:
    """The number is a time or counts something: "May 4pm", "Jan 10:30", "April 2 visits"."""
    low = line.low(place)
    if low in ("am", "pm", "o'clock", "times", "x", "%", "/") or low in UNITS:
        return True
    return low in (":", ".", "a", "p") and line.glued(place) and line.glued(place + 1)


def _year_at(line: Line, place: int) -> tuple[int, int]:
    """(2026, place after) for 2026, '26 and 26; (0, place) when no year stands there."""
    ahead = place + 1 if line.low(place) in (",", "-", "/") and line.at(place + 1).digits in (2, 4) else place
    token = line.at(ahead)
    if token.digits == 4 and 1900 <= token.value <= 2199 and not _counts(line, ahead + 1):
        return token.value, ahead + 1
    if token.low in ("'", "’", "‘") and line.at(ahead + 1).digits == 2 and line.glued(ahead + 1):
        return 2000 + line.number(ahead + 1), ahead + 2
    glued = ahead > place and line.low(place) in ("-", "/") and line.glued(ahead)
    near = -3 <= token.value + 2000 - line.now.year <= 8 and token.value > 23
    if token.digits != 2 or not (glued or (near and ahead == place)) or _counts(line, ahead + 1):
        return 0, place
    reads_on = line.low(ahead + 1) in ("-", ":", "to", "past") or line.low(ahead + 1) in MONTHS
    return (0, place) if reads_on else (2000 + token.value, ahead + 1)


def _with_year(line: Line, place: int, month: int, day: int, weekday: int) -> Found:
    year, after = _year_at(line, place)
    if year:
        part = _dated(year, month, day, weekday)
        minutes = year % 100
        if (
            weekday < 0
            and line.at(after - 1).digits == 4
            and 2000 <= year <= 2059
            and minutes % 5 == 0
            and abs(year - line.now.year) > 4
            and not part.ask
            and part.spans[0][0] > line.today
        ):
            part = DayPart(part.spans, f"Is {year} the year, or the time?")
        return part, after
    if line.low(place) in ("this", "next", "last") and line.low(place + 1) == "year":
        step = {"this": 0, "next": 1, "last": -1}[line.low(place)]
        return _dated(line.today.year + step, month, day, weekday), place + 2
    return _in_year(line, month, day, weekday), place


_ORDINAL_NOUNS = word_set(
    """
    birthday bday floor century grade place day week visit review meeting time child year half draft attempt
    conference baby pregnancy party quarter class form birth pupil warning letter reminder class avenue street call
    referral strike stage world anniversary trimester scan term person contact chase
    """
)
_ENDS = word_set(
    """
    at from to - – , . ; : ) ( for with in on by until before after and or re & @ is was please pls if then not
    about around about between also when but noon midnight half morning afternoon evening
    """
) | {""}


def _the_nth(line: Line, place: int, weekday: int) -> Found | None:
    """the 14th, on 14th, Tuesday 14th, the 3rd of next month."""
    the = line.low(place) == "the"
    place_of = place + 1 if the else place
    day, after = line.ordinal(place_of)
    figures = line.at(place_of).digits > 0
    if day < 1 or (not figures and not the):
        return None
    whose = line.low(after + 1) if line.low(after) == "of" else line.low(after)
    month = line.one_of(after, "of next month", "next month", "of this month", "this month", "of the month",
                        "of last month", "last month")  # fmt: skip
    if month:
        step = 1 if "next" in (whose, line.low(after)) else -1 if whose == "last" else 0
        first = add_months(line.today.replace(day=1), step)
        if whose != "the":
            return _dated(first.year, first.month, day, weekday), month
        after = month
    elif not _is_a_day(line, place, after, the, weekday, figures):
        return None
    if day > 31:
        return None
    return _next_nth(line, day, weekday), after


def _is_a_day(line: Line, place: int, after: int, the: bool, weekday: int, figures: bool) -> bool:
    """An ordinal that is a day of the month, not "2nd review" or "14th floor"."""
    follows = line.at(after)
    if follows.low in _ORDINAL_NOUNS or follows.low == "of" or (follows.low == "-" and not line.at(after + 1).digits):
        return False
    if weekday >= 0:
        return True
    led = line.low(place - 1) in ("on", "by", "from", "until", "before", "to", "-", "due", "w", "c")
    ends = follows.low in _ENDS or follows.digits > 0
    if not figures:
        return the and led and ends
    hour = follows.low in ("at", "@", "from") and line.at(after + 1).digits > 0
    return (ends and (the or led or hour or after >= len(line) or follows.digits > 0)) or (led and the)


def _next_nth(line: Line, day: int, weekday: int) -> DayPart:
    first = line.today.replace(day=1)
    months = [add_months(first, step) for step in range(-1, 4)]
    days = [found for month in months if (found := made(month.year, month.month, day))]
    past = [found for found in days if found < line.today]
    coming = [found for found in days if found >= line.today]
    if weekday >= 0:
        if coming[0].weekday() == weekday:
            return one(coming[0])
        fit = [found for found in days if found.weekday() == weekday]
        return several(coming[0], *fit[:1], ask=CLASH)
    if coming[0] == line.today:
        return several(coming[0], coming[1], ask="Today, or next month?")
    if day > (end := month_end(line.today)).day:
        return several(end, coming[0], ask=f"This month has no {ordinal_words(day)}. Which day is meant?")
    if past and (line.today - past[-1]).days <= 14 and line.today - past[-1] < coming[0] - line.today:
        return several(past[-1], coming[0], ask="That day has just gone. Which is meant?")
    return one(coming[0], monthday=day)
