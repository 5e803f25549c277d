"""What a calendar server sent into the diary: changed, gone, and where both sides wrote, both versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from desktop_app.commands.base import Work, command
from desktop_app.commands.calendars import CalendarCame, import_calendar, named
from desktop_app.exchange.calendar.expand import on_clock_of
from desktop_app.exchange.calendar.shapes import CalendarFile, Entry
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.ids import new_id

HERE = " (as it was here)"


@command("Take from calendar server")
def take_from_server(
    work: Work,
    /,
    calendars: Sequence[tuple[CalendarFile, str, str]],
    *,
    source: str,
    gone: Collection[str] = (),
    both: Collection[str] = (),
    workers: Iterable[str] = (),
) -> CalendarCame:
    """Entries as the server has them, each file with its ETag and address, in one step that undo takes back.

    `gone` are UIDs that the server has no more. `both` are UIDs that were written on both sides: what stood here is
    kept as an entry of its own, beside what the server has.
    """
    held: dict[str, list[DiaryEntry]] = {}
    for one in work.find(DiaryEntry, source=source):
        held.setdefault(one.uid, []).append(one)
    for uid in both:
        _keep_beside(work, held.get(uid, []))
    for uid in gone:
        for one in held.get(uid, []):
            work.remove(one)
    entries = tuple(entry for calendar, _etag, _href in calendars for entry in calendar.entries)
    notes = tuple(note for calendar, _etag, _href in calendars for note in calendar.not_understood)
    versions = {entry.uid: (etag, href) for calendar, etag, href in calendars for entry in calendar.entries}
    _fall_out(work, entries, held)
    merged = CalendarFile(entries, notes)
    return import_calendar(work, merged, workers=tuple(workers), source=source, versions=versions)


@command("Sent to calendar server", undoable=False)
def sent_to_server(work: Work, /, records: Iterable[DiaryEntry], uid: str) -> None:
    """The server has them now, under this UID, as the next version."""
    for one in records:
        work.change(work.get(DiaryEntry, one.id), uid=uid, sequence=one.sequence + 1)


def _keep_beside(work: Work, entries: list[DiaryEntry]) -> None:
    """A copy of a series and its times that belongs to no server any more."""
    blank = {"uid": "", "etag": "", "href": "", "source": ""}
    ids = {one.id: new_id() for one in entries}
    for one in entries:
        title = one.title + HERE if not one.private else one.title
        copied = one.but(id=ids[one.id], title=title, series_id=ids.get(one.series_id, ""), **blank)
        work.add(copied if copied.series_id or not one.series_id else copied.but(original=""))


def _fall_out(work: Work, entries: Iterable[Entry], held: dict[str, list[DiaryEntry]]) -> None:
    """Times of a series that stood apart here and do so no more on the server."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.uid, []).append(entry)
    for uid, group in groups.items():
        master = next((one for one in group if one.instead_of is None), None)
        if master is None or any(one.and_later for one in group):
            continue
        apart = {named(on_clock_of(master.start, one.instead_of)) for one in group if one.instead_of is not None}
        for kept in held.get(uid, []):
            if kept.original and kept.original not in apart:
                work.remove(kept)
