"""One of several, chosen by keys beside a symbol: a few letters narrow the list, a figure or Enter takes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label

WIDE = 400
MOST = 9
"""So many are shown at once, each with its figure; typing finds the others."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One answer: its key, how it is said, and a quiet word beside it."""

    key: str
    words: str
    about: str = ""


class PickRow(QAbstractButton):
    """32 high: the words, what is quietly said of them, the figure at the right."""

    def __init__(self, pick: Pick, figure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pick, self.figure, self.here = pick, figure, False
        self.setText(pick.words)
        self.setAccessibleName(", ".join(part for part in (pick.words, pick.about) if part))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line with air."""
        return QSize(200, look().line("body") + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Selected ground and bar where the keyboard is."""
        current, painter = look(), QPainter(self)
        if self.here or self.underMouse():
            edge(painter, self.rect(), current.colour("selected" if self.here else "hover"), None, 6)
        if self.here:
            painter.fillRect(QRect(0, 6, 3, self.height() - 12), current.colour("accent_text"))
        cap = paint.key_cap_size(current, self.figure) if self.figure and not current.big else QSize(0, 0)
        room = self.width() - 24 - (cap.width() + 10 if cap.width() else 0)
        wide = min(current.width(self.pick.words, "body", 500), room)
        box, ink = QRect(12, 0, wide + 2, self.height()), current.colour("text")
        paint.words(painter, current, box, self.pick.words, "body", ink, 500)
        if self.pick.about and room - wide > 60:
            quiet = QRect(12 + wide + 10, 0, room - wide - 10, self.height())
            paint.words(painter, current, quiet, self.pick.about, "small", current.colour("text2"))
        if cap.width():
            at = QRect(self.width() - cap.width() - 8, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, at, self.figure)


class Picker(Card):
    """`ask` shows it; the answer goes to `then(key, what was typed)`. Esc leaves everything as it was.

    With `own` what is typed and found nowhere is an answer too: its key is ''.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(16, parent)
        self.over = parent
        self.picks: Sequence[Pick] = ()
        self.rows: list[PickRow] = []
        self._then: Callable[[str, str], object] = lambda _key, _typed: None
        self._strip: Callable[[str], str] = str.strip
        self._own, self._here = "", 0
        self._spot, self._side = QPoint(0, 0), 44.0
        self.heading = Label("", "lead", elide=True)
        self.edit = LineEdit()
        self.field = Field("", self.edit)
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.leave_button = Button("Cancel", "quiet", "Esc", small=True)
        self.column.setSpacing(10)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.field)
        self.column.addLayout(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self.leave_button)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(lambda _text: self._narrow())
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def ask(
        self, heading: str, picks: Sequence[Pick], then: Callable[[str, str], object], *, label: str = "Which?",
        hint: str = "", own: str = "", strip: Callable[[str], str] = str.strip,
    ) -> None:  # fmt: skip
        """`own`: how an answer of one's own is offered ("New home {}"); `strip` takes a date off what narrows."""
        self.picks, self._then, self._own, self._strip, self._here = picks, then, own, strip, 0
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self.field.label.setText(label)
        self.edit.setAccessibleName(label)
        self.field.hint.setText(hint)
        self.field.hint.setVisible(bool(hint) and not look().big)
        self.edit.clear()
        self._narrow()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def found(self) -> list[Pick]:
        """What is offered for the letters typed: words that begin so, then words that hold it."""
        typed = self._strip(self.edit.text()).casefold()
        if not typed:
            return list(self.picks)
        begins = [one for one in self.picks if any(word.startswith(typed) for word in _starts(one))]
        holds = [one for one in self.picks if one not in begins and typed in f"{one.words} {one.about}".casefold()]
        exact = any(one.words.casefold() == typed for one in self.picks)
        own = [Pick("", self._own.format(self._strip(self.edit.text())))] if self._own and not exact else []
        return [*begins, *holds, *own]

    def _narrow(self) -> None:
        empty(self.list)
        found = self.found()
        self._here = min(self._here, max(min(len(found), MOST) - 1, 0)) if not self.edit.text() else 0
        plain = not self.edit.text()
        self.rows = [PickRow(one, str(n) if plain else "") for n, one in enumerate(found[:MOST], 1)]
        for row in self.rows:
            row.clicked.connect(lambda _on=False, pick=row.pick: self._take(pick))
            self.list.addWidget(row)
            row.show()
        if len(found) > MOST:
            self.field.understood(f"{len(found) - MOST} more: type a few letters of it.")
        elif not found:
            self.field.refuse("Nothing here is called that.", "Take a letter back.")
        else:
            self.field.clear()
        self._show_here()
        if self.isVisible():
            self._place()

    def _show_here(self) -> None:
        for n, row in enumerate(self.rows):
            row.here = n == self._here
            row.update()
        if self.rows:
            self.edit.setAccessibleDescription(f"{self.rows[self._here].accessibleName()}. Enter takes it.")

    def place(self, spot: QPoint, side: float) -> None:
        """Beside a symbol, inside the drawing."""
        self._spot, self._side = spot, side
        self._place()

    def _place(self) -> None:
        parent = self.over
        wide = min(round(WIDE * look().scale), parent.width() - 16)
        self.setFixedWidth(wide)
        self.column.activate()
        high = min(self.column.totalHeightForWidth(wide) if self.column.hasHeightForWidth() else
                   self.column.totalSizeHint().height(), parent.height() - 16)  # fmt: skip
        side = round(self._side)
        right = self._spot.x() + side
        x = right if right + wide < parent.width() else self._spot.x() - side - wide
        y = self._spot.y() - high // 3
        self.setGeometry(
            min(max(x, 8), max(parent.width() - wide - 8, 8)), min(max(y, 8), max(parent.height() - high - 8, 8)),
            wide, high,
        )  # fmt: skip

    def _take(self, pick: Pick) -> None:
        typed = self.edit.text()
        self.hide()
        self._then(pick.key, typed)

    def leave(self) -> None:
        """Nothing is changed."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A figure before any letter takes that answer at once."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.edit.text():
            figure = event.text()
            if figure.isdecimal() and 0 < int(figure) <= len(self.rows):
                self._take(self.rows[int(figure) - 1].pick)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go along the list, Enter takes, Esc leaves; no letter reaches the drawing."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rows:
            self._take(self.rows[self._here].pick)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows:
            self._here = (self._here + (1 if key == Qt.Key.Key_Down else -1)) % len(self.rows)
            self._show_here()
        else:
            event.accept()


def _starts(pick: Pick) -> list[str]:
    whole = pick.words.casefold()
    return [whole, *whole.split()]
