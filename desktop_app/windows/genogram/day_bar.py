"""The family at a date: a line with a tick for each day on which something changed, and today at its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.rules.days import day_words
from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.theme import look

PADDING = 16
KNOB = 9
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Down)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Up)


class DayBar(QWidget):
    """`moved` gives the day. Left and Right go from change to change, Home and End to the first and to today."""

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: list[tuple[date, str]] = []
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def set_steps(self, steps: Sequence[tuple[date, str]], day: date) -> None:
        """Other changes; the day shown stays, or becomes the change before it."""
        self.steps = list(steps)
        at = [n for n, (when, _) in enumerate(self.steps) if when <= day]
        self.place = at[-1] if at else 0
        self._say()
        self.update()

    @property
    def day(self) -> date | None:
        """The day that is shown."""
        return self.steps[self.place][0] if self.steps else None

    @property
    def at_end(self) -> bool:
        """Whether that is today."""
        return self.place >= len(self.steps) - 1

    def words(self) -> str:
        """The day, as people say it, with the year."""
        return f"{self.day.day} {self.day:%b %Y}" if self.day else ""

    def _say(self) -> None:
        said = self.steps[self.place][1] if self.steps else ""
        when = day_words(self.day) if self.day else ""
        self.setAccessibleName(f"As at {when}: {said}")
        self.setToolTip(said)

    def go(self, place: int) -> None:
        """To the change of this number."""
        place = min(max(place, 0), len(self.steps) - 1)
        if place != self.place and self.steps:
            self.place = place
            self._say()
            self.update()
            self.moved.emit(self.day)

    def restyle(self) -> None:
        """Another theme or text size."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The line and the words below it."""
        return QSize(look().px(200), 2 * KNOB + 6 + look().line("small"))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(look().px(120), self.sizeHint().height())

    def _x(self, place: int) -> float:
        """Changes stand at even distances: twenty years with nothing in them take no room."""
        room = self.width() - 2 * PADDING
        return PADDING + (room * place / (len(self.steps) - 1) if len(self.steps) > 1 else room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From change to change."""
        if event.key() in _BACK:
            self.go(self.place - 1)
        elif event.key() in _ON:
            self.go(self.place + 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go(0)
        elif event.key() == Qt.Key.Key_End:
            self.go(len(self.steps) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the nearest change."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._nearest(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The knob follows."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._nearest(event.position().x())

    def _nearest(self, x: float) -> None:
        if self.steps:
            self.go(min(range(len(self.steps)), key=lambda place: abs(self._x(place) - x)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, ticks, as many words as fit, and the knob."""
        current, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = float(KNOB + 3)
        here = self._x(self.place)
        painter.setPen(QPen(current.colour("strong"), 2))
        painter.drawLine(QPointF(here, middle), QPointF(self.width() - PADDING, middle))
        painter.setPen(QPen(current.colour("accent_text"), 4))
        painter.drawLine(QPointF(PADDING, middle), QPointF(here, middle))
        painter.setPen(QPen(current.colour("accent_text"), 1.5))
        painter.setBrush(current.colour("surface"))
        for place in range(len(self.steps) - 1):
            painter.drawRect(QRectF(self._x(place) - 2, middle - 5, 4, 10))
        self._labels(painter)
        painter.setPen(QPen(current.colour("surface"), 2))
        painter.setBrush(current.colour("accent_text"))
        painter.drawEllipse(QPointF(here, middle), KNOB, KNOB)

    def _labels(self, painter: QPainter) -> None:
        """The chosen change is said first; the others where there is room beside it."""
        current = look()
        taken: list[tuple[int, int]] = []
        ends = len(self.steps) - 1
        order = sorted(range(ends), key=lambda place: (place != self.place, place))
        for place in order:
            day, words = self.steps[place]
            first = words.split(" · ")[0].removesuffix(" born")
            text = f"{day.year} {first}"
            wide = min(current.width(text, "small"), current.px(190)) + 4
            left = round(min(max(self._x(place) - wide / 2, 2), self.width() - wide - 2))
            if all(left + wide + 10 < a or left > b + 10 for a, b in taken):
                taken.append((left, left + wide))
                box = self.rect().adjusted(left, 2 * KNOB + 4, 0, 0)
                box.setWidth(wide)
                tone = "text" if place == self.place else "text2"
                weight = 600 if place == self.place else 400
                paint.words(painter, current, box, text, "small", current.colour(tone), weight, paint.CENTRE)
