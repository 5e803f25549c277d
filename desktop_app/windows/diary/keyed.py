"""What the keys and actions of the diary do: on whatever entry, day or social worker the keyboard is."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary import leaving
from desktop_app.windows.diary.entry_sheet import EntrySheet
from desktop_app.windows.diary.hours_sheet import HoursSheet
from desktop_app.windows.diary.instead import InsteadSheet
from desktop_app.windows.diary.views import KEYS
from desktop_app.windows.word_lists import ListsPage

if TYPE_CHECKING:
    from desktop_app.windows.diary.cell_grid import CellGrid
    from desktop_app.windows.diary.doing import Doer
    from desktop_app.windows.diary.entry_panel import EntryPanel
    from desktop_app.windows.diary.finder import Finder
    from desktop_app.windows.diary.reading import Shown
    from desktop_app.windows.diary.time_grid import TimeGrid
    from desktop_app.windows.widgets.sheet import Sheet

DOINGS = {
    "C": "done", "X": "release", "S": "out", "L": "later", "V": "another_time",
}  # fmt: skip


class KeyedDiary(ListsPage):
    """The part of the page that acts; what is shown and read is the page's own."""

    view: str
    day: date
    worker_id: str
    known: Shown
    grid: TimeGrid
    cells: CellGrid
    panel: EntryPanel
    sheet: Sheet
    finder: Finder
    doer: Doer

    @abstractmethod
    def current(self) -> Occasion | None:
        """What is chosen in the view that is on."""

    @abstractmethod
    def timed(self) -> bool:
        """Whether the view that is on has hours."""

    @abstractmethod
    def roomy(self) -> bool:
        """Whether the panel has room beside the diary."""

    @abstractmethod
    def show_view(self, view: str) -> None:
        """Another view of the same day."""

    @abstractmethod
    def step(self, way: int) -> None:
        """The next days, those before, or today (0)."""

    @abstractmethod
    def refresh(self) -> None:
        """Read what is shown again."""

    @abstractmethod
    def focus_diary(self) -> None:
        """The keyboard goes to the grid."""

    def press(self, key: str) -> None:
        """A single letter while the diary has the keyboard."""
        if not self.room.settings.get("single_keys"):
            return
        if key in KEYS:
            self.show_view(KEYS[key])
        elif key == "T":
            self.step(0)
        elif key == "N":
            self.new_here()
        elif key in DOINGS:
            getattr(self.doer, DOINGS[key])()
        elif key in ("G", "O", "I"):
            self.do({"G": "give", "O": "only", "I": "invite"}[key])

    def do(self, run: str) -> None:
        """One of the panel's actions."""
        own = {"edit": self.edit, "give": self.go_instead, "only": self.only, "invite": self.invite}
        if run in own:
            own[run]()
        elif run == "move":
            self.doer.another_time()
        else:
            getattr(self.doer, run)()

    def edit(self) -> None:
        """Enter: accept a hold, else the details."""
        one = self.current()
        if one is None or one.private:
            return
        if one.hold_id:
            self.doer.accept()
        elif self.roomy() or self.sheet.isVisible():
            EntrySheet(self, self.room, one.entry_id, one.original).open()
        else:
            self.sheet.open(self.panel)

    def only(self) -> None:
        """O: only the chosen social worker's days, or everyone's again."""
        if self.worker_id:
            self.worker_id = ""
        elif self.timed() and self.grid.board.lanes:
            self.worker_id = self.grid.board.lanes[self.grid.lane].worker_id
        else:
            one = self.current()
            self.worker_id = self.cells.cell().worker_id or (one.workers[0] if one and one.workers else "")
        if self.view == "day" and self.worker_id:
            self.view = "five"
        self.refresh()
        self.focus_diary()

    def go_instead(self) -> None:
        """G: who can go instead?"""
        one = self.current()
        if one is not None and one.workers:
            InsteadSheet(self, self.room, one.workers[0], first_day(one), only=(one.entry_id, one.original)).open()

    def off_sick(self) -> None:
        """Alt+I: a social worker is off; every visit of the day finds somebody."""
        columns = self.known.columns
        worker = self.whose() or (columns[0].worker.id if columns else "")
        if worker:
            InsteadSheet(self, self.room, worker, self.day).open()

    def open_hours(self) -> None:
        """Alt+W: when the social worker under the keyboard works, and the ways."""
        columns = self.known.columns
        if columns:
            HoursSheet(self, self.room, self.whose() or columns[0].worker.id).open()

    def open_calendars(self) -> None:
        """Alt+C: the social workers' own calendars."""
        # Only now: the network's libraries come with it, which most days nobody needs here.
        from desktop_app.windows.diary.calendars_sheet import CalendarsSheet

        CalendarsSheet(self, self.room, self.whose()).open()

    def invite(self) -> None:
        """I: invitation letters of the chosen meeting."""
        one = self.current()
        if one is not None:
            leaving.print_invitation(self.room, one.entry_id, one.family_id)

    def print_here(self) -> None:
        """Ctrl+P: the week sheet of the social worker under the keyboard, without names."""
        leaving.print_week(self.room, self.whose(), self.day, full=False)

    def print_full(self) -> None:
        """The week sheet with names, for the office."""
        leaving.print_week(self.room, self.whose(), self.day, full=True)

    def print_month(self) -> None:
        """The month plan."""
        leaving.print_month(self.room, self.day)

    def whose(self) -> str:
        """The social worker under the keyboard; empty when nobody is."""
        if self.worker_id:
            return self.worker_id
        if self.timed() and self.grid.board.lanes:
            return self.grid.board.lanes[self.grid.lane].worker_id
        one = self.current()
        return self.cells.cell().worker_id or (one.workers[0] if one and one.workers else "")

    def view_day(self) -> None:
        """Everyone’s day."""
        self.show_view("day")

    def view_five(self) -> None:
        """The work week."""
        self.show_view("five")

    def view_week(self) -> None:
        """The whole week."""
        self.show_view("week")

    def view_month(self) -> None:
        """The month."""
        self.show_view("month")

    def view_agenda(self) -> None:
        """What comes, as a list."""
        self.show_view("agenda")

    def hold_slots(self) -> None:
        """Alt+H: hold what the finder offers."""
        self.finder.hold()

    def book_1(self) -> None:
        """Alt+1."""
        self.finder.number(0)

    def book_2(self) -> None:
        """Alt+2."""
        self.finder.number(1)

    def book_3(self) -> None:
        """Alt+3."""
        self.finder.number(2)

    def book_4(self) -> None:
        """Alt+4."""
        self.finder.number(3)

    def go_today(self) -> None:
        """T."""
        self.step(0)

    def mark_done(self) -> None:
        """C: it took place."""
        self.doer.done()

    def mark_out(self) -> None:
        """S: the worker said they are out and safe."""
        self.doer.out()

    def mark_later(self) -> None:
        """L: the worker rang, it takes longer."""
        self.doer.later()

    def ask_time(self) -> None:
        """V: another time, in words."""
        self.doer.another_time()

    def cancel_chosen(self) -> None:
        """Alt+Del: it does not take place."""
        self.doer.cancel()


def first_day(one: Occasion) -> date:
    """The first day of an entry in England."""
    return clock.local(one.starts).date() if isinstance(one.starts, datetime) else one.starts
