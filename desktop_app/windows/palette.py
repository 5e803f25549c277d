"""Ctrl+K: people, families, commands and Today by name, in one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop_app.rules.names import fold
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay, keeps_key
from desktop_app.windows.widgets.row_list import Row, RowList, Section

MOST_ROWS = 8
WIDTH = 640
TOP = 96


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: its group, words, kind and key, and what it does."""

    group: str
    icon: str
    name: str
    kind: str
    key: str
    run: Callable[[], object]


Finder = Callable[[str], Sequence[Entry]]


def matches(typed: str, name: str) -> bool:
    """Every typed word begins a word of the name, in any order."""
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())


def put_away(window: QWidget) -> None:
    """Close every card over a window: the person goes elsewhere."""
    for card in window.findChildren(Overlay):
        card.dismiss()
    for palette in window.findChildren(Palette):
        palette.dismiss()


class Palette(QFrame):
    """Lies over the window; Esc or a press elsewhere closes it and gives the keyboard back."""

    closed = Signal()

    def __init__(self, parent: QWidget, find: Finder) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("palette")
        self.setAccessibleName("Find a person or a command")
        self._find = find
        self._entries: dict[str, Entry] = {}
        self._before: QWidget | None = None
        self.field = QLineEdit()
        self.field.setAccessibleName("Name, number or command")
        self.field.setPlaceholderText("Name, number, child, school, or a command")
        self.field.setFrame(False)
        self.list = RowList("Found", narrow=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self.refresh)
        self.field.installEventFilter(self)
        self.list.opened.connect(self.run)
        self.list.clicked.connect(lambda _index: self.run(self.list.current_key()))
        self.hide()
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """The words of the field grow with the text."""
        current = look()
        self.field.setFont(current.font("lead", 400))
        self.field.setMinimumHeight(current.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One raised card with an edge; the only level above the window."""
        current = look()
        line = current.colour("strong" if current.theme.edges else "border")
        edge(QPainter(self), self.rect(), current.colour("raised"), line, 8)

    def open(self, typed: str = "") -> None:
        """Show it with the keyboard in the field; gives it back to where it was on closing."""
        self._before = QApplication.focusWidget()
        self.field.setText(typed)
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()
        self.refresh()

    def place(self) -> None:
        """Centred, 96 below the top, never wider than the window."""
        parent = self._over
        width = min(round(WIDTH * max(1.0, look().scale * 0.8)), parent.width() - 48)
        height = min(parent.height() - TOP - 24, round(520 * look().scale))
        self.setGeometry((parent.width() - width) // 2, min(TOP, parent.height() // 8), width, height)

    def refresh(self) -> None:
        """Ask for what fits the typed words."""
        found = list(self._find(self.field.text()))
        self._entries = {f"{place}": entry for place, entry in enumerate(found)}
        groups: dict[str, list[Row]] = {}
        for key, entry in self._entries.items():
            groups.setdefault(entry.group, []).append(
                Row(key, entry.icon, None, entry.name, "", entry.kind, time=entry.key)
            )
        self.list.set_groups(
            [(Section(name, "", None, name, "", sunken=True), rows) for name, rows in groups.items()],
            "" if found or not self.field.text() else f"Nothing called “{self.field.text()}”.",
        )
        self.list.choose_first()

    def run(self, key: str) -> None:
        """Close, then do what was chosen."""
        entry = self._entries.get(key)
        if entry is not None:
            self.dismiss()
            entry.run()

    def dismiss(self) -> None:
        """Close; the keyboard goes back where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """The keys of the page beneath rest meanwhile."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list; Enter runs, Esc closes."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run(self.list.current_key())
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
