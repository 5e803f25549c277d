"""The right of a family's page: what is due, and who works with the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.rules.days import counted, day_words, near_day, time_words
from desktop_app.rules.working_days import working_days_between
from desktop_app.vault.queries.families import Clock
from desktop_app.windows.families.ground import Ground
from desktop_app.windows.families.people_rows import Shown, lasts
from desktop_app.windows.look import focus, icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Rule
from desktop_app.windows.widgets.tip import tip

MOST_CLOCKS = 6
ICONS = (
    ("social worker", "user-check"),
    ("personal assistant", "user-check"),
    ("midwife", "stethoscope"),
    ("health visitor", "stethoscope"),
    ("nurse", "stethoscope"),
    ("doctor", "stethoscope"),
    ("gp", "stethoscope"),
    ("police", "shield"),
    ("head", "school"),
    ("teacher", "school"),
    ("school", "school"),
    ("housing", "house"),
    ("solicitor", "scale"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the pane: up to three lines at the left, or a name with its role at the right."""

    key: str
    icon: str
    role: str | None
    first: str
    second: str = ""
    second_role: str | None = None
    third: str = ""
    right: str = ""


def clock_line(one: Clock, today: date) -> Line:
    """A clock in words: what, by when, and the other half."""
    key = f"{one.kind} {one.id}"
    due = one.due_on or (clock.local(one.due_at).date() if one.due_at else None)
    if one.booked_at is not None:
        booked = clock.local(one.booked_at)
        year = booked.year != today.year
        second = f"Booked {day_words(booked.date(), year=year)} {booked:%H:%M}"
        late = due is not None and booked.date() > due
        third = f"limit {day_words(due, year=due.year != today.year)}" if due else one.why
        return Line(
            key, "circle-check", "late" if late else "done", one.title, second, "late" if late else "done", third
        )
    if due is None:
        return Line(key, "clock", None, one.title, "No day yet", None, one.why)
    at = f" {time_words(one.due_at)}" if one.due_at else ""
    days = working_days_between(today, due)
    if due < today:
        said = counted(abs(days) or 1, "working day")
        return Line(key, "circle-alert", "late", one.title, f"{said} late", "late", f"was {day_words(due)}")
    role = "soon" if due == today else None
    near = near_day(due, today)
    return Line(key, "clock", role, one.title, f"Due {near}{at}", role, one.why or counted(days, "working day"))


def around_lines(shown: Shown) -> list[Line]:
    """Social workers first, then everyone else who works with the family."""
    lines = [
        Line(f"allocation {one.id}", "user-check", None, worker.name, right=one.role or worker.role)
        for one, worker in shown.page.allocations
        if lasts(one.since, one.until, shown.today)
    ]
    for around in shown.page.around:
        role = around.role.lower()
        icon = next((icon for word, icon in ICONS if word in role), "briefcase")
        lines.append(
            Line(f"involvement {around.involvement_id}", icon, None, around.professional.name, right=around.role)
        )
    return lines


class LineButton(QPushButton):
    """A line that opens what it says; painted from the tokens."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        parts = (line.first, line.second, line.third, line.right)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip("\n".join(part for part in parts if part)))
        focus.outside(self, 4)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A line each, and a little air."""
        current = look()
        if not self.line.second:
            return QSize(200, current.line("body") + 7)
        third = current.line("caption") if self.line.third else 0
        return QSize(200, current.line("body") + current.line("small") + third + 12)

    def minimumSizeHint(self) -> QSize:
        """Words may end in …."""
        return QSize(look().px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, words; the role at the right for those around the family."""
        current, painter, line = look(), QPainter(self), self.line
        if self.underMouse() or self.isDown():
            edge(painter, self.rect(), current.colour("pressed" if self.isDown() else "hover"), None, 4)
        body, small = current.line("body"), current.line("small")
        top = (self.height() - body) // 2 if not line.second else 3
        side = current.px(18 if line.second else 16)
        icons.paint(painter, QRect(0, top, side, body), line.icon, current.role(line.role, "icon", "text2"))
        left = side + (10 if line.second else 8)
        width = self.width() - left
        if not line.second:
            took = paint.words(
                painter, current, QRect(left, top, width, body), line.first, "small", current.colour("text")
            )
            rest = QRect(left + took + 8, top, width - took - 8, body)
            paint.words(painter, current, rest, line.right, "caption", current.colour("text2"), 0, paint.RIGHT)
            return
        paint.words(painter, current, QRect(left, top, width, body), line.first, "body", current.colour("text"), 600)
        ink = current.role(line.second_role, "text", "text")
        paint.words(painter, current, QRect(left, top + body, width, small), line.second, "small", ink)
        under = QRect(left, top + body + small, width, current.line("caption"))
        paint.words(painter, current, under, line.third, "caption", current.colour("text2"))


class AroundPane(Ground):
    """`opened` gives the kind and id of a line."""

    opened = Signal(str, str)
    add_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "left", parent)
        self.lines: list[LineButton] = []
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self.scroller)

    def show_family(self, shown: Shown, everything: bool = False) -> None:
        """Rebuild the pane; the keyboard stays on the line it was on."""
        held = next((button.line.key for button in self.lines if button.hasFocus()), "")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 13, 20, 16)
        column.setSpacing(0)
        self.lines = []
        clocks = [clock_line(one, shown.today) for one in shown.lately.clocks]
        cut = clocks if everything else clocks[:MOST_CLOCKS]
        self._part(column, "Clocks", cut, "Nothing is due.")
        if len(cut) < len(clocks):
            more = LineButton(Line("", "ellipsis", None, f"{len(clocks) - len(cut)} more"))
            more.clicked.connect(lambda: self.show_family(shown, everything=True))
            column.addWidget(more)
        column.addSpacing(10)
        column.addWidget(Rule())
        column.addSpacing(12)
        self._part(column, "Around the family", around_lines(shown), "Nobody yet. Ctrl+N adds a social worker.")
        column.addStretch(1)
        self.scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        again = next((button for button in self.lines if button.line.key == held), None)
        if held and again is not None:
            again.setFocus()

    def _part(self, column: QVBoxLayout, title: str, lines: list[Line], nothing: str) -> None:
        column.addWidget(Label(title, "small", "text2", 600))
        column.addSpacing(4)
        if not lines:
            column.addWidget(Label(nothing, "small", "text3", wrap=True))
        for line in lines:
            button = LineButton(line)
            button.clicked.connect(lambda _on=False, key=line.key: self._open(key))
            column.addWidget(button)
            self.lines.append(button)

    def _open(self, key: str) -> None:
        kind, _, record_id = key.partition(" ")
        self.opened.emit(kind, record_id)
