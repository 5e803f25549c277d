"""The card about this laptop and its server: what moves now, what waits, what moved last, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.rules.days import counted, moment_words
from desktop_app.vault.queries.sync import Standing, kind_words
from desktop_app.windows.sync.waits import icon_of
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.progress import Bar
from desktop_app.windows.widgets.side_panel import Rule

if TYPE_CHECKING:
    from desktop_app.sync.engine import SyncState

KINDS = 6
"""Kinds of waiting records that are counted by name; the others together."""


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
        return f"{moving_words(state)}. You can go on working, or stop and go on later."
    return f"{waits}."


def moving_words(state: SyncState) -> str:
    """ "9 of 14 sent", "9 of 14 sent, 120 received", before the first page "Asking the server"."""
    parts = []
    if state.sent and state.waiting:
        parts.append(f"{state.sent:,} of {state.sent + state.waiting:,} sent")
    elif state.sent:
        parts.append(f"{state.sent:,} sent")
    if state.arrived:
        parts.append(f"{state.arrived:,} received")
    return ", ".join(parts) or (f"{counted(state.waiting, 'change')} to send" if state.waiting else "Asking the server")


def _put(column: QVBoxLayout, part: QWidget | Flow) -> None:
    if isinstance(part, Flow):
        column.addLayout(part)
    else:
        column.addWidget(part)


def _section(*parts: QWidget | Flow | int) -> QWidget:
    """A hairline and what stands below it, with the px between them; hidden, it leaves no room."""
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 14, 0, 0)
    column.setSpacing(0)
    column.addWidget(Rule())
    column.addSpacing(14)
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(part)
        else:
            _put(column, part)
    return section


class StateCard(Card):
    """`pause` says Pause or Go on; `cancel` ends this round; `all_button` shows what waits, row by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(20, parent)
        self.title = Label("", "lead", wrap=True)
        self.bar = Bar()
        self.sentence = Label("", "small", "text2", wrap=True)
        self.pause = Button("Pause", icon="pause", small=True)
        self.cancel = Button("Cancel", icon="x", small=True)
        self.invitation = Button("New invitation …", "primary", icon="link", small=True)
        row = Flow()
        for button in (self.pause, self.cancel, self.invitation):
            row.addWidget(button)
        self.waits = Label("Still to send", "small", "text2", 600)
        self.rows = QWidget()
        self._grid = QGridLayout(self.rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[tuple[str, int], ...] = ()
        self.all_button = Button("Show each", icon="clipboard-list", small=True)
        self.moved = Label("", "small", "text", wrap=True)
        self.about = Label("", "small", "text", wrap=True)
        self.devices = Button("Your laptops", icon="laptop", small=True)
        each, ways = Flow(), Flow()
        each.addWidget(self.all_button)
        self.check = Button("Check", icon="circle-check", small=True)
        self.check.setAccessibleName("Check this laptop’s copy against the server")
        ways.addWidget(self.devices)
        ways.addWidget(self.check)
        self.waits_part = _section(self.waits, 6, self.rows, 6, each)
        self.moved_part = _section(Label("What moved last", "small", "text2", 600), 4, self.moved)
        about = _section(Label("This laptop", "small", "text2", 600), 4, self.about, 10, ways)
        for part, below in ((self.title, 8), (self.bar, 8), (self.sentence, 10), (row, 0)):
            _put(self.column, part)
            self.column.addSpacing(below)
        for section in (self.waits_part, self.moved_part, about):
            self.column.addWidget(section)
        self.column.addStretch(1)

    def say(self, now: Standing, state: SyncState | None) -> None:
        """Show how it stands."""
        working = state is not None and state.sign == "working"
        paused = state is not None and state.sign == "paused"
        self.title.setText(title_of(state))
        self.sentence.setText(sentence_of(state, now.waiting))
        sent = state.sent if state is not None else 0
        self.bar.setVisible(working and bool(sent and now.waiting))
        self.bar.share = sent / (sent + now.waiting) if sent else 0.0
        self.bar.update()
        self.pause.setText("Go on" if paused else "Pause")
        self.pause.set_icon("play" if paused else "pause")
        self.pause.setVisible(state is not None and not now.forked)
        self.cancel.setVisible(working)
        self.invitation.setVisible(now.forked)
        self._say_waits(now)
        self.moved_part.setVisible(bool(now.moved))
        self.moved.setText(now.moved)
        last = f"Last in touch {moment_words(now.last)}" if now.last else "Not in touch yet"
        who = f"You are {now.who}" if now.who else ""
        self.about.setText("\n".join(part for part in (last, now.checked, f"Server {now.server}", who) if part))

    def _say_waits(self, now: Standing) -> None:
        self.waits_part.setVisible(bool(now.by_kind))
        if now.by_kind == self._shown:
            return
        self._shown = now.by_kind
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        rest = sum(many for _kind, many in now.by_kind[KINDS:])
        lines = [(icon_of(kind), kind_words(kind), many) for kind, many in now.by_kind[:KINDS]]
        for at, (icon, words, many) in enumerate(lines + ([("ellipsis", "Others", rest)] if rest else [])):
            self._grid.addWidget(IconMark(icon), at, 0)
            self._grid.addWidget(Label(words, "small", "text", wrap=True), at, 1)
            self._grid.addWidget(Label(f"{many:,}", "small", "text", 600), at, 2)
