"""Words in which the pieces that differ are underlined, as the two answers of a conflict show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.rules.differences import Span
from desktop_app.windows.look.theme import StyleName, look

LINE_BREAK = "\u2028"


class Marked(QWidget):
    """A paragraph that wraps. `spans` are underlined 2 px in the role `soon`, and heavier: not by colour alone."""

    def __init__(self, text: str, spans: Sequence[Span], style: StyleName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.spans, self._style = text, tuple(spans), style
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def _laid(self, width: int) -> tuple[QTextLayout, float]:
        """The lines at this width, and how high they are."""
        current = look()
        layout = QTextLayout(self.text.replace("\n", LINE_BREAK), current.font(self._style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._heavier(start, end) for start, end in self.spans])
        height, line_height = 0.0, current.line(self._style) + 4
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height + (line_height - line.height()) / 2))
            height += line_height
        layout.endLayout()
        return layout, height

    def _heavier(self, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        words = QTextCharFormat()
        words.setFont(look().font(self._style, 600))
        found.start, found.length, found.format = start, end - start, words
        return found

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        return int(self._laid(width)[1] + 0.5)

    def sizeHint(self) -> QSize:
        """One line; the width is given by whoever holds it."""
        return QSize(120, self.heightForWidth(self.width() or 120))

    def minimumSizeHint(self) -> QSize:
        """Never lower than a line."""
        return QSize(40, look().line(self._style) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, then a line under each piece that differs."""
        current = look()
        painter = QPainter(self)
        painter.setPen(current.colour("text"))
        layout, _height = self._laid(self.width())
        layout.draw(painter, QPointF(0, 0))
        ink = current.role("soon", "icon", "text")
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in self.spans:
                begin, stop = max(start, first), min(end, last)
                stop = begin + len(self.text[begin:stop].rstrip())  # a blank at the line's end stands for nothing
                if stop > begin:
                    left, right = (_x(line, place) for place in (begin, stop))
                    below = line.y() + line.ascent() + line.descent() - 1
                    painter.fillRect(QRectF(min(left, right), below, abs(right - left), 2), ink)


def _x(line: QTextLine, place: int) -> float:
    """Where in a line a character begins; the binding gives the place beside it, which its types leave out."""
    there: Any = line.cursorToX(place)
    return float(there[0])
