"""Lengths of days to count by: 3 weeks, a fortnight, 10 working days, 6 months."""

from __future__ import annotations

from datetime import date

from desktop_app.errors import UserError
from desktop_app.rules.typed_dates.almanac import add_months
from desktop_app.rules.typed_dates.days import DAY, DayPart
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import UNITS
from desktop_app.rules.working_days import add_working_days

Offset = tuple[int, str]


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
    word = line.low(after).replace("s'", "s").removesuffix("'s")
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
