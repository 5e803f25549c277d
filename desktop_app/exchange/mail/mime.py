"""The structure of a mail: parts within parts, found by position so that nothing is copied and nothing recurses."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.exchange.mail.header import Headers, parameters, split
from desktop_app.exchange.mail.shapes import MAX_DEPTH, MAX_PARTS, Missing

TOO_DEEP = f"Emails are packed inside each other more than {MAX_DEPTH} deep; what lies deeper was not opened."
TOO_MANY = f"The email has more than {MAX_PARTS:,} parts; the rest were not opened."
CUT_SHORT = "The email is cut short: its end is missing."
CUT_PART = "An attached file is damaged; only part of it could be kept."


@dataclass(slots=True)
class Part:
    """One part: its headers, what kind it is, and where its body lies in the mail's bytes."""

    headers: Headers
    media_type: str
    params: dict[str, str]
    source: bytes
    start: int
    end: int
    depth: int
    parts: list[Part] = field(default_factory=list)
    closed: bool = True

    def body(self) -> bytes:
        """The body as it stands in the file, still encoded."""
        return self.source[self.start : self.end]


def parse(data: bytes, start: int, end: int, missing: Missing, depth: int) -> Part:
    """The tree of parts of the mail in `data[start:end]`. Multiparts are opened; mails packed in are not."""
    root = _part(data, start, end, depth, "text/plain", missing)
    waiting = [root]
    count = 1
    while waiting:
        part = waiting.pop()
        if not part.media_type.startswith("multipart/"):
            continue
        if part.depth >= MAX_DEPTH:
            missing.say(TOO_DEEP)
            continue
        boundary = part.params.get("boundary", "")
        places, part.closed = _between(part, boundary) if boundary else ([], True)
        inside = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        for start, end in places:
            count += 1
            if count > MAX_PARTS:
                missing.say(TOO_MANY)
                return root
            part.parts.append(_part(data, start, end, part.depth + 1, inside, missing))
        if not part.parts:
            _as_text(part)
        elif not part.closed:
            missing.say(CUT_SHORT)
        waiting.extend(part.parts)
    return root


def _part(data: bytes, start: int, end: int, depth: int, default: str, missing: Missing) -> Part:
    headers, body = split(data, start, end)
    said, params = parameters(headers.raw("content-type"), missing)
    kind = re.match(r"[a-z0-9.+_-]+/[a-z0-9.+_-]+", said.replace(" ", ""))
    media_type = kind.group() if kind else default
    if not kind and said in ("text", "html", "text/"):
        media_type = "text/html" if said == "html" else "text/plain"
    return Part(headers, media_type, params, data, body, end, depth)


def _as_text(part: Part) -> None:
    """A multipart without parts is shown as the text it is: as HTML when it looks like that."""
    start = part.source[part.start : part.start + 2_000].lower()
    part.media_type = "text/html" if b"<html" in start or b"<body" in start else "text/plain"


def _between(part: Part, boundary: str) -> tuple[list[tuple[int, int]], bool]:
    """Where the parts of a multipart lie, and whether its closing line was there."""
    mark = b"--" + boundary.encode("utf-8", "replace")
    places: list[tuple[int, int]] = []
    open_at = -1
    for start, end, closing in _lines_of(part, mark):
        if open_at >= 0:
            places.append((open_at, _before_line_end(part.source, open_at, start)))
        if closing or len(places) > MAX_PARTS:
            return places, True
        open_at = end
    if open_at >= 0 and part.source[open_at : part.end].strip():
        places.append((open_at, part.end))
    return places, open_at < 0


_AFTER_MARK = re.compile(rb"(--)?[ \t]*(?:\r*\n|\r*\Z)")


def _lines_of(part: Part, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Every boundary line: where it starts, where the next line starts, and whether it closes."""
    at = part.start if part.source.startswith(mark, part.start) else _next(part, mark, part.start)
    while at >= 0:
        behind = at + len(mark)
        if match := _AFTER_MARK.match(part.source, behind, part.end):
            yield at, match.end(), bool(match.group(1))
        at = _next(part, mark, behind)


def _next(part: Part, mark: bytes, start: int) -> int:
    found = part.source.find(b"\n" + mark, max(start - 1, part.start), part.end)
    return found + 1 if found >= 0 else -1


def _before_line_end(data: bytes, start: int, end: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    if data[end - 2 : end] == b"\r\n" and end - 2 >= start:
        return end - 2
    return end - 1 if end > start and data[end - 1 : end] in b"\r\n" else end


def unpacked(part: Part, missing: Missing) -> bytes:
    """The body with its transfer encoding undone as far as it goes; never raises."""
    encoding = part.headers.raw("content-transfer-encoding").decode("ascii", "replace").strip().strip(";\"'").lower()
    body = part.body()
    if encoding == "base64":
        return from_base64(body, missing)
    if encoding in ("quoted-printable", "quoted_printable", "qp"):
        # RFC 2045 6.7: blanks at the end of a line were added on the way
        return binascii.a2b_qp(re.sub(rb"(?<![ \t])[ \t]+(?=\r?\n)", b"", body)) if b"=" in body else body
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = uuencoded(body)
        return found[0][1] if found else body
    return body


def from_base64(body: bytes, missing: Missing) -> bytes:
    """Base64 with strange letters, missing padding, several runs in a row: what is there is kept."""
    try:
        return binascii.a2b_base64(body.translate(None, b"\r\n \t"), strict_mode=True)
    except (binascii.Error, ValueError):
        pass
    kept: list[bytes] = []
    for run in re.split(rb"=+", re.sub(rb"[^A-Za-z0-9+/=]", b"", body)):
        if len(run) % 4 == 1:
            missing.say(CUT_PART)
            run = run[:-1]
        kept.append(binascii.a2b_base64(run + b"=" * (-len(run) % 4)))
    return b"".join(kept)


_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.MULTILINE)
_ROW = re.compile(rb"(?:end|[ -`]{0,90})[ \t]*\r?(?:\n|$)")


def uuencoded(body: bytes) -> list[tuple[str, bytes, int, int]]:
    """Files written into text as uuencode: name, bytes, and from where to where each stands."""
    found: list[tuple[str, bytes, int, int]] = []
    at = 0
    while len(found) < MAX_PARTS and (match := _BEGIN.search(body, at)):
        rows: list[bytes] = []
        at = match.end()
        ended = False
        while not ended and (row := _ROW.match(body, at)) and row.end() > at:
            text = row.group().rstrip(b"\r\n")
            at = row.end()
            if text.strip() == b"end":
                ended = True
            elif text.strip():
                rows.append(text)
        if rows:
            name = match.group(1).decode("utf-8", "replace").strip()
            found.append((name, b"".join(map(_row, rows)), match.start(), at))
    return found


def _row(text: bytes) -> bytes:
    try:
        return binascii.a2b_uu(text)
    except (binascii.Error, ValueError):
        # some writers leave rubbish behind the last letters of a row
        length = ((text[0] - 32) & 63) * 4 // 3 + 1
        try:
            return binascii.a2b_uu(text[: length + 3].rstrip(b" \t"))
        except (binascii.Error, ValueError):
            return b""
