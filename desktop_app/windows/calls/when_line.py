"""A line with a day or time in it: what was understood is said back; two readings are asked, never guessed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.rules.text_pieces import Expansion
from desktop_app.windows.calls.when import When, read_when, short
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.flow import Flow


class WhenLine(QWidget):
    """`typed` gives the line, `answered` the moment chosen among readings or None when the line changed.

    `entered` is Enter in a line that has nothing left to ask.
    """

    typed = Signal(str)
    answered = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(
        self, label: str, key: str, expand: Callable[[str], Expansion | None], hint: str = "", silent: str = ""
    ) -> None:
        super().__init__()
        self.edit = LineEdit()
        self.field = Field(label, self.edit, hint=hint, key=key)
        self._expand, self._silent = expand, silent
        self.when = When()
        self._answer: When | None = None
        self.question = QWidget()
        self.question.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._choices = Flow(self.question)
        self.question.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.question)
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self._enter)
        self.edit.editingFinished.connect(self.left)
        self.edit.installEventFilter(self)
        self.question.installEventFilter(self)

    @property
    def moment(self) -> object:
        """The moment that was understood or chosen, or None."""
        return self._answer.moment if self._answer is not None else self.when.moment

    @property
    def asks(self) -> bool:
        """Whether a person has to choose between readings first."""
        return bool(self.when.ask) and self._answer is None

    def show_line(self, text: str, moment: object = None) -> None:
        """What the record holds; `moment` is an answer given before."""
        if text != self.edit.text():
            self.edit.setText(text)
        self.when = read_when(text, clock.now()) if text.strip() else When()
        chosen = [one for one in self.when.readings if one.moment == moment]
        self._answer = chosen[0] if chosen and moment is not None else None
        self._say()

    def _typed(self, text: str) -> None:
        self.when = read_when(text, clock.now()) if text.strip() else When()
        if self._answer is not None:
            self._answer = None
            self.answered.emit(None)
        self._say()
        self.typed.emit(text)

    def _say(self) -> None:
        """Below the line what was understood; at its right end the time itself."""
        said = self._answer or self.when
        self.edit.set_aside(short(said.moment, clock.now()) if said.moment else "", "soon")
        if self.asks:
            self.field.understood(self.when.ask, "soon")
        elif said.moment is not None:
            self.field.understood(f"By {said.said}" if self._silent else "")
        else:
            self.field.understood(self._silent if self.edit.text().strip() else "")
        self._ask()

    def _ask(self) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.question.setVisible(self.asks)
        if not self.asks:
            return
        for place, reading in enumerate(self.when.readings, start=1):
            button = Button(reading.said, "normal", str(place), small=True)
            button.clicked.connect(lambda _on=False, one=reading: self.choose(one))
            self._choices.addWidget(button)
            button.show()
        self.question.setAccessibleName(self.when.ask)
        self.question.updateGeometry()

    def choose(self, reading: When) -> None:
        """The person said which day they meant."""
        self._answer = reading
        self._say()
        self.edit.setFocus()
        self.answered.emit(reading.moment)

    def ask_now(self) -> None:
        """Put the keyboard on the question: figures answer."""
        self.question.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        if self.asks:
            self.ask_now()
        else:
            self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Figures answer the question, Esc goes back to the line; a space makes a text piece a sentence."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.question:
            typed = event.text()
            if typed.isdigit() and 1 <= int(typed) <= len(self.when.readings):
                self.choose(self.when.readings[int(typed) - 1])
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.edit.setFocus()
                return True
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            return self._take_piece()
        return super().eventFilter(watched, event)

    def _take_piece(self) -> bool:
        place, text = self.edit.cursorPosition(), self.edit.text()
        found = self._expand(text[:place])
        if found is None:
            return False
        self.edit.setSelection(found.start, place - found.start)
        self.edit.insert(found.text)
        self.edit.setCursorPosition(found.start + found.cursor)
        self._typed(self.edit.text())
        return True
