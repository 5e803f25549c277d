"""What stands in the diary from one calendar server, and how far this vault has come with it."""

from __future__ import annotations

from desktop_app.records.diary import DiaryEntry
from desktop_app.vault.outbox import meta
from desktop_app.vault.reader import Reader


def entries_from(reader: Reader, source: str) -> list[DiaryEntry]:
    """Every entry of that source, series before the times of them that differ."""
    return sorted(reader.all(DiaryEntry, source=source), key=lambda one: (one.original, one.id))


def fact(reader: Reader, key: str) -> str:
    """A fact about this vault on this device; empty when unknown."""
    return meta(reader.connection, key)
