"""Outlook's own values (MAPI): property numbers, code pages, times. Sources: MS-OXPROPS, MS-OXCDATA, MS-OXMSG."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop_app.exchange.mail.letters import clean, decode, known_charset
from desktop_app.exchange.mail.shapes import Missing

CLASS = 0x001A
IMPORTANCE = 0x0017
SUBJECT = 0x0037
SUBMITTED = 0x0039
REPRESENTING_NAME, REPRESENTING_TYPE, REPRESENTING_ADDRESS = 0x0042, 0x0064, 0x0065
REPRESENTING_SMTP = 0x5D02
TRANSPORT_HEADERS = 0x007D
RECIPIENT_TYPE = 0x0C15
SENDER_NAME, SENDER_TYPE, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01
DISPLAY_BCC, DISPLAY_CC, DISPLAY_TO = 0x0E02, 0x0E03, 0x0E04
DELIVERED, FLAGS = 0x0E06, 0x0E07
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
MESSAGE_ID, REFERENCES, IN_REPLY_TO = 0x1035, 0x1039, 0x1042
DISPLAY_NAME, ADDRESS_TYPE, EMAIL_ADDRESS, SMTP_ADDRESS = 0x3001, 0x3002, 0x3003, 0x39FE
ATTACH_DATA, ATTACH_EXTENSION, ATTACH_SHORT_NAME, ATTACH_METHOD = 0x3701, 0x3703, 0x3704, 0x3705
ATTACH_LONG_NAME, ATTACH_MIME, ATTACH_CONTENT_ID, ATTACH_FLAGS = 0x3707, 0x370E, 0x3712, 0x3714
ATTACH_HIDDEN = 0x7FFE
INTERNET_CODE_PAGE, MESSAGE_CODE_PAGE = 0x3FDE, 0x3FFD

BY_VALUE, EMBEDDED_MAIL, OLE_OBJECT = 1, 5, 6
LINKS = (2, 3, 4, 7)
UNSENT = 0x8  # in FLAGS

INT16, INT32, BOOLEAN, TIME = 0x0002, 0x0003, 0x000B, 0x0040
OBJECT, TEXT8, TEXT16, BINARY = 0x000D, 0x001E, 0x001F, 0x0102

_CODE_PAGES = {
    65001: "utf-8", 65000: "utf-7", 20127: "ascii", 1200: "utf-16-le", 1201: "utf-16-be", 936: "gb18030",
    54936: "gb18030", 10000: "mac_roman", 20866: "koi8_r", 21866: "koi8_u", 50220: "iso2022_jp_ext",
    50221: "iso2022_jp_ext", 50222: "iso2022_jp_ext", 50225: "iso2022_kr", 51932: "euc_jp", 51949: "cp949",
    20932: "euc_jp", 52936: "hz", 28591: "cp1252", 28605: "iso8859_15",
}  # fmt: skip


def charset(code_page: int) -> str:
    """The character set of a Windows code page number; Windows-1252 when it is unknown."""
    if 28592 <= code_page <= 28606 and code_page not in _CODE_PAGES:
        return f"iso8859_{code_page - 28590}"
    name = _CODE_PAGES.get(code_page, f"cp{code_page}")
    return name if known_charset(name) else "cp1252"


def wide(data: bytes) -> str:
    """UTF-16 text as Outlook writes it, up to its closing NUL."""
    return clean(data[: len(data) & ~1].decode("utf-16-le", "replace").rstrip("\0"))


def narrow(data: bytes, code_page: int, missing: Missing) -> str:
    """8-bit text in a code page, up to its closing NUL."""
    return decode(data.rstrip(b"\0"), charset(code_page), missing)


def moment(filetime: int) -> datetime | None:
    """The moment of a FILETIME (tenths of a microsecond since 1601), aware in UTC, None outside 1970-2200.

    Whole seconds, as headers give them.
    """
    if not 116_444_736_000_000_000 < filetime < 189_000_000_000_000_000:
        return None
    return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(seconds=filetime // 10_000_000)
