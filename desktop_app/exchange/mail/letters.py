"""Bytes to letters: character sets as mails declare them, truthfully or not."""

from __future__ import annotations

import codecs
import re

from desktop_app.exchange.mail.shapes import Missing

_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "big5": "cp950",
    "x-x-big5": "cp950",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "x-mac-roman": "mac_roman",
    "x-mac-romanian": "mac_romanian",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ce": "mac_latin2",
    "x-mac-centraleurroman": "mac_latin2",
    "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish",
    "x-mac-croatian": "mac_croatian",
    "x-mac-icelandic": "mac_iceland",
    "macintosh": "mac_roman",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "dos-862": "cp862",
    "windows-874": "cp874",
    "tis-620": "cp874",
}
# Python codecs that are no character set of a mail: some of them unpack, so they could be made to swell.
_NEVER = re.compile(
    r"(?i)(raw.)?unicode.escape|undefined|punycode|idna|mbcs|oem|rot.?13|hex|base64|zip|zlib|bz2|uu|quopri"
)
_STATEFUL = re.compile(r"iso2022|iso-2022|utf-?7|hz")
_WIDE = re.compile(r"utf[-_]?(16|32)")
_EAST = re.compile(r"cp9\d\d|gb|big5|euc|jis|johab|hz")
_UNWANTED = dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x7F)) | {0x0B: "\n", 0x0C: "\n"}
_PAIRLESS = re.compile("[\ud800-\udfff]")

SOME_LETTERS = "Some letters could not be read; they are shown as \N{REPLACEMENT CHARACTER}."
EMPTY_BYTES = "The email holds empty bytes (NUL), which were left out."


def known_charset(declared: str) -> str | None:
    """The Python codec for a declared character set, or None when no such set is known."""
    name = declared.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._:()+-]{0,39}", name) or _NEVER.search(name):
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def decode(data: bytes, declared: str, missing: Missing) -> str:
    """Letters for `data`: UTF-8 where it is that, else as declared, else Windows-1252; never raises.

    What had to be replaced, or a declared set nobody knows, is noted in `missing`.
    """
    text = _decode(data, declared, missing)
    if b"\0" in data and "\0" in text:
        missing.say(EMPTY_BYTES)
    return clean(text)


def _decode(data: bytes, declared: str, missing: Missing) -> str:
    codec = known_charset(declared) if declared else ""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and len(data) % 2 == 0:
        codec = "utf-16"
    if codec and _WIDE.search(codec) and b"\0" not in data:
        codec = "cp1252"  # wide letters without a single NUL are a lie: pairs of plain ones would turn Chinese
    if codec and (_STATEFUL.search(codec) or _WIDE.search(codec) or _EAST.search(codec)):
        text = _strictly(data, codec)
        if text is not None:
            return text
    text = _strictly(data, "utf-8-sig")
    if text is not None:
        return text
    if codec is None:
        missing.say(
            f"The email says it is written in “{clean(declared)[:40]}”, which no one knows; letters may be wrong."
        )
    if codec and codec != "utf-8":
        text = _strictly(data, codec)
        if text is not None:
            return text
    return _with_gaps(data, codec or "cp1252", missing)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def _with_gaps(data: bytes, codec: str, missing: Missing) -> str:
    """The reading with the fewest gaps among UTF-8, the declared set and Windows-1252."""
    as_utf8 = data.decode("utf-8", "replace")
    gaps = as_utf8.count("\ufffd")
    right = sum(1 for letter in as_utf8 if letter > "\x7f") - gaps
    if right > gaps:
        text = as_utf8
    elif codec in ("utf-8", "cp1252"):
        text = data.decode("cp1252", "replace")
    else:
        try:
            text = data.decode(codec, "replace")
        except (UnicodeError, ValueError):
            text = data.decode("cp1252", "replace")
    if "\ufffd" in text:
        missing.say(SOME_LETTERS)
    return text


def clean(text: str) -> str:
    """Without control characters and half surrogates; line ends as \\n. What is left can be stored as UTF-8."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = text.translate(_UNWANTED)
        text = _PAIRLESS.sub("\ufffd", text)
    return text


def one_line(text: str) -> str:
    """The text on one line, its runs of white space made single blanks."""
    return " ".join(clean(text).split())
