"""Slots that are offered to somebody: held for a while, one is taken, the others are free again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.commands.base import Work, command
from desktop_app.commands.diary import bare, follow
from desktop_app.errors import UserError
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.ids import new_id
from desktop_app.records.words import EntryKind


@command("Hold")
def hold(
    work: Work,
    /,
    entry: DiaryEntry,
    slots: Sequence[tuple[datetime, datetime]],
    *,
    until: datetime,
    held_for: str = "",
) -> list[DiaryEntry]:
    """Hold every offered slot until a moment; they belong together."""
    if not slots:
        raise UserError("No slot was chosen to hold.", "Choose one or more times first.")
    if until <= work.now:
        raise UserError("The hold would already be over.", "Hold it until a later time.", "held_until")
    group = new_id()
    return [
        work.add(
            bare(entry).but(
                id="", starts_at=starts, ends_at=ends, hold_id=group, held_until=until, held_for=held_for
            )
        )
        for starts, ends in slots
    ]  # fmt: skip


@command("Accept slot")
def accept_hold(work: Work, /, entry_id: str) -> DiaryEntry:
    """This slot is booked; the others offered with it are free again, all in one step."""
    entry = work.get(DiaryEntry, entry_id)
    if not entry.hold_id:
        raise UserError("That is not a held slot.")
    for other in work.find(DiaryEntry, hold_id=entry.hold_id):
        if other.id != entry.id:
            work.remove(other)
    out_by = entry.ends_at if entry.kind is EntryKind.HOME_VISIT else None
    kept = work.change(entry, hold_id="", held_until=None, held_for="", out_by=out_by)
    follow(work, kept)
    return kept


@command("Release slots")
def release_hold(work: Work, /, hold_id: str) -> int:
    """None of the offered slots is wanted. Gives how many are free again."""
    held = work.find(DiaryEntry, hold_id=hold_id)
    for one in held:
        work.remove(one)
    return len(held)


@command("Hold longer")
def hold_longer(work: Work, /, hold_id: str, until: datetime) -> None:
    """The answer takes more time."""
    for one in work.find(DiaryEntry, hold_id=hold_id):
        work.change(one, held_until=until)
