"""The diary: what stands in it for whom, when people work, and how long it takes from door to door."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import EntryKind

VISITS = (EntryKind.HOME_VISIT, EntryKind.SCHOOL_VISIT, EntryKind.VISIT, EntryKind.VIDEO_VISIT)
AWAY = (EntryKind.LEAVE, EntryKind.SICK)
FIXED = (EntryKind.COURT, EntryKind.CONFERENCE)
"""Nothing moves over these."""


@record("diary_entry", words="Diary entry", scope="family_id")
class DiaryEntry(Record):
    """One entry: timed (`starts_at`, `ends_at`) or of whole days (`first_day` to `last_day`, both within).

    Series: `rule` is RFC 5545 text without "RRULE:", counted on the clock of `zone`; `extra` and `skipped` are
    further and left-out starts. One time of a series that differs is an entry of its own with `series_id` and
    `original` (the start it stands for: a moment as `moment_text`, or a day); with `cancelled_at` it falls out.
    Holds: offered slots share a `hold_id` until `held_until`. `again_weeks`: the next one is planned from the day
    this one was done; it has this one as `follows`. `out_by`: when the worker is expected out of a home; `out_at`:
    when they said they are. Private entries keep nothing but who and when.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    kind: Annotated[EntryKind, Rule(words="kind", index=True)] = EntryKind.OTHER
    title: Annotated[str, Rule(words="what", search=True)] = ""
    workers: Annotated[tuple[str, ...], Rule(words="social workers", refs="worker")] = ()
    people: Annotated[tuple[str, ...], Rule(words="about", refs="person")] = ()
    starts_at: Annotated[datetime | None, Rule(words="from", index=True, material=True)] = None
    ends_at: Annotated[datetime | None, Rule(words="to", index=True, material=True)] = None
    first_day: Annotated[date | None, Rule(words="first day", material=True)] = None
    last_day: Annotated[date | None, Rule(words="last day", material=True)] = None
    zone: Annotated[str, Rule(words="time zone")] = "Europe/London"
    place: Annotated[str, Rule(words="place", search=True)] = ""
    address: Annotated[str, Rule(words="address", search=True)] = ""
    postcode: Annotated[str, Rule(words="postcode", search=True)] = ""
    room: Annotated[str, Rule(words="room", index=True)] = ""
    interpreter: Annotated[str, Rule(words="interpreter")] = ""
    note: Annotated[str, Rule(words="note", search=True, long=True)] = ""
    travel_before: Annotated[int, Rule(words="travel before, minutes")] = 0
    travel_after: Annotated[int, Rule(words="travel after, minutes")] = 0
    statutory: Annotated[bool, Rule(words="statutory", material=True)] = False
    task_id: Annotated[str, Rule(ref="task", words="what it settles")] = ""
    out_by: Annotated[datetime | None, Rule(words="expected out", index=True, material=True)] = None
    out_at: Annotated[datetime | None, Rule(words="out and safe")] = None
    alarm_id: Annotated[str, Rule(ref="message", words="alarm")] = ""
    hold_id: Annotated[str, Rule(words="offered with", index=True)] = ""
    held_until: Annotated[datetime | None, Rule(words="held until")] = None
    held_for: Annotated[str, Rule(words="held for")] = ""
    private: Annotated[bool, Rule(words="private")] = False
    done_at: Annotated[datetime | None, Rule(words="done", index=True)] = None
    outcome: Annotated[str, Rule(words="how it ended", search=True)] = ""
    cancelled_at: Annotated[datetime | None, Rule(words="cancelled", material=True)] = None
    again_weeks: Annotated[int, Rule(words="again, weeks from the last one done")] = 0
    follows: Annotated[str, Rule(ref="diary_entry", words="follows")] = ""
    rule: Annotated[str, Rule(words="repeats")] = ""
    extra: Annotated[tuple[str, ...], Rule(words="also on")] = ()
    skipped: Annotated[tuple[str, ...], Rule(words="not on")] = ()
    series_id: Annotated[str, Rule(ref="diary_entry", words="series")] = ""
    original: Annotated[str, Rule(words="instead of")] = ""
    uid: Annotated[str, Rule(words="calendar id", index=True)] = ""
    sequence: Annotated[int, Rule(words="calendar version")] = 0
    etag: Annotated[str, Rule(words="server's version")] = ""
    href: Annotated[str, Rule(words="server's address")] = ""
    source: Annotated[str, Rule(words="came from", index=True)] = ""

    @property
    def all_day(self) -> bool:
        """Whether it stands for whole days."""
        return self.starts_at is None


@record("working_hours", words="Working hours", scope="worker_id")
class WorkingHours(Record):
    """When a worker works on one weekday (0 is Monday), in minutes after midnight; a day without one is free."""

    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    weekday: Annotated[int, Rule(words="weekday")] = 0
    starts: Annotated[int, Rule(words="from")] = 9 * 60
    ends: Annotated[int, Rule(words="to")] = 17 * 60


@record("travel_time", words="Travel time")
class TravelTime(Record):
    """Minutes from one postcode to another, in both directions; `legs` is from how many drives it was learnt.

    `by_hand`: a person typed it, so no drive changes it.
    """

    from_code: Annotated[str, Rule(words="from", index=True)] = ""
    to_code: Annotated[str, Rule(words="to", index=True)] = ""
    minutes: Annotated[int, Rule(words="minutes")] = 0
    legs: Annotated[int, Rule(words="drives")] = 0
    by_hand: Annotated[bool, Rule(words="typed by a person")] = False
