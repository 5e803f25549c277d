"""Dates of a life as people say and write them: exact, vague, unknown or impossible; kept as said, never invented.

Day first, as in Britain; an American order is never guessed. GEDCOM's date words (5.5.1 and 7.0) are understood too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desktop_app import clock

Kind = Literal[
    "exact", "month", "year", "about", "before", "after", "between", "unknown", "impossible", "ambiguous"
]  # fmt: skip

AHEAD = timedelta(days=305)
"""Ten months: an unborn child's due date is as far ahead as a date of a life can be."""
LONGEST_SAID = 200


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as known. `value` is 2017-05-09, 2017-05, 2017, 2017~, ../2017, 2017/.. or 2017/2019.

    It is '' when unknown, impossible or ambiguous; `said` is what was written, `problem` a sentence for people.
    """

    value: str
    said: str
    kind: Kind
    problem: str = ""


def to_come(read: SaidDate, today: date) -> bool:
    """Whether a date of birth lies ahead, or was said to be expected: then it is a due date."""
    known = read.kind in ("exact", "month", "year", "about")
    return known and (read.value.rstrip("~") > today.isoformat() or _EXPECTED.match(read.said) is not None)


@dataclass(frozen=True, slots=True)
class _Read:
    """A single date or why it is none."""

    value: str
    kind: Kind
    problem: str = ""


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS_LONG = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNKNOWN = frozenset({
    "unknown", "not known", "unk", "n/k", "nk", "n/a", "na", "#n/a", "#value!", "#ref!", "#null!", "#name?",
    "#num!", "#div/0!", "-", "--", "?", "??", "???", ".", "tbc", "tba", "none", "null", "nil", "nan",
    "not stated", "not recorded", "not given", "blank", "x", "xx", "xxx", "unborn", "not yet born", "00/00/0000",
    "0000-00-00", "0", "y", "n", "yes", "no",
})  # fmt: skip
_LABEL = re.compile(
    r"^(?:d\.?o\.?b\.?|date of birth|birth ?date|born(?: on| in)?|b\.|died(?: on| in)?|d\.|e\.?d\.?d\.?"
    r"|due(?: date| on| in)?|expected(?: on| in)?|in|on)[\s:]+(?=\S)"
)
_EXPECTED = re.compile(r"e\.?d\.?d\b|due\b|expected\b", re.IGNORECASE)
_UNSURE = re.compile(r"\s*\(?(?:approx(?:imately)?|est(?:imated)?|ish|about|circa|unsure|not sure|guess(?:ed)?)\.?\)?$")
_ABOUT = re.compile(
    r"^(?:abt|about|approx(?:imately)?|around|roughly|circa|ca|c|est(?:imated)?|cal|calculated|probably|possibly|maybe|perhaps)\b\.?\s*"
    r"|^c(?=\d{4}\b)|^[~?](?!\?|/)\s*"
)
_BEFORE = re.compile(r"^(?:bef|before|by|pre|until|till|to|not after|no later than|earlier than|<)(?:\b|(?<=<))[.\s-]*")
_AFTER = re.compile(r"^(?:aft|after|since|post|from|not before|later than|>)(?:\b|(?<=>))[.\s-]*")
_BETWEEN = (
    re.compile(r"^(?:bet|betw|between)\b\.?\s*(.+?)\s*(?:\band\b|&)\s*(.+)$"),
    re.compile(r"^from\s+(.+?)\s+(?:to|until|till)\s+(.+)$"),
    re.compile(r"^(.+?)\s+(?:to|until|till|-)\s+(.+)$"),
)
_AGE = re.compile(
    r"^(?:aged?|is|now)?\s*(?:abt|about|approx\.?|around|roughly|c\.?|circa|~)?\s*(?:aged?\s*)?\d{1,3}\s*"
    r"(?:(?:years?|yrs?|y/?o|months?|mths?|weeks?|wks?|days?)\b.*)$|^(?:aged?)\s+(?:about\s+)?\d{1,3}\b.*$"
)
_SEASON = re.compile(r"^(?:the\s+)?(spring|summer|autumn|fall|easter|christmas|xmas)(?:\s+(?:of|time))*[\s,]+(\d{4})$")
_WINTER = re.compile(r"^(?:the\s+)?winter(?:\s+of)?[\s,]+(\d{4})(?:\s*[/-]\s*(\d{4}|\d{2}))?$")
_PART_OF = re.compile(
    r"^(?:the\s+)?(?:early|mid(?:dle)?|late|start|beginning|end|part)(?:\s+of|\s+in)?[\s-]+(?:([a-z]{3,9})[\s-]+)?(\d{4})$"
)
_DECADE = re.compile(r"^(?:the\s+)?(?:early|mid|late)?[\s-]*(\d{3}0)'?s$")
_TIME = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:am|pm|z|[+-]\d{2}:?\d{2}))?$")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.\s]+(?=\S)")
_CALENDAR = re.compile(r"@#d([a-z ]+?)@|\b(gregorian|julian|french_r|hebrew)\s+")
_BEFORE_CHRIST = re.compile(r"\bb\.?\s?c\.?(?:\s?e\.?)?$")

_DMY = re.compile(r"^(\d{1,2}|\?{1,2}|x{2})\s*[-/. ]\s*(\d{1,2}|\?{1,2}|x{2})\s*[-/. ]\s*(\d{4}|'?\d{2})$")
_YMD = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
_MY = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{4})$")
_YM = re.compile(r"^(\d{4})\s*[-/.]\s*(\d{1,2})$")
_YY = re.compile(r"^(\d{4})\s*[-/]\s*(\d{4})$")
_D_MONTH_Y = re.compile(r"^(\d{1,2})?(?:\s|-|/|\.|,)*(?:of\s+)?([a-z]{3,9})(?:\s|-|/|\.|,)*(\d{3,4}|'?\d{2})$")
_MONTH_D_Y = re.compile(r"^([a-z]{3,9})(?:\s|-|/|\.)*(\d{1,2})(?:\s|,)+(\d{4})$")
_Y_MONTH_D = re.compile(r"^(\d{4})[\s./-]*([a-z]{3,9})(?:[\s./-]*(\d{1,2}))?$")
_DUAL = re.compile(r"^(.*?)(\d{3,4})/(\d{2}|\d{4})$")


def read_said_date(text: str, today: date | None = None) -> SaidDate:
    """What a person or a spreadsheet wrote, read day first; `today` settles two-figure years. Never raises."""
    said = " ".join(text.split())
    read = _whole(_plain(said), today or clock.today(), short_years=False)
    problem = "1 January 1900 often stands for a date not known." if read.value == "1900-01-01" else read.problem
    return SaidDate(read.value, said, read.kind, problem)


def read_gedcom_date(text: str, today: date | None = None) -> SaidDate:
    """A GEDCOM date value of 5.5, 5.5.1 or 7.0: ranges, periods, calendars, phrases (in brackets). Never raises."""
    said = " ".join(text.split())
    plain = _plain(said)
    day = today or clock.today()
    interpreted = re.match(r"^int\b\.?\s*(.*?)\s*(?:\(.*\)?)?$", plain)
    if interpreted:
        return SaidDate(*_gedcom(interpreted.group(1), said, day))
    if plain.startswith("("):
        inner = said.removeprefix("(").removesuffix(")").strip()
        return SaidDate("", inner, "unknown", "It is written in words only; kept as said.")
    return SaidDate(*_gedcom(plain, said, day))


def _gedcom(plain: str, said: str, today: date) -> tuple[str, str, Kind, str]:
    calendars = {(one or other).strip().lower() for one, other in _CALENDAR.findall(plain)}
    if calendars - {"gregorian", "julian"}:
        return "", said, "unknown", "It is in a calendar that is not ours; kept as said."
    dates = " ".join(_CALENDAR.sub(" ", plain).split())
    if _BEFORE_CHRIST.search(dates):
        return "", said, "unknown", "It is before the year 1; kept as said."
    figures = _DMY.match(dates)
    first_two = figures.group(1, 2) if figures else ("", "")
    if first_two[0].isdecimal() and first_two[0] != first_two[1] and int(first_two[0]) <= 12:
        return "", said, "ambiguous", "Day and month are both in figures, and programs differ in their order; ask."
    dual = _DUAL.match(dates)
    if dual and int(dual.group(3)) % 100 == (int(dual.group(2)) + 1) % 100:
        first = int(dual.group(2))
        return f"{first:04d}/{first + 1:04d}", said, "between", ""
    read = _whole(dates, today, short_years=True)
    if "julian" in calendars and read.kind == "exact":
        return _from_julian(read.value), said, "exact", ""
    return read.value, said, read.kind, read.problem


def _from_julian(value: str) -> str:
    """The same day in our calendar. A proleptic difference by centuries, good for every year from 1."""
    year, month, day = (int(part) for part in value.split("-"))
    century = (year if month > 2 else year - 1) // 100
    try:
        return (date(year, month, day) + timedelta(days=century - century // 4 - 2)).isoformat()
    except (ValueError, OverflowError):
        return value


def _plain(said: str) -> str:
    """Lower case, plain digits, dashes and quotes, no ordinals, no weekday, no time of day."""
    text = "".join(_plain_digit(letter) for letter in said[:LONGEST_SAID].casefold() if letter not in "\u200e\u200f")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'").replace("\u2018", "'").replace("\\", "/")
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    text = _WEEKDAY.sub("", " ".join(text.strip(' \t"`;,').rstrip("'").split()))
    return _TIME.sub("", text) if ":" in text else text


def _plain_digit(letter: str) -> str:
    """A figure of any script as ours; anything else as it is."""
    figure = -1 if letter.isascii() else unicodedata.digit(letter, -1)
    return letter if figure < 0 else str(figure)


def _whole(text: str, today: date, *, short_years: bool) -> _Read:
    """A date with all the words around it."""
    if not text or text in _UNKNOWN:
        return _Read("", "unknown")
    text = _LABEL.sub("", text)
    if text in _UNKNOWN:
        return _Read("", "unknown")
    if _AGE.match(text):
        return _Read("", "unknown", "It is an age, not a date; kept as said.")
    if re.search(r"\bor\b", text):
        return _Read("", "ambiguous", "It gives more than one date; ask which is right.")
    ranged = _range(text, today, short_years=short_years)
    if ranged:
        return ranged
    return _worded(text, today, short_years=short_years) or _single(text, today, short_years=short_years)


def _worded(text: str, today: date, *, short_years: bool) -> _Read | None:
    """About, before and after something."""
    if text.startswith("../") or text.endswith("/.."):
        inner = _single(text.removeprefix("../").removesuffix("/.."), today, short_years=short_years)
        if not inner.value:
            return inner
        return _Read(f"../{inner.value}", "before") if text.startswith("..") else _Read(f"{inner.value}/..", "after")
    for pattern, kind in ((_BEFORE, "before"), (_AFTER, "after")):
        match = pattern.match(text)
        if match and match.end() < len(text):
            inner = _whole(text[match.end() :], today, short_years=short_years)
            if inner.kind not in ("exact", "month", "year", "about"):
                return inner if inner.kind == "impossible" else _Read("", "unknown", _NOT_A_DATE)
            edge = inner.value.rstrip("~")
            return _Read(f"../{edge}", "before") if kind == "before" else _Read(f"{edge}/..", "after")
    match = _ABOUT.match(text)
    rest = text[match.end() :] if match else _UNSURE.sub("", text.rstrip("?~ "))
    if rest == text or not rest:
        return None
    if re.fullmatch(r"\d{1,2}", rest):
        return _Read("", "ambiguous", "It may be an age or a year; ask for the date.")
    inner = _whole(rest, today, short_years=short_years)
    if inner.kind in ("exact", "month", "year"):
        # The month of a rough date is not known well enough to count with; what was said stays beside it.
        return _Read(f"{inner.value[:4]}~", "about")
    return inner


def _range(text: str, today: date, *, short_years: bool) -> _Read | None:
    """Between two dates; None when it is not a range."""
    if _DMY.match(text):
        return None
    for pattern in _BETWEEN:
        match = pattern.match(text)
        if match:
            return _between(match.group(1), match.group(2), today, short_years=short_years)
    years = _YY.match(text)
    if years:
        return _between(years.group(1), years.group(2), today, short_years=short_years)
    short = _YM.match(text)
    if short and len(short.group(2)) == 2 and int(short.group(2)) > 12:
        first = int(short.group(1))
        last = first - first % 100 + int(short.group(2))
        return _between(str(first), str(last), today, short_years=short_years)
    if text.count("/") == 1 and re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?/\d{4}-\d{2}(?:-\d{2})?", text):
        first_day, _, last_day = text.partition("/")
        return _between(first_day, last_day, today, short_years=short_years)
    return None


def _between(first: str, last: str, today: date, *, short_years: bool) -> _Read | None:
    start, end = (_single(part.strip(), today, short_years=short_years) for part in (first, last))
    if not start.value or not end.value:
        impossible = next((one for one in (start, end) if one.kind == "impossible"), None)
        return impossible or _Read("", "unknown", _NOT_A_DATE)
    if start.value > end.value and not end.value.startswith(start.value):
        return _Read("", "impossible", "It ends before it begins; ask for it again.")
    return _Read(f"{start.value}/{end.value}", "between")


_NOT_A_DATE = "It can't be read as a date; kept as said."


def _single(text: str, today: date, *, short_years: bool) -> _Read:
    """One date without words around it."""
    text = text.strip(" .,")
    vague = _vague(text)
    if vague:
        return vague
    match = _YMD.match(text)
    if match:
        return _checked(match.group(1), match.group(2), match.group(3), today)
    match = _DMY.match(text)
    if match:
        return _checked(match.group(3), match.group(2), match.group(1), today)
    match = _MY.match(text)
    if match:
        return _checked(match.group(2), match.group(1), "", today)
    match = _YM.match(text)
    if match:
        return _checked(match.group(1), match.group(2), "", today)
    return _by_name(text, today, short_years=short_years) or _bare(text, today, short_years=short_years)


def _vague(text: str) -> _Read | None:
    """Seasons, parts of years and decades."""
    match = _SEASON.match(text)
    if match:
        return _Read(match.group(2), "year")
    match = _PART_OF.match(text)
    if match and (_month(match.group(1) or "") or not match.group(1)):
        month = f"-{int(_month(match.group(1))):02d}" if match.group(1) else ""
        return _Read(f"{match.group(2)}{month}", "month" if month else "year")
    match = _WINTER.match(text)
    if match:
        first = int(match.group(1))  # a winter belongs to two years
        return _Read(f"{first:04d}/{first + 1:04d}", "between")
    match = _DECADE.match(text)
    if match:
        return _Read(f"{match.group(1)}/{int(match.group(1)) + 9:04d}", "between")
    return None


def _by_name(text: str, today: date, *, short_years: bool) -> _Read | None:
    """With the month in letters, in any order: then no order can be mistaken."""
    match = _MONTH_D_Y.match(text)
    if match and _month(match.group(1)):
        return _checked(match.group(3), _month(match.group(1)), match.group(2), today)
    match = _Y_MONTH_D.match(text)
    if match and _month(match.group(2)):
        return _checked(match.group(1), _month(match.group(2)), match.group(3) or "", today)
    match = _D_MONTH_Y.match(text)
    if match and _month(match.group(2)):
        day, year = match.group(1) or "", match.group(3)
        if len(year) == 3 and not short_years:
            return _Read("", "unknown", _NOT_A_DATE)
        if not day and len(year) < 3:
            return _Read("", "ambiguous", "It may be a day or a year after the month; ask which.")
        return _checked(year, _month(match.group(2)), day, today)
    match = re.match(r"^(\d{1,2})?[\s./-]*(?:of\s+)?([a-z]{3,9})$", text)
    if match and _month(match.group(2)):
        return _Read("", "ambiguous", "It has no year; ask which year.")
    return None


def _bare(text: str, today: date, *, short_years: bool) -> _Read:
    """Figures with nothing between them, or nothing that is a date."""
    if re.fullmatch(r"\d{4}", text) or (short_years and re.fullmatch(r"\d{3}", text)):
        return _checked(text, "", "", today)
    if re.fullmatch(r"\d{8}", text):
        return _eight(text, today)
    if re.fullmatch(r"'\d{2}", text):
        return _checked(text, "", "", today)
    if re.fullmatch(r"\d{5}", text):
        return _Read("", "ambiguous", "It may be a spreadsheet's day number; ask for the date.")
    if re.fullmatch(r"\d{1,2}", text):
        return _Read("", "ambiguous", "It may be an age or a year; ask for the date.")
    if re.fullmatch(r"\d{1,2}\s*[-/. ]\s*'?\d{1,2}", text):
        return _Read("", "ambiguous", "It has no day or no year; ask for the whole date.")
    return _Read("", "unknown", _NOT_A_DATE)


def _eight(text: str, today: date) -> _Read:
    """09051980 or 19800509: taken when only one order makes a date of the last two centuries."""
    readings = [
        one
        for one in (_checked(text[4:], text[2:4], text[:2], today), _checked(text[:4], text[4:6], text[6:], today))
        if one.kind == "exact" and one.value > "1800"
    ]
    if len(readings) == 1:
        return readings[0]
    if readings:
        return _Read("", "ambiguous", "The figures can be read two ways; ask for the date.")
    return _Read("", "impossible", "There is no such date; ask for it again.")


def _month(word: str) -> str:
    """The number of a month's name or its first letters, as text; '' when it is no month."""
    for number, name in enumerate(_MONTHS, 1):
        if len(word) >= 3 and name.startswith(word):
            return str(number)
    return "9" if word == "sept" else ""


def _checked(year: str, month: str, day: str, today: date) -> _Read:
    """A date from its figures if the calendar has it; a 0 or ? for day or month is a day or month not known."""
    m, d = (int(part) if part.isdecimal() else 0 for part in (month, day))
    short = len(year.lstrip("'")) == 2
    y = int(year.lstrip("'")) + (2000 if short else 0)
    if short and _first_day(y, m, d) > today + AHEAD:
        y -= 100
    if y == 0:
        return _Read("", "unknown", _NOT_A_DATE)
    if m > 12:
        if 0 < d <= 12:
            return _Read("", "ambiguous", f"There is no month {m}; the month may stand first. Ask for the date again.")
        return _Read("", "impossible", f"There is no month {m}; the day is read first. Ask for the date again.")
    if d and not m:
        return _Read("", "ambiguous", "The month is missing; ask for the whole date.")
    if d and not _exists(y, m, d):
        return _Read("", "impossible", _no_such_day(y, m, d))
    if _first_day(y, m, d) > today + AHEAD:
        return _Read("", "impossible", "It is more than ten months ahead; ask for it again.")
    if d:
        return _Read(f"{y:04d}-{m:02d}-{d:02d}", "exact")
    return _Read(f"{y:04d}-{m:02d}", "month") if m else _Read(f"{y:04d}", "year")


def _no_such_day(year: int, month: int, day: int) -> str:
    name = _MONTHS[month - 1].capitalize()
    if day <= _DAYS_LONG[month - 1]:
        return f"There was no {day} {name} in {year}; ask for the date again."
    return f"{name} has no day {day}; ask for the date again."


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _first_day(year: int, month: int, day: int) -> date:
    """The earliest day it can mean, near enough for telling whether it lies far ahead."""
    return date(year, min(month or 1, 12), min(day or 1, 28))
