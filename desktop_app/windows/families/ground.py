"""The ground a pane stands on: a colour token, and a hairline at its left or below it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look.theme import look


class Ground(QWidget):
    """Paints a colour token; `line` is "left", "below" or empty."""

    def __init__(self, tone: str = "surface", line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._line = tone, line
        look().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colour, then the hairline."""
        painter, current = QPainter(self), look()
        painter.fillRect(self.rect(), current.colour(self._tone))
        if self._line == "left":
            painter.fillRect(0, 0, 1, self.height(), current.colour("line"))
        elif self._line == "below":
            painter.fillRect(0, self.height() - 1, self.width(), 1, current.colour("line"))
