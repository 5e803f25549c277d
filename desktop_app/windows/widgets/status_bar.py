"""The foot of the window: saved, sync in words, who, when it locks; keys where a screen has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence


class Phrase(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = IconMark(icon or "check", 14)
        self._mark.setVisible(bool(icon))
        self._allowed = True
        self.label = Label(text, "caption", "text2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._mark)
        layout.addWidget(self.label)

    def allow(self, allowed: bool) -> None:
        """Whether there is room for this phrase."""
        self._allowed = allowed
        self.setVisible(allowed and bool(self.label.text()))

    def say(self, text: str, icon: str = "") -> None:
        """Other words, and another icon where given. No words: nothing is shown."""
        self.label.setText(text)
        self.allow(self._allowed)
        if icon:
            self._mark.set(icon)
            self._mark.setVisible(True)


class StatusBar(QWidget):
    """28 high. Each part is one phrase; an empty phrase takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Status")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.saved = Phrase("check", "", self)
        self.sync = Phrase("cloud", "", self)
        self.who = Phrase("", "", self)
        self.locks = Phrase("", "", self)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(6)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(24)
        layout.addLayout(self._keys)
        for phrase in (self.saved, self.sync):
            layout.addWidget(phrase)
        layout.addStretch(1)
        for phrase in (self.who, self.locks):
            layout.addWidget(phrase)
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """At large text one phrase is left, the one about sync, and the keys of the screen."""
        for phrase in (self.saved, self.who, self.locks):
            phrase.allow(not look().big)
        self.sync.allow(True)
        self.update()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keys of the screen at the left, as (key, what it does); replaces those before."""
        while (item := self._keys.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, words in keys:
            self._keys.addWidget(KeyCap(key, keep=True))
            self._keys.addWidget(Label(words, "caption", "text2"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail's ground and a hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("rail"))
        painter.fillRect(0, 0, self.width(), 1, look().colour("line"))
