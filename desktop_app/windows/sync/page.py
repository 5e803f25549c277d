"""The Sync page: conflicts as questions, what was not accepted, and how this laptop stands with its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.conflicts import ask_first, settle_conflict
from desktop_app.commands.refusals import keep_as_note, throw_away, try_again
from desktop_app.desk import Changed, Doing
from desktop_app.rules.days import counted
from desktop_app.rules.two_answers import BOTH
from desktop_app.vault.queries.conflicts import Question, asked_words, open_conflicts
from desktop_app.vault.queries.sync import NotTaken, Standing, needs, not_taken, standing
from desktop_app.vault.reader import Reader
from desktop_app.windows.look.theme import look
from desktop_app.windows.sync.conflict_card import ConflictCard
from desktop_app.windows.sync.devices import DevicesSheet
from desktop_app.windows.sync.join import JoinSheet
from desktop_app.windows.sync.refused import RefusedCard
from desktop_app.windows.sync.state import StateCard
from desktop_app.windows.sync.waits import WaitsSheet
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

if TYPE_CHECKING:
    from desktop_app.sync.engine import Engine, SyncState

MOST = 30
"""Cards of a kind shown at once; the next come as these are settled."""
WIDE = 900
"""Pixels of room, times the size of the text, from which the state stands beside the questions."""
Seen = tuple[list[Question], list[NotTaken], Standing, int]
AGREED = ("Nothing has two answers.", "What others wrote has merged with your work by itself.")
ALONE = (
    "This laptop works on its own.",
    "Everything you write is kept here. With an invitation from your administrator it can share with your council’s "
    "server.",
    "Join your council’s server",
)


def _look(reader: Reader) -> Seen:
    return open_conflicts(reader, MOST), not_taken(reader), standing(reader), needs(reader)


class SyncPage(ListsPage):
    """What needs a person after syncing; the rest has merged by itself."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Sync")
        self.cards: list[ConflictCard] = []
        self.refused: list[RefusedCard] = []
        self._wanted = ""
        self._wants_keyboard = False
        self._state: SyncState | None = None
        self.now_button = Button("Sync now", key="F5", icon="refresh-cw")
        self.now_button.clicked.connect(self.sync_now)
        self.header.add_button(self.now_button)
        self.empty = EmptyState(*AGREED)
        self.empty.pressed.connect(self.join)
        self.state = StateCard()
        self.state.pause.clicked.connect(self.pause)
        self.state.cancel.clicked.connect(self.cancel)
        self.state.all_button.clicked.connect(lambda: WaitsSheet(self, room.desk).open())
        self.state.devices.clicked.connect(self.devices)
        self.state.check.clicked.connect(self.check)
        self.state.invitation.clicked.connect(self.join)
        self._lay_out()
        self._stop = room.desk.listen(self._changed)
        self.refresh()

    def _lay_out(self) -> None:
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

    # -- reading -------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        if changed.txn or changed.touches("conflict", "refusal"):
            self.refresh()

    def refresh(self) -> None:
        """Read the open conflicts and how it stands again."""
        self.room.desk.read_later(_look).then(self._show).otherwise(self.room.trouble)

    def _show(self, seen: Seen) -> None:
        questions, refused, now, count = seen
        self._show_questions(questions, count - len(refused))
        self._show_refused(refused)
        joined = bool(now.server)
        self.state.setVisible(joined)
        self.now_button.setVisible(joined)
        self.state.say(now, self._state)
        self.empty.say(*(AGREED if joined else ALONE))
        self.empty.setVisible(not questions and not refused)
        said = f"{counted(count, 'thing')} need{'s' if count == 1 else ''} you; the rest has merged by itself."
        self.header.set_title("Sync", said if count else "Nothing needs you here.")
        self.room.need_you("sync", count)

    def _show_questions(self, questions: list[Question], count: int) -> None:
        if [card.question for card in self.cards] != questions:
            here = self.focusWidget()
            place = next((at for at, card in enumerate(self.cards) if here and card.isAncestorOf(here)), -1)
            self._clear(self.cards)
            self.cards = [ConflictCard(one, f"{at} of {count}", at == 1) for at, one in enumerate(questions, 1)]
            for at, card in enumerate(self.cards, 1):
                card.chosen.connect(self.settle)
                card.asked.connect(self.ask)
                self.stack.insertWidget(at, card)  # the empty state is before them
            self._wants_keyboard = self._wants_keyboard or place >= 0
            if place >= 0 and self.cards and not self._wanted:
                self._wanted = self.cards[min(place, len(self.cards) - 1)].question.id
        if self._wants_keyboard and self.cards:
            self._wants_keyboard = False
            card = next((one for one in self.cards if one.question.id == self._wanted), self.cards[0])
            self._wanted = ""
            self.take_keyboard(card.mine)
            self.area.ensureWidgetVisible(card)

    def _show_refused(self, refused: list[NotTaken]) -> None:
        if [card.what for card in self.refused] == refused[:MOST]:
            return
        self._clear(self.refused)
        self.refused = [RefusedCard(one, self.room) for one in refused[:MOST]]
        for card in self.refused:
            card.again_asked.connect(self.try_again)
            card.note_asked.connect(self.keep_as_note)
            card.gone_asked.connect(self.throw_away)
            self.stack.insertWidget(self.stack.count() - 1, card)

    def _clear(self, cards: list[ConflictCard] | list[RefusedCard]) -> None:
        for card in cards:
            self.stack.removeWidget(card)
            card.hide()
            card.deleteLater()

    def say_state(self, state: SyncState) -> None:
        """The engine has moved on."""
        self._state = state
        self.refresh()

    # -- the engine ----------------------------------------------------------------------------------

    def _engine(self) -> Engine | None:
        return self.room.syncing.engine if self.room.syncing else None

    def sync_now(self) -> None:
        """F5."""
        engine = self._engine()
        if engine is None:
            self.room.toast("This laptop belongs to no server yet.")
        else:
            engine.sync_now()

    def pause(self) -> None:
        """Hold sync, or let it go on. Locking lets it go on: a forgotten pause would keep work from the team."""
        engine = self._engine()
        if engine is not None and self._state is not None:
            if self._state.sign == "paused":
                engine.sync_now()
            else:
                engine.pause()

    def cancel(self) -> None:
        """End the round under way after the page it is at; the next comes by itself."""
        engine = self._engine()
        if engine is not None:
            engine.cancel()

    def join(self) -> None:
        """The invitation, read and shown before anything is sent."""
        JoinSheet(self, self.room, self._joined).open()

    def _joined(self, who: str) -> None:
        self.room.toast(f"Joined as {who}. Your families come in now.")
        if self.room.syncing is not None:
            self.room.syncing.begin()
        self.sync_now()
        self.refresh()

    def check(self) -> None:
        """Compare this laptop's copy with the server's, and mend what differs."""
        if self._engine() is None or self.room.syncing is None:
            self.room.toast("This laptop belongs to no server yet.")
            return
        self.state.check.refuse("The check is under way.")
        self.room.syncing.check(self._checked, self._not_checked)

    def _checked(self, left: int) -> None:
        self.state.check.allow()
        self.refresh()
        words = "Some records still differ from the server. Ring your administrator." if left else "All of it matches."
        self.room.toast(words)

    def _not_checked(self, trouble: BaseException) -> None:
        self.state.check.allow()
        self.room.trouble(trouble)

    def devices(self) -> None:
        """The laptops of this user, as the server knows them."""
        DevicesSheet(self, self.room).open()

    # -- settling ------------------------------------------------------------------------------------

    def _done(self, doing: Doing[object], words: str) -> None:
        doing.then(lambda _done: self.room.toast(words, undo=True)).otherwise(self.room.trouble)

    def settle(self, conflict_id: str, choice: str) -> None:
        """One answer is the true one, or both are; undo asks again."""
        words = "Both are kept" if choice == BOTH else "Settled"
        self._done(self.room.desk.do(settle_conflict, conflict_id, choice), words)  # type: ignore[arg-type]

    def ask(self, question: Question) -> None:
        """Ask who gave the other answer, as a message or a task; the conflict stays."""
        what = asked_words(question, clock.now())
        doing = self.room.desk.do(ask_first, question.id, whom=question.whom, what=what, worker_id=question.worker_id)
        where = "The message is on its way" if question.worker_id else "It stands in Today"
        self._done(doing, f"{where}: ask {question.second.first}")  # type: ignore[arg-type]

    def try_again(self, what: NotTaken) -> None:
        """Write it anew; the next round offers it."""
        self._done(self.room.desk.do(try_again, what.changes), "It is offered again at the next sync")  # type: ignore[arg-type]

    def keep_as_note(self, what: NotTaken) -> None:
        """Its words go to Today."""
        doing = self.room.desk.do(keep_as_note, what.txn, what=what.what, typed=what.typed)
        self._done(doing, "The words stand in Today")  # type: ignore[arg-type]

    def throw_away(self, what: NotTaken) -> None:
        """Nobody needs it."""
        self._done(self.room.desk.do(throw_away, what.txn), "Thrown away")  # type: ignore[arg-type]

    # -- the keyboard --------------------------------------------------------------------------------

    def _focused(self) -> ConflictCard | None:
        here = self.focusWidget()
        for card in self.cards:
            if here is not None and card.isAncestorOf(here):
                return card
        return self.cards[0] if self.cards else None

    def press(self, way: str) -> None:
        """Press a button of the card that has the keyboard: "mine", "other", "both" or "ask"."""
        card = self._focused()
        if card is not None:
            getattr(card, way).click()

    def use_mine(self) -> None:
        """1."""
        self.press("mine")

    def use_other(self) -> None:
        """2."""
        self.press("other")

    def keep_both(self) -> None:
        """B."""
        self.press("both")

    def ask_other(self) -> None:
        """A."""
        self.press("ask")

    def open_record(self, _kind: str, record_id: str) -> None:
        """Give the keyboard to this conflict's card."""
        self._wanted, self._wants_keyboard = record_id, True
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the questions where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE * look().scale
        way = QBoxLayout.Direction
        self.sides.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def shown(self) -> None:
        """The keyboard goes to the first question, as soon as it is read."""
        self._wants_keyboard = not self.cards
        if self.cards:
            self.take_keyboard(self.cards[0].mine)

    def left(self) -> None:
        """The keyboard is elsewhere now."""
        self._wants_keyboard = False

    def panes(self) -> list[QWidget]:
        """The questions, then the state; the scrolled page itself where there is neither."""
        stops = (self.state.pause, self.state.all_button, self.state.devices, self.state.invitation)
        state = [one for one in stops if one.isVisible() and one.isEnabled()][:1]
        return [*([self.cards[0].mine] if self.cards else []), *state] or [self.area]
