"""One call on one sheet: who rang, about whom, what was said, who was told and when, what may be told and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Callout, Facts, Heading, Items, Paper, Paragraph, Table
from desktop_app.papers.phrases import DESTROY, capital, listed, moment, unbroken


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in words, as the queries give it. Times are aware; what isn't known is empty or None."""

    caller: str = ""
    relation: str = ""
    family: str = ""
    family_reference: str = ""
    social_worker: str = ""
    started_at: datetime | None = None
    minutes: int = 0
    direction: str = ""
    channel: str = ""
    number: str = ""
    reason: str = ""
    outcome: str = ""
    note: str = ""
    harm: str = ""
    clock: str = ""
    prompted: tuple[str, ...] = ()
    word_given: datetime | None = None
    taken_by: str = ""
    about: tuple[str, ...] = ()
    raised: bool = False


@dataclass(frozen=True, slots=True)
class TellingRow:
    """What the adviser said beside the name: held back, free to say, and why."""

    do_not: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    checked: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One rung of the ladder: who was told, how, when it was due and when it happened."""

    whom: str
    number: str = ""
    how: str = ""
    due_at: datetime | None = None
    told_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """The message that came of the call."""

    to: str
    what: str
    by_when: datetime | None = None
    urgent: bool = False
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    steps: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CallSheet:
    """Everything one call sheet shows."""

    call: CallRow
    telling: TellingRow = field(default_factory=TellingRow)
    message: MessageRow | None = None


def call_sheet(sheet: CallSheet, making: Making) -> Paper:
    """The paper of one call."""
    call = sheet.call
    blocks: list[Block] = []
    if call.raised:
        blocks.append(Callout("Harm now", capital(call.harm) or "Someone may be at risk now.", _prompted(call)))
    blocks += [
        _facts(call),
        Heading("What was said"),
        Paragraph(call.note.strip() or "No note was written.", not call.note),
    ]
    blocks += [Heading("Sorting"), _sorting(call)]
    blocks += [Heading("Message and who was told"), *_message(sheet.message, call.started_at)]
    blocks += [Heading("What this caller may be told"), *_telling(sheet.telling)]
    who = call.caller or "Unknown caller"
    return Paper(
        title="Call sheet",
        subtitle=listed(who, moment(call.started_at)),
        reference=call.family_reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY,
    )


def _facts(call: CallRow) -> Facts:
    return Facts(
        (
            ("Caller", call.caller),
            ("Family", call.family),
            ("Who they are", capital(call.relation)),
            ("Reference", call.family_reference),
            ("When", moment(call.started_at)),
            ("Length", f"{call.minutes} min" if call.minutes else ""),
            ("How", capital(listed(call.channel, call.direction))),
            ("Number", unbroken(call.number)),
            ("Reason", capital(call.reason)),
            ("About", listed(*call.about)),
            ("Outcome", capital(call.outcome)),
            ("Social worker", call.social_worker),
            ("Taken by", call.taken_by),
            ("Family word", f"Given, {moment(call.word_given, call.started_at)}" if call.word_given else "Not given"),
        ),
        columns=2,
    )


def _sorting(call: CallRow) -> Facts:
    return Facts(
        (
            ("Harm now?", capital(call.harm)),
            ("Clock today?", capital(call.clock)),
            ("Words noticed", listed(*call.prompted) or "None"),
        ),
        columns=2,
        unknown="Not sorted",
    )


def _prompted(call: CallRow) -> str:
    if not call.prompted:
        return ""
    words = ", ".join(f"“{word}”" for word in call.prompted)
    return f"Words noticed in the note: {words}. They can only raise a call; a person decides."


def _message(message: MessageRow | None, began: datetime | None) -> list[Block]:
    if message is None:
        return [Paragraph("No message was left and nobody was told.", quiet=True)]
    seen = listed(moment(message.acknowledged_at, began), message.acknowledged_by) if message.acknowledged_at else ""
    return [
        Facts((("For", message.to), ("What is needed", message.what))),
        Facts(
            (
                ("Urgency", "Urgent" if message.urgent else "Usual"),
                ("By when", moment(message.by_when, began)),
                ("Sent", moment(message.sent_at, began) or "Not sent yet"),
                ("“I have this”", seen or "Nobody has said it yet"),
            ),
            columns=2,
        ),
        _steps(message.steps, began),
    ]


def _steps(steps: tuple[StepRow, ...], began: datetime | None) -> Table:
    rows = tuple(
        (
            f"{number}. {step.whom}",
            capital(listed(step.how, unbroken(step.number))),
            moment(step.due_at, began),
            moment(step.told_at, began) or "Not told",
            step.note,
        )
        for number, step in enumerate(steps, 1)
    )
    return Table(
        ("Who", "How", "Due", "Told", "What happened"),
        rows,
        (26, 24, 11, 11, 28),
        caption="Steps taken until someone had it" if rows else "",
        empty="No step was needed beyond the message.",
    )


def _telling(telling: TellingRow) -> list[Block]:
    if not (telling.do_not or telling.may or telling.why):
        return [
            Paragraph(
                "Nothing was worked out for this caller. Ask the social worker before telling anything.", quiet=True
            )
        ]
    blocks: list[Block] = []
    if telling.do_not:
        blocks.append(Callout("Hold back", telling.do_not[0], "\n".join(telling.do_not[1:])))
    blocks += [Heading("May be told", 2), Items(telling.may, empty="Nothing beyond taking a message.")]
    blocks += [Heading("Why", 2), Items(telling.why, empty="No reason is recorded.")]
    if telling.checked:
        blocks.append(Paragraph(telling.checked, quiet=True))
    return blocks
