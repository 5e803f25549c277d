"""Days as cells: a month of weeks, or a week of everybody with one row for each social worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app import clock
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.working_days import holidays
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary import entry_line, entry_paint
from desktop_app.windows.diary.board import minute_of, moment_of
from desktop_app.windows.diary.entry_words import risk_of, spoken
from desktop_app.windows.diary.kept_pictures import KeptPictures
from desktop_app.windows.look import paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

DRAGGED = 6
_WAYS = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, of one worker or of everybody (`worker_id` empty), with what stands in it in order."""

    day: date
    worker_id: str
    entries: tuple[Occasion, ...] = ()
    quiet: bool = False
    """A day of another month."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of cells. `rows` are heads at the left (initials, name); `columns` the heads above."""

    rows: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    dated: bool = False
    """Each cell says its own day, as in a month."""


def in_order(found: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Whole days first, then by the clock."""
    return tuple(sorted(found, key=lambda one: (not one.all_day, str(one.starts), one.entry_id)))


class CellGrid(QWidget):
    """Arrows go through the entries of a cell and then to the next; Enter opens an entry, or the day of a cell."""

    chose = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)
    moved = Signal(object, str, str, object)
    key_pressed = Signal(str)
    paged = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Cells()
        self.now = clock.now()
        self.names: Mapping[str, str] = {}
        self.initials: Mapping[str, str] = {}
        self.row, self.column = 0, 0
        self.place = -1
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pictures = KeptPictures(self)
        self._measure()
        look().changed.connect(self.restyle)

    def show_cells(self, cells: Cells, now: datetime) -> None:
        """Other days, or the same read again."""
        self.shown, self.now = cells, now
        self._measure()
        self.row = min(self.row, max(0, len(cells.cells) - 1))
        self.column = min(self.column, max(0, len(cells.columns) - 1))
        self.place = min(self.place, len(self.cell().entries) - 1) if cells.cells else -1
        self._say()
        self.update()

    def cell(self) -> Cell:
        """The cell under the keyboard."""
        if not self.shown.cells:
            return Cell(clock.today(), "")
        return self.shown.cells[self.row][self.column]

    def current(self) -> Occasion | None:
        """The chosen entry; None when the cell itself is."""
        entries = self.cell().entries
        return entries[self.place] if 0 <= self.place < len(entries) else None

    def go_to(self, day: date, worker_id: str = "") -> None:
        """Put the keyboard on a day."""
        for row, cells in enumerate(self.shown.cells):
            for column, cell in enumerate(cells):
                if cell.day == day and (not worker_id or cell.worker_id == worker_id):
                    self._move(row, column, -1)
                    return

    def choose(self, entry_id: str, original: str = "") -> bool:
        """Choose an entry; False when it isn't among these days."""
        for row, cells in enumerate(self.shown.cells):
            for column, cell in enumerate(cells):
                for place, one in enumerate(cell.entries):
                    if (one.entry_id, one.original) == (entry_id, original):
                        self._move(row, column, place)
                        return True
        return False

    def _move(self, row: int, column: int, place: int) -> None:
        self.row, self.column, self.place = row, column, place
        self._say()
        self.update()
        self.chose.emit(self.current())

    def _say(self) -> None:
        one, cell = self.current(), self.cell()
        who = self.names.get(cell.worker_id, "")
        day = ", ".join(part for part in (f"{cell.day:%A} {cell.day.day} {cell.day:%B}", who) if part)
        count = counted(len(cell.entries), "entry", "entries")
        said = spoken(one, self.names, self.now) if one is not None else f"{day}, {count}"
        self.setAccessibleName(f"{self._name}: {said}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # -- measures -------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """`left`: px of the heads at the left; `head`: of those above; `line`: of one entry."""
        current = look()
        widest = max((current.width(name, "small", 600) for _, name in self.shown.rows), default=0)
        beside = min(widest, current.px(130)) + paint.initials_size(current, "WW").width() + 30
        self.left = beside if self.shown.rows else 0
        self.head = current.line("small") + 14
        self.line = current.line("caption") + 4

    def restyle(self) -> None:
        """Another theme or text size."""
        self._measure()
        self.update()

    def box(self, row: int, column: int) -> QRect:
        """Where a cell stands."""
        wide, high = self.width() - self.left, self.height() - self.head
        rows, columns = max(1, len(self.shown.cells)), max(1, len(self.shown.columns))
        # A weekend has hardly anything in it, so its days are half as wide.
        shares = [1 if place > 4 else 2 for place in range(columns)]
        before, whole = sum(shares[:column]), sum(shares)
        left, right = self.left + wide * before // whole, self.left + wide * (before + shares[column]) // whole
        top, bottom = self.head + high * row // rows, self.head + high * (row + 1) // rows
        return QRect(left, top, right - left, bottom - top)

    def _first_line(self) -> int:
        return look().line("caption") + 6 if self.shown.dated else 4

    def fits(self, row: int) -> int:
        """How many entries of a cell have room."""
        return max(1, (self.box(row, 0).height() - self._first_line() - 3) // self.line)

    def line_of(self, row: int, column: int) -> int:
        """px of an entry in a cell: two lines each when all of them have room for it."""
        count = len(self._at(row, column).entries)
        room = self.box(row, column).height() - self._first_line() - 3
        double = self.line + look().line("caption")
        return double if not self.shown.dated and count * double <= room else self.line

    def minimumSizeHint(self) -> QSize:
        """Cells may be small."""
        return QSize(look().px(300), look().px(200))

    # -- keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Alt+arrows move the entry by days and between workers, Enter opens; letters are told."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in _WAYS and held == Qt.KeyboardModifier.NoModifier:
            self._arrow(*_WAYS[key])
        elif key in _WAYS and held in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier):
            down, across = _WAYS[key]
            self._put(self.row + down, self.column + across)
        elif held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif len(event.text()) == 1 and event.text().isalnum():
            self.key_pressed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def _arrow(self, down: int, across: int) -> None:
        entries = self.cell().entries
        if across:
            column = min(max(self.column + across, 0), max(0, len(self.shown.columns) - 1))
            self._move(self.row, column, min(self.place, len(self._at(self.row, column).entries) - 1))
        elif -1 <= self.place + down < len(entries):
            self._move(self.row, self.column, self.place + down)
        elif 0 <= self.row + down < len(self.shown.cells):
            above = self._at(self.row + down, self.column).entries
            self._move(self.row + down, self.column, len(above) - 1 if down < 0 else -1)

    def _at(self, row: int, column: int) -> Cell:
        return self.shown.cells[row][column]

    def _enter(self) -> None:
        one = self.current()
        if one is not None:
            self.opened.emit(one)
        else:
            self.day_opened.emit(self.cell().day)

    def _put(self, row: int, column: int) -> None:
        one, here = self.current(), self.cell()
        if one is None or not (0 <= row < len(self.shown.cells) and 0 <= column < len(self.shown.columns)):
            return
        there = self._at(row, column)
        starts: datetime | date = there.day
        if isinstance(one.starts, datetime):
            starts = moment_of(there.day, minute_of(one.starts, clock.local(one.starts).date()))
        if (there.day, there.worker_id) != (here.day, here.worker_id):
            self.row, self.column = row, column
            self.moved.emit(one, here.worker_id, there.worker_id, starts)

    # -- mouse ----------------------------------------------------------------------------------------

    def _cell_at(self, where: QPoint) -> tuple[int, int] | None:
        for row in range(len(self.shown.cells)):
            for column in range(len(self.shown.columns)):
                if self.box(row, column).contains(where):
                    return row, column
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses; it may become a drag to another cell."""
        where = event.position().toPoint()
        found = self._cell_at(where)
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = (where.y() - self.box(*found).top() - self._first_line()) // self.line_of(*found)
        count = len(self._at(*found).entries)
        self._move(*found, place if 0 <= place < min(count, self.fits(found[0])) else -1)
        self._pressed = where

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cell it would go to is marked."""
        where = event.position().toPoint()
        if self._pressed is not None and (where - self._pressed).manhattanLength() > DRAGGED and self.current():
            self._dragged = where
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It goes to the cell where it was let go."""
        dragged, self._pressed, self._dragged = self._dragged, None, None
        found = self._cell_at(dragged) if dragged is not None else None
        if found is not None:
            self._put(*found)
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """As Enter."""
        self._enter()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It grows pale."""
        super().focusOutEvent(event)
        self.update()

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heads, cells, what is chosen, where a drag would end."""
        painter = QPainter(self)
        current = look()
        painter.fillRect(self.rect(), current.colour("surface"))
        for column, words in enumerate(self.shown.columns):
            box = self.box(0, column)
            head = QRect(box.left() + 8, 0, box.width() - 12, self.head)
            paint.words(painter, current, head, words, "small", current.colour("text2"), 600)
        for row, (initials, name) in enumerate(self.shown.rows):
            self._paint_row_head(painter, self.box(row, 0), initials, name)
        for row, cells in enumerate(self.shown.cells):
            for column, cell in enumerate(cells):
                self._paint_cell(painter, row, column, cell)
        painter.setPen(QPen(current.colour("line"), 1))
        for row in range(len(self.shown.cells)):
            paint.hairline(painter, current, 0, self.width(), self.box(row, 0).top() - 1)
        found = self._cell_at(self._dragged) if self._dragged is not None else None
        if found is not None:
            entry_paint.mark(painter, self.box(*found).adjusted(1, 1, -1, -1), "accent_text")

    def _paint_row_head(self, painter: QPainter, box: QRect, initials: str, name: str) -> None:
        current = look()
        size = paint.initials_size(current, initials)
        paint.initials(painter, current, QRect(12, box.top() + 8, size.width(), size.height()), initials)
        words = QRect(12 + size.width() + 8, box.top() + 8, self.left - size.width() - 26, size.height())
        paint.words(painter, current, words, name, "small", current.colour("text"), 600)

    def _paint_cell(self, painter: QPainter, row: int, column: int, cell: Cell) -> None:
        current = look()
        box = self.box(row, column)
        free = cell.day.weekday() >= 5 or cell.day in holidays().days or cell.quiet
        if free:
            painter.fillRect(box, current.colour("window"))
        painter.setPen(QPen(current.colour("line"), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        top = box.top() + self._first_line()
        if self.shown.dated:
            self._paint_day(painter, box, cell)
        room = self.fits(row)
        high = self.line_of(row, column)
        here = (row, column) == (self.row, self.column)
        scrolled = max(0, self.place - room + 1) if here else 0
        shown = cell.entries[scrolled : scrolled + room]
        hidden = len(cell.entries) - len(shown)
        if hidden and len(shown) == room and room > 1 and not scrolled:
            shown, hidden = shown[:-1], hidden + 1
        for place, one in enumerate(shown):
            line = QRect(box.left() + 4, top + place * high, box.width() - 7, high - 1)
            who = "" if cell.worker_id else " ".join(self.initials.get(worker, "") for worker in one.workers[:2])
            self._line(painter, line, one, who)
            if here and place + scrolled == self.place:
                entry_paint.mark(painter, line, "focus" if self.hasFocus() else "strong")
        if hidden and not scrolled:
            under = QRect(box.left() + 10, top + len(shown) * self.line, box.width() - 14, self.line)
            paint.words(painter, current, under, f"{hidden} more", "caption", current.colour("text2"), 600)
        if here and self.place < 0:
            entry_paint.mark(painter, box.adjusted(2, 2, -2, -2), "focus" if self.hasFocus() else "strong")

    def _line(self, painter: QPainter, box: QRect, one: Occasion, who: str) -> None:
        shows = (one, risk_of(one, self.now), who)
        self._pictures.put(painter, box, shows, lambda own, at: entry_line.paint_line(own, at, one, who, self.now))

    def _paint_day(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        current = look()
        line = current.line("caption")
        today = cell.day == clock.local(self.now).date()
        words = f"{cell.day.day}" if cell.day.day > 1 else f"{cell.day.day} {cell.day:%b}"
        ink = "surface" if today else "text3" if cell.quiet else "text2"
        width = current.width(words, "caption", 600) + 10
        place = QRect(box.left() + 5, box.top() + 3, width, line + 1)
        if today:
            edge(painter, place, current.colour("late.icon"), None, 4)
        paint.words(painter, current, place, words, "caption", current.colour(ink), 600, paint.CENTRE, elide=False)
        name = holidays().days.get(cell.day, "")
        rest = QRect(place.right() + 6, place.top(), box.right() - place.right() - 8, line)
        paint.words(painter, current, rest, name, "caption", current.colour("text2"))


def week_heads(days: Sequence[date]) -> tuple[str, ...]:
    """ "Mon 7 Dec" for each day; the narrow weekend without its month."""
    return tuple(day_words(day) if day.weekday() < 5 else f"{day:%a} {day.day}" for day in days)
