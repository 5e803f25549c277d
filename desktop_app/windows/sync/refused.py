"""One change the server would not take: why, what was typed, and the three ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from desktop_app.vault.queries.sync import NotTaken
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.icon_mark import Tile
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room


class RefusedCard(Card):
    """What was typed stays here, word for word. The signals ask for one way out."""

    again_asked = Signal(object)
    note_asked = Signal(object)
    gone_asked = Signal(object)

    def __init__(self, what: NotTaken, room: Room) -> None:
        super().__init__(18)
        self.what = what
        self._room = room
        self.setAccessibleName(f"One change was not accepted: {what.what}. {what.why}")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Tile("circle-x", "late"), 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        row.addLayout(inner, 1)
        self.column.addLayout(row)
        inner.addWidget(Label("One change was not accepted", "lead", wrap=True))
        inner.addWidget(Label(f"{what.what}, {what.when}. {what.why}", "small", "text2", wrap=True))
        inner.addSpacing(8)
        self.words = Label(what.typed or "There were no words in it.", "body", wrap=True)
        inner.addWidget(self.words)
        inner.addSpacing(12)
        ways = Flow()
        self.again = Button("Try again", icon="refresh-cw", small=True)
        self.note = Button("Keep as a note", icon="notebook-pen", small=True)
        self.copy = Button("Copy the words", "quiet", icon="copy", small=True)
        self.gone = Button("Throw away", "quiet", icon="trash-2", small=True)
        self.again.clicked.connect(lambda: self.again_asked.emit(what))
        self.note.clicked.connect(lambda: self.note_asked.emit(what))
        self.gone.clicked.connect(lambda: self.gone_asked.emit(what))
        self.copy.clicked.connect(self._copy)
        for button in (self.again, self.note, self.copy, self.gone):
            button.setAccessibleName(f"{button.text()}: {what.what}")
            if what.typed or button not in (self.note, self.copy):
                ways.addWidget(button)
            else:
                button.setParent(self)
                button.hide()
        inner.addLayout(ways)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.what.typed)
        self._room.toast("The words are copied. Paste them where they belong.")
