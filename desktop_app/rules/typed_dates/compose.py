"""The pieces of a line put together: one answer, or the question with its readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desktop_app.rules.typed_dates import moments
from desktop_app.rules.typed_dates.answer import DateReading, Reading
from desktop_app.rules.typed_dates.clock_times import PERIODS, Clock
from desktop_app.rules.typed_dates.days import DAY, DayPart, one
from desktop_app.rules.typed_dates.offsets import shift
from desktop_app.rules.typed_dates.pieces import Piece, Pieces
from desktop_app.rules.typed_dates.say import say_days, say_moments
from desktop_app.rules.typed_dates.spans import TimePart
from desktop_app.rules.typed_dates.weekdays import weekday_of
from desktop_app.rules.typed_dates.words import KNOWN

WHICH = "Which is meant?"
HALVES = {"morning": "am", "am": "am", "afternoon": "pm", "pm": "pm", "evening": "pm", "night": "night"}
NO_TIME: tuple[Piece | None, ...] = (None,)
_JOINS = ("-", "to", "until", "through")


@dataclass(slots=True)
class Draft:
    """What is settled so far: the readings, the question if there is one, the pieces that belong to the date."""

    readings: list[Reading]
    ask: str
    used: list[Piece]
    rule: str | None = None
    said: str = ""


def put_together(pieces: Pieces, now: datetime) -> Draft | None:
    """The readings of a line; None when it names no date. `now` is aware."""
    waits, days, times = pieces.of("wait"), _real_days(pieces), pieces.of("time", "close")
    if waits:
        return _waiting(pieces, waits, now)
    if len(days) == 2:
        joined = _two_days(pieces, days, times)
        if joined:
            return joined
        days = _merged(pieces, days)
    if len(times) > 1:
        times = [piece for piece in times if not _may_be_an_address(pieces, piece)] or times
    if len(days) < 2 and len(times) == 2:
        times = _joined_times(pieces, times)
    if not days and not times:
        return _part_of_a_day(pieces, now)
    if len(days) > 1 or len(times) > 1:
        return _many(pieces, days, times, now)
    return _single(pieces, days[0] if days else None, times[0] if times else None, now)


def _may_be_an_address(pieces: Pieces, time: Piece) -> bool:
    """ "at 4 Larch Mews": a lone number before a name."""
    follows = pieces.line.at(time.after)
    lone = time.kind == "time" and time.after == time.first + 1 and 0 < pieces.line.at(time.first).digits < 3
    return lone and follows.text.istitle() and follows.low not in KNOWN


def _joined_times(pieces: Pieces, times: list[Piece]) -> list[Piece]:
    """ "10am Thursday to noon" is one span."""
    first, last = times
    gap = pieces.line.low(last.first - 1)
    single = first.kind == last.kind == "time" and first.what.last is None and last.what.last is None
    day = next((piece for piece in pieces.of("day") if piece.first == first.after), None)
    if not single or day is None or day.after != last.first - 1 or gap not in _JOINS:
        return times
    pieces.found.append(Piece("also", None, last.first, last.after))
    return [Piece("time", TimePart(first.what.first, last.what.first), first.first, first.after, first.lead)]


def _part_of_a_day(pieces: Pieces, now: datetime) -> Draft | None:
    """ "in the morning" alone is asked."""
    halves = [piece for piece in pieces.of("half") if pieces.line.low(piece.first) == "in"]
    if not halves:
        return None
    start, end = PERIODS[str(halves[0].what)]
    today, tomorrow = (on_day(now.date() + DAY * step, start, end, 0) for step in (0, 1))
    return Draft(today + tomorrow, "Today, or tomorrow?", halves[:1])


def _real_days(pieces: Pieces) -> list[Piece]:
    """The days; "Sunday Okafor" is a person when another day stands there, and "Friday's" is asked when alone."""
    days = pieces.of("day")
    named = [piece for piece in days if _may_be_a_person(pieces, piece)]
    if named and len(days) > len(named):
        return [piece for piece in days if piece not in named]
    doubtful = [Piece("day", replace(p.what, ask=p.what.ask or "Is that a day, or a name?"), p.first, p.after, p.lead)
                for p in named]  # fmt: skip
    if named:
        return doubtful
    for piece in pieces.of("owned") if not days and pieces.of("time", "close") else []:
        found = weekday_of(pieces.line, piece.what)
        days.append(Piece("day", replace(found, ask="On that day?"), piece.first, piece.after))
    return days


def _may_be_a_person(pieces: Pieces, piece: Piece) -> bool:
    line = pieces.line
    follows = line.at(piece.after)
    lone = line.low(piece.first) == "sunday" and piece.after == piece.first + 1 and line.at(piece.first).capital
    surname = follows.text.istitle() and len(follows.text) > 2 and follows.low not in KNOWN
    return lone and surname and follows.low not in ("contact", "visit", "lunch", "morning", "review", "meeting", "call")


def _waiting(pieces: Pieces, waits: list[Piece], now: datetime) -> Draft:
    readings = [_moment_reading(moments.later(now, int(wait.what)), None) for wait in waits]
    others = pieces.of("day", "time", "close")
    ask = WHICH if len(waits) > 1 or others else ""
    return Draft(readings, ask, [*waits, *others])


def _moment_reading(start: datetime, end: datetime | None) -> Reading:
    return Reading(moments.iso(start), moments.iso(end) if end else None, say_moments(start, end))


def day_reading(first: date, last: date) -> Reading:
    """Whole days as a reading."""
    return Reading(first.isoformat(), last.isoformat(), say_days(first, last))


def _merged(pieces: Pieces, days: list[Piece]) -> list[Piece]:
    """Two names of one day ("tomorrow, Tuesday") are one piece; a weekday inside a week likewise."""
    first, last = days
    common = tuple(span for span in first.what.spans if span in last.what.spans)
    if not common:
        common = tuple(
            inner for outer in (first, last) for inner in (last if outer is first else first).what.spans
            for a, b in outer.what.spans if a <= inner[0] and inner[1] <= b and (a, b) != inner
        )  # fmt: skip
    weekday = next((piece.what.weekday for piece in days if piece.what.weekday >= 0), -1)
    whole = next((piece.what for piece in days if piece.what.whole), None)
    if whole and weekday >= 0 and len(whole.spans) == 1 and (whole.spans[0][1] - whole.spans[0][0]).days == 6:
        day = whole.spans[0][0] + DAY * weekday
        common = ((day, day),)
    if len(common) != 1:
        return days
    pieces.found.append(Piece("also", None, last.first, last.after))
    return [Piece("day", DayPart(common, period=first.what.period or last.what.period), first.first, first.after)]


def _two_days(pieces: Pieces, days: list[Piece], times: list[Piece]) -> Draft | None:
    """Fri 4pm to Mon 9am."""
    order = [piece for piece in pieces.found if piece.kind in ("day", "time")]
    if [piece.kind for piece in order] not in (["day", "time"] * 2, ["time", "day"] * 2):
        return None
    gap = pieces.line.low(order[1].after)
    if order[2].first != order[1].after + 1 or gap not in _JOINS:
        return None
    start, end = (options_of(piece) for piece in order if piece.kind == "time")
    readings: list[Reading] = []
    for first, _ in days[0].what.spans:
        last_part: DayPart = days[1].what
        lasts = (
            [first + DAY * ((last_part.weekday - first.weekday()) % 7)]
            if last_part.weekday >= 0
            else [day for day, _ in last_part.spans]
        )
        readings += [
            _moment_reading(a, b) for last in lasts for s, s_end in start for e, e_end in end
            if s_end is None and e_end is None
            for a in moments.wall(first, s) for b in moments.wall(last, e) if a < b
        ]  # fmt: skip
    ask = days[0].what.ask or (days[1].what.ask if days[1].what.weekday < 0 else "")
    return Draft(readings, ask or ("" if len(readings) == 1 else WHICH), order)


def _many(pieces: Pieces, days: list[Piece], times: list[Piece], now: datetime) -> Draft:
    """More than one date in a line: asked, each with the time beside it."""
    real = [piece for piece in days if piece.kind == "day"]
    readings: list[Reading] = []
    for place, piece in enumerate(real):
        limit = real[place + 1].first if place + 1 < len(real) else 10**6
        near = [t for t in times if piece.first <= t.first < limit] or (times[:1] if len(times) == 1 else [])
        for time in near or NO_TIME:
            readings += _readings(pieces, piece, time, now)[0]
    if not real:
        for time in times:
            readings += _readings(pieces, None, time, now)[0]
    return Draft(readings, "More than one date stands there. " + WHICH, [*days, *times])


def options_of(time: Piece, half: str = "") -> list[tuple[int, int | None]]:
    """The wall times a time may mean."""
    return [(int(time.what), None)] if time.kind == "close" else time.what.options(half)


def half_of(pieces: Pieces, period: str) -> str:
    """ "am", "pm" or "night" from a part of the day beside the time, else nothing."""
    halves = [str(piece.what) for piece in pieces.of("half")] + ([period] if period else [])
    return HALVES.get(halves[0], "") if halves else ""


def _single(pieces: Pieces, day: Piece | None, time: Piece | None, now: datetime) -> Draft:
    used = [piece for piece in (day, time) if piece]
    used += pieces.of("also")
    extra = pieces.of("half", "whole")
    lengths = pieces.of("length") if time else []
    day_lengths = pieces.of("days") if day and not time else []
    bare = pieces.of("bare") if not time else []
    readings, ask = _readings(pieces, day, time, now)
    return Draft(readings, ask, [*used, *extra, *lengths[:1], *day_lengths[:1], *bare])


def _readings(pieces: Pieces, day: Piece | None, time: Piece | None, now: datetime) -> tuple[list[Reading], str]:
    """Every reading of one day with one time, and the question when there is one."""
    part: DayPart = day.what if day else one(now.date())
    halves = [str(piece.what) for piece in pieces.of("half")] + ([part.period] if part.period else [])
    half = half_of(pieces, part.period)
    ask = part.ask or _clash(pieces, half, time)
    bare = pieces.of("bare") if day else []
    options: list[tuple[int, int | None]] = []
    if time:
        options = options_of(time, half)
        ask = ask or _time_ask(pieces, time, options)
    elif halves and not bare:
        options = [PERIODS[halves[0]]]
    elif bare and day:
        hour = int(bare[0].what)
        options = TimePart(Clock(hour * 60, hour > 12)).options(half) if hour < 24 else []
        if not halves or hour > 12:
            ask = ask or f"Is {hour} the time, or the day?"
    if not options:
        if time:
            return [], ask or "That span of time can't be. Which time is meant?"
        return _whole_days(pieces, part) + _that_date(part, bare), ask
    readings = _timed(pieces, part, options, time)
    if bare and not halves:
        readings += _whole_days(pieces, part) + _that_date(part, bare)
    if not ask and any(a != b for a, b in part.spans):
        ask = "That time on which of those days?"
    if time and time.kind == "time" and time.what.midnight and day and part.period != "night" and not ask:
        ask = "At the beginning of that day, or at its end?"
        readings = _timed(pieces, part, [(0, None)], time) + readings
    if not ask and day is None and time:
        readings, ask = _today(pieces, options, now, readings, time)
    if not ask and len(readings) != 1:
        ask = _why(options, readings)
    return readings, ask


def _that_date(part: DayPart, bare: list[Piece]) -> list[Reading]:
    """ "Fri 25" may be the next Friday that is a 25th."""
    if not bare or part.weekday < 0:
        return []
    weeks = (part.spans[0][0] + DAY * (7 * step) for step in range(9))
    return [day_reading(day, day) for day in weeks if day.day == int(bare[0].what)][:1]


def _clash(pieces: Pieces, half: str, time: Piece | None) -> str:
    """Two parts of a day, or an hour that lies in the other one."""
    if len({str(piece.what) for piece in pieces.of("half")}) > 1:
        return "Which part of the day is meant?"
    if time is None or time.kind != "time" or not half or not time.what.first.sure:
        return ""
    early = time.what.first.minutes < 720
    return (
        "The hour and the part of the day don't agree. Which is meant?"
        if early != (half == "am") and (half != "night" or 300 < time.what.first.minutes < 720)
        else ""
    )


def _time_ask(pieces: Pieces, time: Piece, options: list[tuple[int, int | None]]) -> str:
    if time.kind == "close":
        return ""
    if _may_be_an_address(pieces, time):
        return "Is that the time, or an address?"
    if time.what.first.asked:
        return str(time.what.first.asked) + ". Which is meant?"
    return "Morning or evening?" if len(options) == 2 and not time.what.other else ""


def _why(options: list[tuple[int, int | None]], readings: list[Reading]) -> str:
    if not readings:
        return "The clocks go forward then, so that time doesn't come. Which time is meant?"
    return "That hour comes twice as the clocks go back. Which is meant?" if len(options) == 1 else WHICH


def _timed(pieces: Pieces, part: DayPart, options: list[tuple[int, int | None]], time: Piece | None) -> list[Reading]:
    length = next((int(piece.what) for piece in pieces.of("length")), 0) if time else 0
    readings: list[Reading] = []
    zones = time.what.zones if time and time.kind == "time" else ("", "")
    for first, last in part.spans:
        for day in dict.fromkeys((first, last)):
            for start, end in options:
                readings += on_day(day, start, end, length, zones)
    return readings


def on_day(day: date, start: int, end: int | None, length: int, zones: tuple[str, str] = ("", "")) -> list[Reading]:
    """The readings of wall times (minutes) on a day, a length in minutes giving the end."""
    found: list[Reading] = []
    for moment in moments.wall(day, start, zones[0]):
        if end is not None:
            found += [_moment_reading(moment, last) for last in moments.wall(day, end, zones[1]) if last > moment]
        else:
            found.append(_moment_reading(moment, moments.later(moment, length) if length else None))
    return found


def _today(
    pieces: Pieces, options: list[tuple[int, int | None]], now: datetime, readings: list[Reading], time: Piece
) -> tuple[list[Reading], str]:
    """A time without a day is today's while it is still to come; else it is asked."""
    coming = [one for one in readings if datetime.fromisoformat(one.start) > now]
    if len(coming) == len(readings) == 1:
        return readings, ""
    tomorrow = one(now.date() + timedelta(days=1))
    return readings + _timed(pieces, tomorrow, options, time), "Today, or tomorrow?"


def _whole_days(pieces: Pieces, part: DayPart) -> list[Reading]:
    length = next((piece.what for piece in pieces.of("days")), None)
    spans = part.spans
    if length:
        spans = tuple((a, shift(a, length) - DAY) for a, _ in spans)
    return [day_reading(a, max(a, b)) for a, b in spans]


__all__ = ["DateReading", "Draft", "put_together"]
