"""The list at the left: calls and emails by day, who is waiting, messages, calls left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.base import moment_text
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family
from desktop_app.vault.queries import contacts
from desktop_app.vault.queries.contacts import ContactRow, MessageRow, Waiting
from desktop_app.vault.reader import Reader
from desktop_app.windows.calls import rows
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.day_list import Dated, DayList
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.rows import Group, Page, Section
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

PAGE = 60
MOST_KEPT = 600  # rows read again after a change; further ones come back as the list is scrolled
FILTERS = (("all", "All", "A"), ("waiting", "Waiting", "W"), ("messages", "Messages", "M"), ("drafts", "Drafts", "D"))
_EMPTY = {
    "all": ("No calls yet.", "Press F8 when the phone rings."),
    "waiting": ("Nobody is waiting.", "Promised calls stand here until they are made."),
    "messages": ("No messages yet.", "What a social worker is to know or do is sent at the end of a call."),
    "drafts": ("No call is open.", "A call that was left is offered here again."),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading of the vault gives the list."""

    drafts: tuple[tuple[Call, str], ...]
    waiting: tuple[Waiting, ...]
    messages: tuple[MessageRow, ...]
    page: tuple[ContactRow, ...]
    counts: dict[date, tuple[int, int]]
    whole: bool


def read_list(reader: Reader, now: datetime, least: int) -> Read:
    """Everything the list shows at first: open calls, who waits, messages, and `least` calls and emails."""
    found = contacts.contact_rows(reader, limit=least)
    drafts = contacts.drafts(reader)
    names = {one.id: one.name for one in reader.among(Family, "id", sorted({call.family_id for call in drafts}))}
    return Read(
        tuple((call, names.get(call.family_id, "")) for call in drafts),
        tuple(contacts.waiting(reader, now)),
        tuple(contacts.message_rows(reader)),
        tuple(found),
        counts_of(reader, found),
        len(found) < least,
    )


def counts_of(reader: Reader, found: list[ContactRow]) -> dict[date, tuple[int, int]]:
    """How many calls and emails the days of these rows have."""
    days = {clock.local(row.at).date() for row in found}
    counts: dict[date, tuple[int, int]] = {}
    for day in days:
        counts |= contacts.counts_by_day(reader, day, day)
    return counts


def next_page(reader: Reader, after: tuple[str, str]) -> tuple[list[ContactRow], dict[date, tuple[int, int]]]:
    """One more page of calls and emails, with the counts of its days."""
    found = contacts.contact_rows(reader, before=after, limit=PAGE)
    return found, counts_of(reader, found)


class ContactList(QWidget):
    """`chosen` tells (kind, id) under the keyboard, `opened` Enter or a double click on it."""

    chosen = Signal(str, str)
    opened = Signal(str, str)
    key_pressed = Signal(str)
    asked_new = Signal()
    told_any = Signal(bool)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._read: Read | None = None
        self._open = self._wanted = ""
        self._showing = self._behind = False
        self.filter = Segmented([(key, words) for key, words, _cap in FILTERS], "Which to show")
        self.list = DayList("Calls and emails")
        self.empty = EmptyState(*_EMPTY["all"], "Log a call", "F8")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)
        self.filter.chosen.connect(lambda _key: self.show_read())
        self.empty.pressed.connect(self.asked_new)
        self.list.chosen.connect(self._moved)
        self.list.opened.connect(lambda key: self._tell(self.opened, key))
        self.list.key_pressed.connect(self._key)

    def _moved(self, key: str) -> None:
        """Only a person opens what is under the keyboard: a row that took a lost one's place is not opened."""
        if not self._showing:
            self._tell(self.chosen, key)

    def _tell(self, signal: SignalInstance, key: str) -> None:
        kind, _, record_id = key.partition(":")
        signal.emit(kind, record_id)

    def _key(self, key: str) -> None:
        found = next((name for name, _words, cap in FILTERS if cap == key), "")
        if found and self._room.settings.get("single_keys"):
            self.show_filter(found)
        else:
            self.key_pressed.emit(key)

    def show_filter(self, name: str) -> None:
        """Show another part: all, waiting, messages, drafts."""
        self.filter.set_value(name)
        self.show_read()

    def mark(self, key: str) -> None:
        """The record that is open beside the list, as "kind:id": its row is the chosen one."""
        self._open = key
        if key and not self.list.hasFocus():
            self.list.choose(key)

    def point_at(self, key: str) -> None:
        """A record was asked for from elsewhere: its row is the chosen one, once it is there."""
        self._wanted = "" if self.list.choose(key) else key

    def refresh(self) -> None:
        """Read again, once, however many changes came in this turn."""
        self._soon.start()

    def _ask(self) -> None:
        least = min(max(PAGE, self.list.shown()), MOST_KEPT)
        doing = self._room.desk.read_later(read_list, clock.now(), least)
        doing.then(self._take).otherwise(self._room.trouble)

    def _take(self, read: Read) -> None:
        self._read = read
        if self.isVisibleTo(self.window()):
            self.show_read()
        else:
            self._behind = True
            self._room.need_you("calls", self.needs())

    def showEvent(self, event: QShowEvent) -> None:
        """What was read behind another page is shown now."""
        super().showEvent(event)
        if self._behind:
            self.show_read()

    def needs(self) -> int:
        """Open calls and calls promised for a time that has passed."""
        if self._read is None:
            return 0
        now = clock.now()
        return len(self._read.drafts) + sum(one.by_when is not None and one.by_when < now for one in self._read.waiting)

    def show_read(self) -> None:
        """Show what was read last, as the filter asks."""
        if self._read is None:
            return
        self._showing, self._behind = True, False
        self._show(self._read)
        self._showing = False
        self._wanted = ""

    def _show(self, read: Read) -> None:
        now, which = clock.now(), self.filter.value()
        if which == "all":
            self._show_all(read, now)
        elif which == "waiting":
            self.list.show_groups([(None, [rows.waiting_row(one, now) for one in read.waiting])])
        elif which == "messages":
            self.list.show_groups([(None, [rows.message_row(one, now) for one in read.messages])])
        else:
            self.list.show_groups([(None, [rows.draft_row(call, family, now) for call, family in read.drafts])])
        if self._open and (not self.list.hasFocus() or self._wanted == self._open):
            self.list.choose(self._open)
        nothing = not self.list.shown()
        self.empty.say(*_EMPTY[which], "Log a call" if which == "all" else "")
        self.empty.setVisible(nothing)
        self.list.setVisible(not nothing)
        self.told_any.emit(bool(read.page or read.drafts))
        self._room.need_you("calls", self.needs())

    def _show_all(self, read: Read, now: datetime) -> None:
        today = clock.local(now).date()
        top: list[Group] = []
        left = [(call, family) for call, family in read.drafts if not call.started_at or self._left(call, now)]
        if left:
            section = Section("drafts", "", "soon", "Not ended", f"{len(left)} left open")
            top.append((section, [rows.draft_row(call, family, now) for call, family in left]))
        skip = {call.id for call, _family in left}
        kept = [row for row in read.page if row.id not in skip]
        after = None if read.whole or not read.page else _cursor(read.page[-1])
        page = Page(self._dated(kept, read.counts, today, now), after)
        self.list.show_days(top, page, self._next)

    def _left(self, call: Call, now: datetime) -> bool:
        """Whether a call lies open from another day or for more than an hour."""
        started = call.started_at or now
        return (now - started).total_seconds() > 3600 or clock.local(started).date() != clock.local(now).date()

    def _dated(
        self, found: list[ContactRow], counts: dict[date, tuple[int, int]], today: date, now: datetime
    ) -> list[Dated]:
        made = []
        for row in found:
            day = clock.local(row.at).date()
            made.append((rows.day_section(day, today, counts.get(day, (0, 0))), rows.contact_row(row, now)))
        return made

    def _next(self, after: object) -> Page[Dated]:
        now = clock.now()
        found, counts = self._room.desk.read(next_page, cast(tuple[str, str], after))
        cursor = _cursor(found[-1]) if len(found) == PAGE else None
        return Page(self._dated(found, counts, clock.local(now).date(), now), cursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface and a hairline at the right."""
        painter, current = QPainter(self), look()
        painter.fillRect(self.rect(), current.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), current.colour("line"))


def _cursor(row: ContactRow) -> tuple[str, str]:
    return moment_text(row.at), row.id
