"""The list of families: filtered while one types, of one social worker or all, open or closed, page by page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.base import read_moment
from desktop_app.rules.days import counted, near_day
from desktop_app.vault.queries.families import FamilyRow, family_count, family_rows
from desktop_app.vault.queries.status import my_workers
from desktop_app.windows.families.marks import MARKS, worst
from desktop_app.windows.families.new_family import NewFamily
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

PAGE = 60
FOUND = 60
LEAST = 0.6  # an answer as weak as this finds nobody
NEAR = 0.15  # how far from the best answer a person may lie and still find their family
WAIT_MS = 120
LIST_MOST = 1240  # px at 100 %: longer lines are harder to follow
ROOM_FOR_BOTH = 400  # px of height at 100 %
ROOM_FOR_HINT = 860  # px at 100 %: below it the hint would touch the field


def row_of(row: FamilyRow, today: date) -> Row:
    """A family as a row: name · number, who is in it, last contact, status and social workers."""
    kind = worst(row.statuses)
    parts = [counted(row.children, "child", "children")]
    adults = row.people - row.children
    if adults:
        parts.append(counted(adults, "adult"))
    if row.warnings:
        parts.append(counted(row.warnings, "warning"))
    if row.closed:
        parts.append("closed")
    day = clock.local(read_moment(row.last_contact)).date() if row.last_contact else None
    last = near_day(day, today) if day else ""
    mark = MARKS[kind] if kind else None
    second = " · ".join(parts)
    said = (
        row.name or "Family without a name", f"number {row.number}" if row.number else "", kind.words() if kind else "",
        second.replace(" · ", ", "), f"last contact {last}" if last else "no contact yet", " and ".join(row.workers),
    )  # fmt: skip
    return Row(
        row.id, "users", None, row.name or "Family without a name", row.number, second,
        due1=last[:1].upper() + last[1:], due2="last contact" if last else "", initials=" ".join(row.workers[:2]),
        badge=mark.letters if mark else "", badge_role=mark.role if mark else None,
        spoken=", ".join(part for part in said if part),
    )  # fmt: skip


class FamilyList(QWidget):
    """`opened` gives the id of a family; `told` the sentence for the header."""

    opened = Signal(str)
    told = Signal(str)
    key_pressed = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.ids: list[str] = []
        self.edit = LineEdit()
        self.edit.setAccessibleName("Filter by name, number or a child")
        self.edit.setPlaceholderText("")
        self.filter_label = Label("Filter", "small", "text", 600)
        self.filter_hint = Label("name, number or a child", "caption", "text3")
        self.filter_label.setBuddy(self.edit)
        self.who = Choice("Social worker", [("", "All my social workers")])
        self.state = Segmented([("open", "Open"), ("closed", "Closed")], "Open or closed families")
        self.list = RowList("Families")
        self.empty = EmptyState("", "", "New family", "Ctrl N")
        self.new = NewFamily(room)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.refresh)
        self._lay_out()
        self.edit.textEdited.connect(lambda _text: self._wait.start())
        self.edit.returnPressed.connect(self._enter)
        self.edit.installEventFilter(self)
        self.new.installEventFilter(self)
        self.who.chosen.connect(lambda _key: self.refresh())
        self.state.chosen.connect(lambda _key: self.refresh())
        self.list.opened.connect(self.opened)
        self.list.key_pressed.connect(self.key_pressed)
        self.empty.pressed.connect(self.ask_new)
        self.new.made.connect(self.opened)
        self.new.left.connect(self.take_keyboard)
        room.people.ready.connect(self._people_ready)
        look().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 12)
        self.head.setSpacing(12)
        self.edit.setMinimumWidth(220)
        for part in (self.filter_label, self.edit, self.filter_hint):
            self.head.addWidget(part)
        self.head.setStretch(1, 1)
        self.head.addStretch(1)
        self.head.addWidget(self.who)
        self.head.addWidget(self.state)
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(0)
        column.addWidget(self.new)
        column.addLayout(self.head)
        column.addWidget(self.card, 1)

    def _restyle(self) -> None:
        self._hint()
        self.who.setVisible(not look().big)
        self.card.setMaximumWidth(round(LIST_MOST * look().scale))

    def _hint(self) -> None:
        """What the filter takes is said where there is room; a screen reader hears it in any case."""
        self.filter_hint.setVisible(not look().big and self.width() >= ROOM_FOR_HINT * look().scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Little room leaves the words beside the filter out."""
        super().resizeEvent(event)
        self._hint()
        self._place()

    def _place(self) -> None:
        """Where there is no room for both, the form of a new family stands in place of the list."""
        asking = not self.new.isHidden()
        self.card.setVisible(not asking or self.height() >= ROOM_FOR_BOTH * look().scale)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter to the list; Esc empties the filter, then goes to the list."""
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._now()
                self.list.choose_first()
                self.list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self.edit.text():
                    self.edit.clear()
                    self.refresh()
                else:
                    self.take_keyboard()
                return True
        if watched is self.new and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return super().eventFilter(watched, event)

    def _people_ready(self) -> None:
        if self.edit.text().strip():
            self.refresh()

    def _now(self) -> None:
        """What is typed counts at once, before the pause is over."""
        if self._wait.isActive():
            self._wait.stop()
            self.refresh()

    def _enter(self) -> None:
        self._now()
        if not self.list.current_key():
            self.list.choose_first()
        if self.list.current_key():
            self.opened.emit(self.list.current_key())

    def fill_workers(self) -> None:
        """The choices of social workers."""
        workers = self.room.desk.read(my_workers)
        chosen = self.who.key()
        self.who.set_choices([("", "All my social workers"), *((one.id, one.name) for one in workers)], chosen)

    def refresh(self) -> None:
        """Read the list again; selection and scroll place stay."""
        typed = self.edit.text()
        found = self.room.people.find(typed, FOUND) if len(typed.strip()) > 1 else []
        best = max(found[0].score - NEAR, LEAST) if found else 0.0
        self.ids = list(dict.fromkeys(one.family_id for one in found if one.family_id and one.score >= best))
        self.list.set_source(self._fetch)
        if not self.list.current_key():
            self.list.choose_first()
        self._say()

    def _ask(self) -> dict[str, object]:
        return {
            "worker_id": self.who.key(), "closed": self.state.value() == "closed", "typed": self.edit.text(),
            "ids": self.ids,
        }  # fmt: skip

    def _fetch(self, after: object | None) -> Page[Row]:
        today = clock.today()
        cursor = after if isinstance(after, tuple) else None
        rows = self.room.desk.read(family_rows, today, after=cursor, limit=PAGE, **self._ask())  # type: ignore[arg-type]
        last = rows[-1] if len(rows) == PAGE else None
        return Page([row_of(row, today) for row in rows], (last.name, last.id) if last else None)

    def _say(self) -> None:
        today = clock.today()
        count = self.room.desk.read(family_count, today, **self._ask())  # type: ignore[arg-type]
        closed, typed = self.state.value() == "closed", self.edit.text().strip()
        words = counted(count, "family", "families")
        if closed:
            words = f"{counted(count, 'closed family', 'closed families')}"
        self.told.emit(f"{words} found." if typed else f"{words}.")
        self._place()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if count == 0 and typed:
            self.empty.say(
                f"No family is found by “{typed[:60]}”.", "A name, a number, or anyone in the family.", "New family"
            )
        elif count == 0 and self.who.key():
            kind = "closed" if closed else "open"
            self.empty.say(
                f"{self.who.currentText()} has no {kind} family.", "Alt W chooses another social worker.", ""
            )
        elif count == 0 and closed:
            self.empty.say("No family is closed.", "", "")
        elif count == 0:
            words = "Add one now, or bring in a list of people: Alt I, or drop the file here."
            self.empty.say("No families yet.", words, "New family")

    def ask_new(self) -> None:
        """Open the inline form, with what was typed in the filter as the name."""
        self.new.open(self.edit.text().strip() if not self.list.isVisibleTo(self) else "")

    def take_keyboard(self) -> None:
        """The list, or the button when it is empty."""
        target: QWidget = self.list if self.list.isVisibleTo(self) else self.empty.button
        target.setFocus(Qt.FocusReason.TabFocusReason)
