"""Words in everything that is kept: found while they are typed, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.desk import Desk
from desktop_app.rules.days import counted
from desktop_app.vault.queries.finding import Match, matches
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from desktop_app.windows.shell import Shell

MOST = 60
HOW = "Every word must stand in it; the last may be the beginning of one."


class SearchSheet(Overlay):
    """One field, one list; Enter opens what is chosen."""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        super().__init__(
            shell, "Search", "Every word must stand in it; the last may be the beginning of one.", 780, 600
        )
        self._shell = shell
        self._desk = desk
        self._found: dict[str, Match] = {}
        self.field = LineEdit()
        self.field.setAccessibleName("Words to find")
        self.list = RowList("Found")
        self.empty = EmptyState("Type a word, a name or a number.")
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty, 1)
        self.list.hide()
        self.field.textChanged.connect(self.refresh)
        self.field.installEventFilter(self)
        self.list.opened.connect(self.go)

    def first_focus(self) -> QWidget | None:
        """The keyboard is in the field."""
        return self.field

    def refresh(self, typed: str) -> None:
        """Find on every key."""
        found = self._desk.read(matches, typed, limit=MOST) if typed.strip() else []
        self._found = {one.record_id: one for one in found}
        rows = [
            Row(one.record_id, one.icon, None, one.headline, one.family, one.second, due2=one.when) for one in found
        ]
        self.list.set_groups([(None, rows)])
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self.empty.say(f"Nothing has “{typed}” in it." if typed.strip() else "Type a word, a name or a number.")
        words = f"{counted(len(found), 'record')}{' or more' if len(found) == MOST else ''}, newest first"
        self.sentence.setText(words if rows else HOW)
        self.list.choose_first()

    def go(self, key: str) -> None:
        """Open what is chosen."""
        one = self._found.get(key)
        if one is not None:
            self.dismiss()
            self._shell.open(one.opens_kind, one.opens_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list; Enter opens."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(self.list.current_key())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
