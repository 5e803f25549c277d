"""The closed British grammar of typed dates: `read_date` reads a line, and asks rather than guesses."""

from __future__ import annotations

from datetime import datetime

from desktop_app.errors import UserError
from desktop_app.rules.typed_dates.answer import DateReading, Kind, Reading
from desktop_app.rules.typed_dates.moments import local_now
from desktop_app.rules.typed_dates.reading import read_line

LONGEST = 1_000
"""Characters of a line that is looked at; a pasted page is no date, and reading it would hold the window up."""

__all__ = ["DateReading", "Kind", "Reading", "read_date"]


def read_date(text: str, now: datetime) -> DateReading:
    """What a line means as a date, seen from `now` (London's wall clock when it has no zone). Never raises."""
    if len(text) > LONGEST:
        return DateReading("not_a_date", remainder=text.strip())
    try:
        return read_line(text, local_now(now))
    except (OverflowError, ValueError, UserError):
        return DateReading(
            "ambiguous", remainder=text.strip(), ask="That day lies beyond the calendar. Which is meant?"
        )
