"""Telephone numbers: read as people type them, said as people say them, found by their last digits.

Ofcom's fictional ranges count as numbers, and so do the short codes a desk rings; phonenumbers is imported only
for numbers that are not plainly British.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SHORT_CODES = frozenset(
    {
        "100",
        "101",
        "105",
        "111",
        "112",
        "118500",
        "119",
        "123",
        "155",
        "159",
        "999",
        "08001111",
        "116000",
        "116111",
        "116123",
    }
)
_EXTENSION = re.compile(r"(?:\s*[,;]?\s*)(?:extension|extn|ext|x|#)\.?\s*:?\s*(\d{1,6})\s*$", re.IGNORECASE)
_WIDE = str.maketrans({"\u00a0": " ", "\u2011": "-", "\u2013": "-", "\u2014": "-", "O": "0"})
_ONLY_NUMBER = re.compile(r"[+(]?[\d\s().\-/+]*\d[\d\s().\-/]*")
_NATIONAL = re.compile(r"0[1-35-9]\d{8,9}")
_IN_TEXT = re.compile(
    r"(?<![\w.,/£$€-])"
    r"(\+\d[\d ().\-]{6,20}\d|\(?0\d{1,5}\)?(?:[ \-.]?\(?\d\)?){4,9}"
    r"|00\d[\d ().\-]{6,20}\d|116[ ]?(?:000|111|123)|999|101|111)"
    r"((?:\s*,?\s*(?:extension|extn|ext|x)\.?\s*\d{1,6})?)"
    r"(?![\w£$€]|[./-]\d)",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A telephone number found in a text: where it stands, as written, and its digits form."""

    start: int
    end: int
    text: str
    digits: str


def digits(text: str) -> str:
    """The international form of what was typed: `+447700900142`, `+441632960123x4` with an extension, `999`.

    '' when it is not a whole number: too short, too long, or words.
    """
    written, extension = _split(text)
    plain = re.sub(r"\D", "", written)
    if not _ONLY_NUMBER.fullmatch(written.strip()):
        return ""
    if plain in SHORT_CODES:
        return plain
    number = _british(written, plain) or _foreign(written)
    return f"{number}x{extension}" if number and extension else number


def _split(text: str) -> tuple[str, str]:
    """The number and its extension, apart."""
    cleaned = text.strip().removeprefix("tel:").strip().translate(_WIDE if re.search(r"\d", text) else {})
    match = _EXTENSION.search(cleaned)
    return (cleaned[: match.start()], match.group(1)) if match else (cleaned, "")


def _british(written: str, plain: str) -> str:
    """The form of a number of the United Kingdom, with 0, +44, 0044 or 44 (0) in front; '' if it is not one."""
    international = written.strip().startswith("+")
    for prefix in ("0044", "44"):
        if plain.startswith(prefix) and (international or prefix == "0044" or len(plain) >= 12):
            plain = "0" + plain.removeprefix(prefix).removeprefix("0")
            international = False
            break
    return "+44" + plain[1:] if not international and _NATIONAL.fullmatch(plain) else ""


def _foreign(written: str) -> str:
    """The form of any other possible number, by phonenumbers; '' if it is none."""
    if not re.match(r"\s*\(?(\+|00)", written):
        return ""
    import phonenumbers  # 60 ms: only when a number from abroad is met

    try:
        parsed = phonenumbers.parse(re.sub(r"^\s*\(?00", "+", written), "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def national(number: str) -> str:
    """The digits a British caller dials, without extension: `07700900142`; other numbers keep their country's code."""
    written, _ = _split(number)
    plain = re.sub(r"\D", "", written)
    if plain.startswith("0044"):
        return "0" + plain[4:].removeprefix("0")
    if plain.startswith("44") and len(plain) >= 11:
        return "0" + plain[2:].removeprefix("0")
    return plain.removeprefix("00") if plain.startswith("00") else plain


def spoken(text: str) -> str:
    """A number as it is written down and read out: `07700 900142`, `020 7946 0123`, `01632 960123 ext 4`.

    What is not a number comes back as it was, trimmed.
    """
    known = digits(text)
    if not known:
        return text.strip()
    main, _, extension = known.partition("x")
    tail = f" ext {extension}" if extension else ""
    if main in SHORT_CODES:
        return f"{main[:-4]} {main[-4:]}" if len(main) == 8 else f"{main[:3]} {main[3:]}".strip() + tail
    if main.startswith("+44"):
        return _grouped("0" + main[3:]) + tail
    import phonenumbers

    parsed = phonenumbers.parse(main)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL) + tail


def _grouped(plain: str) -> str:
    """A British number in Ofcom's groups: 02x 4 4, 011x and 01x1 3 4, 03/08/09 4 3 4, the rest 5 and the remainder."""
    if plain.startswith("02"):
        return f"{plain[:3]} {plain[3:7]} {plain[7:]}"
    if len(plain) == 11 and (plain[1] in "389" or plain.startswith("011") or (plain[1] == "1" and plain[3] == "1")):
        return f"{plain[:4]} {plain[4:7]} {plain[7:]}"
    return f"{plain[:5]} {plain[5:]}"


def tail_matches(typed: str, number: str) -> bool:
    """Whether the digits typed (three or more) end this number, or are the whole of it, however either is written."""
    wanted = national(typed) if len(re.sub(r"\D", "", typed)) > 6 else re.sub(r"\D", "", typed)
    main = national(number)
    if wanted == main:
        return True
    return len(wanted) >= 3 and main.endswith(wanted)


def find_in(text: str) -> tuple[Number, ...]:
    """The telephone numbers in a text, in order. Dates, sums of money and reference numbers are left alone."""
    found = []
    for match in _IN_TEXT.finditer(text):
        known = digits(match.group(1) + match.group(2))
        if known and not _is_a_count(text, match):
            written = match.group(0).strip()
            found.append(Number(match.start(), match.start() + len(written), written, known))
    return tuple(found)


_SAID_FIRST = re.compile(
    r"(?:call(?:ed|ing|s)?|ring|rang|rung|dial(?:led)?|phone[ds]?|via|text(?:ed)?|on|to|through|by|from|tel|number|"
    r"samaritans|childline|or|and|,|:)\W*$",
    re.IGNORECASE,
)


def _is_a_count(text: str, match: re.Match[str]) -> bool:
    """Three digits are a number to ring only after a word of ringing: `rang 101`, not `101 Dalmatians`."""
    return len(match.group(1)) == 3 and match.group(1) != "999" and not _SAID_FIRST.search(text[: match.start()])
