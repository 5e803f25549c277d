"""Signed mail in one piece (.p7m): the words inside are in the open and can be read without any key."""

from __future__ import annotations

from collections.abc import Iterator

CANNOT_OPEN = "The email is sealed (S/MIME) in a way that could not be opened here; try it in Outlook."
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_SEQUENCE, _SET, _OCTETS, _OCTETS_IN_PIECES, _FIRST = 0x30, 0x31, 0x04, 0x24, 0xA0
_MAX_STEPS = 200_000


def is_encrypted(data: bytes) -> bool:
    """True for CMS enveloped or authenticated-enveloped data (RFC 5652, RFC 5083)."""
    return any(kind in data[:64] for kind in _ENVELOPED)


def signed_content(data: bytes) -> bytes | None:
    """The mail inside CMS signed data (RFC 5652 5.1), or None when this is no signed data with one inside."""
    if _SIGNED not in data[:64]:
        return None
    try:
        info = _inside(data, 0, len(data), _SEQUENCE)
        explicit = _find(data, *info, _FIRST)
        signed = _inside(data, *explicit, _SEQUENCE)
        content = _find(data, *signed, _SEQUENCE)
        wrapped = _find(data, *content, _FIRST)
        return b"".join(_octets(data, *wrapped)) or None
    except (ValueError, IndexError):
        return None


def _header(data: bytes, at: int, end: int) -> tuple[int, int, int | None]:
    """Tag, start of the contents, and their length (None: up to an end mark)."""
    if at + 2 > end:
        raise ValueError
    tag, length = data[at], data[at + 1]
    at += 2
    if length == 0x80:
        return tag, at, None
    if length > 0x80:
        count = length & 0x7F
        if count > 8 or at + count > end:
            raise ValueError
        length = int.from_bytes(data[at : at + count], "big")
        at += count
    return tag, at, length


def _inside(data: bytes, at: int, end: int, wanted: int) -> tuple[int, int]:
    tag, start, length = _header(data, at, end)
    if tag != wanted:
        raise ValueError
    return start, end if length is None else min(end, start + length)


def _find(data: bytes, at: int, end: int, wanted: int) -> tuple[int, int]:
    """The contents of the first element with that tag among the siblings from `at`."""
    for _ in range(_MAX_STEPS):
        tag, start, length = _header(data, at, end)
        if tag == wanted:
            return start, end if length is None else min(end, start + length)
        at = _behind(data, start, end) if length is None else start + length
    raise ValueError


def _behind(data: bytes, at: int, end: int) -> int:
    """Where an element of unknown length stops: behind the end mark that matches its beginning."""
    depth = 1
    for _ in range(_MAX_STEPS):
        tag, start, length = _header(data, at, end)
        if tag == 0 and length == 0:
            depth -= 1
            at = start
            if depth == 0:
                return at
        elif length is None:
            depth += 1
            at = start
        else:
            at = start + length
    raise ValueError


def _octets(data: bytes, at: int, end: int) -> Iterator[bytes]:
    """The bytes of an octet string, whole or in pieces; what is cut off at the end is left out."""
    for _ in range(_MAX_STEPS):
        if at + 2 > end:
            return
        tag, start, length = _header(data, at, end)
        if tag == _OCTETS and length is not None:
            yield data[start : min(end, start + length)]
            at = start + length
        elif tag == _OCTETS_IN_PIECES:
            at = start
        else:
            return
