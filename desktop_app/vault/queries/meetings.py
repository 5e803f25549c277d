"""Meetings in a list, one meeting with everyone at it, and the actions it takes up from last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.base import read_moment
from desktop_app.records.families import Family
from desktop_app.records.meetings import Attendance, Meeting, MinuteSign
from desktop_app.records.work import Task
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list."""

    id: str
    title: str
    family: str
    held_at: datetime | None
    state: str
    place: str


_ROWS = """
SELECT m.id, m.title, m.held_at, m.state, m.place, f.name AS family FROM r_meeting m
LEFT JOIN r_family f ON f.id = m.family_id
WHERE m.removed_at IS NULL AND (:typed = '' OR f.name LIKE :like OR m.title LIKE :like)
  AND (:held = '' OR (m.held_at, m.id) < (:held, :id))
ORDER BY m.held_at DESC, m.id DESC LIMIT :limit
"""


def meeting_rows(
    reader: Reader, *, typed: str = "", after: tuple[str, str] | None = None, limit: int = 60
) -> tuple[list[MeetingRow], tuple[str, str] | None]:
    """The latest first, a page at a time, and where the next page begins."""
    held, last = after or ("", "")
    values = {"typed": typed, "like": f"%{typed}%", "held": held, "id": last, "limit": limit}
    rows = reader.rows(_ROWS, values)
    found = [_row(row) for row in rows]
    more = (rows[-1]["held_at"] or "", rows[-1]["id"]) if len(rows) == limit else None
    return found, more


def _row(row: Mapping[str, str | None]) -> MeetingRow:
    held = row["held_at"]
    return MeetingRow(
        row["id"] or "", row["title"] or "", row["family"] or "", read_moment(held) if held else None,
        row["state"] or "", row["place"] or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting: its family, everyone expected or here, how far its minute came, open actions of last time."""

    meeting: Meeting
    family: Family | None
    people: tuple[Attendance, ...]
    signs: tuple[MinuteSign, ...]
    last_time: tuple[Task, ...]


def meeting_page(reader: Reader, meeting_id: str) -> MeetingPage | None:
    """One meeting; None when it isn't in this vault."""
    meeting = reader.get(Meeting, meeting_id)
    if meeting is None:
        return None
    people = sorted(reader.all(Attendance, meeting_id=meeting_id), key=lambda one: (one.place, one.id))
    before = reader.all(Task, source_id=meeting.before_id) if meeting.before_id else []
    return MeetingPage(
        meeting,
        reader.get(Family, meeting.family_id),
        tuple(people),
        tuple(reader.all(MinuteSign, meeting_id=meeting_id)),
        tuple(task for task in before if not task.rule),
    )
