"""Calls, emails and what follows from them: messages, ladders, call-backs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import (
    CallState,
    Channel,
    ClockToday,
    Direction,
    Harm,
    MessageState,
    Outcome,
    Reason,
)


@record("call", words="Call", scope="family_id")
class Call(Record):
    """One contact by phone, video, text, letter or in person; a draft from its first key.

    `minutes` feeds the time-use study, for `worker_id`. `prompted` holds the words that raised it. `to_do` and
    `call_back` are kept as typed until hang-up makes a message and a promise of them; their `_by` is the answer
    where the typed day had two readings. `keeps` is the promise to ring that an outgoing call keeps.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person", words="caller")] = ""
    professional_id: Annotated[str, Rule(ref="professional", words="professional who rang")] = ""
    caller: Annotated[str, Rule(words="caller", search=True)] = ""
    relation: Annotated[str, Rule(words="who they are")] = ""
    number: Annotated[str, Rule(words="number", search=True, index=True)] = ""
    about: Annotated[tuple[str, ...], Rule(words="about", refs="person")] = ()
    direction: Annotated[Direction, Rule(words="direction")] = Direction.IN
    channel: Annotated[Channel, Rule(words="channel")] = Channel.PHONE
    reason: Annotated[Reason | None, Rule(words="reason")] = None
    outcome: Annotated[Outcome | None, Rule(words="outcome")] = None
    started_at: Annotated[datetime | None, Rule(words="started", index=True)] = None
    ended_at: Annotated[datetime | None, Rule(words="ended")] = None
    held_seconds: Annotated[int, Rule(words="on hold, seconds")] = 0
    held_since: Annotated[datetime | None, Rule(words="on hold since")] = None
    minutes: Annotated[int, Rule(words="minutes")] = 0
    worker_id: Annotated[str, Rule(ref="worker", words="for social worker")] = ""
    note: Annotated[str, Rule(words="note", search=True, long=True)] = ""
    harm: Annotated[Harm, Rule(words="harm now?", material=True)] = Harm.NOT_SORTED
    clock: Annotated[ClockToday, Rule(words="clock today?", material=True)] = ClockToday.NOT_SORTED
    prompted: Annotated[tuple[str, ...], Rule(words="words that raised it")] = ()
    word_given: Annotated[datetime | None, Rule(words="family word given")] = None
    message_for: Annotated[str, Rule(ref="worker", words="message for")] = ""
    to_do: Annotated[str, Rule(words="what they need to do")] = ""
    to_do_by: Annotated[datetime | None, Rule(words="by when")] = None
    call_back: Annotated[str, Rule(words="call back, as promised")] = ""
    call_back_by: Annotated[datetime | None, Rule(words="call back by")] = None
    keeps: Annotated[str, Rule(ref="call_back", words="keeps the promise")] = ""
    state: Annotated[CallState, Rule(words="state", index=True)] = CallState.DRAFT
    taken_by: Annotated[str, Rule(words="taken by")] = ""


@record("message", words="Message", scope="family_id")
class Message(Record):
    """What a social worker is to know or do: what, who, by when, number. Acknowledged only by a person."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    call_id: Annotated[str, Rule(ref="call")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="for")] = ""
    what: Annotated[str, Rule(words="what they need to do", search=True, long=True)] = ""
    who: Annotated[str, Rule(words="from whom")] = ""
    number: Annotated[str, Rule(words="number")] = ""
    by_when: Annotated[datetime | None, Rule(words="by when", index=True)] = None
    urgent: Annotated[bool, Rule(words="urgent", material=True)] = False
    state: Annotated[MessageState, Rule(words="state", index=True)] = MessageState.WAITING
    sent_at: Annotated[datetime | None, Rule(words="sent")] = None
    seen_at: Annotated[datetime | None, Rule(words="seen")] = None
    acknowledged_at: Annotated[datetime | None, Rule(words="acknowledged")] = None
    acknowledged_by: Annotated[str, Rule(words="acknowledged by", material=True)] = ""
    acted_at: Annotated[datetime | None, Rule(words="acted on")] = None


@record("ladder_step", words="Ladder step", scope="family_id")
class LadderStep(Record):
    """One rung of an urgent message's ladder: who is told, when it is due, when and how they were told."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    message_id: Annotated[str, Rule(ref="message")] = ""
    rung: Annotated[int, Rule(words="rung")] = 0
    whom: Annotated[str, Rule(words="who is told")] = ""
    number: Annotated[str, Rule(words="number")] = ""
    due_at: Annotated[datetime | None, Rule(words="due", index=True)] = None
    rang_at: Annotated[datetime | None, Rule(words="alarm rang")] = None
    told_at: Annotated[datetime | None, Rule(words="told")] = None
    channel: Annotated[str, Rule(words="how")] = ""
    note: Annotated[str, Rule(words="note")] = ""


@record("call_back", words="Call back", scope="family_id")
class CallBack(Record):
    """A promise to ring someone, with a clock. `about_call_id` is the call in which it was promised."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    about_call_id: Annotated[str, Rule(ref="call")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    worker_id: Annotated[str, Rule(ref="worker")] = ""
    who: Annotated[str, Rule(words="whom to ring", search=True)] = ""
    number: Annotated[str, Rule(words="number")] = ""
    about: Annotated[str, Rule(words="about", search=True)] = ""
    by_when: Annotated[datetime | None, Rule(words="promised by", index=True)] = None
    done_at: Annotated[datetime | None, Rule(words="done", index=True)] = None
    outcome: Annotated[str, Rule(words="how it ended")] = ""


@record("call_back_try", words="Try", scope="family_id")
class CallBackTry(Record):
    """One attempt to keep a promised call."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    call_back_id: Annotated[str, Rule(ref="call_back")] = ""
    at: Annotated[datetime | None, Rule(words="tried")] = None
    outcome: Annotated[str, Rule(words="what happened")] = ""


@record("email", words="Email", scope="family_id")
class Email(Record):
    """A mail filed to a family. `missing` says what could not be read of it."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="for social worker")] = ""
    message_id: Annotated[str, Rule(index=True)] = ""
    in_reply_to: Annotated[str, Rule(index=True)] = ""
    references: tuple[str, ...] = ()
    content_hash: Annotated[str, Rule(index=True)] = ""
    subject: Annotated[str, Rule(words="subject", search=True)] = ""
    sender: Annotated[str, Rule(words="from", search=True)] = ""
    sender_name: Annotated[str, Rule(words="from, name", search=True)] = ""
    to: Annotated[tuple[str, ...], Rule(words="to", search=True)] = ()
    cc: Annotated[tuple[str, ...], Rule(words="copy to")] = ()
    direction: Annotated[Direction, Rule(words="direction")] = Direction.IN
    sent_at: Annotated[datetime | None, Rule(words="sent", index=True)] = None
    sent_said: Annotated[str, Rule(words="sent, as said")] = ""
    filed_at: Annotated[datetime | None, Rule(words="filed", index=True)] = None
    text: Annotated[str, Rule(words="text", search=True)] = ""
    html: Annotated[str, Rule(words="text as sent")] = ""
    missing: Annotated[tuple[str, ...], Rule(words="could not be read")] = ()
    harm: Annotated[Harm, Rule(words="harm now?", material=True)] = Harm.NOT_SORTED
    clock: Annotated[ClockToday, Rule(words="clock today?", material=True)] = ClockToday.NOT_SORTED
    minutes: Annotated[int, Rule(words="minutes")] = 0
    answered_at: Annotated[datetime | None, Rule(words="answered")] = None
    source: Annotated[str, Rule(words="came from")] = ""


@record("attachment", words="Attachment", scope="family_id")
class Attachment(Record):
    """A file kept inside the vault, belonging to an email or another record (`owner_id`)."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    owner_id: Annotated[str, Rule(index=True)] = ""
    name: Annotated[str, Rule(words="file name", search=True)] = ""
    media_type: Annotated[str, Rule(words="kind of file")] = ""
    size: Annotated[int, Rule(words="bytes")] = 0
    sha256: Annotated[str, Rule(index=True)] = ""
    blob_id: str = ""
    inline: bool = False
    content_id: str = ""
