"""A status in words: legal status, restriction, state of a paper."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.painted import Painted


class Badge(Painted):
    """`role` is late, soon, done, note, guard or None for neutral; which status has which role is data."""

    def __init__(self, text: str, role: str | None = None, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.text, self.role, self.icon = text, role, icon

    def set(self, text: str, role: str | None = None, icon: str = "") -> None:
        """Say something else."""
        self.text, self.role, self.icon = text, role, icon
        self.setAccessibleName(text)
        self.restyle()

    def sizeHint(self) -> QSize:
        """The badge's own size."""
        return paint.badge_size(look(), self.text, self.icon)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the badge."""
        paint.badge(QPainter(self), look(), self.rect(), self.text, self.role, self.icon)
