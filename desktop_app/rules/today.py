"""Today: what an item is, into which part of the day it falls, and how its due words read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from desktop_app import clock
from desktop_app.rules.days import day_words, near_day, span_words, time_words
from desktop_app.rules.triage import Score
from desktop_app.rules.working_days import add_working_days, working_days_between


class Part(IntEnum):
    """The parts of the list, in their order."""

    NOW = 0
    TODAY = 1
    SOON = 2
    LATER = 3

    def title(self) -> str:
        """As the section header says it."""
        return ("Now", "Due today", "Next five working days", "Later")[self]


@dataclass(frozen=True, slots=True)
class Due:
    """The two lines of a due label; `role` late, soon, done or nothing."""

    first: str
    second: str
    role: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that may need the person. `id` is its record; `why` says why it is here now.

    `due` is a moment, or the day `due_on` when only the day counts. `pressing` puts it under Now whatever the hour.
    """

    kind: str
    id: str
    icon: str
    subject: str
    family: str
    family_id: str
    why: str
    worker_id: str
    initials: str
    due: datetime | None = None
    due_on: date | None = None
    booked_at: datetime | None = None
    pressing: bool = False
    due_words: Due | None = None
    score: Score | None = None
    person_id: str = ""
    number: str = ""
    call_id: str = ""
    rule: str = ""
    overridden: str = ""


def part_of(item: Item, now: datetime) -> Part:
    """Now: pressing, late, or due within the hour. Then by day, in working days."""
    today = clock.local(now).date()
    if item.pressing:
        return Part.NOW
    if item.due is not None:
        if item.due <= now + timedelta(hours=1):
            return Part.NOW
        day = clock.local(item.due).date()
    elif item.due_on is not None:
        day = item.due_on
        if day < today and item.booked_at is None:
            return Part.NOW
    else:
        return Part.LATER
    if day <= today:
        return Part.TODAY
    return Part.SOON if day <= add_working_days(today, 5) else Part.LATER


def due_words(item: Item, now: datetime) -> Due:
    """The due label: always weekday and date, always "working days" in full."""
    if item.due_words is not None:
        return item.due_words
    today = clock.local(now).date()
    if item.booked_at is not None and item.booked_at >= now:
        there = clock.local(item.booked_at)
        return Due(f"{day_words(there.date())} {there:%H:%M}", "booked", "done")
    if item.due is not None:
        return _by_the_clock(item.due, now)
    if item.due_on is None:
        return Due("No date", "", "")
    late = working_days_between(item.due_on, today) if item.due_on < today else 0
    if item.due_on < today:
        words = f"{late} working day{'s' if late != 1 else ''} late" if late else "Late since the weekend"
        return Due(words, f"was {day_words(item.due_on)}", "late")
    if item.due_on == today:
        return Due("Due today", "nothing booked" if item.kind == "visit" else day_words(today), "soon")
    ahead = working_days_between(today, item.due_on)
    second = near_day(item.due_on, today) if (item.due_on - today).days == 1 else f"{ahead} working days"
    return Due(f"Due {day_words(item.due_on)}", second, "")


def _by_the_clock(due: datetime, now: datetime) -> Due:
    left = due - now
    there = clock.local(due)
    today = clock.local(now).date()
    if left < timedelta(0):
        same_day = there.date() == today
        return Due(
            f"{span_words(-left)} late", f"was {time_words(due) if same_day else day_words(there.date())}", "late"
        )
    if there.date() == today:
        return Due(f"Before {there:%H:%M}", span_words(left), "soon" if left <= timedelta(hours=2) else "")
    return Due(f"{day_words(there.date())} {there:%H:%M}", near_day(there.date(), today), "")


def in_order(items: list[Item], now: datetime) -> list[tuple[Part, list[Item]]]:
    """The ranked list: parts in order; within Now by score, elsewhere by day and then score."""

    def key(item: Item) -> tuple[float, str, float, str]:
        total = -(item.score.total if item.score else 0)
        moment = item.due.isoformat() if item.due else (item.due_on.isoformat() if item.due_on else "9")
        if part_of(item, now) is Part.NOW:
            return (total, moment, 0, item.id)
        return (0, moment[:10], total, item.id)

    parts: dict[Part, list[Item]] = {part: [] for part in Part}
    for item in items:
        parts[part_of(item, now)].append(item)
    return [(part, sorted(found, key=key)) for part, found in parts.items() if found]
