"""Letters of agency checks: one agency, its questions, the legal basis, and nothing it does not need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import (
    Block,
    Callout,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
    Ticks,
)
from desktop_app.papers.phrases import listed, unbroken
from desktop_app.rules.days import day_words

_RELEVANT = (
    "Answer what bears on the children’s safety and welfare, say what is fact and what is opinion, and leave out the "
    "rest. If you know of danger to a child now, ring before you write."
)
_WHO_ASKS = "To be sure who is asking, ring the council on the number you know and ask for the social worker."


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a letter names: `born` in words, `role` such as "mother", `school` only where the agency is one."""

    name: str
    born: str
    role: str
    school: str = ""


@dataclass(frozen=True, slots=True)
class CheckLetter:
    """One letter. `address`: where the children live, empty where the agency has no need of it or must not have it."""

    agency: str
    to: str
    to_address: str
    reference: str
    reply_by: date | None
    urgent: bool
    basis: str
    named: tuple[Named, ...]
    address: str
    purpose: str
    questions: tuple[str, ...]
    worker: str
    worker_phone: str
    reply_email: str
    team: str
    chased: int = 0


def check_letter(letter: CheckLetter, making: Making) -> Paper:
    """The letter as paper, with a slip to answer on."""
    day = day_words(letter.reply_by, year=True) if letter.reply_by else ""
    sender = (letter.worker, letter.team, unbroken(letter.worker_phone))
    blocks: list[Block] = [
        Facts(
            (
                ("To", "\n".join(part for part in (letter.to or letter.agency, letter.to_address) if part)),
                ("From", "\n".join(part for part in sender if part)),
                ("Reply by", day),
                ("Reply to", letter.reply_email),
            ),
            columns=2,
        )
    ]  # fmt: skip
    if letter.chased:
        blocks.append(Callout("Reminder", f"We have not had your reply. It is needed by {day}."))
    elif letter.urgent:
        blocks.append(Callout("Urgent", f"Section 47 enquiry. Reply by {day}.", "Ring if you can’t."))
    blocks += [Heading("Whom we ask about"), _people(letter)]
    if letter.address:
        blocks.append(Facts((("They live at", letter.address),)))
    blocks += [Heading("Why we may ask"), Paragraph(letter.basis)]
    if letter.purpose:
        blocks.append(Paragraph(letter.purpose))
    blocks += [Heading("What we ask"), Items(letter.questions, numbered=True), Paragraph(_RELEVANT)]
    blocks += [Paragraph(_WHO_ASKS, quiet=True), *_slip(letter)]
    return Paper(
        title="Request for information",
        subtitle=listed(letter.agency, letter.reference),
        reference=letter.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note="For the person named only. Keep it with the child’s record or shred it.",
    )


def _slip(letter: CheckLetter) -> list[Block]:
    """A page to answer on, for those who send it back."""
    room = "\n" * 4
    return [
        PageBreak(),
        Heading("Your reply"),
        Facts((("About", letter.reference), ("Send to", letter.reply_email)), columns=2),
        Ticks(("We know nothing of these people.", "Our answer is on a sheet of its own.", "Ring me. My number is")),
        Table(("We ask", "You know"), tuple((one, room) for one in letter.questions), (2, 3)),
        Signature(("Name and role", "Date")),
    ]


def _people(letter: CheckLetter) -> Table:
    with_school = any(one.school for one in letter.named)
    rows = tuple(
        (one.name, one.born or "Not known", one.role, *((one.school,) if with_school else ())) for one in letter.named
    )
    header = ("Name", "Born", "Who they are", *(("School",) if with_school else ()))
    return Table(header, rows, (5, 3, 3, *((4,) if with_school else ())))


def cover_note(letter: CheckLetter) -> tuple[str, str]:
    """(subject, text) of the email that carries the letter: names nobody, since a subject is read by many."""
    day = day_words(letter.reply_by, year=True) if letter.reply_by else ""
    subject = f"Request for information, {letter.reference}" if letter.reference else "Request for information"
    if letter.chased:
        subject = f"Reminder: {subject}"
    text = (
        f"Dear colleague,\n\nThe letter with this email asks what you know about the people it names. "
        f"It says by what right we ask and what we need.\n\n"
        f"{f'Reply by {day} to this address. ' if day else ''}{_WHO_ASKS}\n\n{letter.worker}\n{letter.team}\n"
    )
    return subject, text.rstrip() + "\n"
