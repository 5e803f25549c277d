"""Which family's genogram: my open families by name, narrowed while one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.rules.days import counted
from desktop_app.vault.queries.families import FamilyRow, family_rows
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page
from desktop_app.windows.workspace import Room

PAGE = 60


class Chooser(QWidget):
    """`opened` gives the id of a family."""

    opened = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.edit = LineEdit()
        self.list = RowList("Families")
        self.empty = EmptyState("", "", "Go to Families")
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(10)
        self.field = Field("Whose genogram", self.edit, "name or number")
        column.addWidget(self.field)
        column.addWidget(self.card, 1)
        self.edit.textEdited.connect(lambda _text: self.refresh())
        self.edit.returnPressed.connect(self._enter)
        self.edit.installEventFilter(self)
        self.list.opened.connect(self.opened)
        self.empty.pressed.connect(lambda: room.go("families"))

    def refresh(self) -> int:
        """Read again; gives how many rows there are at least."""
        typed = self.edit.text().strip()
        today = clock.today()

        def fetch(after: object | None) -> Page[Row]:
            last = after if isinstance(after, tuple) else None
            rows = self.room.desk.read(family_rows, today, after=last, limit=PAGE, typed=typed)
            more = (rows[-1].name, rows[-1].id) if len(rows) == PAGE else None
            return Page([_row(one) for one in rows], more)

        count = len(fetch(None).items)
        self.list.set_source(fetch)
        self.list.setVisible(bool(count))
        self.empty.setVisible(not count)
        if typed:
            self.empty.say(f"No family called “{typed[:60]}”.", "Another spelling, or the family number.")
        else:
            self.empty.say(
                "No families yet.",
                "A genogram is drawn from a family’s record. Add the family first.",
                "Go to Families",
            )
        if count and not self.list.current_key():
            self.list.choose_first()
        return count

    def take_keyboard(self) -> None:
        """Where typing narrows the list."""
        (self.list if self.list.isVisibleTo(self) else self.empty.button).setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        if self.list.current_key():
            self.opened.emit(self.list.current_key())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.edit and pressed == Qt.Key.Key_Down and self.list.isVisible():
            self.list.choose_first()
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)


def _row(row: FamilyRow) -> Row:
    adults = row.people - row.children
    parts = [counted(row.children, "child", "children"), counted(adults, "adult") if adults else ""]
    name, second = row.name or "Family without a name", " · ".join(part for part in parts if part)
    return Row(
        row.id, "workflow", None, name, row.number, second, initials=" ".join(row.workers[:2]),
        spoken=", ".join(part for part in (name, f"number {row.number}" if row.number else "", second) if part),
    )  # fmt: skip
