"""A person or a family by name: Enter opens, Delete takes away."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.theme import look

_KINDS = {"person": ("user", "Person"), "family": ("users", "Family")}


class Chip(QAbstractButton):
    """A focusable chip. `key` is the record it stands for and comes back with both signals."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(
        self,
        text: str,
        kind: Literal["person", "family"] = "person",
        key: str = "",
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.kind, self.key, self.removable = kind, key, removable
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{_KINDS[kind][1]} {text}")
        self.setAccessibleDescription("Enter opens, Delete takes away" if removable else "Enter opens")
        focus.outside(self, 13 if kind == "person" else 6)
        self.clicked.connect(self._open)
        look().changed.connect(self.restyle)

    def _open(self) -> None:
        self.opened.emit(self.key)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        focus.outside(self, self.sizeHint().height() // 2 if self.kind == "person" else 6)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The chip's own size."""
        return paint.chip_size(look(), self.text(), _KINDS[self.kind][0])

    def minimumSizeHint(self) -> QSize:
        """Chips are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Delete or Backspace takes the chip away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self.removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint.chip(painter, look(), self.rect(), self.text(), _KINDS[self.kind][0], self.kind == "person")
