"""The Date header: RFC 5322 and the spellings seen in the wild. A date that is not sure is no date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from desktop_app.exchange.mail.shapes import Missing

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0),
    **{"bst": 60, "ist": None, "cet": 60, "cest": 120, "met": 60, "mest": 120, "eet": 120, "eest": 180, "west": 60},
    **{"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420},
}
_DAY_FIRST = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2}),?\s+"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(.*)",
    re.IGNORECASE,
)
_UNIX = re.compile(
    r"[a-z]{3},?\s+([a-z]{3})[a-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:([a-z]{1,5}|[+-]\d{4})\s+)?(\d{4})"
    r"\s*([+-]\d{4}|[a-z]{1,5})?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T\s]+(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(.*)", re.IGNORECASE)

NO_ZONE = "The date gives no time zone; it was taken as UTC."
NO_DATE = "The date could not be understood; it is kept as the email says it."


def moment(said: str, missing: Missing) -> datetime | None:
    """The moment a date header names, aware in UTC, or None (with a sentence) when it can't be relied on."""
    if not said.strip():
        return None
    text = re.sub(r"\([^()]*\)?", " ", said[:200]).strip()
    try:
        found = _day_first(text, missing) or _unix(text, missing) or _iso(text, missing)
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        found = None
    if found is None or not 1900 <= found.year <= 2100:
        missing.say(NO_DATE)
        return None
    return found


def _day_first(text: str, missing: Missing) -> datetime | None:
    match = _DAY_FIRST.fullmatch(text)
    if not match:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    return _built(year, month, day, hour, minute, second, zone, missing)


def _unix(text: str, missing: Missing) -> datetime | None:
    match = _UNIX.fullmatch(text)
    if not match:
        return None
    month, day, hour, minute, second, before, year, after = match.groups()
    return _built(year, month, day, hour, minute, second, after or before or "", missing)


def _iso(text: str, missing: Missing) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
    return at.replace(tzinfo=timezone(timedelta(minutes=_offset(zone, missing))))


def _built(
    year: str, month: str, day: str, hour: str, minute: str, second: str | None, zone: str, missing: Missing
) -> datetime | None:
    number = _MONTHS.get(month[:3].lower())
    if number is None:
        return None
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 50 else 1900  # RFC 5322 4.3
    seconds = min(int(second or 0), 59)  # a leap second is kept within its minute
    there = timezone(timedelta(minutes=_offset(zone, missing)))
    return datetime(full, number, int(day), int(hour), int(minute), seconds, tzinfo=there)


def _offset(zone: str, missing: Missing) -> int:
    """Minutes east of Greenwich. No zone at all counts as 0 and is noted; one that is not known is no date."""
    zone = zone.strip()
    if match := re.match(r"(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})\b", zone, re.IGNORECASE):
        sign, hours, minutes = match.groups()
        if int(hours) > 15 or int(minutes) > 59:
            raise ValueError(zone)
        return (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    word = re.match(r"[a-z]*", zone, re.IGNORECASE)
    known = _ZONES.get(word.group().lower()) if word else None
    if not zone:
        missing.say(NO_ZONE)
        return 0
    if known is None:
        raise ValueError(zone)
    return known
