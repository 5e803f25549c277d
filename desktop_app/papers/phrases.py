"""Small things several papers say the same way."""

from __future__ import annotations

from datetime import datetime

from desktop_app import clock
from desktop_app.rules.days import moment_words, time_words

DESTROY = (
    "Working copy. The record is in the council’s system. "
    "Hand it over, return it or shred it, and say so in the print register."
)


def capital(words: str) -> str:
    """The words with a capital at their start, the rest as given."""
    return words[:1].upper() + words[1:]


def unbroken(number: str) -> str:
    """A telephone number that stays on one line."""
    return number.strip().replace(" ", "\u00a0")


def moment(at: datetime | None, near: datetime | None = None) -> str:
    """ "Mon 23 Nov 2026, 14:05"; only "14:05" on the day of `near`; empty when not known."""
    if at is None:
        return ""
    same = near is not None and clock.local(near).date() == clock.local(at).date()
    return time_words(at) if same else moment_words(at)


def listed(*parts: str) -> str:
    """What is known of the parts, with commas."""
    return ", ".join(part for part in parts if part)
