"""Entries going out as .ics: RFC 5545 as it stands, the zones that are used described in the file, lines folded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from desktop_app import clock
from desktop_app.exchange.calendar.shapes import Entry, Person
from desktop_app.exchange.calendar.values import Span, When, as_day, in_order
from desktop_app.exchange.calendar.zones import FileZone, iana_like
from desktop_app.version import VERSION

PRODID = f"-//Casemate//Casemate {VERSION}//EN"

LONDON_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
"""England's clock by two rules, which every mail program understands, for days from 1997 on."""


def write_calendar(entries: Sequence[Entry], *, method: str = "", now: datetime | None = None) -> bytes:
    """The entries as one VCALENDAR with a VTIMEZONE for each zone they use. `now` stamps what has no stamp.

    A private entry leaves as "Busy" with nothing of its content.
    """
    made = icalendar.Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if method:
        made.add("method", method)
    stamp = in_order(now or clock.now())
    moments = [as_day(one.start) for one in entries]
    if moments and min(moments).year >= 1997 and any(one.zone == "Europe/London" for one in entries):
        made.add_component(icalendar.Timezone.from_ical(LONDON_ZONE))
    for entry in entries:
        made.add_component(_event(entry, stamp))
    if moments:
        first = min(moments).replace(month=1, day=1)
        made.add_missing_timezones(first, date(max(max(moments).year + 5, 2038), 1, 1))
    return bytes(made.to_ical(sorted=False))


def _event(entry: Entry, stamp: datetime) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", stamp)
    made.add("dtstart", _out(entry.start))
    _add_end(made, entry)
    if entry.instead_of is not None:
        there = {"RANGE": "THISANDFUTURE"} if entry.and_later else {}
        made.add("recurrence-id", _out(entry.instead_of), parameters=there)
    for text in entry.rule_text:
        made.add("rrule", icalendar.vRecur.from_ical(text))
    for one in entry.left_out:
        made.add("exdate", _out(one))
    for begin, end in entry.extra:
        if end is None:
            made.add("rdate", [_out(begin)])
        else:
            made.add("rdate", [(_in_utc(begin), _in_utc(end))], parameters={"VALUE": "PERIOD"})
    made.add("sequence", entry.sequence)
    if entry.status:
        made.add("status", entry.status)
    if entry.private:
        made.add("summary", "Busy")
        made.add("class", "PRIVATE")
        return made
    for name in ("summary", "description", "location", "comment"):
        if value := getattr(entry, name):
            made.add(name, value)
    if entry.categories:
        made.add("categories", list(entry.categories))
    if entry.free:
        made.add("transp", "TRANSPARENT")
    if entry.organizer is not None:
        made.add("organizer", _address(entry.organizer, role=False))
    for person in entry.attendees:
        made.add("attendee", _address(person, role=True), encode=False)
    return made


def _add_end(made: icalendar.Event, entry: Entry) -> None:
    if entry.nominal is not None and not entry.all_day:
        made.add("duration", timedelta(days=entry.nominal.days, seconds=entry.nominal.seconds))
    elif entry.all_day or Span.apart(entry.start, entry.end):
        made.add("dtend", _out(entry.end))


def _out(when: When) -> When:
    """A zone that only the file knew goes out under the name of a real one alike, else in UTC."""
    if isinstance(when, datetime) and isinstance(when.tzinfo, FileZone):
        like = iana_like(when.tzinfo)
        return when.astimezone(like) if like is not None else in_order(when)
    if isinstance(when, datetime) and when.tzinfo is not None and not isinstance(when.tzinfo, ZoneInfo):
        return in_order(when)  # an offset of half an hour has no name
    return when


def _in_utc(when: When) -> When:
    """Periods are written without a zone's name."""
    return in_order(when) if isinstance(when, datetime) else when


def _address(person: Person, *, role: bool) -> Any:  # noqa: ANN401 - icalendar's own type
    made = icalendar.vCalAddress(f"mailto:{person.email}")
    if person.name:
        made.params["CN"] = person.name
    if role:
        made.params["ROLE"] = (person.role or "req-participant").upper()
        made.params["PARTSTAT"] = (person.answer or "needs-action").upper()
        if not person.answer:
            made.params["RSVP"] = "TRUE"
    return made
