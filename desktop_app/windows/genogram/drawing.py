"""The drawing with what stands round it: legend, days, the form beside a symbol."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.genogram.canvas import Canvas
from desktop_app.windows.genogram.day_bar import DayBar
from desktop_app.windows.genogram.form import KinForm
from desktop_app.windows.genogram.legend_bar import LegendBar
from desktop_app.windows.genogram.picker import Picker
from desktop_app.windows.genogram.typed_line import TypedLine
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.label import Label


class DayLine(QWidget):
    """ "As at 3 Dec 2026" and the line of days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = DayBar()
        self.label = Label("", "body", "text", 600)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(14)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        self.bar.moved.connect(lambda _day: self.say())

    def say(self) -> None:
        """The day in words; wide enough for every other day, so that the line does not move."""
        self.label.setText(f"As at {self.bar.words()}")
        self.label.setMinimumWidth(look().width("As at 30 May 2026", "body", 600) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, look().colour("line"))


class Drawing(QWidget):
    """Canvas above, legend, days; `first_asked` when nobody is in the family yet."""

    first_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.legend = LegendBar()
        self.days = DayLine()
        self.form = KinForm(self.canvas)
        self.picker = Picker(self.canvas)
        self.line = TypedLine(self)
        self.empty = EmptyState(
            "Nobody is in this genogram yet.",
            "Begin with the child it is about; the rest grows from there.",
            "Add a child",
            "C",
        )
        self.empty.pressed.connect(self.first_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.legend)
        column.addWidget(self.days)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form stays beside its symbol."""
        super().resizeEvent(event)
        self.place_form()
        self.line.place()

    def place_form(self) -> None:
        """Whatever is asked stands beside the chosen person, else in the middle."""
        canvas = self.canvas
        there = canvas.scene is not None and canvas.person_id in canvas.scene.at
        spot = canvas.spot(canvas.person_id).toPoint() if there else canvas.rect().center()
        for asking in (self.form, self.picker):
            if not asking.isHidden():
                asking.place(spot, canvas.side)
