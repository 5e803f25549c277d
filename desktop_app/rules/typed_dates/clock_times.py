"""Times of day as they are typed: "2.30pm", "half 4", "1400", "quarter to nine", "2-4", "this evening"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import UNITS

PERIODS: dict[str, tuple[int, int]] = {
    "morning": (9 * 60, 12 * 60), "afternoon": (12 * 60, 17 * 60), "evening": (18 * 60, 21 * 60),
    "night": (18 * 60, 24 * 60 - 1), "am": (9 * 60, 12 * 60), "pm": (12 * 60, 17 * 60),
    "lunchtime": (12 * 60, 14 * 60),
}  # fmt: skip
"""A part of a day without an hour, as office hours have it: minutes from midnight."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as typed. `sure` hours are on the 24-hour clock; else it is a bare hour that still needs its half.

    `told` ones had am or pm beside them.
    """

    minutes: int
    sure: bool
    named_hour: int = 0
    midnight: bool = False
    asked: str = ""
    zone: str = ""
    told: bool = False

    def options(self, half: str) -> tuple[int, ...]:
        """Minutes from midnight it may mean. `half` is "am", "pm", "night" or "" from the words around."""
        if self.sure:
            return (self.minutes,)
        base = self.minutes % 720
        hour = self.named_hour or self.minutes // 60
        if half == "am":
            return (base,)
        if half == "pm":
            return (base + 720,)
        if half == "night":
            return (base,) if hour == 12 or hour < 5 else (base + 720,)
        if hour in (7, 8):
            return (base, base + 720)
        return (base + 720,) if hour <= 6 or (hour == 12 and self.minutes >= 720) else (self.minutes % 720,)


_MINUTES = {"fifteen": 15, "thirty": 30, "forty": 45}
_IN_THE = ("in the morning", "in the afternoon", "in the evening", "at night")


def clock_at(line: Line, place: int, bare: bool = False) -> tuple[Clock, int] | None:
    """A time of day standing at `place`. `bare` allows a lone hour ("4") and a lone "1400"."""
    token = line.at(place)
    bare = bare or line.one_of(place + 1, "ish", "- ish", *_IN_THE) > 0
    if token.low in ("noon", "midnight"):
        return Clock(720 if token.low == "noon" else 1440, True, midnight=token.low == "midnight"), place + 1
    if token.low == "12" and line.low(place + 1) in ("noon", "midnight"):
        return clock_at(line, place + 1)
    found = _spoken(line, place) or figures_at(line, place, bare)
    if found and line.low(found[1]) in ("gmt", "bst"):
        return replace(found[0], zone=line.low(found[1]).upper()), found[1] + 1
    return found


def _spoken(line: Line, place: int) -> tuple[Clock, int] | None:
    """half 4, half past two, quarter to 9, 20 to 5, ten past three, two thirty."""
    if line.low(place) == "half":
        after = place + 2 if line.low(place + 1) == "-" else place + 1
        after = after + 1 if line.low(after) == "past" else after
        hour = line.count(after)
        if 1 <= hour <= 12 and not _unit_follows(line, after + 1):
            return _halved(line, Clock(hour % 12 * 60 + 30 + (720 if hour == 12 else 0), False, hour), after + 1)
        return None
    if not line.at(place).digits and 1 <= line.count(place) <= 12 and line.low(place + 1) in _MINUTES:
        after = line.words(place + 1, "forty - five") or line.words(place + 1, "forty five") or place + 2
        minutes = _MINUTES[line.low(place + 1)]
        if (minutes == 45) == (after > place + 2) and not _unit_follows(line, after):
            hour = line.count(place)
            return _halved(line, Clock(hour % 12 * 60 + minutes + (720 if hour == 12 else 0), False, hour), after)
    start = place + 1 if line.low(place) == "a" and line.low(place + 1) == "quarter" else place
    minutes = 15 if line.low(start) == "quarter" else line.count(start)
    after = start + 1
    if line.low(after) in ("minutes", "mins", "min", "minute"):
        after += 1
    way = line.low(after)
    hour = line.count(after + 1)
    if way not in ("past", "to") or not 1 <= minutes <= 29 or not 1 <= hour <= 12 or line.at(after + 1).digits > 2:
        return None
    if (line.low(after + 2) in (":", ".") and line.at(after + 3).digits == 2) or _unit_follows(line, after + 2):
        return None
    if way == "to" and minutes not in (5, 10, 15, 20, 25):
        return None
    total = hour % 12 * 60 + (minutes if way == "past" else -minutes)
    total += 720 if hour == 12 or total < 0 else 0
    return _halved(line, Clock(total, False, hour), after + 2)


def _halved(line: Line, clock: Clock, place: int) -> tuple[Clock, int]:
    """With am or pm behind it."""
    half, after = half_at(line, place)
    if not half:
        return clock, place
    total = clock.minutes % 720 + (720 if half == "pm" else 0)
    if clock.named_hour == 12 and clock.minutes % 720 > 690:  # quarter to 12 am is still the morning's
        total = clock.minutes % 720 + (0 if half == "am" else 720)
    return Clock(total, True, clock.named_hour, told=True), after


def half_at(line: Line, place: int) -> tuple[str, int]:
    """("am" or "pm", place after) for am, a.m., pm, p.m.; ("", place) otherwise."""
    low = line.low(place)
    if low in ("am", "pm"):
        return low, place + 1
    if low in ("a", "p") and line.low(place + 1) == "." and line.low(place + 2) == "m" and line.glued(place + 2):
        return f"{low}m", place + 4 if line.low(place + 3) == "." and line.glued(place + 3) else place + 3
    return "", place


def _unit_follows(line: Line, place: int) -> bool:
    return line.low(place) in UNITS and line.low(place) != "h"


def figures_at(line: Line, place: int, bare: bool) -> tuple[Clock, int] | None:
    """14:00, 2.30pm, 1400, 2pm, 2 o'clock, and a lone hour where allowed."""
    token = line.at(place)
    hour = line.count(place)
    if hour < 0 or token.digits > 4:
        return None
    minute, after, colon = 0, place + 1, False
    if token.digits in (1, 2) and line.low(after) in (":", ".", "h") and line.glued(after) and line.glued(after + 1):
        if line.at(after + 1).digits == 2 and line.number(after + 1) < 60:
            minute, after, colon = line.number(after + 1), after + 2, True
            if line.low(after) == ":" and line.glued(after) and line.at(after + 1).digits == 2:
                after += 2
        elif line.at(after + 1).digits:
            return None
    if line.low(after) in (":", "/") and line.glued(after) and line.at(after + 1).digits:
        return None
    if line.low(after) == "." and line.glued(after) and line.at(after + 1).digits and line.glued(after + 1):
        return None
    half, ahead = half_at(line, after)
    if half:
        return _with_half(token.digits, hour, minute, colon, half, ahead)
    if line.low(after) == "o'clock" or line.words(after, "o clock"):
        after = after + 1 if line.low(after) == "o'clock" else after + 2
        return (Clock(hour * 60 + minute, hour > 12), after) if 1 <= hour <= 23 else None
    if token.digits in (3, 4) and not colon:
        return _four(line, place, bare)
    if hour > 23 or (not colon and not bare):
        return None
    if not colon and (_unit_follows(line, after) or (line.low(after) == "h" and line.glued(after) and hour < 13)):
        return None
    if line.low(after) in ("hrs", "h", "hours") and (colon or line.glued(after)):
        after += 1
    return Clock(hour * 60 + minute, hour == 0 or hour > 12 or token.text.startswith("0")), after


def _with_half(digits: int, hour: int, minute: int, colon: bool, half: str, ahead: int) -> tuple[Clock, int] | None:
    if digits in (3, 4) and not colon:
        hour, minute = divmod(hour, 100)
    if minute > 59 or hour > 23 or (hour == 0 and half == "pm"):
        return None
    if hour > 12:
        return (Clock(hour * 60 + minute, True, told=True), ahead) if half == "pm" else None
    if hour == 12 and half == "am":
        return Clock(minute, True, asked="12am is midnight, and 12pm is noon"), ahead
    return Clock(hour % 12 * 60 + minute + (720 if half == "pm" else 0), True, told=True), ahead


def _four(line: Line, place: int, bare: bool) -> tuple[Clock, int] | None:
    """1400, 0930, 930 where a time is expected; with hrs anywhere."""
    token, after = line.at(place), place + 1
    hour, minute = divmod(token.value, 100)
    said = line.low(after) in ("hrs", "hours", "h")
    if hour > 23 or minute > 59 or not (said or bare):
        return None
    if token.digits == 3 and (said or not 1 <= hour <= 9):
        return None
    return Clock(hour * 60 + minute, token.digits == 4 and (hour > 12 or hour == 0 or token.text[0] == "0")), (
        after + 1 if said else after
    )
