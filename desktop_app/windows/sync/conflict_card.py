"""One conflict as a question: both answers side by side, what was there before, and the four ways on."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.rules.differences import Span, differences
from desktop_app.rules.two_answers import BOTH
from desktop_app.vault.queries.conflicts import Answer, Question
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.sync.marked import Marked
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.icon_mark import IconMark, Tile
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label

SAFE = "Nothing is lost. Both stay on record until you decide."
SHORT = 30
"""Characters of an answer up to which it is shown in the large style."""
SIDE_BY_SIDE = 560
"""Pixels of room, times the size of the text, from which the answers stand beside each other."""


class Side(QWidget):
    """One answer: who, the words with what differs underlined, when, and where it was written."""

    def __init__(self, key: str, answer: Answer, spans: list[Span], mine: bool) -> None:
        super().__init__()
        self.mine = mine
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(KeyCap(key, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        who = f"You, {answer.who}" if answer.me else answer.who or "Somebody"
        head.addWidget(Label(who, "body", weight=600, wrap=True), 1)
        if answer.place:
            head.addWidget(Badge(answer.place, None, "laptop"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.words = Marked(answer.what, spans, "title" if len(answer.what) <= SHORT else "note")
        column.addWidget(self.words)
        column.addWidget(Label(f"Written {answer.when}" if answer.when else "", "small", "text2", wrap=True))
        column.addStretch(1)
        look().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One's own has the fill and the thicker edge of what is chosen, the other is plain."""
        current = look()
        painter = QPainter(self)
        fill = current.colour("selected" if self.mine else "sunken")
        edge(painter, self.rect(), fill, current.colour("accent_text" if self.mine else "strong"), 8)
        if self.mine:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current.colour("accent_text"), 2))
            painter.drawRoundedRect(QRect(1, 1, self.width() - 2, self.height() - 2), 7, 7)


class ConflictCard(Card):
    """`chosen` gives the conflict and "mine", "other" or "both"; `asked` the question to put to who gave the other."""

    chosen = Signal(str, str)
    asked = Signal(object)

    def __init__(self, question: Question, place: str, primary: bool) -> None:
        super().__init__(18)
        self.question = question
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(question.sentence)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.tile = Tile("file-text" if question.both == "Keep both sentences" else "split", "soon")
        row.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        row.addLayout(inner, 1)
        self.column.addLayout(row)
        self._head(inner, place)
        self._sides(inner)
        if question.before:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(IconMark("history"), 0, Qt.AlignmentFlag.AlignTop)
            self.before = Label(f"Before: {question.before}", "small", "text2", wrap=True)
            line.addWidget(self.before, 1)
            inner.addSpacing(10)
            inner.addLayout(line)
        inner.addSpacing(12)
        self._ways(inner, primary)

    def _head(self, inner: QVBoxLayout, place: str) -> None:
        question = self.question
        head = QHBoxLayout()
        head.addWidget(Label(question.title, "lead", wrap=True), 1)
        head.addWidget(Label(place, "small", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        about = f"{question.about}. " if question.about else ""
        self.about = Label(f"{about}{SAFE}", "small", "text2", wrap=True)
        inner.addWidget(self.about)
        self.sentence = Label(question.sentence, "small", "text", wrap=True)
        inner.addWidget(self.sentence)
        inner.addSpacing(10)

    def _sides(self, inner: QVBoxLayout) -> None:
        question = self.question
        mine, yours = differences(question.first.what, question.second.what)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.setSpacing(12)
        self.sides.addWidget(Side("1", question.first, mine, question.first.me), 1)
        self.sides.addWidget(Side("2", question.second, yours, False), 1)
        inner.addLayout(self.sides)

    def _ways(self, inner: QVBoxLayout, primary: bool) -> None:
        question = self.question
        first, second = question.first, question.second
        ways = Flow()
        self.mine = Button(_use(first, second, "first"), "primary" if primary and first.me else "normal", "1")
        self.other = Button(_use(second, first, "second"), "normal", "2")
        self.mine.clicked.connect(lambda: self.chosen.emit(question.id, first.choice))
        self.other.clicked.connect(lambda: self.chosen.emit(question.id, second.choice))
        for button, answer in ((self.mine, first), (self.other, second)):
            who = "You" if answer.me else answer.who or "Somebody"
            button.setAccessibleName(f"{question.title}. {who} wrote {answer.what}. Use this")
            ways.addWidget(button)
        self.both = Button(question.both, "normal", "B")
        self.both.clicked.connect(self._keep)
        self.both.setVisible(bool(question.both))
        if question.both:
            ways.addWidget(self.both)
        self.ask = Button(f"Ask {second.first} first", "quiet", "A")
        self.ask.clicked.connect(self._ask)
        self.ask.setVisible(bool(question.whom))
        if question.whom:
            ways.addWidget(self.ask)
        inner.addLayout(ways)
        if question.asked:
            inner.addSpacing(6)
            inner.addWidget(Label(f"Asked {question.asked}. It waits for an answer.", "small", "text2", wrap=True))

    def _keep(self) -> None:
        if self.question.both:
            self.chosen.emit(self.question.id, BOTH)

    def _ask(self) -> None:
        if self.question.whom:
            self.asked.emit(self.question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, B and A, wherever in the card the keyboard is."""
        ways = {
            Qt.Key.Key_1: self.mine.click, Qt.Key.Key_2: self.other.click,
            Qt.Key.Key_B: self._keep, Qt.Key.Key_A: self._ask,
        }  # fmt: skip
        way = ways.get(Qt.Key(event.key())) if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else None
        if way is None:
            super().keyPressEvent(event)
        else:
            way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * look().scale
        way = QBoxLayout.Direction
        self.sides.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _use(answer: Answer, beside: Answer, place: str) -> str:
    """ "Use mine", "Use Tom’s"; by place where the names would not tell them apart."""
    if answer.me and not beside.me:
        return "Use mine"
    return f"Use {answer.first}’s" if answer.who and answer.first != beside.first else f"Use the {place}"
