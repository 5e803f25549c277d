"""Emails: filing them to a family once, however often they come; answering; moving them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.commands.base import Work, command
from desktop_app.exchange.mail.shapes import Mail
from desktop_app.records.contacts import Attachment, Email
from desktop_app.records.team import Worker
from desktop_app.records.words import Direction


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing one mail came to: its record, or the one that was here already."""

    email: Email
    duplicate: bool


@command("File email")
def file_mail(
    work: Work, /, mail: Mail, *, family_id: str = "", person_id: str = "", worker_id: str = "", minutes: int = 0
) -> Filed:
    """Keep a mail and its attachments. The same Message-ID, or the same content, is filed once."""
    there = _same(work, mail)
    if there is not None:
        return Filed(there, True)
    own = {worker.email.casefold() for worker in work.find(Worker) if worker.email}
    sender = mail.sender.email.casefold()
    email = work.add(
        Email(
            family_id=family_id,
            person_id=person_id,
            worker_id=worker_id,
            message_id=mail.message_id,
            in_reply_to=mail.in_reply_to,
            references=mail.references,
            content_hash=mail.content_hash,
            subject=mail.subject,
            sender=mail.sender.email,
            sender_name=mail.sender.name,
            to=tuple(str(one) for one in mail.to),
            cc=tuple(str(one) for one in mail.cc),
            direction=Direction.OUT if sender in own else Direction.IN,
            sent_at=mail.sent_at,
            sent_said=mail.sent_said,
            filed_at=work.now,
            text=mail.text,
            html=mail.html,
            missing=mail.missing,
            minutes=minutes,
            source=mail.source_name,
        )
    )
    for part in mail.attachments:
        _attach(work, email, part.name, part.media_type, part.data, part.sha256, part.inline, part.content_id)
    for inner in mail.nested:
        filed = file_mail(work, inner, family_id=family_id, worker_id=worker_id)
        name = f"{inner.subject or 'Email without a subject'}.eml"
        link = Attachment(
            family_id=family_id, owner_id=email.id, name=name, media_type="message/rfc822", content_id=filed.email.id
        )
        work.add(link)
    _mark_answered(work, email)
    return Filed(email, False)


def _same(work: Work, mail: Mail) -> Email | None:
    if mail.message_id:
        for found in work.find(Email, message_id=mail.message_id):
            return found
    # Two real mails can share a Message-ID-less body only by being the same one.
    for found in work.find(Email, content_hash=mail.content_hash) if mail.content_hash else []:
        if not mail.message_id or not found.message_id:
            return found
    return None


def _attach(
    work: Work, email: Email, name: str, kind: str, data: bytes, sha256: str, inline: bool, content_id: str
) -> None:
    work.add(
        Attachment(
            family_id=email.family_id,
            owner_id=email.id,
            name=name,
            media_type=kind,
            size=len(data),
            sha256=sha256,
            blob_id=work.keep_blob(data),
            inline=inline,
            content_id=content_id,
        )
    )


def _mark_answered(work: Work, email: Email) -> None:
    """A reply that comes or goes answers the mail it replies to."""
    for asked in work.find(Email, message_id=email.in_reply_to) if email.in_reply_to else []:
        if asked.answered_at is None:
            work.change(asked, answered_at=email.sent_at or work.now)


@command("Move email")
def move_mail(work: Work, /, email_id: str, *, family_id: str, person_id: str = "") -> Email:
    """It belongs to another family; its attachments go with it."""
    email = work.change(work.get(Email, email_id), family_id=family_id, person_id=person_id)
    for part in work.find(Attachment, owner_id=email_id):
        work.change(part, family_id=family_id)
    return email


@command("Answer email", undoable=False)
def note_answer(work: Work, /, email_id: str) -> Email:
    """A draft reply left the vault as a file."""
    email = work.get(Email, email_id)
    work.note("export", email, "draft reply")
    return work.change(email, answered_at=work.now)


@command("File emails")
def file_mails(work: Work, /, batch: list[tuple[Mail, str]]) -> list[Filed]:
    """Several mails, each to its family; one undo step. Those that are here already are left out."""
    filed = [file_mail(work, mail, family_id=family_id) for mail, family_id in batch]
    return [one for one in filed if not one.duplicate]
