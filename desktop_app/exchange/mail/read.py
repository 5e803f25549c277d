"""The one door for mail coming in: files, folders and drops, each opened or refused with a sentence."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from desktop_app.exchange.mail import folder, mbox, sniff, tnef
from desktop_app.exchange.mail.eml import read_eml
from desktop_app.exchange.mail.making import Findings, made
from desktop_app.exchange.mail.msg import read_msg
from desktop_app.exchange.mail.shapes import MAX_BYTES, Found, Mail, NotMail, Read, Refused
from desktop_app.exchange.mail.sniff import Kind

Progress = Callable[[int, int], None]
TOO_LARGE = f"The email is larger than {MAX_BYTES // (1024 * 1024)} MB, the most that is opened here."
UNEXPECTED = "The file is built in a way that could not be understood; nothing of it was taken."


def read_mails(
    paths: Sequence[Path],
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Found]:
    """Every mail in the files and folders of `paths`, one at a time, in order of name.

    Folders are walked to the bottom. `on_progress(done, total)` counts files. Memory holds one mail at a time.
    Nothing is raised for what a file holds.
    """
    files = folder.files(paths)
    for done, (path, named) in enumerate(files):
        if cancelled and cancelled():
            return
        if on_progress:
            on_progress(done, len(files))
        yield from _file(path, named)
    if on_progress:
        on_progress(len(files), len(files))


def read_bytes(name: str, data: bytes) -> list[Found]:
    """The mails in bytes dropped on the window, such as an email dragged out of Outlook."""
    path = Path(name)
    if len(data) > MAX_BYTES:
        return [Refused(path, TOO_LARGE)]
    return [_guarded(path, name, data)]


def open_mail(name: str, data: bytes) -> Mail:
    """The mail in `data`, whatever its name says it is. Raises NotMail with a sentence when it is none."""
    kind = sniff.kind_of(data[: sniff.ENOUGH])
    if kind is Kind.OUTLOOK:
        return read_msg(name, data)
    if kind is Kind.PACKAGE:
        return _package(name, data)
    if kind is Kind.APPLE:
        return read_eml(name, sniff.apple_content(data))
    if kind is Kind.WIDE:
        return read_eml(name, data.decode("utf-16", "replace").encode("utf-8"))
    return read_eml(name, data[3:] if data.startswith(b"\xef\xbb\xbf") else data)


def _package(name: str, data: bytes) -> Mail:
    found = Findings(name)
    package = tnef.opened(data, found.missing) or tnef.Package()
    found.subject, found.files, found.blocks = package.subject, package.files, [package.block]
    found.missing.say("This is an Outlook package (winmail.dat) without its email: who sent it and when is not known.")
    return made(found)


def _file(path: Path, named: bool) -> Iterator[Found]:
    """What one file holds. `named` is False for a file merely met in a folder."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            yield Refused(path, "This is not an ordinary file.", not_mail=not named)
            return
        with path.open("rb") as stream:
            yield from _stream(path, stream, found.st_size, named)
    except OSError as error:
        yield Refused(path, f"The file could not be read: {folder.why(error)}.")


def _stream(path: Path, stream: BinaryIO, size: int, named: bool) -> Iterator[Found]:
    start = stream.read(sniff.ENOUGH)
    stream.seek(0)
    try:
        kind = sniff.kind_of(start)
    except NotMail as error:
        yield Refused(path, str(error), not_mail=not named and not folder.looks_like_mail(path))
        return
    if kind is Kind.MAILBOX and path.suffix.lower() != ".eml":
        yield from _mailbox(path, stream)
    elif size > MAX_BYTES:
        yield Refused(path, TOO_LARGE)
    else:
        data = stream.read(MAX_BYTES + 1)
        yield Refused(path, TOO_LARGE) if len(data) > MAX_BYTES else _guarded(path, path.name, data)


def _mailbox(path: Path, stream: BinaryIO) -> Iterator[Found]:
    for number, data in enumerate(mbox.messages(stream), start=1):
        name = f"{path.name}, email {number}"
        if data is None:
            yield Refused(path, f"Email {number} in this mailbox: {TOO_LARGE}")
        else:
            found = _guarded(path, name, data)
            if isinstance(found, Refused):
                found = Refused(path, f"Email {number} in this mailbox: {found.reason}")
            yield found


def _guarded(path: Path, name: str, data: bytes) -> Found:
    """One bad mail among five hundred must not cost the others, whatever it is that is wrong with it."""
    try:
        return Read(path, open_mail(name, data))
    except NotMail as error:
        return Refused(path, str(error))
    except MemoryError:
        return Refused(path, "There is not enough memory to open this email.")
    except Exception:
        return Refused(path, UNEXPECTED)
