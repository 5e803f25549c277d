"""The Sync page: conflicts as questions, both answers side by side, one key each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.commands.conflicts import MINE, OTHER, settle_conflict
from desktop_app.desk import Changed
from desktop_app.vault.queries.conflicts import Answer, Question, open_conflicts
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

MOST = 50
"""Cards shown at once; the next come as these are settled."""


class QuestionCard(Card):
    """One conflict. `chosen` says which answer is true."""

    chosen = Signal(str, str)

    def __init__(self, question: Question, place: str) -> None:
        super().__init__()
        self.question = question
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(Label(question.title, "lead", wrap=True), 1)
        head.addWidget(Label(place, "small", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(Label("Nothing is lost. Both stay in the history.", "small", "text2", wrap=True))
        self.column.addSpacing(12)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(_side("1", question.mine), 1)
        sides.addWidget(_side("2", question.other), 1)
        self.column.addLayout(sides)
        self.column.addSpacing(12)
        self.mine = Button(f"Use {_whose(question.mine)}", "primary", "1")
        self.other = Button(f"Use {_whose(question.other)}", "normal", "2")
        self.mine.clicked.connect(lambda: self.chosen.emit(question.id, MINE))
        self.other.clicked.connect(lambda: self.chosen.emit(question.id, OTHER))
        for button, answer in ((self.mine, question.mine), (self.other, question.other)):
            button.setAccessibleName(f"{question.title}. {answer.who} wrote {answer.what}. Use this")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mine)
        row.addWidget(self.other)
        row.addStretch(1)
        self.column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2, wherever in the card the keyboard is."""
        if event.key() == Qt.Key.Key_1:
            self.chosen.emit(self.question.id, MINE)
        elif event.key() == Qt.Key.Key_2:
            self.chosen.emit(self.question.id, OTHER)
        else:
            super().keyPressEvent(event)


def _whose(answer: Answer) -> str:
    first = answer.who.split(" ")[0]
    return f"{first}’s" if first else "this"


def _side(number: str, answer: Answer) -> Card:
    side = Card(14)
    side.column.addWidget(Label(f"{number}   {answer.who}", "body", wrap=True))
    side.column.addSpacing(4)
    side.column.addWidget(Label(answer.what, "lead", wrap=True))
    side.column.addSpacing(4)
    side.column.addWidget(Label(f"Written {answer.when}" if answer.when else "", "small", "text2", wrap=True))
    side.column.addStretch(1)
    return side


class SyncPage(ListsPage):
    """What needs a person after syncing; the rest has merged by itself."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Sync")
        self.cards: list[QuestionCard] = []
        self._wants_keyboard = False
        self.empty = EmptyState("Nothing has two answers.", "What others wrote has merged with your work by itself.")
        self.inside = QWidget()
        self.stack = QVBoxLayout(self.inside)
        self.stack.setContentsMargins(24, 16, 24, 24)
        self.stack.setSpacing(12)
        self.stack.addWidget(self.empty)
        self.stack.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Questions that need you")
        self.area.setWidget(self.inside)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.column.addWidget(self.area, 1)
        self._stop = room.desk.listen(self._changed)
        self.refresh()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("conflict"):
            self.refresh()

    def refresh(self) -> None:
        """Read the open conflicts again."""
        self.room.desk.read_later(open_conflicts).then(self.show_questions).otherwise(self.room.trouble)

    def show_questions(self, questions: list[Question]) -> None:
        """One card each."""
        had = any(card.isAncestorOf(self.focusWidget()) for card in self.cards if self.focusWidget())
        for card in self.cards:
            self.stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for number, question in enumerate(questions[:MOST], 1):
            card = QuestionCard(question, f"{number} of {len(questions)}")
            card.chosen.connect(self.settle)
            self.stack.insertWidget(self.stack.count() - 1, card)
            self.cards.append(card)
        self.empty.setVisible(not questions)
        count = len(questions)
        said = f"{count} question{'s' if count != 1 else ''} need{'s' if count == 1 else ''} you." if count else ""
        self.header.set_title("Sync", f"{said} The rest has merged by itself." if said else "Nothing needs you here.")
        self.room.need_you("sync", count)
        if (had or self._wants_keyboard) and self.cards:
            self._wants_keyboard = False
            self.take_keyboard(self.cards[0].mine)

    def settle(self, conflict_id: str, choice: str) -> None:
        """One answer is the true one; undo asks again."""
        doing = self.room.desk.do(settle_conflict, conflict_id, choice)
        doing.then(lambda _done: self.room.toast("Settled", undo=True)).otherwise(self.room.trouble)

    def _focused(self) -> QuestionCard | None:
        here = self.focusWidget()
        for card in self.cards:
            if here is not None and card.isAncestorOf(here):
                return card
        return self.cards[0] if self.cards else None

    def use_mine(self) -> None:
        """1."""
        card = self._focused()
        if card is not None:
            self.settle(card.question.id, MINE)

    def use_other(self) -> None:
        """2."""
        card = self._focused()
        if card is not None:
            self.settle(card.question.id, OTHER)

    def shown(self) -> None:
        """The keyboard goes to the first question, as soon as it is read."""
        self._wants_keyboard = not self.cards
        if self.cards:
            self.take_keyboard(self.cards[0].mine)

    def left(self) -> None:
        """The keyboard is elsewhere now."""
        self._wants_keyboard = False

    def panes(self) -> list[QWidget]:
        """The questions are the one pane."""
        return [self.cards[0].mine if self.cards else self.area]
