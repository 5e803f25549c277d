"""The card about this laptop and its server: last in touch, what waits, and the buttons for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.rules.days import counted, moment_words
from desktop_app.vault.queries.sync import Standing, ToSend
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Rule

if TYPE_CHECKING:
    from desktop_app.sync.engine import SyncState

PAGE = 50
"""Rows of the waiting list read at once."""


def title_of(state: SyncState | None) -> str:
    """What sync is doing, in two words."""
    if state is None:
        return "This laptop"
    return {"working": "Syncing now", "offline": "Offline", "paused": "Paused", "stopped": "Sync has stopped"}.get(
        state.sign, "Connected"
    )


def sentence_of(state: SyncState | None, waiting: int) -> str:
    """What is safe and what will happen, calmly."""
    waits = f"{counted(waiting, 'change')} to send" if waiting else "Nothing waits to be sent"
    if state is not None and state.said:
        return f"{state.said} {waits}."
    if state is not None and state.sign == "offline":
        return f"{waits}. Everything is safe on this laptop; it is sent once the server can be reached."
    if state is not None and state.sign == "paused":
        return f"{waits}. Everything is safe on this laptop; go on when you like."
    if state is not None and state.sign == "working":
        return f"{waits}. You can go on working, or pause and go on later."
    return f"{waits}."


class StateCard(Card):
    """`pause` says Pause or Go on; `more` brings the next page of what waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(20, parent)
        self.title = Label("", "lead", wrap=True)
        self.sentence = Label("", "small", "text2", wrap=True)
        self.pause = Button("Pause", icon="pause", small=True)
        row = QHBoxLayout()
        row.addWidget(self.pause)
        row.addStretch(1)
        self.about = Label("", "small", "text", wrap=True)
        self.waits = Label("Still to send", "small", "text2", 600)
        self.rows = Label("", "small", "text", wrap=True)
        self.more = Button("Show more", "quiet", small=True)
        self.rule = Rule()
        for part in (self.title, self.sentence):
            self.column.addWidget(part)
            self.column.addSpacing(6)
        self.column.addLayout(row)
        self.column.addSpacing(12)
        self.column.addWidget(self.about)
        self.column.addSpacing(16)
        self.column.addWidget(self.rule)
        self.column.addSpacing(16)
        self.column.addWidget(self.waits)
        self.column.addSpacing(4)
        self.column.addWidget(self.rows)
        self.column.addWidget(self.more)
        self.column.addStretch(1)

    def say(self, now: Standing, state: SyncState | None, first: list[ToSend]) -> None:
        """Show how it stands, and the beginning of what waits."""
        self.title.setText(title_of(state))
        self.sentence.setText(sentence_of(state, now.waiting))
        paused = state is not None and state.sign == "paused"
        self.pause.setText("Go on" if paused else "Pause")
        self.pause.set_icon("play" if paused else "pause")
        self.pause.setVisible(state is not None)
        last = f"Last in touch {moment_words(now.last)}" if now.last else "Not in touch yet"
        self.about.setText("\n".join(part for part in (last, f"Server {now.server}", f"You are {now.who}") if part))
        for part in (self.rule, self.waits, self.rows):
            part.setVisible(bool(first))
        self.rows.setText("\n".join(" · ".join(part for part in (r.what, r.whose, r.when) if part) for r in first))
        self.more.setVisible(len(first) < now.waiting)
