"""Mailbox files (.mbox): many mails in one file, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from desktop_app.exchange.mail.shapes import MAX_BYTES

_MARK = re.compile(rb"From [^\r\n]*\b\d{1,2}:\d{2}|From (- |\S+@\S+|MAILER-DAEMON)", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>?From ")
_QUOTED = re.compile(rb">+From ")
_LONGEST_LINE = 1024 * 1024


def messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every mail of a mailbox, in order; None for one that is larger than what is opened.

    A mail starts at a "From " line that follows a blank line and is followed by a header, so that a sentence
    which happens to begin with "From " cuts nothing in two. Memory holds one mail.
    """
    lines: list[bytes] = []
    size = 0
    after_blank = started = False
    mark = b""
    for line in _lines(stream):
        if mark:
            # the line behind a possible mark decides whether it was one
            if _HEADER.match(line):
                if started and (size > MAX_BYTES or any(one.strip() for one in lines)):
                    yield _whole(lines, size)
                lines, size, started = [], 0, True
            else:
                lines.append(mark)
            mark = b""
        if line.startswith(b"From ") and (after_blank or not started) and _MARK.match(line):
            mark = line
            continue
        started = True
        after_blank = not line.strip()
        size += len(line)
        if size <= MAX_BYTES:
            lines.append(line[1:] if _QUOTED.match(line) else line)
        else:
            lines.clear()
    if started and (size > MAX_BYTES or any(one.strip() for one in lines)):
        yield _whole(lines, size)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(_LONGEST_LINE):
        yield line


def _whole(lines: list[bytes], size: int) -> bytes | None:
    return b"".join(lines) if size <= MAX_BYTES else None
