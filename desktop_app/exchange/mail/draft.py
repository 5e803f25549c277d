"""Mail going out: drafts as .eml that Outlook opens unsent. Nothing is sent from here."""

from __future__ import annotations

import mimetypes
import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.utils import format_datetime

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.mail.letters import one_line
from desktop_app.exchange.mail.names import safe_name, unlike
from desktop_app.exchange.mail.shapes import Address, Mail

MARKING = "OFFICIAL-SENSITIVE"
_POLICY = policy.SMTP.clone(max_line_length=78)
# Spelt out here because strftime follows the system's language.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_REPLY = re.compile(r"^((re|aw|sv|antw)\s*:\s*)+", re.IGNORECASE)
_MARKED = re.compile(rf"((re|fw|fwd)\s*:\s*)*{MARKING}\s*[:-]?\s*", re.IGNORECASE)
_SOUND = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]+")


def draft_reply(
    mail: Mail,
    from_address: Address,
    text: str,
    *,
    to_all: bool = False,
    marking: str = "",
    now: datetime | None = None,
) -> bytes:
    """An unsent reply to `mail` as .eml bytes: thread headers set, the mail quoted below `text`.

    It goes to Reply-To, else to the sender; with `to_all` the other recipients are copied in, ourselves not.
    Raises UserError when the mail says nobody to reply to.
    """
    to = mail.reply_to or ((mail.sender,) if mail.sender.email else ())
    if not any(one.email for one in to):
        raise UserError("This email does not say whom to reply to.", "Write a new message instead.", "to")
    ours = {from_address.email.casefold()} | {one.email.casefold() for one in to}
    others = [one for one in (*mail.to, *mail.cc) if one.email and one.email.casefold() not in ours]
    # an answer never drops the marking of what it answers
    marking = marking or (MARKING if _MARKED.match(mail.subject) else "")
    subject = _REPLY.sub("", _MARKED.sub("", _REPLY.sub("", mail.subject))).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in mail.text.split("\n"))
    return draft_message(
        [one for one in to if one.email],
        others if to_all else (),
        f"Re: {subject}".strip(),
        f"{text.rstrip()}\n\n{_introduction(mail)}\n{quoted}\n",
        from_address=from_address,
        in_reply_to=mail.message_id,
        references=mail.references,
        marking=marking,
        now=now,
    )


def draft_message(
    to: Sequence[Address],
    cc: Sequence[Address],
    subject: str,
    text: str,
    attachments: Sequence[tuple[str, bytes]] = (),
    in_reply_to: str = "",
    *,
    references: Sequence[str] = (),
    from_address: Address | None = None,
    marking: str = "",
    now: datetime | None = None,
) -> bytes:
    """An unsent message as .eml bytes (`X-Unsent: 1`, UTF-8, CRLF). `attachments` are (name, bytes).

    `marking`, such as "OFFICIAL-SENSITIVE", is put before the subject, once. `now` dates the draft.
    Raises UserError for an address that can't be one.
    """
    message = EmailMessage(policy=_POLICY)
    message["X-Unsent"] = "1"
    if from_address:
        message["From"] = _header(from_address, "from")
    if to:
        message["To"] = [_header(one, "to") for one in to]
    if cc:
        message["Cc"] = [_header(one, "cc") for one in cc]
    message["Subject"] = _marked(one_line(subject), one_line(marking))
    message["Date"] = format_datetime(clock.local(now or clock.now()))
    # random on purpose: an id made from the machine's name would tell where the vault is
    message["Message-ID"] = f"<{uuid.uuid4().hex}@draft.invalid>"
    if answered := _identifier(in_reply_to):
        message["In-Reply-To"] = f"<{answered}>"
        thread = [*(_identifier(one) for one in references), answered]
        # only the newest of a long thread, as RFC 5322 3.6.4 allows; the first one names the thread
        named = list(dict.fromkeys(one for one in thread if one))
        message["References"] = " ".join(f"<{one}>" for one in (named if len(named) < 22 else named[:1] + named[-20:]))
    message.set_content(_storable(text), charset="utf-8", cte="quoted-printable")
    taken: set[str] = set()
    for number, (name, data) in enumerate(attachments, start=1):
        shown = unlike(safe_name(name, "", number), taken)
        kind, _, sub = (mimetypes.guess_type(shown)[0] or "application/octet-stream").partition("/")
        if kind in ("text", "message", "multipart"):
            kind, sub = "application", "octet-stream"  # kept byte for byte
        message.add_attachment(data, maintype=kind, subtype=sub, filename=shown)
    return message.as_bytes()


def _header(address: Address, field: str) -> HeaderAddress:
    email = one_line(address.email)
    if not email.isascii() or not _SOUND.fullmatch(email):
        raise UserError(f"“{email or address.name}” is not an email address.", "Check it and try again.", field)
    try:
        return HeaderAddress(display_name=one_line(address.name), addr_spec=email)
    except (ValueError, IndexError) as error:
        raise UserError(f"“{email}” is not an email address.", "Check it and try again.", field) from error


def _identifier(said: str) -> str:
    """The message id in `said`, fit for a header: no brackets, blanks or letters beyond ASCII."""
    first = next((one for one in re.split(r"[<>\s]+", said) if one), "")
    return re.sub(r"[^!-;=?-~]", "", first)[:500]


def _marked(subject: str, marking: str) -> str:
    if not marking or subject.upper().startswith(marking.upper()):
        return subject
    return f"{marking}: {subject}" if subject else marking


def _introduction(mail: Mail) -> str:
    who = mail.sender.name or mail.sender.email or "the sender"
    if mail.sent_at is None:
        return f"{who} wrote:"
    at = clock.local(mail.sent_at)
    return f"On {_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year} at {at:%H:%M}, {who} wrote:"


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
