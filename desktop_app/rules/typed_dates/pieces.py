"""The line read from left to right: which words are days, times, lengths and parts of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from desktop_app.rules.typed_dates.clock_times import Clock, half_at
from desktop_app.rules.typed_dates.day_spans import days_at
from desktop_app.rules.typed_dates.days import one as one_day
from desktop_app.rules.typed_dates.lookalikes import lookalikes
from desktop_app.rules.typed_dates.offsets import offset_at
from desktop_app.rules.typed_dates.rules import rule_at
from desktop_app.rules.typed_dates.spans import TimePart, length_at, time_at
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import STREETS, UNITS, WEEKDAYS, word_set

LEADS = word_set(
    """
    at @ by before after until from between about around approx approximately circa roughly
    """
)
_WEAK = frozenset(["about", "around", "approx", "approximately", "circa", "roughly"])
_COUNTING = word_set(
    """
    he she they it we i his her their the mum dad people children kids of points or more other % times visits weeks
    different new and
    """
)
_AFTER_HOUR = word_set(
    """
    on for in with then or and / & . , ; ) ( - to re about ish sharp prompt tomorrow today next this
    """
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part: `kind` is recur, day, time, half, close, length, days, wait, bare, count or whole; `what` its value."""

    kind: str
    what: Any
    first: int
    after: int
    lead: str = ""


@dataclass(slots=True)
class Pieces:
    """What a line holds, in its order."""

    line: Line
    found: list[Piece] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Piece]:
        """The pieces of some kinds."""
        return [one for one in self.found if one.kind in kinds]


def find_pieces(line: Line) -> Pieces:
    """Every part of a date in the line."""
    pieces, left, place = Pieces(line), lookalikes(line), 0
    while place < len(line):
        piece = None if place in left else _piece(line, place, pieces)
        if piece and piece.after > place and not any(one in left for one in range(place, piece.after)):
            pieces.found.append(piece)
            place = piece.after
        else:
            place += 1
    return pieces


def _piece(line: Line, place: int, pieces: Pieces) -> Piece | None:
    lead = line.low(place - 1) if line.low(place - 1) in LEADS else ""
    last = pieces.found[-1] if pieces.found else None
    rule = rule_at(line, place)
    if rule:
        return Piece("recur", rule[0], place, rule[1])
    times_over = line.number(place)
    if 1 < times_over < 400 and line.low(place + 1) == "times" and pieces.of("recur"):
        return Piece("count", times_over, place, place + 2)
    if line.one_of(place, "this time", "same time", "the same time"):
        return _same_time(line, place)
    week = line.low(place) in ("next", "last") and line.low(place + 1) == "week"
    if week and last is not None and last.kind == "time" and last.lead == "this" and last.after == place:
        step = 7 if line.low(place) == "next" else -7
        return Piece("day", one_day(line.today + timedelta(days=step)), place, place + 2)
    owned = line.low(place).removesuffix("'s")
    if owned != line.low(place) and (owned in WEEKDAYS or owned in ("tomorrow", "yesterday", "week", "month")):
        return Piece("owned", owned, place, place + 1)
    wait = _wait(line, place)
    if wait:
        return Piece("wait", wait[0], place, wait[1], lead)
    day = days_at(line, place, lead)
    clash = time_at(line, place, lead) if day and line.at(place).digits and lead in ("at", "@") else None
    if day and line.low(place + 1) == "." and day[1] == place + 3 and _near_day(line, place, last):
        day = None
    if day and not (clash and clash[1] > day[1]):
        return Piece("day", day[0], place, day[1], lead)
    half = _half(line, place, last)
    if half:
        return half
    odd = _odd(line, place)
    if odd:
        return odd
    length = _length(line, place)
    near = _near_day(line, place, last)
    found = time_at(line, place, lead, near)
    hours = line.at(place).digits == 2 and line.glued(found[1] - 1) if found and near else False  # "13.00hrs"
    if found and (not length or found[1] > length.after - hours) and _is_time(line, place, found[1], lead):
        return Piece("time", found[0], place, _tail(line, found[1]), lead)
    return length or _bare(line, place, last)


def _same_time(line: Line, place: int) -> Piece:
    """ "this time tomorrow" is this minute on that day; "same time" has to be asked."""
    this = line.low(place) == "this"
    clock = Clock(line.now.hour * 60 + line.now.minute, True, asked="" if this else "The same time as what")
    return Piece("time", TimePart(clock), place, place + 2 if line.low(place) != "the" else place + 3, "this")


def _odd(line: Line, place: int) -> Piece | None:
    """A length counted from something that is no date: "2 weeks after discharge", "30 mins before 2pm"."""
    found = offset_at(line, place) or length_at(line, place)
    return Piece("odd", None, place, found[1]) if found and line.low(found[1]) in _COUNTED_FROM else None


_COUNTED_FROM = frozenset({"before", "after", "prior", "following", "beforehand", "from"})


def _near_day(line: Line, place: int, last: Piece | None) -> bool:
    before = (
        last is not None
        and last.kind in ("day", "half", "recur")
        and (last.after == place or (last.after == place - 1 and line.low(place - 1) in (",", "-", "at", "@", "(")))
    )
    if line.at(place).digits == 4 and (line.low(place + 1) in WEEKDAYS or line.low(place + 1) in ("today", "tomorrow")):
        return True
    return before or line.low(place + 3) in WEEKDAYS or line.low(place + 3) in ("today", "tomorrow", "on")


def _is_time(line: Line, place: int, after: int, lead: str) -> bool:
    """A lone bare hour needs what follows to be no count and no street: "at 4 Larch Close"."""
    if after != place + 1 or line.low(place) in ("noon", "midnight"):
        return True
    if line.at(place).digits > 2:
        return True
    follows = line.at(after)
    if any(line.low(after + step) in STREETS for step in range(3)) and follows.capital:
        return False
    if follows.low in ("to", "-", "until", "and", "or") and line.at(after + 1).digits:
        return follows.low == "until" and lead in ("at", "@") and days_at(line, after + 1) is not None
    if follows.low in _COUNTING or follows.low in UNITS or (follows.low in ("/", ":") and follows.glued):
        return False
    return lead not in _WEAK or not follows.low or follows.low in _AFTER_HOUR or follows.low in WEEKDAYS


def _tail(line: Line, place: int) -> int:
    """Words that only soften a time."""
    after = line.one_of(
        place, "- ish", "ish", "sharp", "prompt", "onwards", "at the latest", "latest", "GMT", "gmt", "bst"
    )
    return after or place


_PARTS = frozenset({"morning", "afternoon", "evening", "night", "lunchtime"})


def _half(line: Line, place: int, last: Piece | None) -> Piece | None:
    """A part of a day: beside a day or a time, or led by "in the"."""
    beside = (
        last is not None
        and last.kind in ("day", "time", "recur")
        and last.after >= place - 1
        and (last.after == place or line.low(place - 1) in (",", "-", "in"))
    )
    for phrase, minutes in (("first thing in the morning", 540), ("first thing", 540), ("end of the day", 1020),
                            ("end of play", 1020), ("close of play", 1020), ("close of business", 1020),
                            ("end of day", 1020), ("eod", 1020), ("cop", 1020), ("cob", 1020)):  # fmt: skip
        after = line.words(place, phrase)
        if after:
            return Piece("close", minutes, place, after)
    start = place + 2 if line.low(place) == "in" and line.low(place + 1) == "the" else place
    start = start + 1 if start == place and line.low(place) == "the" and beside else start
    low = line.low(start)
    ahead = start + 2 if line.low(start + 1) in ("of", "on") else start + 1
    if low in _PARTS and (beside or start > place or days_at(line, ahead) is not None):
        return Piece("half", low, place, ahead if line.low(start + 1) == "of" else start + 1)
    half, after = half_at(line, place)
    if half and beside and last is not None and last.kind in ("day", "recur"):
        return Piece("half", half, place, after)
    return None


def _wait(line: Line, place: int) -> tuple[int, int] | None:
    """A length that starts now: in 2 hours, within 72 hours, 72 hours from now."""
    led = line.low(place) in ("in", "within")
    start = place + 1 if led else place
    start = start + 2 if led and line.words(start, "the next") else start
    found = length_at(line, start)
    if not found:
        return None
    minutes, after = found
    after = after + 1 if line.low(after) in ("'", "’") else after
    if line.words(after, "from now"):
        return minutes, after + 2
    if line.low(after) in ("time", "hence") and led:
        return minutes, after + 1
    if line.low(after) == "ago":
        return -minutes, after + 1
    return (minutes, after) if led and line.low(after) != "of" else None


def _length(line: Line, place: int) -> Piece | None:
    if line.words(place, "all day"):
        return Piece("whole", None, place, place + 2)
    led = line.low(place) in ("for", "lasting", "x")
    start = place + 1 if led else place
    start = start + 1 if line.low(start) in ("about", "around", "approx") else start
    found = length_at(line, start)
    if found:
        return None if line.low(found[1]) in _NOT_ITS_LENGTH else Piece("length", found[0], place, found[1])
    days = offset_at(line, start) if led and line.low(place) != "x" else None
    return Piece("days", days[0], place, days[1]) if days else None


_NOT_ITS_LENGTH = word_set(
    """
    travel drive walk away early late notice journey delay old each drives apart long ago each earlier later
    """
)


def _bare(line: Line, place: int, last: Piece | None) -> Piece | None:
    """A lone small number right beside a day: a time or not, that is asked."""
    token = line.at(place)
    if not 1 <= token.digits <= 2 or not 1 <= token.value <= 31 or token.glued or line.glued(place + 1):
        return None
    follows = line.low(place + 1)
    if token.value < 13 and (follows in ("today", "tomorrow", "tonight", "this") or follows in WEEKDAYS):
        return Piece("bare", token.value, place, place + 1)
    if last is None or last.kind not in ("day", "half", "recur") or (last.after < place and line.low(place - 1) != ","):
        return None
    return Piece("bare", token.value, place, place + 1) if not follows or follows in _AFTER_HOUR else None
