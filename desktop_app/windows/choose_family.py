"""Something begins for a family: of what kind, for whom. Two fields, Enter begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.vault.queries.families import family_rows
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.workspace import Room

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Beginning:
    """What begins: title and sentence of the sheet, label and (key, words) of its kinds, if any; the button's word."""

    title: str
    sentence: str
    label: str
    kinds: Sequence[tuple[str, str]]
    first: str
    button: str


class ChooseFamily(Overlay):
    """`chosen` is given the family's id and the kind."""

    def __init__(self, over: QWidget, room: Room, what: Beginning, chosen: Callable[[str, str], object]) -> None:
        super().__init__(over, what.title, what.sentence, 560, 520)
        self.room, self._chosen = room, chosen
        self.edit = LineEdit()
        self.field = Field("Whose", self.edit, "family name or number")
        self.families = RowList("Families")
        self.kind = Choice(what.label.replace("&", ""), list(what.kinds), what.first) if what.kinds else None
        self.start = Button(what.button, "primary", "Enter")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.start)
        if self.kind is not None:
            self.column.addWidget(Field(what.label, self.kind))
            self.column.addSpacing(8)
        self.column.addWidget(self.field)
        self.column.addWidget(self.families, 1)
        self.column.addLayout(row)
        self.edit.textEdited.connect(lambda _typed: self.refresh())
        self.edit.returnPressed.connect(self.take)
        self.edit.installEventFilter(self)
        self.families.opened.connect(lambda _key: self.take())
        self.start.clicked.connect(self.take)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """Type the name at once."""
        return self.edit

    def refresh(self) -> None:
        """The families that fit what is typed."""
        typed = self.edit.text().strip()
        found = self.room.desk.read(family_rows, clock.today(), limit=SHOWN, typed=typed)
        rows = [Row(one.id, "users", None, one.name, one.number, " ".join(one.workers)) for one in found]
        self.families.set_groups([(None, rows)])
        self.families.choose_first()
        self.field.understood("" if rows else f"No family called “{typed[:60]}”.", "soon")

    def take(self) -> None:
        """Begin with the chosen family."""
        family_id = self.families.current_key()
        if not family_id:
            self.field.refuse("Choose a family first.")
            return
        self._chosen(family_id, self.kind.key() if self.kind is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.edit and pressed == Qt.Key.Key_Down:
            self.families.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
