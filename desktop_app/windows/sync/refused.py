"""One change the server would not take: why, what was typed, and the way out with the words."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout

from desktop_app.vault.queries.sync import NotTaken
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room


class RefusedCard(Card):
    """What was typed stays here, word for word."""

    def __init__(self, what: NotTaken, room: Room) -> None:
        super().__init__()
        self.what = what
        self._room = room
        self.column.addWidget(Label("One change was not accepted", "lead", wrap=True))
        self.column.addWidget(Label(f"{what.what}, {what.when}. {what.why}", "small", "text2", wrap=True))
        self.column.addSpacing(8)
        self.words = Label(what.typed or "There were no words in it.", "body", wrap=True)
        self.column.addWidget(self.words)
        self.column.addSpacing(12)
        self.copy = Button("Copy the words", icon="copy", small=True)
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(what.typed))
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        self.column.addLayout(row)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.what.typed)
        self._room.toast("The words are copied. Paste them where they belong.")
