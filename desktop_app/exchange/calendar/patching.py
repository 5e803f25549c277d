"""Our words put into a server's own text of an entry, so that what we do not keep (guests, alarms) stays there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import icalendar

from desktop_app.exchange.calendar.shapes import Entry
from desktop_app.exchange.calendar.write import write_calendar

_OURS = (
    "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE",
    "STATUS", "SEQUENCE", "DTSTAMP",
)  # fmt: skip


def patched(theirs: bytes, entries: Sequence[Entry]) -> bytes:
    """The server's text of one UID with our times and words; times of a series that we do not have fall out.

    Where theirs can't be read, ours alone.
    """
    ours = icalendar.Calendar.from_ical(write_calendar(entries))
    try:
        calendar = icalendar.Calendar.from_ical(theirs)
    except ValueError:
        return bytes(ours.to_ical(sorted=False))
    there = {_time(one): one for one in calendar.walk("VEVENT")}
    events = []
    for mine in ours.walk("VEVENT"):
        old = there.get(_time(mine))
        events.append(_over(old, mine) if old is not None else mine)
    zones = {str(one.get("TZID")): one for one in (*ours.walk("VTIMEZONE"), *calendar.walk("VTIMEZONE"))}
    calendar.subcomponents = [*zones.values(), *events]
    return bytes(calendar.to_ical(sorted=False))


def _over(old: Any, mine: Any) -> Any:  # noqa: ANN401 - icalendar's own types
    for name in _OURS:
        old.pop(name, None)
        if name in mine:
            old[name] = mine[name]
    return old


def _time(event: Any) -> str:  # noqa: ANN401
    """Which time of the series it stands for, as text that is the same for the same moment."""
    said = event.get("RECURRENCE-ID")
    when = said.dt if said is not None else ""
    return str(when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when)
