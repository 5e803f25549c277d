"""A new family on one line above the list: name, number, social worker; Enter keeps it and opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.commands.people import add_family
from desktop_app.errors import UserError
from desktop_app.records.families import Family
from desktop_app.vault.queries.status import my_workers
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.workspace import Room

ROOM_FOR_FOUR, ROOM_FOR_HINTS = 860, 440  # px at 100 %


class NewFamily(QWidget):
    """Hidden until `open`. `made` gives the new family's id, `left` that the person changed their mind."""

    made = Signal(str)
    left = Signal()

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.card = Card(16)
        self.name = LineEdit()
        self.number = LineEdit()
        self.who = Choice("Social worker", [])
        self.second = Choice("Second social worker", [])
        self.name_field = Field("Family", self.name, hint="the children’s family name")
        self.fields = [
            self.name_field,
            Field("Family number", self.number, hint="if it has one"),
            Field("Social worker", self.who),
            Field("Second social worker", self.second, hint="two are possible"),
        ]
        self.grid = QGridLayout()
        self.grid.setSpacing(12)
        self._columns = 0
        self.keep = Button("Add family", "primary", "Enter")
        self.cancel = Button("Leave it", "quiet", "Esc")
        buttons = QWidget()
        flow = Flow(buttons, 12)
        flow.addWidget(self.keep)
        flow.addWidget(self.cancel)
        self.card.column.addLayout(self.grid)
        self.card.column.addSpacing(12)
        self.card.column.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.card)
        for edit in (self.name, self.number):
            edit.returnPressed.connect(self.take)
        self.name.textEdited.connect(lambda _text: self.name_field.clear())
        self.keep.clicked.connect(self.take)
        self.cancel.clicked.connect(self.leave)
        self.hide()
        look().changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """Four fields beside each other, or two and two where their words would be cut; hints need room too."""
        room = self.width() / look().scale
        columns = 4 if room >= ROOM_FOR_FOUR else 2
        for field in self.fields:
            field.hint.setVisible(bool(field.hint.text()) and room >= ROOM_FOR_HINTS)
        if columns == self._columns:
            return
        self._columns = columns
        for place, field in enumerate(self.fields):
            self.grid.addWidget(field, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            self.grid.setColumnStretch(column, (2 if column == 0 else 1) if columns == 4 else column < 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room decides how many stand in a line."""
        super().resizeEvent(event)
        self._arrange()

    def open(self, name: str = "") -> None:
        """Ask; what was typed before and not kept is still there."""
        workers = [(one.id, one.name) for one in self.room.desk.read(my_workers)]
        mine = self.who.key() or (workers[0][0] if len(workers) == 1 else "")
        self.who.set_choices([("", "Nobody yet"), *workers], mine)
        self.second.set_choices([("", "None"), *workers], self.second.key())
        if name:
            self.name.setText(name)
        self.show()
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Keep it; a name is asked for when there is none."""
        workers = [one for one in dict.fromkeys((self.who.key(), self.second.key())) if one]
        family = Family(name=self.name.text().strip(), number=self.number.text().strip())
        self.room.desk.do(add_family, family, worker_ids=workers).then(self._made).otherwise(self._refused)

    def _refused(self, problem: BaseException) -> None:
        if isinstance(problem, UserError) and problem.field == "name":
            self.name_field.refuse(problem.message, problem.hint)
            self.name.setFocus()
        else:
            self.room.trouble(problem)

    def _made(self, family: Family) -> None:
        self.name.clear()
        self.number.clear()
        self.hide()
        self.room.toast(f"{family.name[:60]} added.", undo=True)
        self.made.emit(family.id)

    def leave(self) -> None:
        """Close; what was typed stays for the next time."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter keeps."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)
