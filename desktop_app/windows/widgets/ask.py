"""One question on one line, where the work is: Enter answers, Esc leaves. No pop-up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.windows.widgets.field import Field, LineEdit


class Ask(QWidget):
    """Hidden until `open`. `done` is given the answer and gives back what is wrong with it, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = LineEdit()
        self.field = Field("", self.edit, key="Enter")
        self._done: Callable[[str], str] | None = None
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.field)
        self.edit.returnPressed.connect(self.answer)
        self.edit.textEdited.connect(lambda _text: self.field.clear())
        self.edit.installEventFilter(self)
        self.hide()

    def open(self, words: str, start: str, done: Callable[[str], str]) -> None:
        """Ask; the keyboard goes into the line, with the start selected."""
        self._before = QApplication.focusWidget()
        self._done = done
        self.field.label.setText(words)
        self.edit.setAccessibleName(words)
        self.field.clear()
        self.edit.setText(start)
        self.show()
        self.edit.setFocus()
        self.edit.selectAll()

    def answer(self) -> None:
        """Hand the answer over; a refused one stays with what is wrong beside it."""
        wrong = self._done(self.edit.text()) if self._done is not None else ""
        if wrong:
            self.field.refuse(wrong)
        else:
            self.leave()

    def understood(self, words: str, role: str = "") -> None:
        """Say back what was understood while it is typed."""
        self.field.understood(words, role)

    def leave(self) -> None:
        """Close; the keyboard goes back."""
        self.close_quietly()
        if self._before is not None:
            self._before.setFocus()

    def close_quietly(self) -> None:
        """Close without moving the keyboard."""
        self._done = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return super().eventFilter(watched, event)
