"""The package Outlook sends as winmail.dat (TNEF): its text and files, one layer deep. Source: MS-OXTNEF."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.exchange.mail import mapi, rtf
from desktop_app.exchange.mail.letters import decode
from desktop_app.exchange.mail.making import Block, File
from desktop_app.exchange.mail.shapes import Missing

SIGNATURE = b"\x78\x9f\x3e\x22"
_SUBJECT, _BODY, _ATTACH_TITLE, _ATTACH_DATA = 0x8004, 0x800C, 0x8010, 0x800F
_ATTACH_STARTS, _MAIL_PROPERTIES, _ATTACH_PROPERTIES, _CODE_PAGE = 0x9002, 0x9003, 0x9005, 0x9007
_MAX_VALUES = 2_000
_WIDTHS = {mapi.INT16: 4, mapi.INT32: 4, 0x0004: 4, 0x000A: 4, mapi.BOOLEAN: 4, mapi.TIME: 8, 0x0005: 8, 0x0006: 8,
           0x0007: 8, 0x0014: 8, 0x0048: 16}  # fmt: skip
_COUNTED = (mapi.TEXT8, mapi.TEXT16, mapi.BINARY, mapi.OBJECT)

CUT = "The Outlook package (winmail.dat) is damaged; some of it could not be read."


@dataclass(slots=True)
class Package:
    """What lay in the package."""

    subject: str = ""
    block: Block = field(default_factory=Block)
    files: list[File] = field(default_factory=list)


def opened(data: bytes, missing: Missing) -> Package | None:
    """The package's text and files, as far as they can be read; None when it is no such package."""
    if not data.startswith(SIGNATURE):
        return None
    package = Package()
    page = 1252
    current: File | None = None
    for kind, value in _attributes(data, missing):
        if kind == _CODE_PAGE and len(value) >= 4:
            page = struct.unpack_from("<I", value)[0]
        elif kind == _SUBJECT:
            package.subject = mapi.narrow(value, page, missing)
        elif kind == _BODY:
            package.block.texts.append(mapi.narrow(value, page, missing))
        elif kind == _MAIL_PROPERTIES:
            _mail_values(package, value, page, missing)
        elif kind == _ATTACH_STARTS:
            current = File("", "application/octet-stream", b"")
            package.files.append(current)
        elif current and kind == _ATTACH_TITLE:
            current.said_name = current.said_name or mapi.narrow(value, page, missing)
        elif current and kind == _ATTACH_DATA:
            current.data = value
        elif current and kind == _ATTACH_PROPERTIES:
            _file_values(current, value, page, missing)
    package.files = [file for file in package.files if file.data or file.said_name]
    return package


def _attributes(data: bytes, missing: Missing) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        kind, length = struct.unpack_from("<xII", data, at)
        at += 9
        if length > len(data) - at:
            missing.say(CUT)
            return
        yield kind & 0xFFFF, data[at : at + length]
        at += length + 2


def _mail_values(package: Package, data: bytes, page: int, missing: Missing) -> None:
    values = _values(data, missing)
    if mapi.HTML in values:
        package.block.htmls.append(decode(values[mapi.HTML][1], "", missing))
    if mapi.RTF in values and not package.block.htmls:
        rich = rtf.read_rtf(rtf.unpacked(values[mapi.RTF][1]))
        if rich.html:
            package.block.htmls.append(rich.html)
        elif rich.text and not package.block.texts:
            package.block.texts.append(rich.text)
    if mapi.BODY in values and not package.block.texts:
        package.block.texts.append(_text(*values[mapi.BODY], page, missing))
    if mapi.SUBJECT in values:
        package.subject = _text(*values[mapi.SUBJECT], page, missing)


def _file_values(file: File, data: bytes, page: int, missing: Missing) -> None:
    values = _values(data, missing)
    if mapi.ATTACH_LONG_NAME in values:
        file.said_name = _text(*values[mapi.ATTACH_LONG_NAME], page, missing)
    if mapi.ATTACH_MIME in values:
        file.media_type = _text(*values[mapi.ATTACH_MIME], page, missing).lower() or file.media_type
    if mapi.ATTACH_CONTENT_ID in values:
        file.content_id = _text(*values[mapi.ATTACH_CONTENT_ID], page, missing)
    if not file.data and mapi.ATTACH_DATA in values:
        kind, value = values[mapi.ATTACH_DATA]
        file.data = value[16:] if kind == mapi.OBJECT else value


def _text(kind: int, value: bytes, page: int, missing: Missing) -> str:
    return mapi.wide(value) if kind == mapi.TEXT16 else mapi.narrow(value, page, missing)


def _values(data: bytes, missing: Missing) -> dict[int, tuple[int, bytes]]:
    """Property number to its type and first value. What can't be followed ends the list."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, _MAX_VALUES)):
            kind, number = struct.unpack_from("<HH", data, at)
            at = _behind_name(data, at + 4) if number >= 0x8000 else at + 4
            value, at = _value(data, at, kind)
            found.setdefault(number, (kind & 0x0FFF, value))
    except (struct.error, ValueError):
        missing.say(CUT)
    return found


def _behind_name(data: bytes, at: int) -> int:
    """Behind the name of a named property: a set, a kind, then a number or counted text."""
    kind, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 if kind == 0 else at + 24 + _even(length)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    many, kind = bool(kind & 0x1000), kind & 0x0FFF
    count = 1
    if many or kind in _COUNTED:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    first = b""
    for turn in range(min(count, _MAX_VALUES)):
        if kind in _COUNTED:
            (length,) = struct.unpack_from("<I", data, at)
            start, at = at + 4, at + 4 + _even(length)
        elif kind in _WIDTHS:
            length = _WIDTHS[kind]
            start, at = at, at + length
        else:
            raise ValueError(kind)
        if start + length > len(data):
            raise ValueError(length)
        if turn == 0:
            first = data[start : start + length]
    return first, at


def _even(length: int) -> int:
    """Lengths are filled up to whole fours."""
    return (length + 3) & ~3
