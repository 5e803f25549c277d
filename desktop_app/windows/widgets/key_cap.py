"""A key as it is written on the keyboard, beside the thing it does."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.painted import Painted


class KeyCap(Painted):
    """A key cap. At large text it goes, unless it stands at the foot of a screen (`keep`)."""

    def __init__(self, key: str, keep: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(f"Key {key}", parent)
        self.key, self.keep = key, keep
        self.restyle()

    def restyle(self) -> None:
        """Leave the screen at large text, when told to."""
        if not self.keep and (self.parentWidget() is not None or look().big):
            self.setVisible(not look().big)  # shown without a parent it would be a window that takes the keyboard
        super().restyle()

    def sizeHint(self) -> QSize:
        """The cap's own size."""
        return paint.key_cap_size(look(), self.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        paint.key_cap(QPainter(self), look(), self.rect(), self.key)
