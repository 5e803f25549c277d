"""One choice of many: a field that opens a list. Typing a letter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop_app.windows.look import focus
from desktop_app.windows.look.theme import look


class Choice(QComboBox):
    """`chosen` gives the key of what a person chose, never what the program set."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices, key)
        focus.outside(self, 6)
        self.activated.connect(lambda _place: self.chosen.emit(self.key()))
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Font and height from the look."""
        self.setFont(look().font("body"))
        self.updateGeometry()

    def set_choices(self, choices: Sequence[tuple[str, str]], key: str = "") -> None:
        """Other choices; `key` is the chosen one."""
        self.clear()
        for one, words in choices:
            self.addItem(words, one)
        self.choose(key)

    def choose(self, key: str) -> None:
        """Show this one as chosen; an unknown key chooses nothing."""
        self.setCurrentIndex(self.findData(key))

    def key(self) -> str:
        """The key of what is chosen, or empty."""
        return str(self.currentData() or "")

    def sizeHint(self) -> QSize:
        """As high as every other field, and wide enough for the words beside the arrow."""
        return QSize(super().sizeHint().width() + look().px(12), look().line("body") + 16)

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(120, look().line("body") + 16)

    def wheelEvent(self, event: object) -> None:
        """The wheel scrolls the page; it must not change an answer unseen."""
        event.ignore()  # type: ignore[attr-defined]
