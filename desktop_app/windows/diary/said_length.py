"""How long a line without a time asks for: "CP visit Kwame 1h" leaves "1h" in the title, where it is no title."""

from __future__ import annotations

import re

_LENGTH = re.compile(
    r"(?:,\s*|\s+|^)(?:for\s+)?(?:(?P<hours>\d{1,2}(?:\.\d)?)\s*(?:h|hrs?|hours?)(?:\s*(?P<rest>\d{1,2})(?:\s*m(?:ins?)?)?)?"
    r"|(?P<minutes>\d{1,3})\s*(?:m|mins?|minutes?))$",
    re.IGNORECASE,
)


def take_length(title: str) -> tuple[str, int]:
    """The title without its length, and the minutes; 0 when it says none."""
    found = _LENGTH.search(title)
    if found is None:
        return title, 0
    hours, rest, minutes = found["hours"], found["rest"], found["minutes"]
    length = int(minutes) if minutes else round(float(hours) * 60) + int(rest or 0)
    return (title[: found.start()].rstrip(" ,"), length) if 5 <= length <= 12 * 60 else (title, 0)
