"""The one place that reads the wall clock. Everything else is told the time or asks here."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_ahead = timedelta()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC) + _ahead


def local(moment: datetime) -> datetime:
    """The moment as the clock on the wall in England shows it."""
    return moment.astimezone(LONDON)


def today() -> date:
    """Today's date in England."""
    return local(now()).date()


def millis() -> int:
    """Milliseconds since 1970, for ids and the hybrid logical clock."""
    return time.time_ns() // 1_000_000 + round(_ahead.total_seconds() * 1000)


def elapsed() -> float:
    """Seconds on a clock that never goes back; for measuring, not for telling the time."""
    return time.monotonic()


@contextlib.contextmanager
def as_if(moment: datetime) -> Iterator[None]:
    """Inside the block it is `moment` and later: for the tour, whose pictures show one morning."""
    global _ahead
    before, _ahead = _ahead, moment - datetime.now(UTC)
    try:
        yield
    finally:
        _ahead = before
