"""People from a file: what each column is taken for, how many come, what is doubtful; then all of them or none."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.commands.importing import Came, import_people
from desktop_app.commands.rehearsal import Rehearsal
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.people.headers import fields
from desktop_app.exchange.people.read import read_people
from desktop_app.exchange.people.shapes import HeaderGuess, People
from desktop_app.rules.days import counted
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.progress import Progress
from desktop_app.windows.widgets.tip import tip
from desktop_app.windows.workspace import Room

FILES = "People (*.csv *.tsv *.xlsx *.xlsm *.ged *.gedcom);;All files (*)"
ENDINGS = {".csv", ".tsv", ".xlsx", ".xlsm", ".ged", ".gedcom", ".xls", ".ods"}
WORDS = {
    "": "left out", "key": "person number", "dob": "date of birth", "born": "date of birth", "due": "due date",
    "died": "date of death", "family_key": "which family", "family_name_of_case": "name of the family",
    "family_reference": "family number", "worker": "social worker", "relation": "who they are", "name": "whole name",
    "middle": "middle name",
}  # fmt: skip
SHOWN = 200  # warnings


class ImportSheet(Overlay):
    """Reads on a thread; every change of a column reads again. Nothing is written before Import."""

    told = Signal(int, int)
    finished = Signal()

    def __init__(self, over: QWidget, room: Room, path: Path, family_id: str = "", family: str = "") -> None:
        super().__init__(over, "People from a file", f"{path.name[:120]}. Nothing is kept yet.", 860, 680)
        self.room, self.path = room, path
        self.choose: dict[str, str] = {}
        self.people: People | None = None
        self.choices: dict[str, Choice] = {}
        self._stop = threading.Event()
        self._reading = 0
        homes = [("", "Families of their own")]
        if family_id:
            homes.insert(0, (family_id, f"{family[:60]} family"))
        self.into = Choice("Into", homes, family_id)
        self.into.chosen.connect(lambda _key: self._count())
        self.column.addWidget(Field("Into", self.into))
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(0, 0, 12, 0)
        self.inside.setSpacing(8)
        inner = QWidget()
        inner.setLayout(self.inside)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.scroller.setAccessibleName("Columns and what is doubtful")
        self.column.addWidget(self.scroller, 1)
        self.sum = Label("Reading the file …", "body", "text", 600, wrap=True)
        self.column.addWidget(self.sum)
        self.progress = Progress()
        self.progress.stop_asked.connect(self._stop.set)
        self.column.addWidget(self.progress)
        self.go = Button("Import", "primary")
        self.go.refuse("The file is being read.")
        leave = Button("Leave it", "normal", "Esc")
        leave.clicked.connect(self.dismiss)
        self.go.clicked.connect(self.take)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self.told.connect(self._tell)
        self.closed.connect(self._stop.set)
        self.read()

    def read(self) -> None:
        """Read the file with the columns as they are chosen."""
        self._reading += 1
        this, choose, stop = self._reading, dict(self.choose), self._stop
        self.go.refuse("The file is being read.")
        self.room.desk.read_later(
            lambda _reader: read_people(self.path, choose=choose or None, cancelled=stop.is_set)
        ).then(lambda people: self._read(this, people)).otherwise(lambda trouble: self._refused(this, trouble))

    def _refused(self, this: int, trouble: BaseException) -> None:
        if this != self._reading or self._stop.is_set():
            return
        self.finished.emit()
        if not isinstance(trouble, UserError | EnvironmentProblem):
            self.room.trouble(trouble)
        self.sum.setText(str(trouble))
        self.sum.set_tone("late.text")

    def _read(self, this: int, people: People) -> None:
        if this != self._reading or self._stop.is_set():
            return
        self.people = people
        self.sum.set_tone("text")
        self._show(people)
        self._count()

    def _show(self, people: People) -> None:
        """The columns once; then only what is doubtful changes."""
        held = self.window().focusWidget()
        column = next((key for key, choice in self.choices.items() if choice is held), "")
        while (item := self.inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if people.header_guess:
            self.inside.addWidget(Label("What each column is taken for", "small", "text2", 600))
            self.inside.addWidget(self._table(people.header_guess))
        self.doubts = QWidget()
        QVBoxLayout(self.doubts).setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(self.doubts)
        self.inside.addStretch(1)
        if column in self.choices:
            self.choices[column].setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, guesses: tuple[HeaderGuess, ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 4)
        known = [("", "left out"), *sorted(((one, _words(one)) for one in fields()), key=lambda pair: pair[1])]
        self.choices = {}
        for row, guess in enumerate(guesses):
            head = guess.header or f"Column {guess.column}"
            choice = Choice(f"Column {head[:60]} is", known, guess.field)
            choice.chosen.connect(lambda chosen, key=guess.column: self._changed(key, chosen))
            choice.setToolTip(tip(guess.why))
            self.choices[guess.column] = choice
            grid.addWidget(Label(head, "small", "text", 600, elide=True), row, 0)
            grid.addWidget(choice, row, 1)
            grid.addWidget(Label(", ".join(guess.samples[:3]), "small", "text2", elide=True), row, 2)
        return table

    def _changed(self, column: str, chosen: str) -> None:
        if self.people is not None:
            self.choose = {one.column: self.choices[one.column].key() for one in self.people.header_guess}
        self.choose[column] = chosen
        self.read()

    def _count(self) -> None:
        """What would happen, without writing anything."""
        people = self.people
        if people is None:
            return
        this = self._reading
        self.room.desk.do(import_people, people, family_id=self.into.key(), rehearsal=Rehearsal()).then(
            lambda came: self._counted(this, came)
        ).otherwise(lambda trouble: self._refused(this, trouble))

    def _counted(self, this: int, came: Came) -> None:
        if this != self._reading or self._stop.is_set():
            return
        parts = [f"{counted(came.imported, 'person', 'people')} will come in"]
        if came.families:
            parts.append(counted(came.families, "new family", "new families"))
        if came.duplicates:
            parts.append(f"{came.duplicates:,} here already")
        if came.refused:
            parts.append(f"{len(came.refused):,} left out")
        self.sum.setText(", ".join(parts) + ".")
        self._show_doubts(came)
        if came.imported or came.duplicates:
            self.go.allow()
        self.finished.emit()

    def _show_doubts(self, came: Came) -> None:
        people = self.people
        layout = self.doubts.layout()
        if people is None or layout is None:
            return
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        lines = [(one.where, one.what) for one in people.warnings] + [*came.refused, *came.warnings]
        if people.unknown_columns:
            lines.insert(0, ("columns", f"Left out: {', '.join(people.unknown_columns)[:300]}."))
        if lines:
            layout.addWidget(Label(f"{counted(len(lines), 'thing')} to look at", "small", "text2", 600))
        for where, what in lines[:SHOWN]:
            layout.addWidget(Label(f"{where}: {what}" if where else what, "small", "soon.text", wrap=True))
        if len(lines) > SHOWN:
            layout.addWidget(Label(f"and {len(lines) - SHOWN:,} more.", "small", "text2"))

    def take(self) -> None:
        """Bring them in: one step to undo."""
        people = self.people
        if people is None:
            return
        self.go.refuse("People are coming in.")
        self._stop.clear()
        self.progress.start("People are coming in …")
        self.room.desk.do(
            import_people, people, family_id=self.into.key(), told=self.told.emit, stopped=self._stop.is_set
        ).then(self._done).otherwise(self._failed)

    def _tell(self, done: int, total: int) -> None:
        self.progress.tell(f"{done:,} of {total:,} people", done, total)

    def _failed(self, trouble: BaseException) -> None:
        self.progress.finish()
        self.go.allow()
        self.room.trouble(trouble)

    def _done(self, came: Came) -> None:
        self.progress.finish()
        here = f", {came.duplicates:,} known already" if came.duplicates else ""
        self.room.toast(f"{counted(came.imported, 'person', 'people')} came in{here}.", undo=True)
        self.dismiss()
        if came.family_ids and len(came.family_ids) == 1:
            self.room.open("family", came.family_ids[0])


def _words(name: str) -> str:
    return WORDS.get(name, name.replace("_", " "))
