"""What stands in the diary as calendar entries, for a file, an invitation or a server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_app import clock
from desktop_app.exchange.calendar.shapes import Entry
from desktop_app.exchange.calendar.values import When
from desktop_app.exchange.calendar.zones import iana
from desktop_app.records.base import read_moment
from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.repeats import BadRule, Repeat, read_rule


def as_entries(entries: Iterable[DiaryEntry]) -> list[Entry]:
    """Each record as an entry; times of a series go by the UID of their series."""
    records = list(entries)
    uids = {one.id: one.uid or f"{one.id}@casemate" for one in records}
    return [_entry(one, uids.get(one.series_id) or uids[one.id]) for one in records]


def _entry(one: DiaryEntry, uid: str) -> Entry:
    zone = iana(one.zone) or clock.LONDON
    start: When
    end: When
    if one.starts_at is not None:
        start = one.starts_at.astimezone(zone)
        end = (one.ends_at or one.starts_at).astimezone(zone)
    else:
        start = one.first_day or date.min
        end = (one.last_day or start) + timedelta(days=1)
    rules = _rules(one.rule)
    return Entry(
        uid=uid, start=start, end=end, zone=zone.key if one.starts_at is not None else "",
        summary="Busy" if one.private else one.title, description="" if one.private else one.note,
        location="" if one.private else ", ".join(filter(None, (one.place, one.room))),
        rules=rules, rule_text=(one.rule,) if rules else (),
        extra=tuple((_when(text, zone), None) for text in one.extra),
        left_out=tuple(_when(text, zone) for text in one.skipped),
        instead_of=_when(one.original, zone) if one.original else None, sequence=one.sequence,
        status="CANCELLED" if one.cancelled_at is not None else "TENTATIVE" if one.hold_id else "CONFIRMED",
        private=one.private,
    )  # fmt: skip


def _rules(text: str) -> tuple[Repeat, ...]:
    try:
        return (read_rule(text),) if text else ()
    except BadRule:
        return ()


def _when(text: str, zone: ZoneInfo) -> When:
    if len(text) == 10:
        return date.fromisoformat(text)
    moment: datetime = read_moment(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
