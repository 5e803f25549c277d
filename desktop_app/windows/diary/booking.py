"""The finder on the page: what it knows of everyone's time, where it shows an entry, and what comes of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.records.diary import VISITS, DiaryEntry
from desktop_app.rules.days import day_words
from desktop_app.rules.diary.named import Names
from desktop_app.rules.diary.quick import TypedEntry
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.vault.queries.deadlines import deadlines
from desktop_app.vault.queries.diary import DueCard, last_done, occasions
from desktop_app.vault.reader import Reader
from desktop_app.windows.diary.board import minute_of
from desktop_app.windows.diary.finder import Around, Finder, line_of, reader_of
from desktop_app.windows.diary.names_here import due_of, home_of_family, read_names, worker_of
from desktop_app.windows.diary.ways import with_ways

if TYPE_CHECKING:
    from desktop_app.windows.diary.page import DiaryPage

AHEAD = 35
"""Days in which free time is looked for."""


class Booker:
    """New entries: by line, at a time that was pointed at, or from what is due. `ready`: names are known."""

    def __init__(self, page: DiaryPage) -> None:
        self.page = page
        self._names = Names(())
        self.ready = False
        self.finder = Finder(reader_of(lambda: self._names), self._around)
        self.finder.booked.connect(lambda entry: page.doer.book(self._on_the_way(entry)))
        self.finder.held.connect(lambda entry, slots: page.doer.hold(entry, slots))
        self.finder.offered.connect(self._offered)
        self.read_names()

    def _on_the_way(self, entry: DiaryEntry) -> DiaryEntry:
        if entry.starts_at is None:
            return entry
        day = clock.local(entry.starts_at).date()
        taken = self.page.room.desk.read(occasions, day, day, now=clock.now(), workers=entry.workers)
        return with_ways(entry, taken, self.page.known.travel)

    def read_names(self) -> None:
        """Who can be named in the line."""
        room = self.page.room
        room.desk.read_later(read_names).then(self._take_names).otherwise(room.trouble)

    def _take_names(self, names: Names) -> None:
        self._names, self.ready = names, True

    # -- beginning ------------------------------------------------------------------------------------

    def new(self) -> None:
        """Where the keyboard is when that is free time, else with the line alone."""
        grid = self.page.grid
        if self.page.timed() and grid.current() is None and grid.hasFocus() and not grid.in_due:
            grid.ask_new()
        else:
            self.begin()

    def begin(self) -> None:
        """The line, empty or as it was left."""
        self._open()
        self.finder.begin()

    def new_at(self, worker_id: str, starts: datetime, ends: datetime) -> None:
        """At a time that was pointed at."""
        self._open()
        self.finder.begin(worker_id, starts, ends)

    def book_due(self, card: DueCard) -> None:
        """What is due, as a line."""
        columns = self.page.known.columns
        initials = next((one.worker.initials for one in columns if one.worker.id == card.worker_id), "")
        who = " ".join(dict.fromkeys(part for part in (card.child, card.family) if part))
        self._open()
        self.finder.begin_with(line_of(card.title, who, initials))

    def _open(self) -> None:
        if self.page.roomy():
            self.page.panel.hide()
            self.finder.show()
        else:
            self.page.sheet.open(self.finder)

    # -- what it knows --------------------------------------------------------------------------------

    def _around(self, said: TypedEntry) -> Around:
        return self.page.room.desk.read(self._read, said)

    def _read(self, reader: Reader, said: TypedEntry) -> Around:
        known, today, now = self.page.known, clock.today(), clock.now()
        taken = occasions(reader, today, today + timedelta(days=AHEAD), now=now)
        day = clock.local(said.starts).date() if said.starts is not None else today
        if day > today + timedelta(days=AHEAD):
            taken += occasions(reader, day, day, now=now)
        if not said.family_id:
            return Around(tuple(taken), known.columns, known.travel)
        place, postcode = home_of_family(reader, said.family_id)
        task, due = due_of(reader, said.family_id, said.people)
        if not due:
            due = self._clock_of(reader, said, now)
        seen = last_done(reader, said.people[0]) if said.people else None
        last = f"Last seen {day_words(clock.local(seen.done_at).date())}." if seen and seen.done_at else ""
        worker = "" if said.workers else worker_of(reader, said.family_id)
        return Around(
            tuple(taken), known.columns, known.travel, date.fromisoformat(due) if due else None, task, worker, place,
            postcode, last,
        )  # fmt: skip

    def _clock_of(self, reader: Reader, said: TypedEntry, now: datetime) -> str:
        """The day by which the clock of these children's visits runs out; empty when none runs."""
        days = [
            one.clock.due.day
            for one in deadlines(reader, now, families=(said.family_id,))
            if one.clock.rule.code in VISIT_RULES and (not said.people or one.clock.child_id in said.people)
        ]
        return min(days).isoformat() if days and said.kind in VISITS else ""

    def _offered(self, entry: DiaryEntry | None) -> None:
        """Show on the grid where the entry that is typed would stand."""
        grid = self.page.grid
        grid.ghost = None
        if entry is not None and entry.starts_at is not None and entry.ends_at is not None and self.page.timed():
            day = clock.local(entry.starts_at).date()
            lanes = [at for at, one in enumerate(grid.board.lanes) if one.worker_id in entry.workers and one.day == day]
            if lanes:
                begins, ends = minute_of(entry.starts_at, day), minute_of(entry.ends_at, day)
                trouble = self.page.clash(None, entry.workers[0], entry.starts_at, entry.ends_at)
                grid.ghost = (lanes[0], begins, ends, entry.title or "New entry", trouble)
                grid.show_minute(begins)
        grid.viewport().update()

    # -- what came of it ------------------------------------------------------------------------------

    def booked(self, kept: object) -> None:
        """The entry is kept: go there."""
        self.finder.clear()
        if isinstance(kept, DiaryEntry):
            self.page.open_record("diary_entry", kept.id)

    def held(self) -> None:
        """The slots are held."""
        self.finder.clear()
        self.page.focus_diary()
