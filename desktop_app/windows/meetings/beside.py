"""Beside the minutes: the agenda and who is here at the left, actions, decisions and what is missing at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.records.meetings import Attendance
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.minutes import Action, LineKind, Minutes, Presence
from desktop_app.rules.minutes.attendees import fold_owner
from desktop_app.rules.minutes.ready import Check
from desktop_app.rules.minutes.templates import Template
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.section_header import SectionHeader

LEFT, RIGHT = 248, 300
PRESENCES = {
    "": "",
    "present": "here",
    "apologies": "apologies",
    "part only": "for a part",
    "did not attend": "not here",
}
KEYS = {"P": Presence.PRESENT, "A": Presence.APOLOGIES, "L": Presence.PART, "X": Presence.ABSENT}
"""Single letters on somebody in the list."""


class Agenda(QWidget):
    """`heading` gives the title of a point to write under; `presence` an attendance and how they attend."""

    heading = Signal(str)
    presence = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(LEFT)
        self.setMaximumWidth(LEFT + 80)
        self.points_head = SectionHeader("Agenda", bare=True)
        self.points = RowList("Agenda", narrow=True)
        self.here_head = SectionHeader("Here", bare=True)
        self.here = RowList("Who is here", narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.points_head)
        column.addWidget(self.points, 3)
        column.addWidget(self.here_head)
        column.addWidget(self.here, 2)
        column.addWidget(Label("P here · A apologies · L a part · X not here", "caption", "text3", wrap=True))
        self.points.opened.connect(self.heading)
        self.here.opened.connect(lambda key: self.presence.emit(key, self._next(key)))
        self.here.key_pressed.connect(self._pressed)
        self._people: dict[str, Attendance] = {}

    def show_agenda(self, template: Template, found: Minutes) -> None:
        """The points, those with a heading in the notes as begun."""
        begun = {fold_owner(line.words) for line in found.of(LineKind.HEADING)}
        total = sum(point.minutes for point in template.agenda)
        self.points_head.say("Agenda", f"{total} min")
        rows = []
        for number, point in enumerate(template.agenda, 1):
            done = fold_owner(point.title) in begun
            second = " · ".join(filter(None, (f"{point.minutes} min", "required" if point.required else "")))
            rows.append(Row(point.title, "check" if done else "square", "done" if done else None,
                            f"{number} {point.title}", "", second))  # fmt: skip
        self.points.set_groups([(None, rows)])

    def show_people(self, people: Sequence[Attendance]) -> None:
        """Everyone expected or here."""
        self._people = {one.id: one for one in people}
        here = sum(one.presence in ("present", "part only") for one in people)
        self.here_head.say("Here", f"{here} of {len(people)}")
        rows = []
        for one in people:
            said = PRESENCES.get(one.presence, one.presence)
            second = " · ".join(filter(None, (one.initials, one.role)))
            role = "done" if one.presence == "present" else None
            rows.append(Row(one.id, "user-check" if said else "user", role, one.name, "", second, time=said))
        self.here.set_groups([(None, rows)])

    def _pressed(self, key: str) -> None:
        chosen = self.here.current_key()
        if chosen and key in KEYS:
            self.presence.emit(chosen, str(KEYS[key]))

    def _next(self, key: str) -> str:
        """Enter: here, then apologies, then nothing said."""
        order = ["", "present", "apologies"]
        now = self._people[key].presence if key in self._people else ""
        return order[(order.index(now) + 1) % len(order)] if now in order else "present"


class Outcome(QScrollArea):
    """Actions and decisions as they stand in the notes, and what keeps them from the chair. `line_asked` goes there."""

    line_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(RIGHT)
        self.setMaximumWidth(RIGHT + 80)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Actions, decisions, and what is missing")
        self._shown: object = None

    def show_outcome(self, found: Minutes, looked: Sequence[Check], last_time: Sequence[str]) -> None:
        """Nothing is built anew unless it changed."""
        decisions = tuple(line.words for line in found.of(LineKind.DECISION))
        now = (found.actions, decisions, tuple(looked), tuple(last_time))
        if now == self._shown:
            return
        self._shown = now
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        if last_time:
            column.addWidget(SectionHeader("From last time", counted(len(last_time), "action"), bare=True))
            for words in last_time:
                column.addWidget(_entry("square", words, ""))
        lacking = sum(bool(action.problems) for action in found.actions)
        count = counted(len(found.actions), "action") + (f", {lacking} incomplete" if lacking else "")
        column.addWidget(SectionHeader("Actions", count, bare=True))
        for action in found.actions:
            column.addWidget(_entry("square", action.text, _owner_words(action), "soon" if action.problems else ""))
        column.addWidget(SectionHeader("Decisions", str(len(decisions) or ""), bare=True))
        for words in decisions:
            column.addWidget(_entry("gavel", words, ""))
        column.addSpacing(8)
        column.addWidget(Label("Before it is ready for the chair", "small", "text", 600))
        for check in looked:
            column.addWidget(_check(check))
        column.addStretch(1)
        self.setWidget(inside)


def _owner_words(action: Action) -> str:
    owner = action.owner or "nobody yet"
    if action.due is not None:
        return f"{owner} · by {day_words(action.due)}"
    said = next((one for one in action.problems if one != "no owner"), "no date yet")
    return f"{owner} · {'no date yet' if said == 'no date' else said}"


def _entry(icon: str, words: str, under: str, role: str = "") -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(10)
    row.addWidget(IconMark(icon, 16, f"{role}.icon" if role else "text2"), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(words, "small", "text", 600, wrap=True))
    if under:
        column.addWidget(Label(under, "caption", f"{role}.text" if role else "text2", wrap=True))
    row.addLayout(column, 1)
    box.setAccessibleName(f"{words}, {under}" if under else words)
    return box


def _check(check: Check) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(8)
    icon, tone = ("circle-check", "done.icon") if check.right else ("circle", "soon.icon")
    row.addWidget(IconMark(icon, 14, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(check.words, "small", "done.text" if check.right else "text", wrap=True), 1)
    box.setAccessibleName(f"{check.words}, {'done' if check.right else 'missing'}")
    return box
