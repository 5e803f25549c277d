"""What followed from a call: messages with their ladder, and calls promised, each with what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands import messages
from desktop_app.records.contacts import CallBack, CallBackTry, LadderStep, Message
from desktop_app.records.team import Worker
from desktop_app.records.words import MessageState
from desktop_app.rules.days import moment_words, time_words
from desktop_app.rules.ladder import standing
from desktop_app.vault.queries.contacts import CallPage
from desktop_app.windows.calls.when import read_when, short
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room

OPEN = (MessageState.SENT, MessageState.SEEN)
TAKEN = (MessageState.ACKNOWLEDGED,)
HOW = {"p": "phone", "t": "text", "i": "in person"}
ROLES = {
    MessageState.SENT: "soon", MessageState.SEEN: "soon", MessageState.ACKNOWLEDGED: "done",
    MessageState.ACTED: "done",
}  # fmt: skip


class Followed(QWidget):
    """Shown under a call that has ended. Keys act on the first message or promise that is open."""

    ring_asked = Signal(object)
    slip_asked = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.page: CallPage | None = None
        self.cards = QVBoxLayout()
        self.cards.setSpacing(8)
        self.ask = Ask()
        self.title = Label("What followed", "small", "text", 600)
        self.nothing = Label("No message was sent and no call back promised.", "small", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self.nothing):
            column.addWidget(widget)
        column.addLayout(self.cards)
        column.addWidget(self.ask)
        self.hide()

    def show_page(self, page: CallPage | None) -> None:
        """A call that has ended; None hides it."""
        same = page is not None and self.page is not None and page.call.id == self.page.call.id
        self.page = page
        self.setVisible(page is not None)
        while (item := self.cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if page is None:
            return
        if not same:
            self.ask.close_quietly()
        self.nothing.setVisible(not page.messages and not page.call_backs)
        first = self.open_message()
        for message in page.messages:
            self.cards.addWidget(self._message_card(message, page, keys=message is first))
        promise = self._promise()
        for one in page.call_backs:
            self.cards.addWidget(self._promise_card(one, page, keys=one is promise))

    # -- what is open ---------------------------------------------------------------------------------

    def open_message(self) -> Message | None:
        """The message that keys act on: the first nobody has, else the first not acted on."""
        known = self.page.messages if self.page else ()
        waiting = [one for one in known if one.state in OPEN] or [one for one in known if one.state in TAKEN]
        return waiting[0] if waiting else None

    def _promise(self) -> CallBack | None:
        known = self.page.call_backs if self.page else ()
        return next((one for one in known if one.done_at is None), None)

    def _step(self, message: Message) -> LadderStep | None:
        """The rung to tell next: the first nobody was told of."""
        known = self.page.steps if self.page else ()
        mine = sorted((one for one in known if one.message_id == message.id), key=lambda one: one.rung)
        return next((one for one in mine if one.told_at is None), None)

    # -- cards ----------------------------------------------------------------------------------------

    def _message_card(self, message: Message, page: CallPage, *, keys: bool) -> Card:
        card = Card(12)
        worker = self._worker(message.worker_id)
        state = message.state.words()
        by = f" by {message.acknowledged_by}" if message.acknowledged_by else ""
        role = "late" if message.urgent and message.state in OPEN else ROLES.get(message.state)
        mark = f"{state.capitalize()}{by}" + (", urgent" if message.urgent and message.state in OPEN else "")
        head = QWidget()
        line = Flow(head, 8)
        line.addWidget(Badge(mark, role, "message-square"))
        line.addWidget(Label(f"For {worker}", "small", "text2"))
        card.column.addWidget(head)
        card.column.addSpacing(6)
        card.column.addWidget(Label(message.what, "body", wrap=True))
        card.column.addWidget(Label(_moments(message), "small", "text2", wrap=True))
        steps = sorted((one for one in page.steps if one.message_id == message.id), key=lambda one: one.rung)
        for step in steps:
            card.column.addWidget(Label(_rung(step, message), "small", "text2", wrap=True))
        where = standing(message, steps, clock.now())
        if where.running:
            card.column.addWidget(Label(f"{where.words(clock.now())}.", "small", "late.text", 600, wrap=True))
        buttons: list[tuple[str, str, Callable[[], object]]] = []
        if message.state in OPEN:
            buttons.append(("They have it", "Alt H", lambda: self.they_have_it(message)))
        if message.state in (*OPEN, *TAKEN):
            buttons.append(("Acted on", "Alt ⇧D", lambda: self.acted(message)))
        if message.state in OPEN and self._step(message) is not None:
            buttons.append(("Told", "Alt ⇧R", lambda: self.told(message)))
        if message.state in OPEN:
            buttons.append(("Withdraw", "Alt ⇧W", lambda: self.withdraw(message)))
        buttons.append(("Message slip", "Alt ⇧S", lambda: self.slip_asked.emit(message.id)))
        self._buttons(card, buttons, keys)
        return card

    def _promise_card(self, promise: CallBack, page: CallPage, *, keys: bool) -> Card:
        card = Card(12)
        now = clock.now()
        late = promise.done_at is None and promise.by_when is not None and promise.by_when < now
        by = short(promise.by_when, now) if promise.by_when else "no time"
        words = f"Done {short(promise.done_at, now)}" if promise.done_at else f"Promised by {by}"
        head = QWidget()
        line = Flow(head, 8)
        line.addWidget(Badge(words, "done" if promise.done_at else "late" if late else "soon", "phone-outgoing"))
        line.addWidget(Label(" · ".join(part for part in (promise.who, promise.number) if part), "small", "text2"))
        card.column.addWidget(head)
        tries = [one for one in page.tries if one.call_back_id == promise.id]
        if tries:
            card.column.addSpacing(4)
            card.column.addWidget(Label(_tried(tries), "small", "text2", wrap=True))
        if promise.done_at is None:
            self._buttons(
                card,
                [
                    ("Ring now", "Alt R", lambda: self.ring(promise)),
                    ("Tried, no answer", "Alt ⇧K", lambda: self.tried(promise)),
                    ("Rang back", "Alt ⇧C", lambda: self.rang_back(promise)),
                    ("Another time", "Alt ⇧J", lambda: self.another_time(promise)),
                ],
                keys,
            )
        return card

    def _buttons(self, card: Card, buttons: list[tuple[str, str, Callable[[], object]]], keys: bool) -> None:
        holder = QWidget()
        flow = Flow(holder, 6)
        for words, key, run in buttons:
            button = Button(words, "normal", key if keys else "", small=True)
            button.clicked.connect(lambda _on=False, do=run: do())
            flow.addWidget(button)
        card.column.addSpacing(8)
        card.column.addWidget(holder)

    def _worker(self, worker_id: str) -> str:
        worker = self._room.desk.read(lambda reader: reader.get(Worker, worker_id)) if worker_id else None
        return worker.name if worker else "nobody"

    # -- doing ----------------------------------------------------------------------------------------

    def _do(self, doing: Any, words: str) -> None:  # noqa: ANN401 - a Doing of any result
        doing.then(lambda _result: self._room.toast(words, undo=True)).otherwise(self._room.trouble)

    def they_have_it(self, message: Message | None = None) -> None:
        """Who said "I have this"? Only a person acknowledges; the ladder stops now."""
        chosen = message or self.open_message()
        if chosen is None or chosen.state not in OPEN:
            return

        def take(name: str) -> str:
            if not name.strip():
                return "Name who said so: only a person can acknowledge."
            self._do(self._room.desk.do(messages.acknowledge, chosen.id, by=name), f"{name.strip()} has it.")
            return ""

        self.ask.open("Who said “I have this”?", self._worker(chosen.worker_id), take)

    def acted(self, message: Message | None = None) -> None:
        """What was asked has been done."""
        chosen = message or self.open_message()
        if chosen is not None:
            self._do(self._room.desk.do(messages.message_acted, chosen.id), "Acted on.")

    def withdraw(self, message: Message | None = None) -> None:
        """It is no longer needed."""
        chosen = message or self.open_message()
        if chosen is not None and chosen.state in OPEN:
            self._do(self._room.desk.do(messages.withdraw, chosen.id), "Withdrawn; its ladder has ended.")

    def told(self, message: Message | None = None) -> None:
        """The next rung was told: by phone, text or in person, and what they said."""
        chosen = message or self.open_message()
        step = self._step(chosen) if chosen is not None else None
        if step is None:
            return
        rung = step

        def take(typed: str) -> str:
            way, _, note = typed.strip().partition(" ")
            channel = HOW.get(way[:1].casefold()) if way else None
            if channel is None:
                return "Begin with p for phone, t for text, i for in person."
            doing = self._room.desk.do(messages.step_told, rung.id, channel=channel, note=note.strip())
            self._do(doing, f"{rung.whom} told by {channel}." if channel != "in person" else f"{rung.whom} told.")
            return ""

        self.ask.open(f"How was {rung.whom} told? p phone, t text, i in person, then what they said", "p ", take)
        self.ask.edit.end(False)

    def ring(self, promise: CallBack | None = None) -> None:
        """Ring them now, in a call that keeps this promise."""
        chosen = promise or self._promise()
        if chosen is not None:
            self.ring_asked.emit(chosen)

    def tried(self, promise: CallBack | None = None) -> None:
        """Nobody answered; the time is kept."""
        chosen = promise or self._promise()
        if chosen is not None:
            self._do(self._room.desk.do(messages.tried, chosen.id), "Tried; the time is kept.")

    def rang_back(self, promise: CallBack | None = None) -> None:
        """The promise is kept."""
        chosen = promise or self._promise()
        if chosen is not None:
            self._do(self._room.desk.do(messages.call_back_done, chosen.id), "Rang back.")

    def another_time(self, promise: CallBack | None = None) -> None:
        """Another time was agreed with them."""
        chosen = promise or self._promise()
        if chosen is None:
            return
        moved = chosen

        def take(typed: str) -> str:
            when = read_when(typed, clock.now())
            if when.ask:
                return when.ask
            if when.moment is None:
                return "No time is in that. Try “before noon” or “Fri 10am”."
            self._do(self._room.desk.do(messages.move_call_back, moved.id, when.moment), f"Promised by {when.said}.")
            return ""

        self.ask.open("By when instead?", "", take)


def _moments(message: Message) -> str:
    parts = [f"Sent {moment_words(message.sent_at)}" if message.sent_at else ""]
    parts.append(f"by {short(message.by_when, clock.now())}" if message.by_when else "")
    parts.append(f"seen {time_words(message.seen_at)}" if message.seen_at else "")
    if message.acknowledged_at:
        parts.append(f"taken {time_words(message.acknowledged_at)} by {message.acknowledged_by}")
    parts.append(f"acted on {time_words(message.acted_at)}" if message.acted_at else "")
    return " · ".join(part for part in parts if part)


def _rung(step: LadderStep, message: Message) -> str:
    name = ("Reminder to", "Duty,", "Manager,")[min(step.rung, 2)]
    whom = f"{name} {step.whom}" if step.whom.casefold() != name.rstrip(",").casefold() else step.whom
    due = f"{whom}, {time_words(step.due_at)}" if step.due_at else whom
    if step.told_at:
        note = f": {step.note}" if step.note else ""
        way = step.channel if step.channel == "in person" else f"by {step.channel}"
        return f"{due} · told {time_words(step.told_at)} {way}{note}"
    if step.rang_at:
        return f"{due} · alarm rang {time_words(step.rang_at)}"
    stopped = message.state not in OPEN
    return f"{due} · not needed" if stopped else due


def _tried(tries: list[CallBackTry]) -> str:
    times = ", ".join(time_words(one.at) for one in tries if one.at)
    said = {one.outcome for one in tries}
    return f"Tried: {' and '.join(sorted(said))} ×{len(tries)} ({times})"
