"""Minutes as they are typed: who is there, who speaks, what was decided, who does what by when."""

from desktop_app.rules.minutes.actions import Action
from desktop_app.rules.minutes.attendees import Attendee, Presence, here
from desktop_app.rules.minutes.reading import (
    Line,
    LineKind,
    Minutes,
    mark_of,
    read_minutes,
    restricted_after,
    restricted_lines,
    without_restricted,
)

__all__ = [
    "Action",
    "Attendee",
    "Line",
    "LineKind",
    "Minutes",
    "Presence",
    "here",
    "mark_of",
    "read_minutes",
    "restricted_after",
    "restricted_lines",
    "without_restricted",
]
