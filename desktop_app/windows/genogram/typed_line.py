"""F2: a family in one line, typed while somebody tells it; what was not understood stays in the line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.rules.days import counted
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.typed import Typed, read_typed
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.field import Field, LineEdit

EXAMPLE = "mum Kelly 14.3.91 p Darren sep 2019; kids Tia 09, Jay 12"


class TypedLine(Card):
    """Lies over the top of the drawing. `kept` on Enter, `left` on Esc; the line stays as it was."""

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(14, parent)
        self.over, self.known = parent, Facts()
        self.edit = LineEdit()
        self.field = Field("The family in one line", self.edit, f"“{EXAMPLE}”")
        self.column.addWidget(self.field)
        self.edit.textChanged.connect(lambda _text: self._say_back())
        self.hide()

    def ask(self, known: Facts) -> None:
        """Open; whoever of `known` is named is not added again."""
        self.known = known
        self.field.hint.setVisible(not look().big)
        self._say_back()
        self.show()
        self.place()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self) -> None:
        """Across the drawing, at its top."""
        self.setFixedWidth(max(self.over.width() - 24, 200))
        self.adjustSize()
        self.setGeometry(12, 12, self.over.width() - 24, self.sizeHint().height())

    def read(self) -> Typed:
        """What the line says now."""
        return read_typed(self.edit.text(), clock.today(), self.known.people)

    def _say_back(self) -> None:
        typed = self.read()
        before = {one.id for one in self.known.people}
        new = [one for one in typed.facts.people if one.id not in before]
        parts = []
        if new:
            names = ", ".join(one.given or "somebody without a name" for one in new)
            parts.append(f"{counted(len(new), 'new person', 'new people')}: {names}.")
        if typed.not_understood:
            parts.append(f"Not understood, and left out: {' '.join(typed.not_understood)}.")
        self.field.understood(" ".join(parts), "soon" if typed.not_understood else "done")
        if self.isVisible():
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc leaves; no letter reaches the drawing."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        else:
            event.accept()
