"""One chart in the window: the drawing that paper shares, walked by arrows, each bar opening what is behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.papers.charts import Box, Drawing, Style, lay_out
from desktop_app.rules.indicators.charts import Chart
from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import StyleName, look

_STYLES: dict[Style, tuple[StyleName, int]] = {
    "figure": ("display", 600),
    "label": ("body", 400),
    "words": ("body", 600),
    "beside": ("caption", 400),
}
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Screen:
    """Measures in px of the look in force."""

    @property
    def scale(self) -> float:
        return look().scale

    def width(self, text: str, style: Style) -> float:
        return look().width(text, *_STYLES[style])

    def line(self, style: Style) -> float:
        return look().line(_STYLES[style][0])


class ChartView(QWidget):
    """`opened` gives the key of a bar on Enter, Space or a click. Past the ends, Up and Down go to the next chart."""

    opened = Signal(str)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.chosen = 0
        self._pointed = -1
        self._drawing: Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(chart.said())
        look().changed.connect(self.restyle)
        self._say()

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self._drawing = None
        self.updateGeometry()
        self.update()

    @property
    def drawing(self) -> Drawing:
        """The chart as it lies in the present width."""
        if self._drawing is None or self._drawing.wide != self.width():
            self._drawing = lay_out(self.chart, _Screen(), float(self.width()))
        return self._drawing

    def hasHeightForWidth(self) -> bool:
        """A narrow chart is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its bars need."""
        return round(lay_out(self.chart, _Screen(), float(width)).high)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        width = max(self.width(), 240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Bars may be short, never lower."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars lie anew."""
        super().resizeEvent(event)
        self._drawing = None
        self.updateGeometry()

    # -- going from bar to bar -------------------------------------------------------------------------

    def choose(self, place: int) -> None:
        """Another bar has the keyboard; a screen reader hears it."""
        self.chosen = place
        self._say()
        self.update()

    def spot(self, place: int) -> QRect:
        """Where a bar can be pressed."""
        one = self.drawing.spots[place]
        return QRectF(one.x, one.y, one.wide, one.high).toRect()

    def _say(self) -> None:
        bar = self.chart.bars[self.chosen]
        self.setAccessibleName(f"{self.chart.title}. {bar.said()} {self.chosen + 1} of {len(self.chart.bars)}")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the bars; Enter opens."""
        key = event.key()
        last = len(self.chart.bars) - 1
        if key in _OPEN:
            self.opened.emit(self.chart.bars[self.chosen].key)
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_End:
            self.choose(last)
        elif key in _ON and self.chosen < last:
            self.choose(self.chosen + 1)
        elif key in _BACK and self.chosen > 0:
            self.choose(self.chosen - 1)
        elif key in _ON or key in _BACK:
            self.focusNextPrevChild(key in _ON)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From below one comes to the last bar."""
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.chosen = len(self.chart.bars) - 1
        super().focusInEvent(event)
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def _at(self, event: QMouseEvent) -> int:
        spot = event.position().toPoint()
        return next((at for at in range(len(self.chart.bars)) if self.spot(at).contains(spot)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is pointed at has a ground."""
        if (place := self._at(event)) != self._pointed:
            self._pointed = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        self._pointed = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        place = self._at(event)
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.choose(place)
            self.opened.emit(self.chart.bars[place].key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of what is pointed at, the marks, the ring."""
        current = look()
        painter = QPainter(self)
        if self._pointed >= 0:
            painter.fillRect(self.spot(self._pointed), current.colour("hover"))
        for mark in self.drawing.marks:
            if isinstance(mark, Box):
                box = QRectF(mark.x, mark.y, mark.wide, mark.high)
                painter.fillRect(box, current.colour(mark.tone))
                continue
            style, weight = _STYLES[mark.style]
            line = QRect(round(mark.x), round(mark.y), self.width(), current.line(style))
            paint.words(painter, current, line, mark.text, style, current.colour(mark.tone), weight, elide=False)
        if self.hasFocus():
            ring = current.ring
            painter.setPen(QPen(current.colour("focus"), ring))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside = self.spot(self.chosen).adjusted(ring, ring, -ring, -ring)
            painter.drawRoundedRect(inside, 5, 5)
