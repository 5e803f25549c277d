"""A calendar file into the diary: the same UID is the same entry, private ones are kept as "Busy" and nothing else."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.diary import bare
from desktop_app.exchange.calendar.expand import expand, key_of, newest, on_clock_of
from desktop_app.exchange.calendar.shapes import CalendarFile, Entry
from desktop_app.exchange.calendar.values import When, in_order
from desktop_app.exchange.calendar.zones import FileZone, iana_like
from desktop_app.records.base import fields_of, moment_text
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.ids import new_id
from desktop_app.records.words import EntryKind

AHEAD = timedelta(days=3 * 366)
"""How far a series is written out that one rule can't say."""
_GIVEN = (
    "title", "starts_at", "ends_at", "first_day", "last_day", "zone", "place", "note", "rule", "extra", "skipped",
    "sequence", "private", "cancelled_at", "etag",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalendarCame:
    """What an import came to: entries new or changed, entries that were here as they are; (where, what) warnings."""

    imported: int = 0
    duplicates: int = 0
    warnings: tuple[tuple[str, str], ...] = ()


@command("Import calendar")
def import_calendar(
    work: Work,
    /,
    calendar: CalendarFile,
    *,
    workers: Iterable[str] = (),
    family_id: str = "",
    source: str = "calendar file",
    versions: Mapping[str, tuple[str, str]] | None = None,
    rehearse: bool = False,
) -> CalendarCame:
    """Everything of a file, in one step that undo takes back; with `rehearse` nothing is written.

    A known UID is changed when the file has a higher SEQUENCE, or the same and says something else than it said when
    it last came: what a person wrote here since stays when the same file comes again. `versions` are a server's
    (ETag, address) by UID.
    """
    held = work.find(DiaryEntry)
    coming = _Import(work, tuple(workers), family_id, source, versions or {}, rehearse)
    for one in held:
        if one.uid:
            coming.known[one.uid, one.original] = one
    return coming.run(calendar)


@dataclass
class _Import:
    """One import under way. `known` are the entries here by UID and the time of a series they stand for."""

    work: Work
    workers: tuple[str, ...]
    family_id: str
    source: str
    versions: Mapping[str, tuple[str, str]]
    rehearse: bool
    known: dict[tuple[str, str], DiaryEntry] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    fresh: list[DiaryEntry] = field(default_factory=list)
    imported: int = 0
    duplicates: int = 0

    def run(self, calendar: CalendarFile) -> CalendarCame:
        """Series before the times of them that differ."""
        self.warnings += [(f"line {one.line}", one.what) for one in calendar.not_understood]
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in calendar.entries:
            groups[entry.uid].append(entry)
        for group in groups.values():
            self._group(group)
        if not self.rehearse:
            self.work.add_many(self.fresh)
        return CalendarCame(self.imported, self.duplicates, tuple(self.warnings))

    def _group(self, group: list[Entry]) -> None:
        masters = [one for one in group if one.instead_of is None]
        master = newest(masters) if masters else None
        differing: dict[Any, list[Entry]] = defaultdict(list)
        for one in group:
            if one.instead_of is not None:
                at = on_clock_of(master.start, one.instead_of) if master else one.instead_of
                differing[key_of(at)].append(one)
        changed = {at: newest(versions) for at, versions in differing.items()}
        kept = self._keep(master, self._values(master), "", "") if master else None
        series = kept.id if kept else ""
        for at, one in changed.items():
            self._keep(one, self._plain(one), series, named(at))
        if master is not None and any(one.and_later for one in changed.values()):
            self._later(master, group, changed, series)

    def _later(self, master: Entry, group: list[Entry], changed: Mapping[Any, Entry], series: str) -> None:
        """From one time on the series goes otherwise: those times are written out one by one."""
        first = min(_day(one.start) for one in changed.values() if one.and_later)
        until = max(clock.local(self.work.now).date(), first) + AHEAD
        times, _ = expand([one for one in group if one.instead_of is None], first - timedelta(days=2), until)
        own = {key_of(one.start) for one in times} - set(changed)
        for at in sorted(own):
            past = [one for one in sorted(changed) if changed[one].and_later and one <= at]
            if past:
                over = changed[past[-1]]
                moved = self._moved(over, master, at, past[-1])
                self._keep(moved, self._plain(moved), series, named(at))
        self._warn(master, f"its times from {first} on were changed together; they are kept one by one until {until}")

    def _moved(self, over: Entry, master: Entry, at: When, from_at: When) -> Entry:
        """`over` as it stands for a later time of the series."""
        apart = _wall(at, master.start) - _wall(from_at, master.start)
        start = _ahead(over.start, apart)
        return replace(over, start=start, end=_ahead(over.end, apart), instead_of=at, and_later=False)

    # -- what an entry becomes ------------------------------------------------------------------------------

    def _plain(self, entry: Entry) -> dict[str, Any]:
        """The fields of one time."""
        values: dict[str, Any] = {
            "title": " ".join(entry.summary.split()) or "No title", "place": entry.location, "note": entry.description,
            "sequence": entry.sequence, "private": entry.private, "rule": "", "extra": (), "skipped": (),
            "cancelled_at": self.work.now if entry.status == "CANCELLED" else None, "zone": self._zone(entry),
            "starts_at": None, "ends_at": None, "first_day": None, "last_day": None,
        }  # fmt: skip
        if isinstance(entry.start, datetime) and isinstance(entry.end, datetime):
            values |= {"starts_at": _moment(entry.start), "ends_at": _moment(entry.end)}
        else:
            values |= {"first_day": _day(entry.start), "last_day": max(_day(entry.start), _day(entry.end) - _A_DAY)}
        return values

    def _zone(self, entry: Entry) -> str:
        zone = entry.start.tzinfo if isinstance(entry.start, datetime) else None
        if isinstance(zone, FileZone):
            like = iana_like(zone)
            return like.key if like else "Europe/London"
        return entry.zone if entry.zone not in ("", "floating") else "Europe/London"

    def _values(self, entry: Entry) -> dict[str, Any]:
        """The fields of an entry with its series; what one rule can't say is written out as single starts."""
        values = self._plain(entry)
        if not (entry.rules or entry.extra):
            return values
        zone = entry.start.tzinfo if isinstance(entry.start, datetime) else None
        odd = len(entry.rules) > 1 or entry.except_rules or (isinstance(zone, FileZone) and not iana_like(zone))
        if odd or any(end is not None for _begin, end in entry.extra):
            until = max(clock.local(self.work.now).date(), _day(entry.start)) + AHEAD
            times, wrong = expand([entry], _day(entry.start) - _A_DAY, until)
            self.warnings += [(f"line {one.line}", one.what) for one in wrong]
            starts = [named(key_of(one.start)) for one in times]
            first = named(key_of(entry.start))
            self._warn(entry, f"one rule can’t say how it repeats; its times are kept one by one until {until}")
            return values | {
                "extra": tuple(one for one in starts if one != first),
                "skipped": () if first in starts else (first,),
            }
        return values | {
            "rule": entry.rule_text[0] if entry.rule_text else "",
            "extra": tuple(named(key_of(on_clock_of(entry.start, one))) for one, _end in entry.extra),
            "skipped": tuple(named(key_of(on_clock_of(entry.start, one))) for one in entry.left_out),
        }

    def _warn(self, entry: Entry, what: str) -> None:
        self.warnings.append((f"line {entry.line}", f"The entry that begins here: {what}."))

    # -- keeping ------------------------------------------------------------------------------------------

    def _keep(self, entry: Entry, values: dict[str, Any], series: str, original: str) -> DiaryEntry | None:
        etag, href = self.versions.get(entry.uid, ("", ""))
        values["etag"] = etag or _digest(values)
        same = self.known.get((entry.uid, original))
        if same is None:
            kind = EntryKind.MEETING if entry.attendees else EntryKind.OTHER
            made = DiaryEntry(
                id=new_id(), kind=kind, workers=self.workers, family_id=self.family_id, uid=entry.uid,
                source=self.source, href=href, series_id=series, original=original, **values,
            )  # fmt: skip
            self.imported += 1
            kept = bare(made)
            self.fresh.append(kept)
            self.known[entry.uid, original] = kept
            return kept
        if same.etag == values["etag"] or (entry.sequence < same.sequence and not etag):
            self.duplicates += 1
            return same
        self.imported += 1
        if same.cancelled_at is not None and values["cancelled_at"] is not None:
            values["cancelled_at"] = same.cancelled_at
        if etag:  # from now on it belongs to the server's calendar
            values |= {"source": self.source, "href": href}
        after = bare(same.but(**{name: values[name] for name in (*_GIVEN, "source", "href") if name in values}))
        fields = [name for name in fields_of(DiaryEntry) if getattr(after, name) != getattr(same, name)]
        if self.rehearse or not fields:
            return same
        return self.work.change(same, **{name: getattr(after, name) for name in fields})


_A_DAY = timedelta(days=1)


def _digest(values: Mapping[str, Any]) -> str:
    """What a file said of an entry, so that the same file can be known again; of a private one its times alone."""
    shown = {name: value for name, value in values.items() if name != "cancelled_at"}
    if values["private"]:
        shown |= {"title": "", "place": "", "note": ""}
    told = f"{sorted(shown.items(), key=lambda one: one[0])}{values['cancelled_at'] is not None}"
    return f"file:{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def _wall(when: When, start: When) -> datetime:
    """The time on the wall of the series that begins at `start`, so that 10:00 moves to 10:00."""
    if isinstance(when, datetime) and when.tzinfo is not None and isinstance(start, datetime):
        when = when.astimezone(start.tzinfo)
    return datetime(when.year, when.month, when.day, *_clock(when))  # noqa: DTZ001 - a wall has no zone


def _clock(when: When) -> tuple[int, int, int]:
    return (when.hour, when.minute, when.second) if isinstance(when, datetime) else (0, 0, 0)


def _ahead(when: When, apart: timedelta) -> When:
    if isinstance(when, datetime) and when.tzinfo is not None:
        return (when.replace(tzinfo=None) + apart).replace(tzinfo=when.tzinfo)
    return when + apart


def _moment(when: datetime) -> datetime:
    """A floating time is meant on the wall in England."""
    return in_order(when if when.tzinfo else when.replace(tzinfo=clock.LONDON))


def named(when: When) -> str:
    """A time as `original`, `extra` and `skipped` keep it."""
    return moment_text(_moment(when)) if isinstance(when, datetime) else when.isoformat()
