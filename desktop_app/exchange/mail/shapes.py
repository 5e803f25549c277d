"""The shapes an email is kept in once it has been read, and the limits of what is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

MAX_BYTES = 150 * 1024 * 1024
"""Largest single email that is opened. Council mail gateways stop well below this."""

MAX_DEPTH = 40
"""How many emails or multiparts may sit inside each other before the rest is left closed."""

MAX_PARTS = 2_000
"""How many parts one email may have before the rest is left closed."""


@dataclass(frozen=True, slots=True)
class Address:
    """A name as shown and an address as sent to; either may be empty when the mail does not say."""

    name: str
    email: str

    def __str__(self) -> str:
        if self.name and self.email:
            return f"{self.name} <{self.email}>"
        return self.email or self.name


@dataclass(frozen=True, slots=True)
class MailPart:
    """One attached file, as it came: never unpacked. `name` is safe to use as a file name."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    sha256: str
    inline: bool
    content_id: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One email, read as far as it could be.

    `sent_at` is aware and in UTC, None when the date could not be understood; `sent_said` is the date as the
    mail says it. `html` is already sanitised. `content_hash` finds the same mail without a Message-ID.
    `missing` says in plain sentences what could not be read. `importance` is "high", "normal" or "low".
    """

    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    sent_at: datetime | None
    sent_said: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    attachments: tuple[MailPart, ...]
    nested: tuple[Mail, ...]
    content_hash: str
    importance: str
    missing: tuple[str, ...]
    source_name: str
    reply_to: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """An email that was opened. `path` is the file it came from."""

    path: Path
    mail: Mail


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not opened, with one plain sentence why.

    `not_mail` is True when it is simply another kind of file met while walking a folder: a warning, not a
    failure.
    """

    path: Path
    reason: str
    not_mail: bool = False


Found = Read | Refused


class NotMail(Exception):
    """The bytes are no email, or none that can be opened. The message is a sentence for the person."""


class Missing:
    """Collects, once each and in order, the sentences about what could not be read."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def say(self, sentence: str) -> None:
        """Note one sentence; a repeated one is kept once."""
        self._said.setdefault(sentence)

    def all(self) -> tuple[str, ...]:
        """The sentences in the order they came up."""
        return tuple(self._said)
