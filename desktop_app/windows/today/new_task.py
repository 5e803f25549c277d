"""A new follow-up in one line: what, by when, for whom; every part is said back before it is kept."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.tasks import add_task
from desktop_app.records.words import TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.typed_dates import read_date
from desktop_app.vault.queries.status import my_workers
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

KINDS = (TaskKind.FOLLOW_UP, TaskKind.WAITING_FOR, TaskKind.DOCUMENT)


class NewTask(Overlay):
    """“Ring Mr Pugh about Leo Tue” becomes a follow-up due on Tuesday."""

    def __init__(
        self, over: QWidget, room: Room, worker_id: str = "", family_id: str = "", person_id: str = ""
    ) -> None:
        super().__init__(over, "New follow-up", "One line: what, and by when.", 620, 400)
        self.room, self._family, self._person = room, family_id, person_id
        self.kind = Segmented([(kind.value, kind.words().capitalize()) for kind in KINDS], "Kind")
        self.edit = LineEdit()
        self.field = Field("What is to be done", self.edit, hint="“Ring Mr Pugh about attendance, Tue 2pm”")
        workers = room.desk.read(my_workers)
        self.who = Choice("For", [("", "Nobody in particular"), *((one.id, one.name) for one in workers)], worker_id)
        self.keep = Button("Keep it", "primary", "Enter")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        for widget in (self.field, self.kind, Field("For", self.who)):
            self.column.addWidget(widget)
            self.column.addSpacing(8)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.edit.textChanged.connect(self.say_back)
        self.edit.returnPressed.connect(self.take)
        self.keep.clicked.connect(self.take)

    def first_focus(self) -> QWidget | None:
        """Type at once."""
        return self.edit

    def say_back(self, typed: str) -> None:
        """What was understood, while it is typed."""
        reading = read_date(typed, clock.local(clock.now()))
        if reading.kind == "ambiguous":
            self.field.understood(reading.ask, "soon")
        elif reading.kind == "not_a_date":
            self.field.understood("No day yet; it will stand under Later." if typed.strip() else "")
        else:
            self.field.understood(f"{reading.remainder or typed} · {reading.said_back}", "done")

    def take(self) -> None:
        """Keep it, unless a day is ambiguous: then it is asked, never guessed."""
        typed = self.edit.text().strip()
        reading = read_date(typed, clock.local(clock.now()))
        if not typed:
            self.field.refuse("Nothing is typed yet.")
            return
        if reading.kind == "ambiguous":
            self.field.refuse(reading.ask)
            return
        day, at = None, None
        if reading.kind != "not_a_date":
            start = str(reading.start)
            day = date.fromisoformat(start[:10])
            at = None if len(start) == 10 else datetime.fromisoformat(start)
        task = Task(
            kind=TaskKind(self.kind.value()), title=reading.remainder or typed, due_on=None if at else day, due_at=at,
            worker_id=self.who.key(), family_id=self._family, person_id=self._person, asked_on=clock.today(),
        )  # fmt: skip
        room = self.room
        room.desk.do(add_task, task).then(lambda _kept: room.toast("Kept.", undo=True)).otherwise(room.trouble)
        self.dismiss()
