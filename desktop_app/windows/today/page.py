"""Today's page: the ranked list, the panel beside it, and everything that can be done with a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.rules.days import day_words, long_day
from desktop_app.rules.today import Item, Part, part_of
from desktop_app.vault.queries import today
from desktop_app.vault.queries.status import my_workers
from desktop_app.vault.reader import Reader
from desktop_app.windows.look.theme import look
from desktop_app.windows.panel_page import WIDE, PanelPage
from desktop_app.windows.today.doing import OPENED, Doer
from desktop_app.windows.today.new_task import NewTask
from desktop_app.windows.today.panel import TodayPanel
from desktop_app.windows.today.rows import Groups, groups_of, sentence
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room

EVERY_MS = 30_000
KEYS = {
    "R": "ring", "D": "done", "A": "acknowledge", "T": "tried", "C": "chase", "M": "move",
    "G": "go_family", "P": "rank",
}  # fmt: skip
LIST_MOST = 1100


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows: the weighed items, their rows by part, how many lie further ahead, how many need the
    person first, and the sentence under the date."""

    items: list[Item]
    groups: Groups
    hidden: int
    first: int
    words: str


def read_today(reader: Reader, now: datetime, worker_id: str, later: bool) -> Read:
    """Read and lay out the list, all of it away from the windows' thread: there may be a thousand items."""
    items = today.items(reader, now, worker_id=worker_id)
    groups, hidden = groups_of(items, now, later=later)
    first = sum(part_of(item, now) is Part.NOW for item in items)
    return Read(items, groups, hidden, first, sentence(*today.counts(reader), first))


class TodayPage(PanelPage):
    """One list across all my social workers; what is chosen is explained at the right."""

    panel: TodayPanel
    panel_width = 324

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Today")
        self.items: dict[str, Item] = {}
        self.later = False
        self.worker_id = ""
        self.who = Choice("Social worker", [("", "All my social workers")])
        self.who.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.who.chosen.connect(self._only)
        self.header.add_button(self.who)
        self.add_call_button()
        self.list = RowList("What needs you")
        self.empty = EmptyState("Nothing needs you now.", "", "New follow-up", "Ctrl T")
        self.empty.pressed.connect(self.new_task)
        self.panel = TodayPanel()
        self.sheet = Sheet(self)
        self.doer = Doer(self)
        self._lay_out()
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self.open_it())
        self.list.key_pressed.connect(self._key)
        self.list.more_asked.connect(self.show_later)
        self.panel.left.connect(self.leave_panel)
        self.panel.asked.connect(self._run)
        self.panel.family_asked.connect(lambda family_id: self.room.open("family", family_id))
        self.panel.person_asked.connect(lambda person_id: self.room.open("person", person_id))
        self._stop = room.desk.listen(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self._fill_workers()
        self.refresh()

    def _lay_out(self) -> None:
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        left = QVBoxLayout()
        left.setContentsMargins(24, 0, 20, 0)
        left.addWidget(self.card)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addLayout(left, 1)
        self.row.addWidget(self.panel)
        self.column.addLayout(self.row, 1)

    # -- showing --------------------------------------------------------------------------------------

    def _fill_workers(self) -> None:
        workers = self.room.desk.read(my_workers)
        choices = [("", "All my social workers"), *((one.id, one.name) for one in workers)]
        self.who.set_choices(choices, self.worker_id)

    def refresh(self) -> None:
        """Read the list again on a thread; selection and scroll place stay."""
        now = clock.now()
        doing = self.room.desk.read_later(read_today, now, self.worker_id, self.later)
        doing.then(lambda read: self.show_read(read, now)).otherwise(self.room.trouble)

    def show_read(self, read: Read, now: datetime) -> None:
        """The ranked list; behind another page only how much of it needs the person."""
        self.items = {item.id: item for item in read.items}
        if not self.worker_id:
            self.room.need_you("today", read.first)
        if self.isVisibleTo(self.window()):
            self._show_list(read.groups, read.hidden, read.words, now)

    def _show_list(self, groups: Groups, hidden: int, words: str, now: datetime) -> None:
        foot = f"{hidden} more later" if hidden else ""
        self.list.set_groups(groups, foot, "Page Down" if hidden else "")
        shown = bool(groups) or bool(hidden)
        self.list.setVisible(shown)
        self.empty.setVisible(not shown)
        if not self.list.current_key():
            self.list.choose_first()
        here = clock.local(now)
        day = day_words(here.date()) if look().big else long_day(here.date())
        self.header.set_title(f"{day}, {here:%H:%M}", f"{day}, {here:%H:%M}" if look().big else words)
        self._chosen(self.list.current_key())

    def _chosen(self, key: str) -> None:
        item = self.items.get(key)
        self.panel.setVisible(item is not None and self.panel_shows())
        if item is not None and not self.panel.ask.isVisible():
            about = self.room.desk.read(today.about, item)
            self.panel.show_item(item, about, clock.now())

    def place_panel(self) -> None:
        """A long line is hard to read: the list is never wider than its words want."""
        self.card.setMaximumWidth(round(LIST_MOST * look().scale) if self.width() > WIDE else 16_000)
        super().place_panel()

    def restyle_page(self) -> None:
        """Text size changes what has room."""
        super().restyle_page()
        if hasattr(self, "row"):
            self.who.setVisible(not look().big)
            self.place_panel()
            self.refresh()

    def show_later(self) -> None:
        """Page Down on the foot: what lies further ahead too."""
        self.later = True
        self.refresh()

    def _changed(self, _changed: Changed) -> None:
        self.refresh()

    # -- the page -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the list."""
        self.refresh()
        self._fill_workers()
        self.take_keyboard(self.list if self.list.isVisibleTo(self) else self.empty.button)

    def open_record(self, _kind: str, record_id: str) -> None:
        """Choose an item."""
        self.list.choose(record_id)
        self.list.setFocus()

    def panes(self) -> list[QWidget]:
        """List and panel."""
        return [self.list, self.panel]

    def here(self) -> tuple[str, str]:
        """The record behind the chosen item."""
        item = self.current()
        if item is None:
            return "", ""
        if item.kind == "deadline":  # worked out from the record of the family
            return "family", item.family_id
        kind = item.kind if item.kind in ("message", "call_back", *OPENED) else "task"
        return kind, item.id

    def current(self) -> Item | None:
        """The chosen item."""
        return self.items.get(self.list.current_key())

    def new_here(self) -> None:
        """Ctrl+N here is a follow-up."""
        self.new_task()

    def new_task(self) -> None:
        """One line: what, for whom, by when."""
        NewTask(self.window(), self.room, self.worker_id).open()

    def choose_worker(self) -> None:
        """Open the choice of social workers."""
        self.who.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.who.showPopup()

    def _only(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self.refresh()
        self.list.setFocus()

    # -- doing ----------------------------------------------------------------------------------------

    def _key(self, key: str) -> None:
        if key in KEYS and self.room.settings.get("single_keys"):
            self._run(KEYS[key])

    def _run(self, run: str) -> None:
        if run == "open_it":
            self.open_it()
        elif run == "go_family":
            self.go_family()
        else:
            item = self.current()
            if item is not None:
                if not self.beside():
                    self.open_panel()
                self.doer.do(run, item)

    def open_it(self) -> None:
        """Enter: the record itself; on a small screen the panel first."""
        item = self.current()
        if item is None:
            return
        if not self.panel_shows():
            self.open_panel()
        elif item.kind in ("message", *OPENED) and item.kind != "call":
            self.room.open(item.kind, item.id)
        elif item.call_id:
            self.room.open("call", item.call_id)
        elif item.family_id:
            self.room.open("family", item.family_id)

    def go_family(self) -> None:
        """To the family of the chosen item."""
        item = self.current()
        if item is not None and item.family_id:
            self.room.open("family", item.family_id)
