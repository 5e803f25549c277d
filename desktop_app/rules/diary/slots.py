"""Free time for several people at once, before a due day: a day is one big integer of quarter hours a person.

Honours working hours, leave, bank holidays, travel each side, rooms and an interpreter's own diary (hand it in as one
more worker). Where nothing is free before the due day it says why, in words, and what comes first after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop_app import clock
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.diary.taken import Hours, Taken, blocks, hours_on, is_away, minutes_of_day, span
from desktop_app.rules.diary.travel import Travel
from desktop_app.rules.working_days import holidays, is_working_day, working_days_between

STEP = 15
"""Minutes of one bit."""
_BITS = 24 * 60 // STEP
_WHOLE = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `due`: the last day it may be; `rooms`: any of these, none when empty.

    `day_from`, `day_to`: minutes after midnight it has to lie between ("after school"). `notice`: hours ahead of now.
    """

    workers: tuple[str, ...]
    minutes: int
    first: date
    due: date | None = None
    days: int = 56
    postcode: str = ""
    rooms: tuple[str, ...] = ()
    day_from: int = 0
    day_to: int = 24 * 60
    notice: int = 0
    entry_id: str = ""
    most: int = 12
    a_day: int = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A time everyone is free, with the room. `late`: working days after the due day, 0 in time."""

    starts: datetime
    ends: datetime
    room: str = ""
    late: int = 0

    def words(self) -> str:
        """ "Tue 8 Dec, 14:00 to 15:00"."""
        return f"{day_words(self.starts.date())}, {time_words(self.starts)} to {time_words(self.ends)}"


@dataclass(frozen=True, slots=True)
class Free:
    """The slots found, soonest first, spread over each day; `why_none` when none lies before the due day."""

    slots: tuple[Slot, ...]
    why_none: tuple[str, ...] = ()
    after: tuple[Slot, ...] = ()
    """The first ones after the due day, when none is before it."""


def find_slots(
    asked: Asked,
    taken: Sequence[Taken],
    hours: Hours,
    travel: Travel,
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
) -> Free:
    """Times when everyone is free. `taken`: what stands in the diary from `first` on, of all these people and rooms."""
    days = [asked.first + timedelta(days=ahead) for ahead in range(asked.days)]
    if asked.due is not None and asked.due >= days[-1]:
        days += [days[-1] + timedelta(days=ahead + 1) for ahead in range((asked.due - days[-1]).days + 14)]
    diary = _Diary(asked, taken, hours, travel, now)
    in_time: list[Slot] = []
    after: list[Slot] = []
    for day in days:
        late = asked.due is not None and day > asked.due
        if len(in_time) >= asked.most or (late and (in_time or len(after) >= 3)):
            break
        (after if late else in_time).extend(diary.slots_on(day))
    if in_time or asked.due is None:
        why = () if in_time else diary.why_none([day for day in days if not asked.due or day <= asked.due], names or {})
        return Free(tuple(in_time[: asked.most]), why)
    inside = [day for day in days if day <= asked.due]
    return Free((), diary.why_none(inside, names or {}), tuple(after[:3]))


class _Diary:
    """The days of everyone asked for, as bits."""

    def __init__(self, asked: Asked, taken: Sequence[Taken], hours: Hours, travel: Travel, now: datetime) -> None:
        self.asked, self.hours, self.travel = asked, hours, travel
        self.earliest = clock.local(now + timedelta(hours=asked.notice))
        self.by_day: dict[date, list[Taken]] = {}
        self._seen: dict[tuple[str, date], int] = {}
        concerned, rooms = set(asked.workers), {room.casefold() for room in asked.rooms}
        for entry in taken:
            if (asked.entry_id and entry.entry_id == asked.entry_id) or not (
                concerned & set(entry.workers) or entry.room.casefold() in rooms
            ):
                continue
            starts, ends = span(entry)
            day = starts.date()
            while day <= ends.date():
                self.by_day.setdefault(day, []).append(entry)
                day += timedelta(days=1)

    def slots_on(self, day: date) -> list[Slot]:
        """Up to `a_day` slots of a day, spread out: the first, the last and what is midway between."""
        free = self._together(day)
        rooms = {room: free & self._room(day, room) for room in self.asked.rooms} or {"": free}
        starts = {room: _runs(bits, self._length) for room, bits in rooms.items()}
        places = sorted({place for bits in starts.values() for place in _places(bits)})
        late = max(0, working_days_between(self.asked.due, day)) if self.asked.due and day > self.asked.due else 0
        slots = []
        for place in _spread(places, self.asked.a_day, self._length):
            begin = datetime.combine(day, time(place * STEP // 60, place * STEP % 60), clock.LONDON)
            room = next(room for room, bits in starts.items() if bits >> place & 1)
            slots.append(Slot(begin, begin + timedelta(minutes=self.asked.minutes), room, late))
        return slots

    @property
    def _length(self) -> int:
        return max(1, -(-self.asked.minutes // STEP))

    def _together(self, day: date, without: str = "") -> int:
        if not is_working_day(day) and day in holidays().days:
            return 0
        free = _mask(self.asked.day_from, self.asked.day_to) & self._from_now(day)
        for worker in self.asked.workers:
            if worker != without:
                free &= self._free(worker, day)
            if not free:
                break
        return free

    def _from_now(self, day: date) -> int:
        if day > self.earliest.date():
            return _WHOLE
        return 0 if day < self.earliest.date() else _mask(self.earliest.hour * 60 + self.earliest.minute, 24 * 60)

    def _free(self, worker: str, day: date) -> int:
        """The quarter hours that somebody works and has nothing in."""
        if (worker, day) not in self._seen:
            self._seen[worker, day] = self._free_bits(worker, day)
        return self._seen[worker, day]

    def _free_bits(self, worker: str, day: date) -> int:
        works = hours_on(self.hours, worker, day)
        if works is None:
            return 0
        free = _mask(*works)
        for entry in self.by_day.get(day, ()):
            if worker in entry.workers and blocks(entry):
                free &= ~self._with_travel(entry, day)
        return free

    def _with_travel(self, entry: Taken, day: date) -> int:
        busy = minutes_of_day(entry, day)
        if busy is None:
            return 0
        both = self.asked.postcode and entry.postcode
        way = self.travel.minutes(entry.postcode, self.asked.postcode) if both else 0
        return _touched(busy[0] - max(way, entry.travel_before), busy[1] + max(way, entry.travel_after))

    def _room(self, day: date, room: str) -> int:
        free = _WHOLE
        for entry in self.by_day.get(day, ()):
            busy = minutes_of_day(entry, day) if entry.room.casefold() == room.casefold() else None
            if busy is not None:
                free &= ~_touched(*busy)
        return free

    def why_none(self, days: Sequence[date], names: Mapping[str, str]) -> tuple[str, ...]:
        """Why no day had a slot: who is away or full on how many days, and what nobody shares."""
        working = [day for day in days if is_working_day(day)]
        if not working:
            return ("There is no working day left before it is due.",)
        found: list[str] = []
        for worker in self.asked.workers:
            who = names.get(worker, "The social worker")
            away = [day for day in working if self._away(worker, day)]
            off = [day for day in working if day not in away and hours_on(self.hours, worker, day) is None]
            alone = [day for day in working if _runs(self._free(worker, day), self._length)]
            if away:
                found.append(f"{who} is away on {_days(away, working)}.")
            if off:
                found.append(f"{who} doesn't work on {_days(off, working)}.")
            if not alone and len(away) + len(off) < len(working):
                found.append(f"{who} has no {_span(self.asked.minutes)} free on any day they work.")
        if not found:
            found.append(self._never_together(names))
            found.extend(self._but_for_one(working, names))
        return tuple(found)

    def _never_together(self, names: Mapping[str, str]) -> str:
        called = [names.get(worker, "the social worker") for worker in self.asked.workers]
        people = " and ".join(called) if len(called) < 4 else f"These {len(called)} people"
        hours = "" if (self.asked.day_from, self.asked.day_to) == (0, 24 * 60) else " at that time of day"
        rooms = f" with {' or '.join(self.asked.rooms)} free" if self.asked.rooms else ""
        return f"{people} are never free at the same time for {_span(self.asked.minutes)}{hours}{rooms}."

    def _but_for_one(self, working: Sequence[date], names: Mapping[str, str]) -> list[str]:
        """ "Without Dev: Tue 8 Dec, 10:00.", for each whose going without opens a time; at most three."""
        found: list[str] = []
        for worker in self.asked.workers if len(self.asked.workers) > 2 else ():
            for day in working:
                starts = _runs(self._together(day, without=worker), self._length)
                if starts and len(found) < 3:
                    place = (starts & -starts).bit_length() - 1
                    at = f"{place * STEP // 60:02}:{place * STEP % 60:02}"
                    found.append(f"Without {names.get(worker, 'one of them')}: {day_words(day)}, {at}.")
                    break
        return found

    def _away(self, worker: str, day: date) -> bool:
        return any(worker in entry.workers and is_away(entry) for entry in self.by_day.get(day, ()))


def _mask(first: int, last: int) -> int:
    """The quarter hours wholly between two minutes of a day."""
    low, high = max(0, -(-first // STEP)), min(_BITS, last // STEP)
    return ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0


def _touched(first: int, last: int) -> int:
    """The quarter hours that a time touches at all."""
    low, high = max(0, first // STEP), min(_BITS, -(-last // STEP))
    return ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0


def _runs(free: int, length: int) -> int:
    """The quarter hours at which `length` free ones in a row begin."""
    done = 1
    while done < length and free:
        step = min(done, length - done)
        free &= free >> step
        done += step
    return free


def _places(bits: int) -> list[int]:
    return [place for place in range(_BITS) if bits >> place & 1]


def _spread(places: list[int], most: int, length: int) -> list[int]:
    """At most `most` of them, on the hour or half hour where there is one, that do not overlap each other."""
    kept: list[int] = []
    for even in (True, False):
        for place in places:
            if (place % 2 == 0) is even and all(abs(place - one) >= length for one in kept):
                kept.append(place)
    kept.sort()
    if len(kept) <= most:
        return kept
    return [kept[round(at * (len(kept) - 1) / (most - 1))] for at in range(most)] if most > 1 else kept[:1]


def _days(days: Sequence[date], of: Sequence[date]) -> str:
    if len(days) == len(of):
        return "every working day before it is due" if len(of) > 1 else day_words(of[0])
    if len(days) <= 3:
        return " and ".join(filter(None, (", ".join(day_words(day) for day in days[:-1]), day_words(days[-1]))))
    return f"{len(days)} of {len(of)} working days"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))
