"""A series that ends, or goes on otherwise from one of its times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.diary import change_entry, follow
from desktop_app.records.base import moment_text
from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.repeats import BadRule, TooMany, read_rule, starts


@command("End series")
def end_series(work: Work, /, entry_id: str, before: datetime | date) -> DiaryEntry:
    """The series has its last time before a moment or day."""
    entry = work.get(DiaryEntry, entry_id)
    return work.change(entry, rule=_until(entry.rule, before))


@command("Change series from here on")
def change_later(work: Work, /, entry_id: str, original: str, **values: Any) -> DiaryEntry:  # noqa: ANN401
    """Other words, times or people for one time of a series and all after it; those before stay as they are.

    Times that already stood apart stay apart, in the part of the series they belong to. Gives the later part.
    """
    return change_entry(work, _from_here_on(work, entry_id, original).id, **values)


def _from_here_on(work: Work, entry_id: str, original: str) -> DiaryEntry:
    entry = work.get(DiaryEntry, entry_id)
    first: datetime | date | None = entry.starts_at or entry.first_day
    if not entry.rule or first is None or moment_of(original) == first:
        return entry
    at = moment_of(original)
    apart = [one for one in work.find(DiaryEntry, series_id=entry.id) if moment_of(one.original) >= at]
    own = {"id": "", "uid": "", "etag": "", "href": "", "sequence": 0, "done_at": None, "outcome": "", "alarm_id": ""}
    later = entry.but(
        **own, **_at(entry, at), rule=_rest(entry, first, at),
        extra=tuple(one for one in entry.extra if moment_of(one) >= at),
        skipped=tuple(one for one in entry.skipped if moment_of(one) >= at),
    )  # fmt: skip
    work.change(
        entry, rule=_until(entry.rule, at),
        extra=tuple(one for one in entry.extra if moment_of(one) < at),
        skipped=tuple(one for one in entry.skipped if moment_of(one) < at),
    )  # fmt: skip
    made = work.add(later)
    for one in apart:
        work.change(one, series_id=made.id)
    follow(work, made)
    return made


def moment_of(text: str) -> datetime | date:
    """What `original` names: a moment, or a day of an entry of whole days."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _at(entry: DiaryEntry, at: datetime | date) -> dict[str, Any]:
    if isinstance(at, datetime) and entry.starts_at is not None and entry.ends_at is not None:
        return {"starts_at": at, "ends_at": at + (entry.ends_at - entry.starts_at)}
    length = (entry.last_day or at) - (entry.first_day or at)
    return {"first_day": at, "last_day": at + length}


def _rest(entry: DiaryEntry, first: datetime | date, at: datetime | date) -> str:
    """The rule for the later part: a COUNT has used up the times before."""
    try:
        rule = read_rule(entry.rule)
        if not rule.count:
            return entry.rule
        begin, end = _on_wall(entry, first), _on_wall(entry, at) - timedelta(seconds=1)
        used = sum(1 for _ in starts(rule, begin, after=begin, until=end, whole_days=not isinstance(first, datetime)))
    except (BadRule, TooMany):
        return entry.rule
    parts = [part for part in entry.rule.split(";") if not part.upper().startswith("COUNT=")]
    return ";".join([*parts, f"COUNT={max(1, rule.count - used)}"])


def _on_wall(entry: DiaryEntry, when: datetime | date) -> datetime:
    if not isinstance(when, datetime):
        return datetime.combine(when, time())
    try:
        zone = ZoneInfo(entry.zone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        zone = clock.LONDON
    return when.astimezone(zone).replace(tzinfo=None)


def _until(rule: str, before: datetime | date) -> str:
    """The rule with its last time before a moment or day."""
    parts = [part for part in rule.split(";") if not part.upper().startswith(("UNTIL=", "COUNT="))]
    if isinstance(before, datetime):
        parts.append(f"UNTIL={moment_text(before - timedelta(seconds=1))[:19].replace('-', '').replace(':', '')}Z")
    else:
        parts.append(f"UNTIL={before - timedelta(days=1):%Y%m%d}")
    return ";".join(parts)
