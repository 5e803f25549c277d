"""The fields of a call, laid out to be filled while somebody talks. Only widgets: what they mean is elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.records.words import Channel, Outcome, Reason
from desktop_app.rules.text_pieces import Expansion
from desktop_app.windows.calls.about_box import AboutBox
from desktop_app.windows.calls.call_head import CallHead
from desktop_app.windows.calls.caller_field import CallerField
from desktop_app.windows.calls.new_person import NewPerson
from desktop_app.windows.calls.when_line import WhenLine
from desktop_app.windows.calls.word_prompt import WordPrompt
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.choice_grid import ChoiceGrid
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.note_area import NoteArea
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

REASON_WORDS = {Reason.RETURN_CALL: "Return", Reason.CHECK: "Check"}
OUTCOME_KEYS = {
    Outcome.MESSAGE: ("Message", "M"), Outcome.ANSWERED: ("Answered", "A"), Outcome.CALL_BACK: ("Call back", "B"),
    Outcome.NO_ANSWER: ("No answer", "N"), Outcome.VOICEMAIL: ("Voicemail", "V"), Outcome.PASSED_ON: ("Passed on", "P"),
    Outcome.NOTHING: ("Nothing", "O"),
}  # fmt: skip
AIR = ((12, 16, 4), (4, 4, 3), (2, 2, 3), (2, 2, 2))
"""How close the lines stand, roomy to closest: px between fields, px above and below them, lines of the note."""
GAP = AIR[0][0]


class Pair(QWidget):
    """Two fields beside each other, or one above the other where there is no room."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(16)
        for widget, share in zip((first, second), shares, strict=True):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
            self.row.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)

    def stack(self, stacked: bool) -> None:
        """One above the other, or beside each other."""
        way = QBoxLayout.Direction
        self.row.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self.row.setSpacing(GAP if stacked else 16)


class CallForm(QWidget):
    """Every field of one call, in the order of a conversation."""

    def __init__(self, room: Room, expand: Callable[[str], Expansion | None]) -> None:
        super().__init__()
        self.head = CallHead()
        self.caller = CallerField(room)
        self.new_person = NewPerson(room)
        self.guard = Banner("guard", "shield", "", "")
        self.about = AboutBox()
        self.about_field = Field("About", self.about, key="Alt A")
        self.direction = Segmented([("in", "Rang us"), ("out", "We rang")], "Who rang")
        self.channel = Choice("Channel", [(one.value, one.words().capitalize()) for one in Channel])
        self.reason = ChoiceGrid(
            [(one.value, REASON_WORDS.get(one, one.words().capitalize()), str(at)) for at, one in enumerate(Reason, 1)],
            "Reason",
        )
        self.note = NoteArea(expand)
        self.prompt = WordPrompt(room, self.note)
        self.harm = Segmented(
            [("not_sorted", "Not sorted"), ("no", "No"), ("not_sure", "Not sure"), ("yes", "Yes")], "Harm now?"
        )
        self.clock = Segmented([("not_sorted", "Not sorted"), ("no", "No"), ("today", "Yes, today")], "Clock today?")
        self.message_for = Choice("Message for", [("", "Nobody yet")])
        self.message_field = Field("Message for", self.message_for, key="Alt F")
        self.to_do = WhenLine("What they need to do, and by when", "Alt W", expand)
        self.ladder = Label("", "small", "text2", wrap=True)
        self.outcome = ChoiceGrid(
            [(one.value, words, key) for one, (words, key) in OUTCOME_KEYS.items()], "How it ended"
        )
        self.call_back = WhenLine(
            "Call back promised", "Alt B", expand, hint="“before noon”", silent="No time in that yet."
        )
        self.minutes = LineEdit()
        self.minutes.setValidator(QIntValidator(0, 999, self.minutes))
        self.minutes_field = Field("Minutes", self.minutes, key="Alt M")
        self.worker = Choice("For social worker", [("", "Nobody yet")])
        self._lay_out()

    def _lay_out(self) -> None:
        how = QWidget()
        row = QHBoxLayout(how)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.direction)
        row.addWidget(self.channel, 1)
        how.setFocusProxy(self.direction)
        minutes = QWidget()
        line = QHBoxLayout(minutes)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.minutes_field, 1)
        line.addWidget(Field("Time for", self.worker), 2)
        self.after = Pair(self.call_back, minutes)
        self.message = Pair(self.message_field, self.to_do)
        self.pairs = [
            Pair(self.about_field, Field("How", how, key="Alt D  Alt C")),
            Pair(Field("Harm now?", self.harm, key="Alt Y  S  N"), Field("Clock today?", self.clock, key="Alt T")),
            self.message,
            self.after,
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self.caller)
        column.addWidget(self.new_person)
        column.addWidget(self.guard)
        column.addWidget(self.pairs[0])
        column.addWidget(Field("Reason", self.reason, key="Alt 1–8"))
        column.addWidget(Field("Note", self.note, hint="kept as you type", key="Alt E"), 1)
        column.addWidget(self.prompt.banner)
        column.addWidget(self.pairs[1])
        self.below = QVBoxLayout()
        self.below.setSpacing(4)
        self.below.addWidget(self.message)
        self.below.addWidget(self.ladder)
        column.addLayout(self.below)
        column.addWidget(Field("How it ended", self.outcome, key="Alt Shift and the letter"))
        column.addWidget(self.after)
        self.guard.hide()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines at the width it has; Qt's own sum takes wrapped labels at their narrowest."""
        return QSize(super().minimumSizeHint().width(), 0)

    def tighten(self, step: int) -> None:
        """Less air between the fields and a lower note, which scrolls; `step` is one of AIR."""
        column, current = self.layout(), look()
        between, around, lines = AIR[step]
        if column is not None:
            column.setSpacing(between)
            column.setContentsMargins(24, around, 24, min(around, 12))
        self.note.setMinimumHeight(lines * current.line("note") + (12 if step else 24))
        self.prompt.brief(step > 1)
        self.head.slim(step > 1)

    def stack(self, stacked: bool) -> None:
        """Pairs stand one above the other where there is no room."""
        for pair in self.pairs:
            pair.stack(stacked)
