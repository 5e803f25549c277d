"""Ages and dates as a genogram says them: as at its day, and never more exact than what is known.

Dates are as known (`rules.said_dates`): 2017-05-09, 2017-05, 2017, 2017~, ../2017, 2017/.., 2017/2019 or ''.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from desktop_app.rules.genogram.facts import Someone

OLDEST = 115
"""Nobody lives longer: an older person without a date of death is most likely dead, and no age is said."""

_ONE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def bounds(known: str) -> tuple[date, date] | None:
    """The first and last day a date may mean; None when it is unknown or no date."""
    first, slash, last = known.rstrip("~").partition("/")
    if slash:
        earliest = date.min if first == ".." else _span(first)[0]
        latest = date.max if last == ".." else _span(last)[1]
    else:
        earliest, latest = _span(first)
    return (earliest, latest) if earliest and latest else None


def _span(one: str) -> tuple[date | None, date | None]:
    match = _ONE.fullmatch(one)
    if not match:
        return None, None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last)
    except ValueError:
        return None, None


def is_after(known: str, day: date) -> bool:
    """Whether all of what a date may mean lies after a day; unknown dates don't."""
    span = bounds(known)
    return span is not None and span[0] > day


def is_dead(someone: Someone, as_at: date) -> bool:
    """Whether they had died by the day; a death without a date has always happened."""
    return (someone.dead or bool(someone.died)) and not is_after(someone.died, as_at)


def age(someone: Someone, as_at: date) -> str:
    """The age on the day or at death: "36", "c.9", "8 m", "3 w", "40+"; '' when unknown, unborn or beyond belief."""
    born = bounds(someone.born)
    if born is None or someone.loss or someone.pregnancy:
        return ""
    until: tuple[date, date] | None = (as_at, as_at)
    if is_dead(someone, as_at):
        until = bounds(someone.died)
    if until is None or born[0] > until[1]:
        return ""
    if not someone.died and _years(born[1], until[0]) > OLDEST:
        return ""
    return _said(born, until, about="~" in someone.born + (someone.died if is_dead(someone, as_at) else ""))


def _said(born: tuple[date, date], until: tuple[date, date], *, about: bool) -> str:
    if born[0] == date.min or until[1] == date.max:
        return f"{max(0, _years(born[1], until[0]))}+"
    most = _years(born[0], until[1])
    if born[1] == date.max or until[0] == date.min:
        return f"≤{most}"
    least = max(0, _years(born[1], until[0]))
    if about or least != most:
        closest = max(0, until[1].year - born[1].year) if most - least <= 1 else (least + most + 1) // 2
        return f"c.{closest}"
    if most > 0:
        return str(most)
    if born[0] != born[1] or until[0] != until[1]:
        return "<1"
    days = (until[0] - born[0]).days
    return f"{days // 7} w" if days < 28 else f"{max(1, _months(born[0], until[0]))} m"


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _months(born: date, day: date) -> int:
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def short(known: str, as_at: date) -> str:
    """A date in print: "09.05.17", "05.2017", "2017", "c. 2017", "before 2017"; the full year a century away."""
    first, slash, last = known.rstrip("~").partition("/")
    if slash:
        if first == "..":
            return f"before {short(last, as_at)}"
        if last == "..":
            return f"after {short(first, as_at)}"
        return f"{short(first, as_at)}–{short(last, as_at)}"
    match = _ONE.fullmatch(first)
    if not match or bounds(first) is None:
        return ""
    year, month, day = match.groups()
    said = year
    if day:
        near = abs(int(year) - as_at.year) < 100
        said = f"{day}.{month}.{year[2:] if near else year}"
    elif month:
        said = f"{month}.{year}"
    return f"c. {said}" if known.endswith("~") else said


def year(known: str) -> str:
    """The year alone: "2017", "c. 2017", "before 2017"; '' when unknown."""
    first, slash, last = known.rstrip("~").partition("/")
    if slash:
        if first == "..":
            return f"before {last[:4]}"
        if last == "..":
            return f"after {first[:4]}"
        return f"{first[:4]}–{last[:4]}"
    if not _ONE.fullmatch(first):
        return ""
    return f"c. {first[:4]}" if known.endswith("~") else first[:4]


def life(someone: Someone, as_at: date) -> str:
    """The line of dates under a name: "19.01.90", "1955–2016", "due 14.03.27", "died 2016"; '' when none is known."""
    if someone.loss:
        return year(someone.died or someone.born or someone.due)
    if someone.pregnancy:
        due = short(someone.due or someone.born, as_at)
        return f"due {due}" if due else ""
    if is_dead(someone, as_at):
        born, died = year(someone.born), year(someone.died)
        if born and died:
            return f"{born}–{died}"
        return f"died {died}" if died else f"born {born}" if born else ""
    return short(someone.born, as_at)
