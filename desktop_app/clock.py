"""The one place that reads the wall clock. Everything else is told the time or asks here."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The moment as the clock on the wall in England shows it."""
    return moment.astimezone(LONDON)


def today() -> date:
    """Today's date in England."""
    return local(now()).date()


def millis() -> int:
    """Milliseconds since 1970, for ids and the hybrid logical clock."""
    return time.time_ns() // 1_000_000


def elapsed() -> float:
    """Seconds on a clock that never goes back; for measuring, not for telling the time."""
    return time.monotonic()
