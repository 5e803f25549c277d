"""Spans of a day and lengths of time: "2-4pm", "from 9 till 12", "between 2 and 4", "for an hour", "90 mins"."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.rules.typed_dates.clock_times import Clock, clock_at, figures_at
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, UNITS

DAY_MINUTES = 24 * 60
LONGEST_BARE = 10 * 60
"""Two bare hours further apart than this are no working span: they are asked."""
_LONG_TOLD = 3 * 60
Option = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class TimePart:
    """One time, or a first and a last; `other` is a second way to read the same words ("10 to 4")."""

    first: Clock
    last: Clock | None = None
    other: TimePart | None = None

    @property
    def zones(self) -> tuple[str, str]:
        """GMT or BST as typed behind the first and the last."""
        return self.first.zone, self.last.zone if self.last else ""

    @property
    def midnight(self) -> bool:
        """Begins at a midnight, whose day is the one before it or the one after."""
        return self.first.midnight

    def options(self, half: str) -> list[Option]:
        """(start, end) in minutes from midnight; an end past 1440 lies in the next day. Empty: can't be."""
        mine: list[Option]
        if self.last is None:
            mine = [(start, None) for start in self.first.options(half)]
        else:
            mine = _pairs(self.first, self.last, half)
        return mine + (self.other.options(half) if self.other else [])


def _pairs(first: Clock, last: Clock, half: str) -> list[Option]:
    if last.sure and not first.sure:
        end = last.minutes
        starts = [start for start in (first.minutes % 720, first.minutes % 720 + 720) if start < end]
        if not last.told and len(starts) > 1 and first.minutes % 720 >= 7 * 60:  # "10:00 to 23:00" counts 24 hours
            return [(start, end) for start in (starts if first.minutes < 9 * 60 else starts[:1])]
        if starts and end - max(starts) <= DAY_MINUTES // 2:
            return [(max(starts), end)]
        late = first.minutes % 720 + 720
        return [(late, end + DAY_MINUTES)] if end < 9 * 60 and late >= 17 * 60 else []
    if last.sure:
        return _ordered(first.minutes, last.minutes)
    found: list[Option] = []
    for start in first.options(half):
        base = last.minutes % 720
        end = next(one for one in (base, base + 720, base + 1440, base + 2160) if one > start)
        if first.sure:
            return [(start, end)] if end <= DAY_MINUTES or start >= 17 * 60 else []
        if end <= DAY_MINUTES and end - start <= LONGEST_BARE:
            found.append((start, end))
    return found


def _ordered(start: int, end: int) -> list[Option]:
    """Over midnight only from an evening to an early hour: "10pm to 6am"."""
    if end > start:
        return [(start, end)]
    return [(start, end + DAY_MINUTES)] if start >= 17 * 60 and end <= 9 * 60 + 30 else []


def time_at(line: Line, place: int, lead: str = "", near_day: bool = False) -> tuple[TimePart, int] | None:
    """A time or a span of times at `place`. `lead` is the word before ("at", "from", "between", …).

    Bare hours are times only after such a word, beside a surer time, or as a span next to a day.
    """
    if lead == "between":
        return _span(line, place, ("and", "-", "to"), True)
    if lead == "from" or line.low(place + 1) == "-":
        return _span(line, place, ("-", "to", "until", "through"), bool(lead) or near_day) or _one(
            line, place, lead, near_day
        )
    minutes_to = line.low(place + 1) == "to" and line.count(place) in (5, 10) and lead != "at"
    single = _one(line, place, lead, near_day)
    span = _span(line, place, ("-", "to", "until", "through"), bool(lead) or near_day or minutes_to)
    if minutes_to and single and span:
        spans = span[0].options("")
        told = not line.at(place).digits  # "ten to three", where nobody works from 10 until 15
        if not spans or (told and all(end is not None and end - start > _LONG_TOLD for start, end in spans)):
            return single
        return TimePart(single[0].first, None, span[0]), span[1]
    if single and span and line.low(place + 1) in ("to", "past"):
        return single if single[1] >= span[1] else span
    return span or single


def _one(line: Line, place: int, lead: str, near_day: bool) -> tuple[TimePart, int] | None:
    """One time; "1400" beside a day is one when it ends on five minutes."""
    four = near_day and line.at(place).digits == 4 and line.number(place) % 5 == 0
    found = clock_at(line, place, bare=bool(lead) or four)
    return (TimePart(found[0]), found[1]) if found else None


def _span(line: Line, place: int, joins: tuple[str, ...], bare: bool) -> tuple[TimePart, int] | None:
    to_hour = line.low(place + 1) == "to" and line.low(place) != "quarter"
    first = figures_at(line, place, True) if to_hour else clock_at(line, place, bare=True)
    if not first or line.low(first[1]) not in joins:
        return None
    begin = first[1] + 1
    if line.low(begin) in ("about", "around"):
        begin += 1
    last = clock_at(line, begin, bare=True)
    if not last or _counted(line, last[1]) or (last[1] == begin + 1 and line.low(last[1]) in MONTHS):
        return None
    if not bare and not clock_at(line, place) and not clock_at(line, begin):
        return None
    return TimePart(first[0], last[0]), last[1]


def _counted(line: Line, place: int) -> bool:
    """Something is being counted: "2-3 visits" reads on, "4-6 weeks" is a length."""
    return line.low(place) in UNITS or line.low(place) in ("year", "months", "times", "visits", "/", "%", "children")


def length_at(line: Line, place: int) -> tuple[int, int] | None:
    """(minutes, place after) of a length in hours and minutes: 1h, 90 mins, 1.5 hours, an hour and a half."""
    low = line.low(place)
    if low == "half":
        after = line.one_of(place + 1, "an hour", "a hour", "hour", "hr", "- hour")
        return (30, after) if after else None
    after = line.one_of(place, "three quarters of an hour", "3 quarters of an hour")
    if after:
        return 45, after
    after = line.one_of(place, "quarter of an hour", "a quarter of an hour")
    if after:
        return 15, after
    if low in ("a", "an") or (low == "hour" and line.words(place, "hour and a half")):
        place = place + 1 if low != "hour" else place
        if line.low(place) not in ("hour", "hr"):
            return None
        half = line.words(place + 1, "and a half")
        return (90, half) if half else (60, place + 1)
    return _counted_length(line, place)


def _counted_length(line: Line, place: int) -> tuple[int, int] | None:
    amount, after = float(line.count(place)), place + 1
    if amount < 0 or line.at(place).digits > 3:
        return None
    if line.low(after) == "." and line.glued(after) and line.at(after + 1).digits and line.glued(after + 1):
        amount += line.number(after + 1) / 10 ** line.at(after + 1).digits
        after += 2
    elif line.low(after) in ("½", "¼", "¾"):
        amount += {"½": 0.5, "¼": 0.25, "¾": 0.75}[line.low(after)]
        after += 1
    elif line.words(after, "and a half"):
        amount, after = amount + 0.5, after + 3
    unit = "minute" if line.low(after) == "m" and line.glued(after) else UNITS.get(line.low(after), "")
    if unit == "minute":
        return round(amount), after + 1
    if unit != "hour":
        return None
    minutes, after = round(amount * 60), after + 1
    half = line.words(after, "and a half")
    if half:
        return minutes + 30, half
    ahead = after + 1 if line.low(after) == "and" else after
    more = line.number(ahead)
    if 0 < more < 60 and (line.low(ahead + 1) in ("m", "min", "mins", "minutes") or line.glued(ahead)):
        return minutes + more, ahead + 1 if line.low(ahead + 1) not in ("m", "min", "mins", "minutes") else ahead + 2
    return minutes, after
