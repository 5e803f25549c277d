"""What kind of file it is, told from what is in it: names lie."""

from __future__ import annotations

import re
from enum import Enum, auto

from desktop_app.exchange.mail.compound import MAGIC
from desktop_app.exchange.mail.header import KNOWN
from desktop_app.exchange.mail.shapes import NotMail
from desktop_app.exchange.mail.tnef import SIGNATURE

ENOUGH = 64 * 1024
"""How many bytes from the start of a file are enough to tell."""


class Kind(Enum):
    """The kinds of mail file that are opened."""

    OUTLOOK = auto()
    MAIL = auto()
    MAILBOX = auto()
    APPLE = auto()
    PACKAGE = auto()
    WIDE = auto()


_OTHERS = (
    (b"%PDF", "This is a PDF document, not an email."),
    (b"PK\x03\x04", "This is a zip file or an Office document, not an email."),
    (b"PK\x05\x06", "This is an empty zip file, not an email."),
    (b"Rar!", "This is a RAR archive, not an email."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7-Zip archive, not an email."),
    (b"\x1f\x8b", "This is a compressed file, not an email; unpack it first."),
    (b"BZh", "This is a compressed file, not an email; unpack it first."),
    (b"!BDN", "This is an Outlook data file; open it in Outlook and drag the emails out of it."),
    (b"\xff\xd8\xff", "This is a picture (JPEG), not an email."),
    (b"\x89PNG", "This is a picture (PNG), not an email."),
    (b"GIF8", "This is a picture (GIF), not an email."),
    (b"{\\rtf", "This is a rich text document, not an email."),
    (b"MZ", "This is a program, not an email."),
    (b"SQLite format 3\0", "This is a database, not an email."),
    (b"BEGIN:VCALENDAR", "This is a calendar file, not an email."),
    (b"BEGIN:VCARD", "This is an address card, not an email."),
)
_HEADER = re.compile(rb"^([!-9;-~]{1,80})[ \t]*:", re.MULTILINE)
_FROM_LINE = re.compile(rb">?From [^\r\n]{1,300}\r*\n")
_PAGE = re.compile(rb"(?i)\s*<(!doctype|html|head|body|\?xml|script|div|table|p\b|meta)")
_SAVED_PAGE = re.compile(rb"(?im)^(snapshot-content-location|from: <saved by)")


def kind_of(start: bytes) -> Kind:
    """The kind of mail file that begins with `start`. Raises NotMail with a sentence for everything else."""
    if not start:
        raise NotMail("The file is empty.")
    if not start.strip(b"\0"):
        raise NotMail("The file holds nothing but zeros; it was probably never copied to the end.")
    if start.startswith(MAGIC):
        return Kind.OUTLOOK
    if start.startswith(SIGNATURE):
        return Kind.PACKAGE
    for magic, sentence in _OTHERS:
        if start.startswith(magic):
            raise NotMail(sentence)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _header_names(start.decode("utf-16", "replace").encode("utf-8", "replace"))
        return Kind.WIDE
    start = start.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        raise NotMail("This is a web page, not an email.")
    if re.match(rb"\d{1,10}[ \t]*\r?\n", start) and _known_names(start.partition(b"\n")[2]):
        return Kind.APPLE
    names = _header_names(start)
    if _SAVED_PAGE.search(start[:2_000]) and "to" not in names:
        raise NotMail("This is a saved web page, not an email.")
    return Kind.MAILBOX if _FROM_LINE.match(start) else Kind.MAIL


def _header_names(start: bytes) -> set[str]:
    names = _known_names(start)
    if not names:
        binary = b"\0" in start[:2_000]
        raise NotMail(
            "This is not an email, or its beginning is lost."
            if binary
            else "This is not an email: it does not begin as one (From, To, Subject)."
        )
    return names


def _known_names(start: bytes) -> set[str]:
    """The names of headers known from mails, in the block the file begins with."""
    block = re.split(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r", start.lstrip(b"\r\n \t"), maxsplit=1)[0].replace(b"\r", b"\n")
    return {name.decode("ascii").lower() for name in _HEADER.findall(block)} & KNOWN


def apple_content(data: bytes) -> bytes:
    """The mail in an Apple Mail file (.emlx): a length on the first line, the mail, then Apple's own notes."""
    length, _, rest = data.partition(b"\n")
    return rest[: int(length.strip())]
