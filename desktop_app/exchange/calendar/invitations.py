"""Invitations as mail (iMIP, RFC 6047): drafts that Outlook opens unsent, and the answers read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.exchange.calendar.shapes import Entry, Person
from desktop_app.exchange.calendar.values import When
from desktop_app.exchange.calendar.write import write_calendar
from desktop_app.exchange.mail.draft import draft_message
from desktop_app.exchange.mail.shapes import Address, Mail

_POLICY = policy.SMTP.clone(max_line_length=78)
_ANSWERS = ("accepted", "declined", "tentative", "delegated", "needs-action")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: `answer` is accepted, declined, tentative, delegated, needs-action or counter.

    `offered` is the time a counter proposes instead. `instead_of` names one time of a series.
    """

    uid: str
    sequence: int
    who: Person
    answer: str
    comment: str = ""
    offered: tuple[When, When] | None = None
    instead_of: When | None = None


def draft_invitation(
    entry: Entry,
    organizer: Address,
    guests: Sequence[Address],
    text: str,
    *,
    method: Literal["REQUEST", "CANCEL"] = "REQUEST",
    marking: str = "",
    now: datetime | None = None,
) -> bytes:
    """An unsent mail that asks `guests`, or tells them that it is off, as .eml bytes. `text` is for people to read.

    The subject is the entry's. UserError for an address that can't be one, or when nobody is asked.
    """
    if not any(one.email for one in guests):
        raise UserError("Nobody is invited yet.", "Add at least one person with an email address.", "to")
    entry = replace(
        entry, organizer=Person(organizer.name, organizer.email),
        attendees=tuple(Person(one.name, one.email) for one in guests),
        status="CANCELLED" if method == "CANCEL" else entry.status or "CONFIRMED",
    )  # fmt: skip
    subject = ("Cancelled: " if method == "CANCEL" else "") + ("Busy" if entry.private else entry.summary)
    now = now or clock.now()
    ics = write_calendar([entry], method=method, now=now)
    plain = draft_message(guests, (), subject, text, from_address=organizer, marking=marking, now=now)
    message = message_from_bytes(plain, policy=_POLICY)
    if not isinstance(message, EmailMessage):
        raise TypeError("the draft is no EmailMessage")
    message.add_alternative(ics.decode(), subtype="calendar", charset="utf-8", params={"method": method})
    message.add_attachment(ics, maintype="application", subtype="ics", filename="invite.ics")
    return message.as_bytes()


def replies_in(mail: Mail) -> list[Reply]:
    """Every answer to an invitation that a mail carries; none when it carries no calendar."""
    found: dict[Reply, None] = {}
    for part in mail.attachments:
        if part.media_type.lower() in ("text/calendar", "application/ics") or part.name.lower().endswith(".ics"):
            try:
                found |= dict.fromkeys(read_replies(part.data))
            except UserError:
                continue  # a broken calendar beside a mail is no reason to lose the mail
    return list(found)


def read_replies(data: bytes) -> list[Reply]:
    """The answers in an .ics with METHOD:REPLY or COUNTER; UserError when it is no calendar."""
    calendar = read_calendar(data)
    if calendar.method not in ("REPLY", "COUNTER"):
        return []
    return [
        _reply(entry, person, counter=calendar.method == "COUNTER")
        for entry in calendar.entries
        for person in entry.attendees
        if calendar.method == "COUNTER" or person.answer in _ANSWERS
    ]


def _reply(entry: Entry, person: Person, *, counter: bool) -> Reply:
    answer = "counter" if counter else person.answer
    offered = (entry.start, entry.end) if counter else None
    return Reply(entry.uid, entry.sequence, person, answer, entry.comment, offered, entry.instead_of)
