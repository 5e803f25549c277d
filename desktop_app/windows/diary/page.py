"""The page of the diary: everyone's day side by side, the week, the month, and what is chosen beside it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.days import day_words
from desktop_app.rules.diary.clashes import Wanted, clashes
from desktop_app.vault.queries.diary import DueCard, Occasion, entry_page
from desktop_app.windows.diary import agenda
from desktop_app.windows.diary.board import minute_of
from desktop_app.windows.diary.booking import Booker
from desktop_app.windows.diary.cell_grid import CellGrid
from desktop_app.windows.diary.doing import Doer
from desktop_app.windows.diary.entry_panel import EntryPanel
from desktop_app.windows.diary.head import DiaryHead
from desktop_app.windows.diary.keyed import KeyedDiary
from desktop_app.windows.diary.reading import Shown, board_of, cells_of, read_clocks, read_shown, with_clocks
from desktop_app.windows.diary.time_grid import TimeGrid
from desktop_app.windows.diary.views import days_of, span_of, step
from desktop_app.windows.diary.views import title_of as view_title
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room

EVERY_MS = 30_000
WATCHED = (
    "diary_entry", "task", "worker", "working_hours", "travel_time", "family", "allocation", "message", "legal_status",
    "step", "placement", "agreed_time", "member",
)  # fmt: skip
ROOM_FOR_PANEL = 1060
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


class DiaryPage(KeyedDiary):
    """`view` and `day` say what is shown; `worker_id` when only one social worker's."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Diary")
        self.view, self.day, self.worker_id = "day", clock.today(), ""
        self.known = self._read = Shown()
        self._clocks: tuple[DueCard, ...] = ()
        self._asked = 0
        self._to_choose = ("", "")
        self.head = DiaryHead(self.header, self)
        self.grid = TimeGrid("Diary")
        self.cells = CellGrid("Diary")
        self.list = RowList("Agenda")
        self.empty = EmptyState("No social workers yet.", "The diary has a column for each social worker you work for.")
        self.stack = QStackedWidget()
        for widget in (self.grid, self.cells, self.list, self.empty):
            self.stack.addWidget(widget)
        self.booker = Booker(self)
        self.finder = self.booker.finder
        self.panel = EntryPanel()
        self.panel.hide()
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.stack, 1)
        self.row.addWidget(self.finder)
        self.row.addWidget(self.panel)
        self.column.addLayout(self.row, 1)
        self.sheet = Sheet(self)
        self.doer = Doer(self)
        self._bind()
        self._stop = room.desk.listen(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.refresh()

    def _bind(self) -> None:
        self.head.viewed.connect(self.show_view)
        self.head.stepped.connect(self.step)
        self.head.paper_asked.connect(self.print_here)
        self.head.new_asked.connect(self.new_here)
        self.grid.clash = self.clash
        for grid in (self.grid, self.cells):
            grid.chose.connect(self._chose)
            grid.opened.connect(lambda _one: self.edit())
            grid.moved.connect(self.doer.move)
            grid.key_pressed.connect(self.press)
            grid.paged.connect(self.step)
        self.grid.resized.connect(self.doer.resize)
        self.grid.made.connect(self.booker.new_at)
        self.grid.due_opened.connect(self.booker.book_due)
        self.cells.day_opened.connect(self.open_day)
        self.list.chosen.connect(lambda _key: self._chose(self.current()))
        self.list.opened.connect(lambda _key: self.edit())
        self.list.key_pressed.connect(self.press)
        self.finder.left.connect(self.focus_diary)
        self.panel.left.connect(self.focus_diary)
        self.panel.asked.connect(self.do)
        self.panel.family_asked.connect(lambda family_id: self.room.open("family", family_id))
        self.panel.person_asked.connect(lambda person_id: self.room.open("person", person_id))
        self.sheet.closed.connect(lambda: self.take_keyboard(self._here()))

    # -- reading --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what is shown again: a few days here and now, a month on a thread."""
        first, last = span_of(self.view, self.day)
        self._asked += 1
        mine, now, desk = self._asked, clock.now(), self.room.desk
        desk.read_later(read_clocks, now).then(lambda found: self._take_clocks(mine, found)).otherwise(
            self.room.trouble
        )
        if self.view in ("month", "agenda"):
            desk.read_later(read_shown, first, last, now).then(lambda shown: self._take(mine, shown, now)).otherwise(
                self.room.trouble
            )
        else:
            self._take(mine, desk.read(read_shown, first, last, now), now)

    def _take_clocks(self, asked: int, found: tuple[DueCard, ...]) -> None:
        if asked == self._asked and found != self._clocks:
            self._clocks = found
            self._take(asked, self._read, clock.now())

    def _take(self, asked: int, shown: Shown, now: datetime) -> None:
        if asked != self._asked:
            return
        self._read = shown
        self.known = shown = with_clocks(shown, self._clocks)
        if self.worker_id and all(one.worker.id != self.worker_id for one in shown.columns):
            self.worker_id = ""
        names = {one.worker.id: one.worker.name for one in shown.columns}
        initials = {one.worker.id: one.worker.initials for one in shown.columns}
        self.grid.names = self.cells.names = names
        self.cells.initials = initials
        if not shown.columns:
            self.stack.setCurrentWidget(self.empty)
        elif self.timed():
            self.grid.show_board(board_of(shown, self.view, self.day, self.worker_id), now)
            self.stack.setCurrentWidget(self.grid)
        elif self.view == "agenda":
            self._show_agenda(shown, names, initials, now)
        else:
            self.cells.show_cells(cells_of(shown, self.view, self.day, self.worker_id), now)
            self.stack.setCurrentWidget(self.cells)
        wanted, self._to_choose = self._to_choose, ("", "")
        if wanted[0]:
            self._choose(*wanted)
        self._say_header()
        self._show_chosen()

    def timed(self) -> bool:
        """Whether the view that is on has hours."""
        return self.view == "day" or (self.view in ("five", "week") and bool(self.worker_id))

    def _show_agenda(self, shown: Shown, names: dict[str, str], initials: dict[str, str], now: datetime) -> None:
        mine = [one for one in shown.occasions if not self.worker_id or self.worker_id in one.workers]
        groups = agenda.groups_of(mine, days_of(self.view, self.day), names, initials, now)
        self.list.set_groups(groups)
        self.stack.setCurrentWidget(self.list)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("family", "person", "member", "worker"):
            self.booker.read_names()
        if changed.touches(*WATCHED) and self.isVisible():
            self.refresh()

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    # -- showing --------------------------------------------------------------------------------------

    def _say_header(self) -> None:
        count = len(self.known.columns)
        who = next((one.worker.name for one in self.known.columns if one.worker.id == self.worker_id), "")
        said = NUMBERS[count] if count < len(NUMBERS) else f"{count}"
        sentence = who or f"{said} social worker{'s' if count != 1 else ''}"
        part = self.grid.room_words() if self.timed() and not who else ""
        tail = f"showing {part}" if part else "colour means statutory risk, nothing else"
        title = view_title(self.view, self.day)
        # At large text the menu stands for the title; which day it is must be said all the same.
        day = f"{day_words(self.day) if self.view == 'day' else title} · " if look().big else ""
        self.header.set_title(title, f"{day}{sentence} · {tail}")
        self.head.show_view(self.view)

    def show_view(self, view: str) -> None:
        """Another view of the same day."""
        self.view = view
        self.refresh()
        self.cells.go_to(self.day, self.worker_id)
        self.focus_diary()

    def step(self, way: int) -> None:
        """The next days, those before, or today (0)."""
        self.day = step(self.view, self.day, way) if way else clock.today()
        self.refresh()
        if not way and self.timed():
            lane = next((at for at, one in enumerate(self.grid.board.lanes) if one.day == self.day), 0)
            self.grid.go_to(lane, max(0, minute_of(clock.now(), self.day) // 30 * 30))
        elif not way:
            self.cells.go_to(self.day)

    def open_day(self, day: date) -> None:
        """A day of the month as a day."""
        self.day = day
        self.show_view("day")

    def _here(self) -> QWidget:
        shown = self.stack.currentWidget()
        return self.finder.edit if shown is None or shown is self.empty else shown

    def focus_diary(self) -> None:
        """The keyboard goes to the grid."""
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self.grid.ghost = None
        self.take_keyboard(self._here())
        self._show_chosen()

    def current(self) -> Occasion | None:
        """What is chosen in the view that is on."""
        if self.stack.currentWidget() is self.list:
            key = self.list.current_key()
            return next((one for one in self.known.occasions if agenda.key_of(one) == key), None)
        return self.grid.current() if self.timed() else self.cells.current()

    def _choose(self, entry_id: str, original: str) -> None:
        if self.timed():
            self.grid.choose(entry_id, original)
        elif self.view == "agenda":
            self.list.choose(f"{entry_id}|{original}")
        else:
            self.cells.choose(entry_id, original)

    def _chose(self, one: Occasion | None) -> None:
        if self.grid.ghost is not None and not self.finder.edit.hasFocus():
            self.grid.ghost = None
        self._show_chosen()

    def _show_chosen(self) -> None:
        """The chosen entry's facts, or the finder; nothing is swapped under somebody who types."""
        one = self.current()
        roomy = self.roomy()
        if one is not None:
            page = self.room.desk.read(entry_page, one.entry_id)
            if page is not None and not (self.panel.ask.isVisible() and self.panel.one == one):
                self.panel.show_entry(one, page, self._clash_of(one), clock.now())
        typing = self.finder.isAncestorOf(self.window().focusWidget() or self)
        on_panel = one is not None and not typing
        if roomy:
            self.sheet.release()
            for widget in (self.finder, self.panel):
                if widget.parentWidget() is not self:
                    self.row.addWidget(widget)
            leaves, comes = (self.finder, self.panel) if on_panel else (self.panel, self.finder)
            leaves.hide()  # first: with both in sight the diary would be narrow for a moment, under the mouse
            comes.show()
        elif not self.sheet.isVisible():
            self.panel.hide()
            self.finder.hide()

    def roomy(self) -> bool:
        """Whether the panel has room beside the diary."""
        return not look().big and self.width() >= ROOM_FOR_PANEL * look().scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel stands beside the diary, or is a sheet over it."""
        super().resizeEvent(event)
        self.head.fit(self.width())
        self._show_chosen()
        self._say_header()

    def restyle_page(self) -> None:
        """Another theme or text size."""
        super().restyle_page()
        if hasattr(self, "doer"):
            self.head.fit(self.width())
            self._show_chosen()

    # -- clashes and the finder -----------------------------------------------------------------------

    def _hours(self) -> dict[str, dict[int, tuple[int, int]]]:
        return {one.worker.id: one.hours for one in self.known.columns}

    def clash(self, one: Occasion | None, worker: str, starts: datetime, ends: datetime) -> str:
        """What a time would clash with, in words; the heaviest."""
        wanted = Wanted(
            (worker,), starts, ends, one.room if one else "", one.postcode if one else "", one.entry_id if one else ""
        )
        found = clashes(wanted, self.known.occasions, self._hours(), self.known.travel)
        return found[0].words if found else ""

    def _clash_of(self, one: Occasion) -> str:
        if not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime) or one.private or one.done:
            return ""
        return self.clash(one, one.workers[0], one.starts, one.ends) if one.workers else ""

    def new_here(self) -> None:
        """Ctrl+N: a new entry, where the keyboard is when that is free time."""
        self.booker.new()

    def find_slot(self) -> None:
        """F2: the line."""
        self.booker.begin()

    def follow(self, kept: object, one: Occasion) -> None:
        """One time of a series that was moved is an entry of its own now: it stays chosen."""
        if isinstance(kept, DiaryEntry) and kept.id != one.entry_id:
            self.choose_next(kept)
            self.refresh()

    def choose_next(self, kept: DiaryEntry) -> None:
        """What is chosen as soon as it is read."""
        self._to_choose = (kept.id, kept.original)

    # -- the page -------------------------------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        beside = self.panel if self.panel.isVisible() else self.finder.edit
        return [self._here(), beside] if beside.isVisible() else [self._here()]

    def here(self) -> tuple[str, str]:
        """The chosen entry, for history."""
        one = self.current()
        return ("diary_entry", one.entry_id) if one is not None else ("", "")

    def open_record(self, kind: str, record_id: str) -> None:
        """Go to an entry's day and choose it."""
        page = self.room.desk.read(entry_page, record_id)
        if page is None:
            return
        entry = page.entry
        self.day = clock.local(entry.starts_at).date() if entry.starts_at else entry.first_day or self.day
        self._to_choose = (record_id, entry.original)
        if self.worker_id and self.worker_id not in entry.workers:
            self.worker_id = ""
        self.refresh()
        self.focus_diary()

    def shown(self) -> None:
        """The person came here."""
        self.refresh()
        self.take_keyboard(self._here())

    def left(self) -> None:
        """Nothing of a drag stays."""
        self.grid.ghost = None
