"""One choice of several or none yet, each with its key; wraps onto more lines where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

GAP = 3
_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class GridPart(QAbstractButton):
    """One of the choices. `cap` is the key written before it."""

    def __init__(self, key: str, words: str, cap: str, parent: ChoiceGrid) -> None:
        super().__init__(parent)
        self.key, self.cap, self._grid = key, cap, parent
        self.setText(words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        focus.outside(self, 6)

    def sizeHint(self) -> QSize:
        """Key, words at their heaviest, and 8 px at each side."""
        current = look()
        cap = paint.key_cap_size(current, self.cap).width() + 5 if self.cap and not current.big else 0
        return QSize(current.width(self.text(), "small", 600) + cap + 13, current.line("small") + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours; Enter chooses as Space does."""
        if event.key() in _BACK or event.key() in _ON:
            self._grid.step(self, -1 if event.key() in _BACK else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box of its own: the grid wraps, so there is no common edge."""
        current, painter = look(), QPainter(self)
        chosen, on = self.isChecked(), self.isEnabled()
        hot = on and (self.isDown() or self.underMouse())
        fill = current.colour("selected" if chosen else "hover" if hot else "surface")
        edge(painter, self.rect(), fill, current.colour("accent_text" if chosen else "strong"), 6)
        if chosen:
            painter.fillRect(4, self.height() - 3, self.width() - 8, 2, current.colour("accent_text"))
        weight = 600 if chosen else 400
        words = current.width(self.text(), "small", weight)
        cap = paint.key_cap_size(current, self.cap) if self.cap and not current.big else QSize(0, 0)
        x = (self.width() - words - (cap.width() + 5 if cap.width() else 0)) // 2
        if cap.width():
            box = QRect(x, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, box, self.cap)
            x += cap.width() + 5
        ink = current.colour("disabled" if not on else "accent_text" if chosen else "text")
        box = QRect(x, 0, words + 1, self.height())
        paint.words(painter, current, box, self.text(), "small", ink, weight, elide=False)


class ChoiceGrid(QWidget):
    """`choices` are (key, words, key cap). Choosing the chosen one again takes the answer back."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.parts = [GridPart(*choice, self) for choice in choices]
        self.setFocusProxy(self.parts[0])
        for part in self.parts:
            part.clicked.connect(lambda _on, key=part.key: self._pressed(key))
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure again after a change of text size."""
        self._place()
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        """The chosen key, or empty."""
        return next((part.key for part in self.parts if part.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Show this one as chosen, or none; `chosen` is not sent, since no person chose."""
        for part in self.parts:
            part.setChecked(part.key == key)

    def step(self, part: GridPart, by: int) -> None:
        """Move the keyboard to a neighbour."""
        place = (self.parts.index(part) + by) % len(self.parts)
        self.parts[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, key: str) -> None:
        now = next(part for part in self.parts if part.key == key).isChecked()
        self.set_value(key if now else "")
        self.chosen.emit(key if now else "")

    def _lines(self, width: int) -> list[list[GridPart]]:
        """Parts by line; lines hold nearly equally many, so that the last is not one lonely box."""
        wide = [part.sizeHint().width() + GAP for part in self.parts]
        if sum(wide) - GAP <= width:
            return [self.parts]
        for lines in range(2, len(self.parts) + 1):
            each = -(-len(self.parts) // lines)
            rows = [self.parts[at : at + each] for at in range(0, len(self.parts), each)]
            if all(sum(part.sizeHint().width() + GAP for part in row) - GAP <= width for row in rows):
                return rows
        return [[part] for part in self.parts]

    def _place(self) -> None:
        y = 0
        for row in self._lines(self.width()):
            wanted = [part.sizeHint().width() for part in row]
            spare = max(0, self.width() - sum(wanted) - GAP * (len(row) - 1))
            x = 0
            for place, part in enumerate(row):
                share = spare * (place + 1) // len(row) - spare * place // len(row)
                part.setGeometry(x, y, wanted[place] + share, part.sizeHint().height())
                x += wanted[place] + share + GAP
            y += row[0].sizeHint().height() + GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out again."""
        super().resizeEvent(event)
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Height follows from width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines for this width."""
        return len(self._lines(width)) * (self.parts[0].sizeHint().height() + GAP) - GAP

    def sizeHint(self) -> QSize:
        """One line where there is room."""
        width = sum(part.sizeHint().width() + GAP for part in self.parts) - GAP
        return QSize(width, self.heightForWidth(self.width() if self.width() > 150 else width))

    def minimumSizeHint(self) -> QSize:
        """The widest part, and the lines of the width it has."""
        width = max(part.sizeHint().width() for part in self.parts)
        return QSize(width, self.heightForWidth(self.width() if self.width() > 150 else width))
