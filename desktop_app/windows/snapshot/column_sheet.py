"""What a column of a return is: chosen from the columns of its list, or left out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.exchange.annex_a import Guess
from desktop_app.exchange.annex_a.layout import layout, likeness
from desktop_app.rules.names import fold
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList


class ColumnSheet(Overlay):
    """Typing narrows, Enter takes. `taken` gives the key of the column, empty to leave it out."""

    taken = Signal(str)

    def __init__(self, over: QWidget, guess: Guess, samples: tuple[str, ...]) -> None:
        listed = layout().lists[guess.list]
        said = f"Column {guess.letter} of {guess.sheet}, {listed.title.lower()}."
        if samples:
            said += f" In it: {', '.join(samples)}."
        super().__init__(over, f"“{guess.heading}” is …", said, 620, 560)
        near = sorted(listed.columns, key=lambda one: -likeness(guess.heading, one))
        self._rows = [
            Row(one.key, "table", None, one.name, "", "Taken now" if one.name == guess.column else "") for one in near
        ]
        self._rows.append(
            Row("-", "minus", None, "Left out", "", "It is none of these" if guess.column else "Left out now")
        )
        self.narrow = LineEdit()
        self.narrow.setPlaceholderText("Find")
        self.narrow.setAccessibleName("Find a column")
        self.narrow.textChanged.connect(lambda _text: self._show())
        self.narrow.installEventFilter(self)
        self.list = RowList("Columns of this list", narrow=True)
        self.list.opened.connect(self._take)
        self.column.addWidget(self.narrow)
        self.column.addWidget(self.list, 1)
        self._show()

    def first_focus(self) -> QWidget:
        """The line that narrows."""
        return self.narrow

    def _show(self) -> None:
        typed = fold(self.narrow.text())
        self.list.set_groups([(None, [one for one in self._rows if typed in fold(one.subject)])])
        self.list.choose_first()

    def _take(self, key: str) -> None:
        if key:
            self.dismiss()
            self.taken.emit("" if key == "-" else key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter takes its first."""
        if watched is self.narrow and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.current_key())
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
