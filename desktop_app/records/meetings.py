"""Meetings and their minutes: what was typed live, who was there, and who checked, approved and sent it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import MinuteState


@record("meeting", words="Meeting", scope="family_id")
class Meeting(Record):
    """One meeting. `template`: which agenda and clocks (`resources/meetings.toml`); `notes`: the lines as typed.

    `held_at` to `ended_at`; `entry_id`: its entry in the diary. `before_id`: the meeting whose actions it takes up.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    template: Annotated[str, Rule(words="kind of meeting", index=True)] = ""
    title: Annotated[str, Rule(words="title", search=True)] = ""
    held_at: Annotated[datetime | None, Rule(words="held", index=True, material=True)] = None
    ended_at: Annotated[datetime | None, Rule(words="ended")] = None
    place: Annotated[str, Rule(words="place", search=True)] = ""
    notes: Annotated[str, Rule(words="notes", search=True, long=True)] = ""
    state: Annotated[MinuteState, Rule(words="state", material=True)] = MinuteState.DRAFT
    entry_id: Annotated[str, Rule(ref="diary_entry")] = ""
    before_id: Annotated[str, Rule(ref="meeting", words="follows")] = ""


@record("attendance", words="At the meeting", scope="family_id")
class Attendance(Record):
    """That somebody was at a meeting, sent apologies or a report, or came for a part."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    meeting_id: Annotated[str, Rule(ref="meeting")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    professional_id: Annotated[str, Rule(ref="professional")] = ""
    name: Annotated[str, Rule(words="name", search=True)] = ""
    initials: Annotated[str, Rule(words="initials")] = ""
    role: Annotated[str, Rule(words="role")] = ""
    presence: Annotated[str, Rule(words="attended", material=True)] = "present"
    report_sent: Annotated[bool, Rule(words="sent a report")] = False
    place: Annotated[int, Rule(words="order")] = 0


@record("minute_sign", words="Signed minute", scope="family_id")
class MinuteSign(Record):
    """That a minute reached a state: who, when, and the hash of its words then. Never changed, only added to."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    meeting_id: Annotated[str, Rule(ref="meeting")] = ""
    state: Annotated[MinuteState, Rule(words="state")] = MinuteState.DRAFT
    at: Annotated[datetime | None, Rule(words="when")] = None
    by: Annotated[str, Rule(words="by")] = ""
    hash: Annotated[str, Rule(words="fingerprint of the words")] = ""
