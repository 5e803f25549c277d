"""What a time would clash with: overlap, travel, leave, hours, bank holiday, room. Court and conferences come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop_app import clock
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.diary.taken import Hours, Taken, blocks, hours_on, is_away, outranks, span
from desktop_app.rules.diary.travel import Travel
from desktop_app.rules.working_days import holidays


class Why(StrEnum):
    """The six kinds."""

    OVERLAP = "overlap"
    LEAVE = "leave"
    ROOM = "room"
    TRAVEL = "travel"
    HOURS = "hours"
    HOLIDAY = "bank holiday"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way, in words. `outranks`: it is court or a conference, so the new entry has to give way."""

    why: Why
    words: str
    worker: str = ""
    entry_id: str = ""
    outranks: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time somebody has in mind. `entry_id`: the entry being moved, which is in nobody's way itself."""

    workers: tuple[str, ...]
    starts: datetime
    ends: datetime
    room: str = ""
    postcode: str = ""
    entry_id: str = ""


def clashes(
    wanted: Wanted, taken: Sequence[Taken], hours: Hours, travel: Travel, names: Mapping[str, str] | None = None
) -> tuple[Clash, ...]:
    """Everything in the way, the heaviest first. `names`: how workers are called in the words."""
    called = names or {}
    found: list[Clash] = []
    others = [one for one in taken if one.entry_id != wanted.entry_id or not wanted.entry_id]
    for other in others:
        found.extend(_with_entry(wanted, other, travel, called))
    starts, ends = clock.local(wanted.starts), clock.local(wanted.ends)
    name = holidays().days.get(starts.date())
    if name is not None:
        found.append(Clash(Why.HOLIDAY, f"{day_words(starts.date())} is {name}."))
    else:
        outside = (_outside_hours(worker, starts, ends, hours, called) for worker in wanted.workers)
        found.extend(one for one in outside if one is not None)
    order = list(Why)
    return tuple(sorted(found, key=lambda one: (not one.outranks, order.index(one.why), one.words)))


def _with_entry(wanted: Wanted, other: Taken, travel: Travel, called: Mapping[str, str]) -> list[Clash]:
    shared = [one for one in wanted.workers if one in other.workers]
    starts, ends = span(other)
    over = starts < wanted.ends and wanted.starts < ends
    found: list[Clash] = []
    if over and wanted.room and wanted.room.casefold() == other.room.casefold():
        found.append(
            Clash(Why.ROOM, f"{wanted.room} is taken {_when(other)} ({_what(other)}).", entry_id=other.entry_id)
        )
    if not blocks(other):
        return found
    for worker in shared:
        who = called.get(worker, "")
        if over:
            away = is_away(other)
            until = f" until {day_words(_last_day(other))}" if away else f" {_when(other)}"
            words = f"{who or 'The social worker'} {'is away' if away else f'has {_what(other)}'}{until}."
            why = Why.LEAVE if away else Why.OVERLAP
            found.append(Clash(why, words, worker, other.entry_id, outranks(other)))
        else:
            found.extend(_too_far(wanted, other, travel, worker, who))
    return found


def _too_far(wanted: Wanted, other: Taken, travel: Travel, worker: str, who: str) -> list[Clash]:
    starts, ends = span(other)
    before = ends <= wanted.starts
    gap = (wanted.starts - ends) if before else (starts - wanted.ends)
    if gap > timedelta(hours=4) or is_away(other):
        return []
    way = travel.minutes(other.postcode, wanted.postcode) if wanted.postcode and other.postcode else 0
    way = max(way, other.travel_after if before else other.travel_before)
    left = int(gap.total_seconds()) // 60
    if way <= left:
        return []
    side = "after" if before else "before"
    words = f"{way} min of travel {side} {_what(other)} {_when(other)}, but {left} min are left."
    return [Clash(Why.TRAVEL, f"{who}: {words}" if who else words, worker, other.entry_id, outranks(other))]


def _outside_hours(
    worker: str, starts: datetime, ends: datetime, hours: Hours, called: Mapping[str, str]
) -> Clash | None:
    who = called.get(worker, "") or "The social worker"
    works = hours_on(hours, worker, starts.date())
    if works is None:
        return Clash(Why.HOURS, f"{who} doesn't work on {starts:%A}s.", worker)
    first = starts.hour * 60 + starts.minute
    last = first + int((ends - starts).total_seconds()) // 60
    if first >= works[0] and last <= works[1]:
        return None
    return Clash(Why.HOURS, f"{who} works from {_clock(works[0])} to {_clock(works[1])} on {starts:%A}s.", worker)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _what(entry: Taken) -> str:
    title = entry.title or entry.kind.words()
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _when(entry: Taken) -> str:
    if not isinstance(entry.starts, datetime):
        return f"on {day_words(entry.starts)}"
    return f"from {time_words(entry.starts)} to {time_words(span(entry)[1])}"


def _last_day(entry: Taken) -> date:
    return span(entry)[1].date() if isinstance(entry.ends, datetime) else entry.ends
