"""Minutes begin: which family, what kind of meeting. Two fields, Enter starts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.meetings import start_meeting
from desktop_app.records.meetings import Meeting
from desktop_app.rules.minutes.templates import templates
from desktop_app.vault.queries.families import family_rows
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.workspace import Room

SHOWN = 8


class StartSheet(Overlay):
    """`started` is given the meeting that was begun."""

    def __init__(self, over: QWidget, room: Room, started: Callable[[Meeting], object]) -> None:
        super().__init__(over, "Start minutes", "Everyone around the family is asked; tick who is here.", 560, 520)
        self.room, self._started = room, started
        self.edit = LineEdit()
        self.field = Field("Whose meeting", self.edit, "family name or number")
        self.families = RowList("Families")
        self.kind = Choice("Kind of meeting", [(one.id, one.title) for one in templates().values()], "core_group")
        self.start = Button("Start", "primary", "Enter")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.start)
        self.column.addWidget(Field("&Kind of meeting", self.kind))
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
        doing = self.room.desk.do(start_meeting, family_id, self.kind.key() or "other")
        doing.then(self._begun).otherwise(self.room.trouble)

    def _begun(self, meeting: Meeting) -> None:
        self.dismiss()
        self._started(meeting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.edit and pressed == Qt.Key.Key_Down:
            self.families.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
