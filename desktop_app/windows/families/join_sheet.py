"""Two entries that are one person: choose the other, see where they differ, keep the right answer of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.commands.people import full_name, join_people
from desktop_app.records.base import FieldOf, fields_of
from desktop_app.records.people import Person
from desktop_app.records.words import Word
from desktop_app.rules.days import born_words
from desktop_app.vault.queries.people import PersonCard, person_card, twins_of
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

SHOWN = 24


def said(field: FieldOf, value: Any) -> str:  # noqa: ANN401
    """A field's value as people read it."""
    if isinstance(value, Word):
        return value.words()
    if field.many:
        return ", ".join(value)
    if field.type is bool:
        return "yes" if value else "no"
    return born_words(value) if field.name in ("born", "due", "died") else str(value)


def differing(mine: Person, theirs: Person) -> list[FieldOf]:
    """Fields in which both say something, and not the same."""
    blank = Person()
    return [
        field
        for name, field in fields_of(Person).items()
        if field.rule.words
        and name not in ("former_names", "merged_into")
        and getattr(mine, name) != getattr(theirs, name)
        and getattr(mine, name) != getattr(blank, name) != getattr(theirs, name)
    ]


class JoinSheet(Overlay):
    """First whom, then which answers. One undo takes all of it back."""

    def __init__(self, over: QWidget, room: Room, person_id: str) -> None:
        super().__init__(over, "Same person as someone else", "Nothing is lost, and undo takes it back.", 700, 640)
        self.room = room
        card = room.desk.read(person_card, person_id)
        if card is None:
            raise LookupError(person_id)
        self.mine: PersonCard = card
        self.theirs: PersonCard | None = None
        self.picks: dict[str, Segmented] = {}
        self.stack = QStackedWidget()
        self.stack.addWidget(self._first())
        self.second = QWidget()
        self.stack.addWidget(self.second)
        self.column.addWidget(self.stack, 1)
        self.search()

    def _first(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.edit = LineEdit()
        column.addWidget(
            Field(f"Who is {full_name(self.mine.person)[:80]} as well?", self.edit, hint="name, number, school")
        )
        self.list = RowList("Who it may be", narrow=True)
        self.list.viewport().setAutoFillBackground(False)
        column.addWidget(self.list, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self.search)
        self.edit.textEdited.connect(lambda _text: self._wait.start())
        self.edit.returnPressed.connect(self._take_first)
        self.list.opened.connect(self.compare)
        return page

    def first_focus(self) -> QWidget | None:
        """Type at once."""
        return self.edit

    def search(self) -> None:
        """Suggestions while nothing is typed, else who is found."""
        self._wait.stop()
        typed, desk, mine = self.edit.text().strip(), self.room.desk, self.mine.person.id
        rows: list[Row] = []
        if typed:
            for one in self.room.people.find(typed, SHOWN):
                if one.person_id != mine:
                    rows.append(Row(one.person_id, "user", None, one.person, one.family, one.why))
        else:
            for person in desk.read(twins_of, mine):
                card = desk.read(person_card, person.id)
                where = ", ".join(name for _id, name, _role in card.families) if card else ""
                born = f"born {born_words(person.born)}" if person.born else "no date of birth"
                rows.append(Row(person.id, "user", None, full_name(person), where, born))
        unique = {row.key: row for row in rows}
        nothing = "Nobody is like them. Type a name." if not typed else "No one is found by that."
        self.list.set_groups([(None, list(unique.values()))], "" if unique else nothing)
        self.list.choose_first()

    def _take_first(self) -> None:
        self.search()
        if self.list.current_key():
            self.compare(self.list.current_key())

    def compare(self, other_id: str) -> None:
        """Both beside each other, with a choice where they differ."""
        self.theirs = self.room.desk.read(person_card, other_id)
        if self.theirs is None:
            return
        mine, theirs = self.mine.person, self.theirs.person
        column = QVBoxLayout(self.second)
        column.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(2, 2, 12, 2)
        lines.setSpacing(12)
        lines.addWidget(Label(f"{_whole(self.mine)}  and  {_whole(self.theirs)}", "body", "text", 600, wrap=True))
        fields = differing(mine, theirs)
        words = "Where they differ, choose what is right." if fields else "They differ in nothing that both say."
        lines.addWidget(Label(words, "small", "text2", wrap=True))
        for field in fields:
            choices = [
                ("mine", said(field, getattr(mine, field.name))[:48]),
                ("theirs", said(field, getattr(theirs, field.name))[:48]),
            ]
            pick = Segmented(choices, field.rule.words.capitalize())
            self.picks[field.name] = pick
            lines.addWidget(Field(field.rule.words.capitalize(), pick))
        lines.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.viewport().setAutoFillBackground(False)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        column.addWidget(scroller, 1)
        row = QHBoxLayout()
        leave = Button("Leave them apart", "normal", "Esc")
        self.join = Button("They are one person", "primary", "Enter")
        leave.clicked.connect(self.dismiss)
        self.join.clicked.connect(self.take)
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.join)
        column.addLayout(row)
        self.stack.setCurrentWidget(self.second)
        self.join.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Join them."""
        if self.theirs is None:
            return
        take = [name for name, pick in self.picks.items() if pick.value() == "theirs"]
        room = self.room
        room.desk.do(join_people, self.mine.person.id, self.theirs.person.id, take=take).then(
            lambda _kept: room.toast("Joined into one person.", undo=True)
        ).otherwise(room.trouble)
        self.dismiss()


def _whole(card: PersonCard) -> str:
    where = ", ".join(f"{name}, {role}" if role else name for _id, name, role in card.families)
    return f"{full_name(card.person)} ({where})" if where else full_name(card.person)
