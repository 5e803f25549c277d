"""A plain surface with a hairline round it: the card of a list, a conflict, the unlock form."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look


class Card(QWidget):
    """Radius 8. Put content in `column`; `padding` is the room inside the edge, 1 for a list."""

    def __init__(self, padding: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(0)
        look().changed.connect(self.update)

    def hold(self, view: QAbstractScrollArea) -> None:
        """Take a list or table in, without its square corners covering the round ones."""
        view.viewport().setAutoFillBackground(False)
        self.column.addWidget(view, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface and its edge."""
        current = look()
        edge(QPainter(self), self.rect(), current.colour("surface"), current.colour("line"), 8)
