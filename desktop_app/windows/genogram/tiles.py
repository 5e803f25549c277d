"""The tiles by which a family grows: a small symbol, a word, a key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.rules.genogram.shapes import Circle, Pen, Polyline, Shape
from desktop_app.windows.genogram.brush import Brush
from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

_THIN = Pen("ink", 1 / 9)


def _square(x: float, y: float, half: float = 0.28) -> Polyline:
    corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    return Polyline(corners, _THIN, closed=True)


def _line(*points: tuple[float, float]) -> Polyline:
    return Polyline(points, _THIN)


def _round(x: float, y: float) -> Circle:
    return Circle(x, y, 0.28, _THIN)


_HALF, _LOW, _TOP = 0.46, 0.5, -0.3
SYMBOLS: dict[str, tuple[Shape, ...]] = {
    "P": (
        _square(-_HALF, _TOP), _round(_HALF, _TOP),
        _line((-_HALF, -0.02), (-_HALF, _LOW), (_HALF, _LOW), (_HALF, -0.02)),
    ),
    "C": (_line((-0.7, -0.6), (0.7, -0.6)), _line((0, -0.6), (0, 0.05)), _round(0, 0.33)),
    "S": (
        _square(-_HALF, 0.35), _square(_HALF, 0.35),
        _line((-_HALF, 0.07), (-_HALF, -_LOW), (_HALF, -_LOW), (_HALF, 0.07)),
    ),
    "U": (
        _square(-_HALF, -0.42, 0.24), _round(_HALF, -0.42),
        _line((-_HALF, -0.16), (-_HALF, 0.08), (_HALF, 0.08), (_HALF, -0.14)),
        _line((0, 0.08), (0, 0.3)), Circle(0, 0.52, 0.22, _THIN),
    ),
    "G": (Polyline(((0, -0.55), (0.62, 0.55), (-0.62, 0.55)), _THIN, closed=True),),
    "X": (_square(0, 0, 0.52), _line((-0.52, -0.52), (0.52, 0.52)), _line((-0.52, 0.52), (0.52, -0.52))),
}  # fmt: skip


class KinTile(QPushButton):
    """38 high: what to add, drawn as it will be. The key works while the drawing has the keyboard."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.key = key
        self.setAccessibleDescription(f"Key {key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Another theme or text size."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Symbol, word and key."""
        current = look()
        cap = 0 if current.big else paint.key_cap_size(current, self.key).width() + 8
        return QSize(
            current.px(22) + 8 + current.width(self.text(), "small", 500) + cap + 18, current.line("small") + 20
        )

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, symbol, word, key."""
        current, painter = look(), QPainter(self)
        state = "pressed" if self.isDown() else "hover" if self.underMouse() and self.isEnabled() else "surface"
        edge(painter, self.rect(), current.colour(state), current.colour("border"), 6)
        side = current.px(22)
        painter.save()
        painter.translate(8 + side / 2, self.height() / 2)
        Brush(painter, side / 1.5).draw(SYMBOLS[self.key])
        painter.restore()
        cap = paint.key_cap_size(current, self.key) if not current.big else QSize(0, 0)
        ink = current.colour("text" if self.isEnabled() else "disabled")
        room = QRect(8 + side + 8, 0, self.width() - side - 24 - cap.width(), self.height())
        paint.words(painter, current, room, self.text(), "small", ink, 500)
        if cap.width():
            at = QRect(self.width() - cap.width() - 8, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, at, self.key)
