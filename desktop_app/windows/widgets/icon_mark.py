"""A single icon, bare or on its tile, as a widget."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look import icons, paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.painted import Painted


class IconMark(Painted):
    """An icon `size` px at 100 %, in a token's or a role's colour. Words stand beside it, so it has no name."""

    def __init__(self, icon: str, size: int = 16, tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.icon, self.size_px, self.tone = icon, size, tone

    def set(self, icon: str, tone: str = "text2") -> None:
        """Another icon or colour."""
        self.icon, self.tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(look().px(self.size_px), look().px(self.size_px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        icons.paint(QPainter(self), self.rect(), self.icon, look().colour(self.tone))


class Tile(Painted):
    """An icon on the square of its role."""

    def __init__(self, icon: str, role: str | None = None, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.icon, self.role, self.size_px = icon, role, size

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(look().px(self.size_px), look().px(self.size_px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        paint.tile(QPainter(self), look(), self.rect(), self.icon, self.role)
