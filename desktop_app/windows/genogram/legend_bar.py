"""Below the drawing: every sign that is used and isn't obvious, with a sample by the code that drew it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.rules.genogram.legend import Entry, legend_mark
from desktop_app.rules.genogram.shapes import Mark
from desktop_app.windows.genogram.brush import Brush
from desktop_app.windows.look.theme import look

SIDE = 48.0
"""px of a symbol's side: the words become 12 px at 100 %."""
PADDING = 10


class LegendBar(QWidget):
    """As high as its rows at the width it has; hidden where every sign is plain.

    At large text the drawing needs the room: what the signs mean is then read with the family's words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look().changed.connect(self.restyle)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other signs."""
        self.entries = tuple(entries)
        mark = self._mark(self.width())
        self.setAccessibleName(mark.says if mark else "")
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint again."""
        self.setVisible(bool(self.entries) and not look().big)
        self.updateGeometry()
        self.update()

    def _side(self) -> float:
        return SIDE * look().scale

    def _mark(self, width: int) -> Mark | None:
        room = max(width - 2 * PADDING, 100) / self._side()
        return legend_mark(self.entries, 0.0, 0.0, room)

    def heightForWidth(self, width: int) -> int:
        """The rows it takes."""
        from desktop_app.rules.genogram.type import extent

        mark = self._mark(width)
        if mark is None:
            return 0
        return round((extent(mark.shapes)[3] + 0.16) * self._side()) + PADDING

    def hasHeightForWidth(self) -> bool:
        """Yes."""
        return True

    def sizeHint(self) -> QSize:
        """At its own width."""
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        """Narrow when it must be."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above, then the rows."""
        painter, current = QPainter(self), look()
        painter.fillRect(self.rect(), current.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, current.colour("line"))
        mark = self._mark(self.width())
        if mark is not None:
            painter.translate(PADDING + 6, PADDING - 2)
            Brush(painter, self._side()).draw(mark.shapes)
