"""The contact log of a family for a period, ready to be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.families import Member
from desktop_app.records.words import Direction, Harm, Outcome
from desktop_app.rules.said_dates import read_said_date
from desktop_app.vault.queries.timeline import contacts_between
from desktop_app.vault.reader import Reader
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.workspace import Room

if TYPE_CHECKING:
    from desktop_app.papers.contact_log import ContactRow
    from desktop_app.papers.model import Paper

USUAL_DAYS = 28


def contact_rows(reader: Reader, family_id: str, since: date, until: date) -> list[ContactRow]:
    """Calls and emails of a family between two days, both included."""
    from desktop_app.papers.contact_log import ContactRow

    calls, mails = contacts_between(reader, family_id, since, until)
    roles = {one.person_id: one.role for one in reader.all(Member, family_id=family_id)}
    rows = [
        ContactRow(
            at=one.started_at, kind="call", direction=str(one.direction), who=one.caller,
            relation=one.relation or roles.get(one.person_id, ""),
            about=" ".join(one.note.split())[:400], minutes=one.minutes,
            outcome=one.outcome.words() if isinstance(one.outcome, Outcome) else "",
            raised=one.harm in (Harm.YES, Harm.NOT_SURE),
        )
        for one in calls
    ]  # fmt: skip
    rows += [
        ContactRow(
            at=one.sent_at or one.filed_at, kind="email", direction=str(one.direction),
            who=(one.sender_name or one.sender) if one.direction is Direction.IN else ", ".join(one.to)[:120],
            about=one.subject or "No subject", minutes=one.minutes, raised=one.harm in (Harm.YES, Harm.NOT_SURE),
        )
        for one in mails
    ]  # fmt: skip
    return rows


class ContactLogSheet(Overlay):
    """From which day to which; Enter shows the paper before it is printed."""

    def __init__(self, over: QWidget, room: Room, family_id: str, family: str, number: str, worker: str) -> None:
        super().__init__(
            over, "Contact log", f"All calls and emails of the {family[:60]} family in a period.", 520, 320
        )
        self.room, self.family_id = room, family_id
        self.of = (family, number, worker)
        today = clock.today()
        self.since, self.until = LineEdit(_said(today - timedelta(days=USUAL_DAYS))), LineEdit(_said(today))
        self.fields = [Field("From", self.since), Field("To", self.until)]
        line = QHBoxLayout()
        line.setSpacing(12)
        for field in self.fields:
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addStretch(1)
        leave = Button("Leave it", "quiet", "Esc")
        self.go = Button("Show the paper", "primary", "Enter", "printer")
        leave.clicked.connect(self.dismiss)
        self.go.clicked.connect(self.take)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.go)
        self.column.addLayout(row)
        for edit in (self.since, self.until):
            edit.returnPressed.connect(self.take)

    def _days(self) -> list[date] | None:
        days = []
        for field, edit in zip(self.fields, (self.since, self.until), strict=True):
            read = read_said_date(edit.text(), clock.today())
            if read.kind != "exact":
                field.refuse(read.problem or "A whole day is needed: 3 Nov 2026.")
                return None
            field.clear()
            days.append(date.fromisoformat(read.value))
        if days[1] < days[0]:
            self.fields[1].refuse("It ends before it begins.")
            return None
        return days

    def take(self) -> None:
        """Build the paper on a thread and show it."""
        days = self._days()
        if days is None:
            return
        build = log_of(self.room, self.family_id, self.of, days[0], days[1])
        self.dismiss()
        self.room.print_paper(build, about_id=self.family_id, family_id=self.family_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)


def log_of(room: Room, family_id: str, of: tuple[str, str, str], since: date, until: date) -> Callable[[], Paper]:
    """What builds the paper; reads on the thread it is called on."""

    def build() -> Paper:
        from desktop_app.papers.contact_log import LogOf, contact_log
        from desktop_app.papers.making import Making

        reader = Reader(room.desk.database)
        with reader.view():
            rows = contact_rows(reader, family_id, since, until)
        return contact_log(LogOf(of[0], of[1], since, until, of[2]), rows, Making(room.desk.actor, clock.now()))

    return build


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
