"""The page of Deadlines: the list in groups, the chosen one at the right, and what its keys do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.rules.timescales.clocks import State
from desktop_app.vault.queries.compliance import Standing, families_of, standings
from desktop_app.windows.compliance.doing import Doer
from desktop_app.windows.compliance.rows import AT_ONCE, GROUPINGS, WHICH, Narrowed, grouped, sentence
from desktop_app.windows.compliance.shown import shown
from desktop_app.windows.look.theme import look
from desktop_app.windows.panel_page import PanelPage
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.line_panel import LinePanel
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room

EVERY_MS = 10 * 60_000
"""The day may turn while the window stays open."""
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
WATCHED = (
    "step", "placement", "agreed_time", "chase", "late_reason", "legal_status", "diary_entry", "task", "member",
    "allocation", "family", "person", "worker", "team",
)  # fmt: skip


class CompliancePage(PanelPage):
    """`found` are all standings; what is shown is narrowed from them without reading again."""

    panel: LinePanel

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Deadlines")
        self.found: dict[str, Standing] = {}
        self.known = False
        self._limit = AT_ONCE
        self._stale: set[str] | None = set()
        self._reading = False
        self._to_choose = self._shown_key = ""
        self.by = Segmented(GROUPINGS, "In groups")
        self.which = Choice("Which", list(WHICH))
        self.who = Choice("Whose", [("", "All social workers")])
        for choice in (self.which, self.who):
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            choice.chosen.connect(lambda _key: self.show_list())
        self.narrow = LineEdit()
        self.narrow.setPlaceholderText("Find")
        self.narrow.setAccessibleName("Find in this list")
        self.narrow.setMinimumWidth(160)
        self.narrow.installEventFilter(self)
        self.narrow.textEdited.connect(lambda _typed: self.show_list())
        self.by.chosen.connect(lambda _key: self.show_list())
        self.list = RowList("Deadlines")
        self.empty = EmptyState("", "")
        self.panel = LinePanel()
        self.sheet = Sheet(self)
        self.doer = Doer(self)
        self._lay_out()
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._open)
        self.list.key_pressed.connect(self._letter)
        self.list.more_asked.connect(self._more)
        self.panel.left.connect(self.leave_panel)
        self.panel.asked.connect(lambda run: getattr(self, run)())
        self.panel.family_asked.connect(lambda family_id: self.room.open("family", family_id))
        self._stop = room.desk.listen(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()
        self.restyle_page()

    def _lay_out(self) -> None:
        groups, tools = QHBoxLayout(), QHBoxLayout()
        groups.addWidget(self.by)
        groups.addStretch(1)
        tools.setSpacing(12)
        for widget in (self.narrow, self.who, self.which):
            tools.addWidget(widget, 1 if widget is self.narrow else 0)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(24, 4, 24, 12)
        self.bar.setSpacing(8)
        self.bar.addLayout(groups, 1)
        self.bar.addLayout(tools)
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        left = QVBoxLayout()
        left.setContentsMargins(24, 0, 20, 16)
        left.addWidget(self.card)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addLayout(left, 1)
        self.row.addWidget(self.panel)
        self.column.addLayout(self.bar)
        self.column.addLayout(self.row, 1)

    # -- reading --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything again, on a thread."""
        self._stale = None
        self._read()

    def _changed(self, changed: Changed) -> None:
        """Only the families a command touched are counted again."""
        if not changed.touches(*WATCHED) and changed.changes:
            return
        touched = self.room.desk.read(families_of, changed.changes) if changed.changes else None
        self._stale = None if touched is None or self._stale is None else self._stale | touched
        self._read()

    def _read(self) -> None:
        if self._reading:
            return
        self._reading, stale, self._stale = True, self._stale, set()
        doing = self.room.desk.read_later(standings, clock.now(), stale)
        doing.then(lambda found: self._take(found, stale)).otherwise(self._failed)

    def _take(self, found: Sequence[Standing], families: set[str] | None) -> None:
        self._reading, self.known = False, True
        kept = [] if families is None else [
            one for one in self.found.values() if one.deadline.clock.family_id not in families
        ]  # fmt: skip
        both = sorted(
            (*kept, *found),
            key=lambda one: (one.deadline.clock.due.day, one.deadline.family, one.deadline.child, one.id),
        )
        self.found = {one.id: one for one in both}
        self._fill_workers()
        self.show_list()
        self._choose_asked()
        if self._stale is None or self._stale:
            self._read()

    def _failed(self, trouble: BaseException) -> None:
        self._reading = False
        self.room.trouble(trouble)

    def _fill_workers(self) -> None:
        names = {one.deadline.worker_id: one.deadline.worker for one in self.found.values() if one.deadline.worker_id}
        ordered = sorted(names.items(), key=lambda pair: pair[1])
        choices = [("", "All social workers"), *ordered]
        if choices != [(str(self.who.itemData(n)), self.who.itemText(n)) for n in range(self.who.count())]:
            self.who.set_choices(choices, self.who.key())

    # -- showing --------------------------------------------------------------------------------------

    def wanted(self) -> list[Standing]:
        """What is shown now, the soonest first."""
        narrowed = Narrowed(self.which.key(), self.who.key(), self.narrow.text().strip())
        return [one for one in self.found.values() if narrowed.keeps(one)]

    def show_list(self) -> None:
        """The rows of what is wanted; the chosen one stays chosen."""
        wanted = self.wanted()
        groups, left = grouped(wanted, self.by.value(), clock.today(), self._limit)
        self.list.set_groups(groups, f"{left:,} more" if left else "", "M" if left else "")
        if wanted and self.list.current_key() not in self.found:
            self.list.choose_first()
        self.list.setVisible(bool(wanted))
        self.empty.setVisible(not wanted)
        if self.narrow.text().strip() or self.who.key() or self.which.key():
            self.empty.say("Nothing here fits that.", "Clear what is typed, or choose another part of the list.")
        elif self.known and not self.found:
            self.empty.say("No clock runs yet.", "They begin with a referral, a plan or a placement in a family.")
        else:
            self.empty.say("Nothing is late.", "And nothing is due within ten working days.")
        self.header.set_title("Deadlines", sentence(list(self.found.values())) if self.known else "Counting …")
        late = sum(one.deadline.clock.state is State.LATE and not one.deadline.booked_at for one in self.found.values())
        self.room.need_you("compliance", late)
        self._chosen(self.list.current_key() if wanted else "")

    def current(self) -> Standing | None:
        """The chosen deadline."""
        return self.found.get(self.list.current_key()) if self.list.isVisibleTo(self) else None

    def _chosen(self, key: str) -> None:
        one = self.found.get(key)
        self.panel.setVisible(one is not None and self.panel_shows())
        if one is not None and (key != self._shown_key or not self.panel.ask.isVisible()):
            self._shown_key = key  # a question that is open stays while its own line is only read again
            child = one.deadline.clock.child_id
            others = [other for other in self.found.values() if other.deadline.clock.child_id == child and other != one]
            self.panel.show_it(shown(one, others, clock.today()))

    def _more(self) -> None:
        self._limit += AT_ONCE
        self.show_list()

    def restyle_page(self) -> None:
        """Text size changes what has room."""
        super().restyle_page()
        if hasattr(self, "row"):
            across = QBoxLayout.Direction.TopToBottom if look().scale > 1.2 else QBoxLayout.Direction.LeftToRight
            self.bar.setDirection(across)
            self.place_panel()

    # -- the page -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the list."""
        self.take_keyboard(self.list if self.list.isVisibleTo(self) else self.narrow)

    def stop(self) -> None:
        """The vault closes."""
        self._stop()
        self._timer.stop()

    def open_record(self, _kind: str, record_id: str) -> None:
        """A clock by its name, from Today; where they are still being counted, as soon as they are."""
        self._to_choose = record_id
        self._choose_asked()
        self.take_keyboard(self.list)

    def _choose_asked(self) -> None:
        if self._to_choose in self.found:
            self.which.choose("all")
            self.who.choose("")
            self.narrow.setText(self.found[self._to_choose].deadline.family)
            asked, self._to_choose = self._to_choose, ""
            self.show_list()
            self.list.choose(asked)

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        listed = [self.list] if self.list.isVisibleTo(self) else []
        return [*listed, *([self.panel] if self.panel.isVisible() else []), self.narrow]

    def here(self) -> tuple[str, str]:
        """The family of the chosen deadline has the history."""
        one = self.current()
        return ("family", one.deadline.clock.family_id) if one is not None else ("", "")

    def print_here(self) -> None:
        """Ctrl+P: what is shown, by social worker."""
        self.doer.print_list(self.wanted(), self.who.key())

    def next_grouping(self) -> None:
        """Alt+G."""
        keys = [key for key, _words in GROUPINGS]
        self.by.set_value(keys[(keys.index(self.by.value()) + 1) % len(keys)])
        self.show_list()

    def only(self) -> None:
        """Alt+W: the chosen row's social worker alone, or everyone."""
        one = self.current()
        self.who.choose("" if self.who.key() or one is None else one.deadline.worker_id)
        self.show_list()

    def go_find(self) -> None:
        """Alt+F: narrow the list."""
        self.take_keyboard(self.narrow)
        self.narrow.selectAll()

    def book(self) -> None:
        """B: to the diary, with the line filled in and the day it must be before."""
        self._with(self.doer.book)

    def done(self) -> None:
        """D: it was done, and when."""
        self._with(self.doer.done)

    def chase(self) -> None:
        """C: the next question of the ladder as an unsent email."""
        self._with(self.doer.chase)

    def answer(self) -> None:
        """N: what they answered."""
        self._with(self.doer.answer)

    def reason(self) -> None:
        """R: why it is late."""
        self._with(self.doer.reason)

    def agree(self) -> None:
        """A: the plan says another time."""
        self._with(self.doer.agree)

    def digest(self) -> None:
        """Alt+D: one letter with everything of a social worker."""
        one = self.current()
        worker = self.who.key() or (one.deadline.worker_id if one is not None else "")
        if worker:
            self.doer.digest(worker)

    def open_family(self) -> None:
        """G."""
        self._with(lambda one: self.room.open("family", one.deadline.clock.family_id))

    def _with(self, do: object) -> None:
        one = self.current()
        if one is not None and callable(do):
            do(one)

    # -- the keyboard ---------------------------------------------------------------------------------

    def _open(self, _key: str) -> None:
        if self.panel_shows():
            one = self.current()
            first = shown(one, (), clock.today()).first if one is not None else None
            if first is not None:
                getattr(self, first.run)()
        else:
            self.open_panel()

    def _letter(self, letter: str) -> None:
        runs = {"B": self.book, "D": self.done, "C": self.chase, "N": self.answer, "R": self.reason, "A": self.agree,
                "G": self.open_family, "M": self._more}  # fmt: skip
        if letter in runs and self.room.settings.get("single_keys"):
            runs[letter]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line that narrows: Down and Enter go to the list, Esc clears it first."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.narrow
        if not pressed or not isinstance(event, QKeyEvent) or event.key() not in _TO_LIST:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.narrow.clear()
            self.show_list()
        self.shown()
        return True


def _soonest(one: Standing) -> tuple[date, str, str, str]:
    return one.deadline.clock.due.day, one.deadline.family, one.deadline.child, one.id
