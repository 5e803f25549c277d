"""One field of a record as a labelled editor, made from its declaration: text, choice, tick, date, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.base import FieldOf
from desktop_app.rules.days import age_on, born_words, day_words
from desktop_app.rules.said_dates import read_said_date
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.flow import Flow

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""For each kind of record: (id, name) of what may be chosen."""
LIFE_DATES = ("born", "due", "died")
LONG = ("note", "terms", "sentence", "lines", "why", "if_pressed", "disability", "communication")
FAR = timedelta(days=3650)


class Tick(QCheckBox):
    """Yes or no, in the look's font."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Font from the look."""
        self.setFont(look().font("body"))


class Entry(QWidget):
    """`edited` while it is typed, `settled` when it was chosen or the keyboard left it."""

    edited = Signal()
    settled = Signal()

    def __init__(self, field: FieldOf, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.name = field, field.name
        self.dirty = False
        self._setting = False
        self.words = (field.rule.words or field.name.replace("_", " ")).capitalize()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.hint = hint
        self.labelled: Field | None = None
        self.editor: QWidget = self

    def hold(self, editor: QWidget) -> None:
        """Put the editor under its label."""
        self.editor = editor
        self.labelled = Field(self.words, editor, self.hint)
        self.box.addWidget(self.labelled)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the editor settles it."""
        if event.type() == QEvent.Type.FocusOut and self.dirty:
            self.settled.emit()
        return super().eventFilter(watched, event)

    def touched(self) -> None:
        """A person changed it."""
        if not self._setting:
            self.dirty = True
            self.say_back()
            self.edited.emit()

    def show_value(self, item: Mapping[str, Any]) -> None:
        """Show what is kept, unless a person is changing it at this moment."""
        if self.dirty:
            return
        said = self.values()
        if self.editor.hasFocus() and said and all(item[name] == value for name, value in said.items()):
            return  # the same in other letters: nobody's cursor is moved
        self._setting = True
        self.put(item)
        self._setting = False
        self.say_back()

    def put(self, item: Mapping[str, Any]) -> None:
        """Fill the editor."""

    def values(self) -> dict[str, Any]:
        """The fields to set; UserError is never raised: what can't be read is left out or kept as said."""
        return {}

    def say_back(self) -> None:
        """What was understood, below the editor."""

    def refuse(self, words: str, hint: str = "") -> None:
        """Say what is wrong."""
        if self.labelled is not None:
            self.labelled.refuse(words, hint)


class LineEntry(Entry):
    """One line."""

    def __init__(self, field: FieldOf, hint: str = "") -> None:
        super().__init__(field, hint)
        self.line = LineEdit()
        self.hold(self.line)
        self.line.textChanged.connect(lambda _text: self.touched())

    def put(self, item: Mapping[str, Any]) -> None:
        """The text, when it differs: the cursor stays."""
        if self.line.text() != item[self.name]:
            self.line.setText(str(item[self.name]))

    def values(self) -> dict[str, Any]:
        """As typed."""
        return {self.name: self.line.text().strip()}


class TextEntry(Entry):
    """Several lines; for a tuple, one item a line."""

    def __init__(self, field: FieldOf, hint: str = "") -> None:
        super().__init__(field, hint or ("one a line" if field.many else ""))
        self.area = TextArea()
        self.hold(self.area)
        self.area.textChanged.connect(self.touched)

    def put(self, item: Mapping[str, Any]) -> None:
        """The text or the lines."""
        value = item[self.name]
        text = "\n".join(value) if self.field.many else str(value)
        if self.values()[self.name] != value:
            self.area.setPlainText(text)

    def values(self) -> dict[str, Any]:
        """As typed; empty lines are none."""
        text = self.area.toPlainText()
        if self.field.many:
            return {self.name: tuple(line.strip() for line in text.splitlines() if line.strip())}
        return {self.name: text.strip()}


class ChoiceEntry(Entry):
    """One of a closed list, or one record of those at hand."""

    def __init__(self, field: FieldOf, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(field)
        self.choice = Choice(self.words, choices)
        self.hold(self.choice)
        self.choice.chosen.connect(self._chosen)

    def _chosen(self, _key: str) -> None:
        self.touched()
        self.settled.emit()

    def put(self, item: Mapping[str, Any]) -> None:
        """The chosen one; one that isn't at hand is shown as it is."""
        key = str(item[self.name])
        if key and self.choice.findData(key) < 0:
            self.choice.addItem(key if issubclass(self.field.type, StrEnum) else "someone else", key)
        self.choice.choose(key)

    def values(self) -> dict[str, Any]:
        """The key, in the field's own type."""
        return {self.name: self.field.from_plain(self.choice.key())}


class TickEntry(Entry):
    """Yes or no."""

    def __init__(self, field: FieldOf) -> None:
        super().__init__(field)
        self.tick = Tick(self.words)
        self.editor = self.tick
        self.tick.setAccessibleName(self.words)
        self.box.addWidget(self.tick)
        self.tick.toggled.connect(self._toggled)

    def _toggled(self, _on: bool) -> None:
        if not self._setting:
            self.touched()
            self.settled.emit()

    def put(self, item: Mapping[str, Any]) -> None:
        """Ticked or not."""
        self.tick.setChecked(bool(item[self.name]))

    def values(self) -> dict[str, Any]:
        """Whether it is ticked."""
        return {self.name: self.tick.isChecked()}


class PeopleEntry(Entry):
    """Any number of people, each a tick."""

    def __init__(self, field: FieldOf, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(field)
        holder = QWidget()
        flow = Flow(holder, 12)
        self.ticks = {}
        for key, words in choices:
            if key:
                tick = Tick(words)
                tick.setAccessibleName(f"{self.words}: {words}")
                tick.toggled.connect(self._toggled)
                flow.addWidget(tick)
                self.ticks[key] = tick
        self.hold(holder)
        self._others: tuple[str, ...] = ()

    def _toggled(self, _on: bool) -> None:
        if not self._setting:
            self.touched()
            self.settled.emit()

    def put(self, item: Mapping[str, Any]) -> None:
        """Tick those it names; ids that aren't at hand are kept."""
        self._others = tuple(one for one in item[self.name] if one not in self.ticks)
        for key, tick in self.ticks.items():
            tick.setChecked(key in item[self.name])

    def values(self) -> dict[str, Any]:
        """The ids."""
        return {self.name: (*self._others, *(key for key, tick in self.ticks.items() if tick.isChecked()))}


class LifeDateEntry(LineEntry):
    """A date as people know it; what can't be read is kept as said, with a question beside it."""

    def __init__(self, field: FieldOf, keeps_said: bool) -> None:
        super().__init__(field, "“9 May 2017”, “about 1980”")
        self._said = f"{field.name}_said" if keeps_said else ""

    def put(self, item: Mapping[str, Any]) -> None:
        """In words; else as it was said."""
        said = str(item.get(self._said, "")) if self._said else ""
        words = born_words(item[self.name]) if item[self.name] else said
        if self.line.text() != words:
            self.line.setText(words)

    def values(self) -> dict[str, Any]:
        """The date as known, and what was said where it is none."""
        read = read_said_date(self.line.text(), clock.today())
        if not read.value and self.line.text().strip() and not self._said:
            return {}
        values: dict[str, Any] = {self.name: read.value}
        if self._said:
            values[self._said] = "" if read.value else read.said
        return values

    def say_back(self) -> None:
        """The date in words with the age; or what must be asked."""
        assert self.labelled is not None  # noqa: S101 - `hold` made it
        text = self.line.text().strip()
        if not text:
            self.labelled.clear()
            return
        today = clock.today()
        read = read_said_date(text, today)
        if not read.value:
            kept = "Kept as said." if self._said else "Not kept yet."
            self.labelled.understood(f"{read.problem or 'No date is in that.'} {kept}", "soon")
            return
        age = age_on(read.value, today) if self.name == "born" else None
        words = born_words(read.value) + (f", aged {age}" if age is not None else "")
        self.labelled.understood(f"{words}. {read.problem}" if read.problem else words, "" if read.problem else "done")


class DayEntry(LineEntry):
    """One exact day; anything else is asked for and not kept."""

    def __init__(self, field: FieldOf) -> None:
        super().__init__(field, "“3 Jun 2026”")

    def _read(self) -> date | None:
        # Orders end years ahead, further than any date of a life.
        read = read_said_date(self.line.text(), clock.today() + FAR)
        return date.fromisoformat(read.value) if read.kind == "exact" else None

    def put(self, item: Mapping[str, Any]) -> None:
        """In words."""
        value = item[self.name]
        day = clock.local(value).date() if isinstance(value, datetime) else value
        words = f"{day.day} {day:%b} {day.year}" if day else ""
        if self.line.text() != words:
            self.line.setText(words)

    def values(self) -> dict[str, Any]:
        """The day, or nothing while it can't be read."""
        day = self._read()
        if day is None and self.line.text().strip():
            return {}
        if day is not None and self.field.type is datetime:
            return {self.name: datetime.combine(day, time(12), clock.LONDON)}
        return {self.name: day}

    def say_back(self) -> None:
        """The day with its weekday; or that a whole day is needed."""
        assert self.labelled is not None  # noqa: S101 - `hold` made it
        text = self.line.text().strip()
        day = self._read()
        if day is not None:
            self.labelled.understood(day_words(day, year=True), "done")
        elif text:
            read = read_said_date(text, clock.today() + FAR)
            self.labelled.understood(f"{read.problem or 'A whole day is needed here.'} Not kept yet.", "soon")
        else:
            self.labelled.clear()


def entry_for(cls_kind: str, field: FieldOf, choices: Choices) -> Entry:
    """The editor that fits a field's declaration."""
    rule = field.rule
    if rule.refs:
        return PeopleEntry(field, choices.get(rule.refs, ()))
    if rule.ref:
        return ChoiceEntry(field, [("", "Not said"), *choices.get(rule.ref, ())])
    if field.many:
        return TextEntry(field)
    if field.type is bool:
        return TickEntry(field)
    if issubclass(field.type, StrEnum):
        spoken = [(str(one), one.words().capitalize()) for one in field.type]  # type: ignore[attr-defined]
        return ChoiceEntry(field, spoken)
    if issubclass(field.type, date):
        return DayEntry(field)
    if cls_kind == "person" and field.name in LIFE_DATES:
        return LifeDateEntry(field, keeps_said=True)
    if cls_kind in ("union", "parent_link", "bond") and field.name in ("since", "until"):
        return LifeDateEntry(field, keeps_said=False)
    return TextEntry(field) if field.name in LONG else LineEntry(field)
