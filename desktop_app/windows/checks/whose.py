"""Which family: a line to type in, the families that fit below it, and the children to tick once one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.vault.queries.families import family_rows
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.workspace import Room

SHOWN = 6


class Whose(QWidget):
    """`chosen` gives the family's id, or nothing while the line is typed in anew."""

    chosen = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.family_id = ""
        self.edit = LineEdit()
        self.field = Field("&Whose family", self.edit, "name or number, Enter takes the first")
        self.list = RowList("Families", narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.edit.textEdited.connect(lambda _typed: self._typed())
        self.edit.returnPressed.connect(self.take)
        self.edit.installEventFilter(self)
        self.list.opened.connect(lambda _key: self.take())
        self.list.clicked.connect(lambda _index: self.take())
        self.list.hide()

    def _typed(self) -> None:
        if self.family_id:
            self.family_id = ""
            self.chosen.emit("")
        typed = self.edit.text().strip()
        found = self.room.desk.read(family_rows, clock.today(), limit=SHOWN, typed=typed) if typed else []
        rows = [Row(one.id, "users", None, one.name, one.number, " ".join(one.workers)) for one in found]
        self.list.set_groups([(None, rows)])
        self.list.choose_first()
        self.list.setVisible(bool(rows))
        high = look().line("body") + look().line("small") + 14
        self.list.setFixedHeight(max(1, min(len(rows), 4)) * high + 4)
        self.field.understood("" if rows or not typed else f"No family called “{typed[:60]}”.", "soon")

    def take(self) -> None:
        """Choose the family under the keyboard."""
        key = self.list.current_key() if self.list.isVisibleTo(self) else ""
        if key:
            self.set_family(key)

    def set_family(self, family_id: str) -> None:
        """This one, by its id."""
        from desktop_app.records.families import Family

        family = self.room.desk.read(lambda reader: reader.get(Family, family_id))
        if family is None:
            return
        self.family_id = family_id
        self.edit.setText(f"{family.name}, {family.number}" if family.number else family.name)
        self.list.hide()
        self.field.clear()
        self.chosen.emit(family_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.edit and pressed == Qt.Key.Key_Down and self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
