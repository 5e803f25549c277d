"""A caller nobody knows becomes a person of a family, on one line: which family, and what they are to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.people import add_person
from desktop_app.records.people import Person
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room


class NewPerson(QWidget):
    """`added` gives (person id, family id, name, relation); `left` that it was left without adding."""

    added = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.title = Label("", "body", "text", 600, wrap=True)
        self.family = LineEdit()
        self.family_field = Field("Whose family?", self.family, hint="child, parent, school or family name")
        self.role = LineEdit()
        self.role_field = Field("Who are they?", self.role, hint="“aunt”, “neighbour”")
        self.add = Button("Add and go on", "normal", "Enter", "user-plus")
        self.keep = Button("Only keep the name", "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(self.family_field, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.role_field, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(pair)
        column.addLayout(buttons)
        self._name, self._number = "", ""
        self._family_id = self._family_name = ""
        self.family.textEdited.connect(self._look)
        self.family.returnPressed.connect(self.role.setFocus)
        self.role.returnPressed.connect(self.take)
        self.add.clicked.connect(self.take)
        self.keep.clicked.connect(self.left)
        self.hide()

    def open(self, name: str, number: str, family: tuple[str, str]) -> None:
        """Ask about `name`; `family` is (id, name) where the call already has one."""
        self._name, self._number = name, number
        self._family_id, self._family_name = family
        self.title.setText(f"Add {name} as a new person")
        self.family.setText(self._family_name)
        self.role.clear()
        self.role_field.clear()
        self.show()
        self._look(self._family_name)
        (self.role if self._family_id else self.family).setFocus()

    def _look(self, typed: str) -> None:
        found = self._room.people.find(typed, 1) if typed != self._family_name else []
        if found and found[0].family_id:
            self._family_id, self._family_name = found[0].family_id, found[0].family
        elif typed != self._family_name:
            self._family_id = self._family_name = ""
        if self._family_id:
            self.family_field.understood(f"{self._family_name} family", "done")
        else:
            self.family_field.understood("No family yet." if typed else "")

    def take(self) -> None:
        """Add them, unless no family was found."""
        if not self._family_id:
            self.family_field.refuse("No family is named yet.", "Type a child or family name.")
            self.family.setFocus()
            return
        given, _, surname = self._name.rpartition(" ")
        person = Person(given=given, surname=surname) if given else Person(given=surname)
        role, family_id, name = self.role.text().strip(), self._family_id, self._name
        doing = self._room.desk.do(
            add_person, person, family_id=family_id, role=role, phones=[self._number] if self._number else []
        )
        doing.then(self._done(family_id, name, role)).otherwise(self._room.trouble)
        self.hide()

    def _done(self, family_id: str, name: str, role: str) -> Callable[[Person], None]:
        return lambda person: self.added.emit(person.id, family_id, name, role)
