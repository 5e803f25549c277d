"""The Sync page: conflicts as questions, both answers side by side, one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.commands.conflicts import MINE, OTHER, settle_conflict
from desktop_app.desk import Changed
from desktop_app.vault.queries.conflicts import Answer, Question, open_conflicts
from desktop_app.vault.queries.sync import NotTaken, Standing, ToSend, not_taken, standing, to_send
from desktop_app.vault.reader import Reader
from desktop_app.windows.look.theme import look
from desktop_app.windows.sync.join import JoinSheet
from desktop_app.windows.sync.refused import RefusedCard
from desktop_app.windows.sync.state import PAGE, StateCard
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

if TYPE_CHECKING:
    from desktop_app.sync.engine import SyncState

MOST = 50
"""Cards shown at once; the next come as these are settled."""
WIDE = 900
"""Pixels of room, times the size of the text, from which the state stands beside the questions."""
Seen = tuple[list[Question], list[NotTaken], Standing, list[ToSend]]


def _look(reader: Reader, rows: int) -> Seen:
    return open_conflicts(reader), not_taken(reader), standing(reader), to_send(reader, 0, rows)


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
        self.refused: list[RefusedCard] = []
        self._state: SyncState | None = None
        self._rows = PAGE
        self.now_button = Button("Sync now", key="F5", icon="refresh-cw")
        self.now_button.clicked.connect(self.sync_now)
        self.header.add_button(self.now_button)
        self.state = StateCard()
        self.state.pause.clicked.connect(self.pause)
        self.state.more.clicked.connect(self._more)
        self.empty.pressed.connect(self.join)
        self.inside = QWidget()
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.inside)
        self.sides.setContentsMargins(24, 16, 24, 24)
        self.sides.setSpacing(12)
        self.stack = QVBoxLayout()
        self.stack.setSpacing(12)
        self.sides.addLayout(self.stack, 3)
        self.sides.addWidget(self.state, 1, Qt.AlignmentFlag.AlignTop)
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
        if changed.txn or changed.touches("conflict"):
            self.refresh()

    def refresh(self) -> None:
        """Read the open conflicts and how it stands again."""
        self.room.desk.read_later(_look, self._rows).then(self._show).otherwise(self.room.trouble)

    def _show(self, seen: Seen) -> None:
        questions, refused, now, waits = seen
        self.show_questions(questions)
        self._show_refused(refused)
        joined = bool(now.server)
        self.state.setVisible(joined)
        self.now_button.setVisible(joined)
        if joined:
            self.state.say(now, self._state, waits)
            self.empty.say("Nothing has two answers.", "What others wrote has merged with your work by itself.")
        else:
            self.empty.say(
                "This laptop works on its own.",
                "Everything you write is kept here. With an invitation from your administrator it can share with "
                "your council's server.",
                "Join your council’s server",
            )
        self.empty.setVisible(not questions and not refused)

    def _show_refused(self, refused: list[NotTaken]) -> None:
        if [card.what for card in self.refused] == refused[:MOST]:
            return
        for card in self.refused:
            self.stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.refused = [RefusedCard(one, self.room) for one in refused[:MOST]]
        for card in self.refused:
            self.stack.insertWidget(self.stack.count() - 1, card)

    def say_state(self, state: SyncState) -> None:
        """The engine has moved on."""
        self._state = state
        self.refresh()

    def sync_now(self) -> None:
        """F5."""
        engine = self.room.syncing.engine if self.room.syncing else None
        if engine is None:
            self.room.toast("This laptop belongs to no server yet.")
        else:
            engine.sync_now()

    def pause(self) -> None:
        """Hold sync, or let it go on. Locking lets it go on: a forgotten pause would keep work from the team."""
        engine = self.room.syncing.engine if self.room.syncing else None
        if engine is not None and self._state is not None:
            if self._state.sign == "paused":
                engine.sync_now()
            else:
                engine.pause()

    def join(self) -> None:
        """The invitation, read and shown before anything is sent."""
        JoinSheet(self, self.room, self._joined).open()

    def _joined(self, who: str) -> None:
        self.room.toast(f"Joined as {who}. Your families come in now.")
        if self.room.syncing is not None:
            self.room.syncing.begin()
        self.refresh()

    def _more(self) -> None:
        self._rows += PAGE
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the questions where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE * look().scale
        way = QBoxLayout.Direction
        self.sides.setDirection(way.LeftToRight if wide else way.TopToBottom)

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
            self.cards.append(card)
            self.stack.insertWidget(len(self.cards), card)  # the empty state is before them
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
