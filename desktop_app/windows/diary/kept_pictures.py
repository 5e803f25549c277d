"""Entries as pictures that are painted once: what is dragged or scrolled is put down again, not written again."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop_app.windows.look.theme import look

MOST = 1_500
"""Pictures of one grid; a screen shows a few hundred."""


class KeptPictures(QObject):
    """Pictures by what they show and how large they are. Forgotten with the theme and the text size."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)  # its grid's: gone with it when the vault is locked
        self._kept: dict[tuple[Hashable, ...], QPixmap] = {}
        look().changed.connect(self.forget)

    def forget(self) -> None:
        """Everything looks different now."""
        self._kept.clear()

    def put(self, painter: QPainter, box: QRect, shows: Hashable, paint: Callable[[QPainter, QRect], object]) -> None:
        """Put the picture of `shows` into a box; painted by `paint` when it isn't known in this size."""
        ratio = max(round(painter.deviceTransform().m11(), 2), 1.0)
        key = (shows, box.width(), box.height(), ratio)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            found = self._kept[key] = _painted(box.size(), ratio, paint)
        painter.drawPixmap(box.topLeft(), found)


def _painted(size: QSize, ratio: float, paint: Callable[[QPainter, QRect], object]) -> QPixmap:
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRect(0, 0, size.width(), size.height()))
    painter.end()
    return made
