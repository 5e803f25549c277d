"""Putting a Mail together from what a reader found, whatever kind of file it came from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from desktop_app.exchange.mail.html import html_to_text, sanitise
from desktop_app.exchange.mail.letters import clean, one_line
from desktop_app.exchange.mail.names import safe_name, unlike
from desktop_app.exchange.mail.shapes import Address, Mail, MailPart, Missing

MAX_TEXT = 5_000_000
"""Longest text of one email that is kept, in letters."""
NOBODY = Address("", "")


@dataclass(slots=True)
class File:
    """An attached file as the reader found it, its name not yet made safe."""

    said_name: str
    media_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False


@dataclass(slots=True)
class Block:
    """One passage of a mail: the same words as text, as HTML, or both."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """Everything a reader found in one email; `made` turns it into a Mail."""

    source_name: str
    missing: Missing = field(default_factory=Missing)
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""
    sender: Address = NOBODY
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    sent_at: datetime | None = None
    sent_said: str = ""
    blocks: list[Block] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    nested: list[Mail] = field(default_factory=list)
    importance: str = "normal"


def made(found: Findings) -> Mail:
    """The Mail: HTML sanitised, text told from it where the mail has none, names safe and unlike, hashes taken."""
    passages = [_passage(found.missing, block) for block in found.blocks]
    text = "\n\n".join(words for words, _ in passages if words)
    html = ""
    if any(markup for _, markup in passages):
        html = "\n".join(markup or _as_html(words) for words, markup in passages)
    if len(text) > MAX_TEXT:
        found.missing.say("The text is longer than can be shown; its end was left out.")
        text = text[:MAX_TEXT]
    if not found.sent_said:
        found.missing.say("The email does not say when it was sent.")
    attachments = _parts(found.files, html)
    subject = one_line(found.subject)
    nested = tuple(found.nested)
    return Mail(
        message_id=found.message_id,
        in_reply_to=found.in_reply_to,
        references=found.references,
        subject=subject,
        sender=found.sender,
        to=found.to,
        cc=found.cc,
        bcc=found.bcc,
        reply_to=found.reply_to,
        sent_at=found.sent_at,
        sent_said=found.sent_said,
        text=text,
        html=html,
        attachments=attachments,
        nested=nested,
        content_hash=_content_hash(found, subject, text, attachments, nested),
        importance=found.importance,
        missing=found.missing.all(),
        source_name=found.source_name,
    )


def _passage(missing: Missing, block: Block) -> tuple[str, str]:
    """The words of a passage and its harmless HTML; the words are told from the HTML where there are no others."""
    text = "\n\n".join(one for one in (clean(text).strip() for text in block.texts) if one)
    whole = "\n<br>\n".join(one for one in block.htmls if one.strip())
    if not whole:
        return text, ""
    harmless = sanitise(clean(whole))
    if harmless.remote:
        missing.say("Pictures on the internet were not loaded, so that the sender is not told of the reading.")
    if harmless.cut:
        missing.say("The formatted text is longer than can be shown; its end was left out.")
    return text or html_to_text(harmless.html), harmless.html


def _as_html(text: str) -> str:
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>" if text else ""


def _parts(files: list[File], html: str) -> tuple[MailPart, ...]:
    taken: set[str] = set()
    parts: list[MailPart] = []
    for number, file in enumerate(files, start=1):
        name = unlike(safe_name(file.said_name, file.media_type, number), taken)
        content_id = one_line(file.content_id).strip("<> ")
        shown_inside = bool(content_id) and f"cid:{content_id}" in html
        digest = hashlib.sha256(file.data).hexdigest()
        parts.append(MailPart(name, file.media_type, file.data, digest, file.inline or shown_inside, content_id))
    return tuple(parts)


def _content_hash(
    found: Findings, subject: str, text: str, attachments: tuple[MailPart, ...], nested: tuple[Mail, ...]
) -> str:
    """The same for the same mail however it was saved: blanks, case and the order of files don't count."""
    sender = found.sender.email or found.sender.name
    date = found.sent_at.isoformat(timespec="seconds") if found.sent_at else found.sent_said
    lines = [_even(subject), _even(sender), date, _even(text)]
    lines += sorted(part.sha256 for part in attachments)
    lines += sorted(mail.content_hash for mail in nested)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
