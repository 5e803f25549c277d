"""From wall times to moments: hours run on the clock; times in a gap or a fold of the clocks are found out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from desktop_app import clock

MINUTE = timedelta(minutes=1)


def wall(day: date, minutes: int, zone: str = "") -> list[datetime]:
    """The moments a wall time may be, aware: none in the gap of spring, two in the fold of autumn (`zone` chooses)."""
    there = datetime.combine(day, time()) + MINUTE * minutes
    found: list[datetime] = []
    for fold in (0, 1):
        moment = there.replace(tzinfo=clock.LONDON, fold=fold)
        real = moment.astimezone(UTC).astimezone(clock.LONDON).replace(tzinfo=None) == there
        if real and (not found or moment.utcoffset() != found[0].utcoffset()):
            found.append(moment)
    return [moment for moment in found if zone in ("", moment.tzname())]


def later(moment: datetime, minutes: int) -> datetime:
    """So many minutes later on the clock, through a change of clocks."""
    return (moment.astimezone(UTC) + MINUTE * minutes).astimezone(clock.LONDON)


def local_now(now: datetime) -> datetime:
    """The moment in London to the full minute; without a zone it is already London's wall clock."""
    there = now.replace(tzinfo=clock.LONDON) if now.tzinfo is None else now.astimezone(clock.LONDON)
    return there.replace(second=0, microsecond=0)


def iso(moment: datetime) -> str:
    """Local ISO text with its offset, to the second."""
    return moment.isoformat(timespec="seconds")


def utc(moment: datetime) -> datetime:
    """The moment in UTC."""
    return moment.astimezone(UTC)
