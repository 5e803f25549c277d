"""Who is calling: one field, and below it who it may be, with the family and why. Enter picks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules.caller_rows import Known
from desktop_app.rules.phones import digits
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.workspace import Room

MOST = 6
ADD = "add"
SURE = 0.7  # under this a name only resembles what was typed: Enter must not take somebody else for the caller
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Picked:
    """Somebody the desk knows, in one of their families, and what was typed to find them."""

    known: Known
    person: str
    typed: str


class CallerField(QWidget):
    """`picked` gives who it is, `named` a name that nobody has, `add_asked` the name of a person to be added."""

    picked = Signal(object)
    named = Signal(str)
    add_asked = Signal(str)
    typed = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.edit = LineEdit()
        self.edit.setPlaceholderText("Name as heard, child, school, or the last digits of the number")
        self.field = Field("Who is calling?", self.edit, key="Alt K")
        self.list = RowList("Who it may be", narrow=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self._found: dict[str, Picked] = {}
        self._sure = False
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self.take)
        self.list.opened.connect(self._pick)
        self.list.clicked.connect(lambda _index: self._pick(self.list.current_key()))
        self._room.people.ready.connect(self._again)
        look().changed.connect(self._fit)

    def start(self, text: str = "") -> None:
        """Begin, with the keyboard in the field."""
        self.edit.setText(text)
        self._search(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def _again(self) -> None:
        if self.isVisible():
            self._search(self.edit.text())

    def _typed(self, text: str) -> None:
        self._search(text)
        self.typed.emit(text)

    def _search(self, text: str) -> None:
        self._found = {}
        rows = []
        answers = self._room.people.find(text, MOST)
        self._sure = bool(answers) and answers[0].score >= SURE
        for found in answers:
            key = f"{found.person_id}:{found.family_id}"
            known = self._known(found.person_id, found.family_id)
            if known is None:
                continue
            self._found[key] = Picked(known, found.person, text.strip())
            icon = "briefcase" if known.kind == "professional" else "user"
            family = found.family if known.family_id else ""
            rows.append(Row(key, icon, None, found.person, family, found.why))
        if text.strip() and rows:
            add = Row(ADD, "user-plus", None, "Someone else", "", f"Add “{text.strip()}” as a new person")
            rows.insert(len(rows) if self._sure else 0, add)
        self.list.set_groups([(None, rows)])
        self.list.setVisible(bool(rows))
        if rows:
            self.list.choose_first()
        self._fit()
        self._say(text.strip(), bool(rows))

    def _say(self, typed: str, found: bool) -> None:
        if not typed:
            self.field.understood("Tab goes on without a name.")
        elif found and self._sure:
            self.field.understood("Enter picks, arrows choose. Tab keeps the name as typed.")
        elif found:
            near = next(iter(self._found.values())).person
            self.field.understood(f"No one called “{typed}”. Nearest: {near}. Tab keeps the name as typed.")
        elif digits(typed):
            self.field.understood("Nobody has this number. Enter keeps it and goes on.")
        elif not self._room.people.is_ready:
            self.field.understood("Reading who is who. The name is kept as typed.")
        else:
            self.field.understood(f"No one called “{typed}”. Enter adds a new person, Tab keeps the name as typed.")

    def _known(self, person_id: str, family_id: str) -> Known | None:
        index = self._room.people.index
        rows = index.rows_of(person_id) if index is not None else ()
        return next((row for row in rows if row.family_id == family_id), None)

    def _fit(self) -> None:
        rows = self.list.model().rowCount()
        high = sum(self.list.sizeHintForRow(row) for row in range(rows))
        self.list.setFixedHeight(high + 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose in the list; Tab and Esc keep what is typed as the caller's name."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES and not event.modifiers():
                index = self.list.model().index(self.list.currentIndex().row() + _MOVES[key], 0)
                if index.isValid():
                    self.list.setCurrentIndex(index)
                return True
            if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Tab and not event.modifiers()):
                self.named.emit(self.edit.text().strip())
                return True
        return super().eventFilter(watched, event)

    def take(self) -> None:
        """Enter: whoever is chosen, else a number, else a new person."""
        key, typed = self.list.current_key(), self.edit.text().strip()
        if self._found:
            self._pick(key)
        elif not typed or digits(typed) or not self._room.people.is_ready:
            self.named.emit(typed)
        else:
            self.add_asked.emit(typed)

    def _pick(self, key: str) -> None:
        if key == ADD:
            self.add_asked.emit(self.edit.text().strip())
        elif key in self._found:
            self.picked.emit(self._found[key])
