"""An entry in words: its short title, its icon, the risk it carries, and the sentence a screen reader says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app import clock
from desktop_app.records.words import EntryKind
from desktop_app.rules.days import counted, day_words, near_day, span_words, time_words
from desktop_app.rules.working_days import working_days_between
from desktop_app.vault.queries.diary import DueCard, Occasion

ICONS: Mapping[EntryKind, str] = {
    EntryKind.HOME_VISIT: "house", EntryKind.SCHOOL_VISIT: "school", EntryKind.VISIT: "map-pin",
    EntryKind.VIDEO_VISIT: "monitor", EntryKind.CONTACT: "hand-helping", EntryKind.CONFERENCE: "users",
    EntryKind.CORE_GROUP: "users", EntryKind.REVIEW: "users", EntryKind.COURT: "scale", EntryKind.MEETING: "users",
    EntryKind.SUPERVISION: "user", EntryKind.DUTY: "phone", EntryKind.CALL: "phone", EntryKind.WRITE_UP: "laptop",
    EntryKind.TRAINING: "graduation-cap", EntryKind.LEAVE: "sun", EntryKind.SICK: "bed", EntryKind.TRAVEL: "car",
    EntryKind.ROOM: "building-2", EntryKind.INTERPRETER: "languages", EntryKind.BUSY: "lock",
    EntryKind.OTHER: "calendar",
}  # fmt: skip
_SHORT = (
    ("Child protection ", "CP "), ("Child in need ", "CIN "), ("Looked-after ", "LAC "), ("Initial conference", "ICPC"),
    ("Review conference", "RCPC"), ("Section 47 ", "S47 "), ("Visit to a child we look after", "LAC visit"),
)  # fmt: skip
RISK_ICONS = {"late": "circle-alert", "soon": "shield", "done": "check", "note": "hourglass"}


@dataclass(frozen=True, slots=True)
class Risk:
    """What time says about an entry; role late, soon, done or nothing."""

    role: str = ""
    words: str = ""


def short(title: str) -> str:
    """A title as it fits a column: "CP visit" for "Child protection visit"."""
    for whole, part in _SHORT:
        if title.startswith(whole):
            rest = title.removeprefix(whole)
            return part + (rest if not part.endswith(" ") else rest[:1].lower() + rest[1:])
    return title


def title_of(one: Occasion, *, alone: bool = False) -> str:
    """What stands on the entry: what and with whom; `alone` without the family."""
    if one.private:
        return "Busy"
    said = short(one.title) or one.kind.words().capitalize()
    if not alone and one.family and one.family.casefold() not in said.casefold():
        said = f"{said}, {one.family}"
    return f"Held: {said}" if one.hold_id else said


def second_of(one: Occasion) -> str:
    """The second line: place and room; until when a hold lasts; what nothing may move over."""
    if one.private:
        return "Private"
    if one.hold_id and one.held_until is not None:
        there = clock.local(one.held_until)
        day = "" if isinstance(one.starts, datetime) and there.date() == clock.local(one.starts).date() else "on "
        return f"Free again {f'{day}{day_words(there.date())} ' if day else 'at '}{there:%H:%M}"
    place = ", ".join(part for part in (one.place, one.room) if part)
    if one.kind is EntryKind.COURT:
        return place or "Nothing moves over this"
    return place


def risk_of(one: Occasion, now: datetime) -> Risk:
    """In time, must be by, late, or a check-in that is over."""
    if one.hold_id or one.private:
        return Risk()
    if one.out_by is not None and one.out_by < now and not one.out and not one.done:
        return Risk("late", f"check-in {span_words(now - one.out_by)} over")
    if one.done:
        return Risk("", "done")
    if one.planned and isinstance(one.starts, datetime) and one.starts > now:
        return Risk("note", "planned, not confirmed")
    if one.due_on is None or not isinstance(one.starts, datetime):
        return Risk()
    if one.kind is EntryKind.VIDEO_VISIT and one.statutory:
        return Risk("soon", "by video: does not count")
    day, today = clock.local(one.starts).date(), clock.local(now).date()
    if day > one.due_on:
        late = working_days_between(one.due_on, day)
        return Risk("late", f"{counted(late, 'working day')} late" if late else "late over the weekend")
    if working_days_between(day, one.due_on) <= 2 and one.due_on >= today:
        return Risk("soon", f"must be by {day_words(one.due_on)}")
    return Risk("done", f"in time, due {day_words(one.due_on)}")


def spoken(one: Occasion, workers: Mapping[str, str], now: datetime) -> str:
    """The whole entry as one sentence: what, whose, when, where, and the risk."""
    names = " and ".join(workers.get(worker, "") for worker in one.workers if workers.get(worker))
    parts = [title_of(one), names, when_words(one, clock.local(now).date()), second_of(one), risk_of(one, now).words]
    if one.series:
        parts.append("one of a series")
    return ", ".join(part for part in parts if part)


def when_words(one: Occasion, today: date) -> str:
    """ "Tue 8 Dec 14:00 to 15:00", or its days."""
    if isinstance(one.starts, datetime) and isinstance(one.ends, datetime):
        there = clock.local(one.starts)
        day = near_day(there.date(), today)
        return f"{day[0].upper()}{day[1:]} {there:%H:%M} to {time_words(one.ends)}"
    first, last = _day(one.starts), _day(one.ends)
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def _day(moment: datetime | date) -> date:
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def due_title(card: DueCard) -> str:
    """What is due, and for whom."""
    return ", ".join(part for part in (short(card.title), card.child or card.family) if part)


def due_risk(card: DueCard, now: datetime) -> Risk:
    """How a card of the due lane stands."""
    today = clock.local(now).date()
    if card.booked_at is not None:
        there = clock.local(card.booked_at)
        if there.date() == today and there <= now:
            return Risk("done", "Happening now")
        late = there.date() > card.due_on
        words = f"Booked {day_words(there.date())} {there:%H:%M}"
        return Risk("late" if late else "done", f"{words}, late" if late else words)
    if card.due_on < today:
        late_by = working_days_between(card.due_on, today)
        return Risk("late", f"{counted(late_by, 'working day')} late" if late_by else "Late since the weekend")
    if card.due_on == today:
        return Risk("soon", "Due today, no slot" if card.kind == "visit" else "Due today")
    ahead = working_days_between(today, card.due_on)
    return Risk("soon" if ahead <= 2 else "", f"Due {day_words(card.due_on)}")
