"""Who said so, when: the history of a record or one field, newest first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.records.base import kinds
from desktop_app.rules.days import counted, day_words, moment_words
from desktop_app.rules.said_dates import read_said_date
from desktop_app.vault.queries.history import Said, history, said_then
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList


class HistorySheet(Overlay):
    """Opened with Ctrl+H on whatever is chosen."""

    def __init__(self, over: QWidget, desk: Desk, kind: str, record_id: str, field: str = "") -> None:
        steps = desk.read(history, kind, record_id, field)
        words = kinds()[kind].WORDS
        super().__init__(over, f"History of this {words.lower()}", counted(len(steps), "step"), 760, 580)
        if not steps:
            self.column.addWidget(EmptyState("Nothing is written about this yet."), 1)
            return
        self.day = LineEdit()
        self.field = Field("As it was on", self.day, hint="a day: “3 Nov 2026”")
        self.day.textChanged.connect(self._then)
        self._asked = (kind, record_id, field)
        self._steps = [_row(place, step) for place, step in enumerate(steps)]
        self.column.addWidget(self.field)
        self.list = RowList("Steps")
        self._desk = desk
        self.list.set_groups([(None, self._steps)])
        self.column.addWidget(self.list, 1)
        self.list.choose_first()

    def first_focus(self) -> QWidget | None:
        """The steps, or the button where there are none."""
        return getattr(self, "list", None) or super().first_focus()

    def _then(self, typed: str) -> None:
        """The record as it stood at the end of a day; every step again when no day is asked."""
        read = read_said_date(typed, clock.today())
        if read.kind != "exact":
            self.field.understood(read.problem or "A whole day is needed." if typed.strip() else "")
            self.list.set_groups([(None, self._steps)])
            return
        day = date.fromisoformat(read.value)
        end = datetime.combine(day + timedelta(days=1), time(), clock.LONDON)
        kind, record_id, field = self._asked
        stood = self._desk.read(said_then, kind, record_id, end, field)
        words = f"As it was at the end of {day_words(day, year=True)}."
        self.field.understood(words if stood else f"{words} It was not here then.", "done" if stood else "soon")
        rows = [
            Row(f"then {name}", "history", None, name[:1].upper() + name[1:], "", said, spoken=f"{name}: {said}")
            for name, said in stood
        ]
        self.list.set_groups([(None, rows)])


def _row(place: int, step: Said) -> Row:
    if step.before and step.after:
        said = f"{step.before} → {step.after}"
    elif step.before:
        said = f"{step.before}, taken out"
    else:
        said = step.after or "emptied"
    subject = step.field[:1].upper() + step.field[1:]
    spoken = f"{subject}: {said}. {step.who}, {moment_words(step.at)}"
    return Row(str(place), "history", None, subject, "", said, due1=step.who, due2=moment_words(step.at), spoken=spoken)
