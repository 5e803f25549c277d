"""The way to a new entry and back, from what stands before and after it that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.diary.travel import Travel
from desktop_app.vault.queries.diary import Occasion

NEAR = timedelta(hours=4)
"""Whoever has longer than this between two places is back at their desk."""


def with_ways(entry: DiaryEntry, taken: Iterable[Occasion], travel: Travel) -> DiaryEntry:
    """The entry with its minutes of travel, where it says where it is and nobody typed them."""
    if entry.starts_at is None or entry.ends_at is None or not entry.postcode:
        return entry
    if entry.travel_before or entry.travel_after or not entry.workers:
        return entry
    before, after = "", ""
    nearest, following = entry.starts_at - NEAR, entry.ends_at + NEAR
    for one in taken:
        if entry.workers[0] not in one.workers or not one.postcode:
            continue
        if not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime):
            continue
        if nearest <= one.ends <= entry.starts_at:
            before, nearest = one.postcode, one.ends
        elif entry.ends_at <= one.starts <= following:
            after, following = one.postcode, one.starts
    return entry.but(
        travel_before=travel.minutes(before, entry.postcode), travel_after=travel.minutes(entry.postcode, after)
    )
