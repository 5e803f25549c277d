"""The minutes as paper: seen before it goes, and written in the print register."""

from __future__ import annotations

from desktop_app import clock
from desktop_app.papers.making import Making
from desktop_app.papers.minutes import MinutesOf, minutes_paper
from desktop_app.papers.model import Paper
from desktop_app.rules.minutes import here
from desktop_app.rules.minutes.templates import template
from desktop_app.vault.queries.meetings import MeetingPage
from desktop_app.windows.workspace import Room


def print_minutes(room: Room, page: MeetingPage, notes: str) -> None:
    """Build the record of a meeting without its restricted part."""
    room.print_paper(
        lambda: paper_of(page, notes, room.desk.actor), about_id=page.meeting.id, family_id=page.meeting.family_id
    )


def paper_of(page: MeetingPage, notes: str, by: str) -> Paper:
    """The record as it stands."""
    meeting = page.meeting
    held = clock.local(meeting.held_at) if meeting.held_at else None
    kind = template(meeting.template)
    due = kind.due(held.date(), kind.record) if held and kind.record else None
    family = page.family
    of = MinutesOf(
        meeting.title, family.name if family else "", family.number if family else "", held, meeting.place,
        meeting.state.words(), due,
    )  # fmt: skip
    return minutes_paper(of, notes, here(page.people), Making(by, clock.now()))
