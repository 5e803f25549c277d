"""A new person or professional in a family: a few fields, Enter keeps; someone we know already is suggested."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.people import add_member, add_person, add_professional
from desktop_app.errors import UserError
from desktop_app.records.base import fields_of
from desktop_app.records.families import Member
from desktop_app.records.people import Person
from desktop_app.rules.said_dates import read_said_date
from desktop_app.vault.queries.families import FamilyPage
from desktop_app.windows.families.entries import LifeDateEntry, Tick
from desktop_app.windows.families.fact_sheet import Drafts
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room

ROLES = {"son", "daughter", "child", "unborn baby", "baby"}
MOST_KNOWN = 3


def keep_typed(lines: Mapping[str, QLineEdit], drafts: Drafts, key: tuple[str, str]) -> None:
    """What stands in the lines is there again when the sheet is opened the next time, whatever closed it."""
    typed = {name: line.text() for name, line in lines.items() if line.text().strip()}
    if typed:
        drafts[key] = typed
    else:
        drafts.pop(key, None)


class NewPerson(Overlay):
    """`made` gives the id of the person. What was typed and not added is kept in `drafts`."""

    made = Signal(str)

    def __init__(self, over: QWidget, room: Room, page: FamilyPage, drafts: Drafts) -> None:
        super().__init__(over, "New person", "Any name they go by is enough; the rest can come later.", 640, 620)
        self.room, self.page = room, page
        self.given, self.surname, self.role, self.phone = LineEdit(), LineEdit(), LineEdit(), LineEdit()
        self.given_field = Field("Given name", self.given)
        self.child = Tick("A child of this family")
        self.born = LifeDateEntry(fields_of(Person)["born"], keeps_said=True)
        self.due = LifeDateEntry(fields_of(Person)["due"], keeps_said=True)
        homes = [("", "Elsewhere"), *((one.id, one.name or "A home") for one in page.households)]
        self.home = Choice("Lives at", homes, homes[1][0] if len(homes) == 2 else "")
        for left, right in (
            (self.given_field, Field("Family name", self.surname)),
            (Field("Who they are", self.role, hint="mother, son, neighbour"), self.child),
            (self.born, self.due),
            (Field("Number", self.phone), Field("Lives at", self.home)),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            side = Qt.AlignmentFlag.AlignBottom if right is self.child else Qt.AlignmentFlag.AlignTop
            row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(right, 1, side)
            self.column.addLayout(row)
        self.known = QVBoxLayout()
        self.column.addLayout(self.known)
        self.column.addStretch(1)
        self.keep = Button("Add person", "primary", "Enter")
        leave = Button("Leave it", "quiet", "Esc")
        foot = QHBoxLayout()
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        self.column.addLayout(foot)
        leave.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self.take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._suggest)
        for edit in (self.given, self.surname):
            edit.textEdited.connect(lambda _text: self._wait.start())
        self.role.textEdited.connect(self._role)
        self.lines = {
            "given": self.given, "surname": self.surname, "role": self.role, "phone": self.phone,
            "born": self.born.line, "due": self.due.line,
        }  # fmt: skip
        held = drafts.get(self._draft, {})
        for name, line in self.lines.items():
            line.setText(held.get(name, ""))
            line.returnPressed.connect(self.take)
        self._role(self.role.text())
        self.born.say_back()
        self.due.say_back()
        self.closed.connect(lambda: keep_typed(self.lines, drafts, self._draft))

    @property
    def _draft(self) -> tuple[str, str]:
        return "person", self.page.family.id

    def _added(self) -> None:
        """They are in the family: nothing of it is a draft any more."""
        for line in self.lines.values():
            line.clear()
        self.dismiss()

    def first_focus(self) -> QWidget | None:
        """Type at once."""
        return self.given

    def _role(self, typed: str) -> None:
        self.child.setChecked(typed.strip().lower() in ROLES)

    def _suggest(self) -> None:
        """People of other families who may be meant."""
        while (item := self.known.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        typed = f"{self.given.text()} {self.surname.text()}".strip()
        if len(typed) < 3:
            return
        here = {one.person_id for one in self.page.members}
        found = [one for one in self.room.people.find(typed) if one.person_id not in here][:MOST_KNOWN]
        if found:
            self.known.addWidget(Label("Known already? Then add them, not a second one.", "small", "text2", 600))
        for one in found:
            row = ActionRow("user-search", f"{one.person} · {one.family or one.why}")
            row.clicked.connect(lambda _on=False, known=one.person_id: self._add_known(known))
            self.known.addWidget(row)

    def _add_known(self, person_id: str) -> None:
        self.room.desk.do(
            add_member, self.page.family.id, person_id, role=self.role.text().strip(), is_child=self.child.isChecked()
        ).then(self._known_made).otherwise(self.room.trouble)

    def _known_made(self, member: Member) -> None:
        self.room.toast("Added to this family.", undo=True)
        self._added()
        self.made.emit(member.person_id)

    def take(self) -> None:
        """Add them; a name is asked for when there is none."""
        unborn = bool(read_said_date(self.due.line.text(), clock.today()).value)
        person = Person(
            given=self.given.text().strip(), surname=self.surname.text().strip(), **self.born.values(),
            **self.due.values(),
        )  # fmt: skip
        number = self.phone.text().strip()
        self.room.desk.do(
            add_person, person, family_id=self.page.family.id, role=self.role.text().strip(),
            is_child=self.child.isChecked() or unborn, phones=[number] if number else [],
            household_id=self.home.key(),
        ).then(self._made).otherwise(self._refused)  # fmt: skip

    def _made(self, person: Person) -> None:
        self.room.toast("Person added.", undo=True)
        self._added()
        self.made.emit(person.id)

    def _refused(self, problem: BaseException) -> None:
        if isinstance(problem, UserError) and problem.field == "given":
            self.given_field.refuse(problem.message, problem.hint)
            self.given.setFocus()
        else:
            self.room.trouble(problem)


class NewProfessional(Overlay):
    """Someone who works with the family: name, role, agency, number, email. Kept in `drafts` until added."""

    def __init__(self, over: QWidget, room: Room, page: FamilyPage, drafts: Drafts) -> None:
        super().__init__(over, "Professional around the family", "One we know already is recognised by name.", 560, 520)
        self.room, self.page = room, page
        self.edits = {name: LineEdit() for name in ("name", "role", "agency", "phone", "email")}
        words = {"name": "Name", "role": "Role", "agency": "Agency", "phone": "Number", "email": "Email address"}
        hints = {"role": "head of year, midwife, police"}
        self.fields = {name: Field(words[name], edit, hint=hints.get(name, "")) for name, edit in self.edits.items()}
        draft = ("professional", page.family.id)
        held = drafts.get(draft, {})
        for name, edit in self.edits.items():
            self.column.addWidget(self.fields[name])
            edit.setText(held.get(name, ""))
            edit.returnPressed.connect(self.take)
        self.closed.connect(lambda: keep_typed(self.edits, drafts, draft))
        self.column.addStretch(1)
        self.keep = Button("Add", "primary", "Enter")
        leave = Button("Leave it", "quiet", "Esc")
        foot = QHBoxLayout()
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        self.column.addLayout(foot)
        leave.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self.take)

    def take(self) -> None:
        """Add them."""
        said = {name: edit.text().strip() for name, edit in self.edits.items() if name != "name"}
        self.room.desk.do(add_professional, self.page.family.id, self.edits["name"].text(), **said).then(
            self._made
        ).otherwise(self._refused)

    def _made(self, _one: object) -> None:
        self.room.toast("Professional added.", undo=True)
        for edit in self.edits.values():
            edit.clear()
        self.dismiss()

    def _refused(self, problem: BaseException) -> None:
        if isinstance(problem, UserError) and problem.field == "name":
            self.fields["name"].refuse(problem.message, problem.hint)
        else:
            self.room.trouble(problem)


class AddMenu(Overlay):
    """What can be added to a family, each with its letter. `chosen` gives the letter."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, things: list[tuple[str, str, str]]) -> None:
        super().__init__(over, "Add", "Press the letter.", 720 if look().big else 420, 620)
        self.letters = {letter for letter, _icon, _words in things}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        columns = 2 if look().big else 1
        for place, (letter, icon, words) in enumerate(things):
            row = ActionRow(icon, words, letter)
            row.clicked.connect(lambda _on=False, one=letter: self._take(one))
            grid.addWidget(row, place // columns, place % columns)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def _take(self, letter: str) -> None:
        self.dismiss()
        self.chosen.emit(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses; arrows move."""
        letter = event.text().upper()
        if letter and letter in self.letters:
            self._take(letter)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
