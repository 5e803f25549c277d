"""The base of small painted widgets: they measure themselves from the look and repaint when it changes."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.windows.look.theme import look


class Painted(QWidget):
    """A widget of its own size. Subclasses give `sizeHint` and `paintEvent`."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Painted marks are never squeezed."""
        return self.sizeHint()
