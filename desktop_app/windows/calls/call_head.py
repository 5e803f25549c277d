"""The top of the call panel: who it is, what they are to whom, how often they rang, and the running time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.calls import talked
from desktop_app.records.contacts import Call
from desktop_app.records.words import CallState, Direction
from desktop_app.rules.days import moment_words, often
from desktop_app.windows.calls.rows import icon_of
from desktop_app.windows.widgets.icon_mark import Tile
from desktop_app.windows.widgets.label import Label


class CallHead(QWidget):
    """Tile, name and line at the left, the time at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = Tile("phone-call", "note", 40)
        self.name = Label("", "lead", elide=True)
        self.line = Label("", "small", "text2", elide=True)
        self.time = Label("", "display")
        self.state = Label("", "small", "note.text")
        for label in (self.time, self.state):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.line)
        self._clock = clock = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        clock.addWidget(self.time)
        clock.addWidget(self.state)
        self.slim(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        row.addLayout(clock)

    def slim(self, on: bool) -> None:
        """In two lines instead of three: the state stands before the time, not below it."""
        way = QBoxLayout.Direction
        self._clock.setDirection(way.RightToLeft if on else way.TopToBottom)
        self._clock.setSpacing(8 if on else 0)

    def show_call(self, call: Call, children: str, rang: int) -> None:
        """Name and line; `children` are whose relative it is, `rang` the calls of the seven days before."""
        going = call.state is not CallState.DONE
        self.tile.icon = icon_of(
            "call", call.direction, call.channel, call.outcome or "", call.state is CallState.DRAFT
        )
        self.tile.icon = "pause" if call.state is CallState.HELD else self.tile.icon
        self.tile.role = "note" if going else None
        self.tile.update()
        self.name.setText(call.caller or "Unknown caller")
        self.line.setText(line_of(call, children, rang))
        self.line.setAccessibleName(self.line.text())

    def tick(self, call: Call, now: datetime) -> None:
        """The time, once a second."""
        seconds = talked(call, now)
        hours, rest = divmod(seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        if call.state is CallState.DONE:
            self.time.setText(f"{call.minutes} min")
            self.state.setText(moment_words(call.ended_at) if call.ended_at else "ended")
            self.state.set_tone("text2")
        else:
            self.time.setText(f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}")
            self.state.setText("on hold" if call.state is CallState.HELD else "in progress")
            self.state.set_tone("soon.text" if call.state is CallState.HELD else "note.text")


def line_of(call: Call, children: str, rang: int) -> str:
    """ "Grandmother · 07700 900142 · rang 3 times this week · Leo, Maya and Isla"; its end may be cut."""
    who = call.relation[:1].upper() + call.relation[1:]
    verb = "rang" if call.direction is Direction.IN else "rang us"
    times = f"{verb} {often(rang + 1 if call.direction is Direction.IN else rang)} this week" if rang else ""
    return " · ".join(part for part in (who, call.number, times, children) if part) or "Nobody is matched yet"
