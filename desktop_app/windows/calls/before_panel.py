"""Before you speak: the family word, what not to say, what may be said, a sentence to say, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.rules.days import time_words
from desktop_app.rules.telling import Advice
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Rule, SidePanel


class GuardBox(QWidget):
    """The family word: asked for, and when it was given right."""

    given = Signal()

    def __init__(self, hint: str, given_at: datetime | None, can_give: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 13, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("key-round", 16, "guard.icon"))
        head.addWidget(Label("Ask for the family word", "small", "guard.text", 600, wrap=True), 1)
        column.addLayout(head)
        at = f" Given right at {time_words(given_at)}." if given_at else " Not given yet."
        column.addWidget(Label((f"Hint: “{hint}”." if hint else "") + at, "small", wrap=True))
        line = QHBoxLayout()
        if given_at:
            line.addWidget(Badge("Word given", "done", "check"))
        elif can_give:
            self.button = Button("Word given", key="Alt G", icon="check", small=True)
            self.button.clicked.connect(self.given)
            line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The guard's fill and edge."""
        current = look()
        edge(QPainter(self), self.rect(), current.colour("guard.fill"), current.colour("guard.edge"), 6)


class Quote(QWidget):
    """A sentence to say, behind a bar."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 2, 0, 2)
        column.addWidget(Label(f"“{words.strip('“”')}”", "body", wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        QPainter(self).fillRect(0, 0, 2, self.height(), look().colour("border"))


class BeforePanel(SidePanel):
    """`word_given` asks to keep that the caller gave the family word."""

    word_given = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Before you speak", parent=parent)
        self.title = Label("", "lead")
        self.checked = Label("", "small", "text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconMark("shield", 18, "guard.icon"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.checked)
        head.addLayout(words, 1)
        self.top.insertLayout(0, head, 1)
        self.top.setStretch(1, 0)  # the words take all the room there is beside Esc
        self._call(going_on=True)
        self._shown: tuple[object, ...] = ()

    def _call(self, *, going_on: bool) -> None:
        """After the call the same holds for the next one, but there is nobody to speak to now."""
        self.title.setText("Before you speak" if going_on else "If they ring again")
        self.setAccessibleName(self.title.text())

    def _changes(self, *shown: object) -> bool:
        """Whether this is not what stands there already: every choice made in a call asks for it anew."""
        before, self._shown = self._shown, (look().percent, *shown)
        return before != self._shown

    def show_nobody(self) -> None:
        """Nobody is matched yet: even that we know the family is held back."""
        if not self._changes():
            return
        self._clear()
        self._call(going_on=True)
        self.checked.setText("Nobody is matched yet")
        self._list("ban", "Do not tell", "late", ("Anything about any family, even that we know them",))
        self._list("circle-check", "You may tell", "done", ("That the message will be passed on",))

    def show_advice(self, advice: Advice, name: str, given_at: datetime | None, can_give: bool) -> None:
        """What this caller may be told. `name` is how they are called in the headings; `can_give`: they are there."""
        if not self._changes(advice, name, given_at, can_give):
            return
        self._clear()
        self._call(going_on=can_give)
        self.checked.setText(advice.checked or f"For {name}" if name else advice.checked)
        if advice.ask_word:
            box = GuardBox(advice.hint, given_at, can_give)
            box.given.connect(self.word_given)
            self.add(box, above=6)
        self._list("ban", f"Do not tell {name}".strip(), "late", advice.do_not)
        self._list("circle-check", f"You may tell {name}".strip(), "done", advice.may)
        if advice.if_pressed:
            self._heading("message-square", f"If {name or 'the caller'} presses you", "text2", "text")
            self.add(Quote(advice.if_pressed), above=6)
        if advice.why:
            self.add(Rule(), above=16)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconMark("gavel", 16, "text2"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label("Why: " + " ".join(advice.why), "small", "text2", wrap=True), 1)
            self.body.addSpacing(12)
            self.body.addLayout(row)

    def _heading(self, icon: str, words: str, tone: str, ink: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconMark(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "body", ink, 600, wrap=True), 1)
        self.body.addSpacing(16)
        self.body.addLayout(row)

    def _list(self, icon: str, words: str, role: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self._heading(icon, words, f"{role}.icon", f"{role}.text")
        for line in lines:
            label = Label(line, "body", wrap=True)
            label.setContentsMargins(look().px(16) + 8, 0, 0, 0)
            self.add(label, above=4)

    def _clear(self) -> None:
        empty(self.body)
