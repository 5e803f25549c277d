"""The headers of a mail, as they are found rather than as they should be: nothing in here raises."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from desktop_app.exchange.mail.letters import clean, decode, known_charset, one_line
from desktop_app.exchange.mail.shapes import Missing

MAX_HEADER = 64 * 1024
"""Longest header that is read, in bytes after unfolding; a longer one is cut."""
MAX_HEADERS = 5_000
"""Headers of one block that are kept; a long-travelled mail has about a hundred."""

KNOWN = {
    "from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "return-path", "delivered-to", "sender",
    "reply-to", "mime-version", "content-type", "content-transfer-encoding", "content-disposition", "in-reply-to",
    "references", "x-mailer", "x-unsent", "x-priority", "importance", "user-agent", "authentication-results",
    "dkim-signature", "domainkey-signature", "arc-seal", "envelope-to", "apparently-to", "resent-from",
    "x-original-to", "x-received", "thread-topic", "thread-index", "list-id", "x-originating-ip", "x-gm-thrid",
    "x-mozilla-status", "x-apparently-to", "received-spf", "organization", "errors-to",
}  # fmt: skip
"""Names of headers met in mails, in lower case: what tells a mail from other text."""

_NAME = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=|=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)(?:=?$)")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)


@dataclass(slots=True)
class Headers:
    """Headers in order, names in lower case, values still as bytes and unfolded."""

    items: list[tuple[str, bytes]] = field(default_factory=list)

    def raw(self, name: str) -> bytes:
        """The value of the first header of that name that says anything, or nothing."""
        return next((value for key, value in self.items if key == name and value.strip()), b"")

    def every(self, name: str) -> list[bytes]:
        """The values of all headers of that name."""
        return [value for key, value in self.items if key == name]

    def plain(self, name: str, missing: Missing) -> str:
        """The value with its letters decoded but its encoded words left as they are."""
        return one_line(decode(self.raw(name)[:MAX_HEADER], "", missing))

    def said(self, name: str, missing: Missing) -> str:
        """The value as a person reads it, on one line."""
        return one_line(unword(self.plain(name, missing), missing))

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.items)


def split(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The headers of `data[start:end]` and where the body begins.

    A block that opens with something else than a header has no headers and is all body. A broken line inside
    a block counts to the header before it when the block goes on behind it.
    """
    headers = Headers()
    at = start
    while at < end:
        stop, following = _line(data, at, end)
        line = data[at:stop]
        if not line.strip(b"\0"):
            return headers, following
        match = _NAME.match(line)
        if line[:1] not in b" \t" and match:
            name = match.group()[:-1].strip().decode("ascii").lower()
            if len(headers.items) < MAX_HEADERS:
                headers.items.append((name, line[match.end() :].strip(b" \t")))
        elif headers.items and ((line[:1] in b" \t" and line.strip()) or _resumes(data, following, end)):
            _continue(headers, line)
        elif not line.startswith((b"From ", b">From ")) or headers.items:
            return headers, (at if line.strip() else following)
        at = following
    return headers, end


def _continue(headers: Headers, line: bytes) -> None:
    name, value = headers.items[-1]
    if len(value) < MAX_HEADER:
        headers.items[-1] = (name, value + b"\n" + line)


def _resumes(data: bytes, at: int, end: int) -> bool:
    """True when a header known from mails follows a broken line soon, before the headers end."""
    for _ in range(5):
        stop, following = _line(data, at, end)
        if stop == at:
            return False
        match = _NAME.match(data, at, min(stop, at + 220))
        if match and match.group()[:-1].strip().decode("ascii").lower() in KNOWN:
            return True
        at = following
    return False


def _line(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the line that begins at `at` ends, and where the next begins.

    A lone CR does not end a line: it is how a forged header is slipped into an honest one.
    """
    feed = data.find(b"\n", at, end)
    stop = end if feed < 0 else feed
    while stop > at and data[stop - 1] == 0x0D:
        stop -= 1
    return stop, (end if feed < 0 else feed + 1)


def unword(text: str, missing: Missing) -> str:
    """RFC 2047 encoded words opened, wherever they stand; those that can't be opened stay as they are."""
    if "=?" not in text:
        return text
    joined = _BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    held: tuple[str, bytes] | None = None
    at = 0
    for match in _WORD.finditer(joined):
        charset, kind, body = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
        data = _open_word(kind, body)
        charset = charset.split("*")[0]
        if match.start() > at or data is None or (held and held[0].lower() != charset.lower()):
            pieces.append(_held(held, missing))
            held = None
        pieces.append(joined[at : match.start()])
        at = match.end()
        if data is None:
            pieces.append(match.group())
        else:
            # letters may be cut in two between one word and the next of the same set
            held = (charset, (held[1] if held else b"") + data)
    pieces.append(_held(held, missing))
    pieces.append(joined[at:])
    return "".join(pieces)


def _held(held: tuple[str, bytes] | None, missing: Missing) -> str:
    if held is None:
        return ""
    charset, data = held
    return decode(data, charset if known_charset(charset) else "", missing)


def _open_word(kind: str, body: str) -> bytes | None:
    raw = body.encode("utf-8", "replace")
    if kind in "qQ":
        return re.sub(rb"=([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw.replace(b"_", b" "))
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return base64.b64decode(kept[: len(kept) - (len(kept) % 4 == 1)] + b"=" * (-len(kept) % 4))
    except (binascii.Error, ValueError):
        return None


def parameters(value: bytes, missing: Missing) -> tuple[str, dict[str, str]]:
    """The leading word of a header such as Content-Type in lower case, and its parameters.

    RFC 2231 continuations and character sets are put together; encoded words inside quotes are opened too.
    """
    text = clean(decode(value[:MAX_HEADER], "", missing)).replace("\n", " ")
    head, _, _ = text.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(text, len(head)):
        key, said = match.group(1).lower(), _unquote(match.group(2).strip())
        name, star, rest = key.partition("*")
        if not star:
            plain.setdefault(name, one_line(unword(said, missing)))
            continue
        number = rest.rstrip("*")
        order = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
        pieces.setdefault(name, []).append((order, rest.endswith("*") or not rest, said))
    for name, found in pieces.items():
        plain[name] = one_line(_joined(sorted(found), missing))
    return one_line(head).lower(), plain


def _unquote(said: str) -> str:
    if said.startswith('"'):
        said = said[1:-1] if said.endswith('"') and len(said) > 1 else said[1:]
        return re.sub(r"\\([\"\\])", r"\1", said)
    return said


def _joined(found: list[tuple[int, bool, str]], missing: Missing) -> str:
    """RFC 2231: percent-encoded pieces in order; the first may name the character set."""
    charset = ""
    data = b""
    for place, (_, encoded, said) in enumerate(found):
        if encoded and place == 0 and said.count("'") >= 2:
            charset, _, said = said.split("'", 2)
        data += unquote_to_bytes(said) if encoded else said.encode("utf-8", "replace")
    return decode(data, charset if known_charset(charset) else "", missing)


def identifiers(value: str) -> Iterator[str]:
    """Message ids in a Message-ID, In-Reply-To or References header, without their angle brackets."""
    found = re.findall(r"<\s*([^<>\s][^<>]{0,500}?)\s*>", value)
    if not found:
        found = [word.strip("<>,;\"'") for word in value.split() if "@" in word]
    yield from (re.sub(r"\s+", "", one) for one in found if one)
