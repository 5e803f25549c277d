"""One sheet for every kind of fact, built from the record's own declaration; and the list of all facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.facts import add_fact, remove_fact
from desktop_app.commands.people import add_household
from desktop_app.desk import Changed, Doing
from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.records.families import Household
from desktop_app.records.team import Professional, Worker
from desktop_app.rules.days import counted
from desktop_app.vault.queries.families import FamilyPage, family_page
from desktop_app.vault.reader import Reader
from desktop_app.windows.families.entries import Choices
from desktop_app.windows.families.fact_kinds import BY_KIND, KINDS, about, facts_of, people_choices, row_of
from desktop_app.windows.families.live_form import LiveForm, editable
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import RowList, Section
from desktop_app.windows.workspace import Room

Drafts = dict[tuple[str, str], dict[str, Any]]
"""What was typed in a sheet that was left without adding, by kind and family; the page holds it."""


def all_workers(reader: Reader) -> list[Worker]:
    """Every social worker that is known."""
    return sorted(reader.all(Worker), key=lambda one: (not one.mine, one.place, one.name))


def choices_for(room: Room, page: FamilyPage) -> Choices:
    """What the fields of a family's facts may point to."""
    return {
        "person": people_choices(page),
        "household": [(one.id, one.name or "A home") for one in page.households],
        "worker": [(one.id, one.name) for one in room.desk.read(all_workers)],
        "professional": [(one.professional.id, one.professional.name) for one in page.around],
    }


class FactSheet(Overlay):
    """A new fact is kept with Enter on its button; one that exists keeps itself as it is changed."""

    def __init__(
        self,
        over: QWidget,
        room: Room,
        page: FamilyPage,
        item: Record,
        *,
        drafts: Drafts | None = None,
        also: Record | None = None,
    ) -> None:
        fresh = drafts is not None
        self._drafts: Drafts = {} if drafts is None else drafts
        kind = BY_KIND[item.KIND]
        title = f"Add: {kind.title.lower()}" if fresh else kind.title
        sentence = "" if fresh else "Changes are kept as they are made."
        super().__init__(over, title, sentence, 620, 660)
        self.room, self.fresh, self.family = room, fresh, page.family.id
        self._draft = (item.KIND, page.family.id)
        held = self._drafts.get(self._draft, {})
        self.form = LiveForm(room, item.but(**held), choices_for(room, page), live=not fresh, fresh=fresh)
        self.also = LiveForm(room, also, {}) if also is not None else None
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(2, 2, 12, 2)
        inside.setSpacing(10)
        inside.addWidget(self.form)
        if self.also is not None and also is not None:
            inside.addWidget(Label(f"About this {also.WORDS.lower()}", "small", "text2", 600))
            inside.addWidget(self.also)
        inside.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.column.addWidget(self.scroller, 1)
        self.wrong = Label("", "small", "late.text", 600, wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self._buttons()
        self._stop = room.desk.listen(self._changed)
        self.closed.connect(self._ended)

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        if self.fresh:
            leave = Button("Leave it", "quiet", "Esc")
            self.keep = Button("Add", "primary", "Ctrl Enter")
            self.keep.clicked.connect(self.take)
            row.addWidget(leave)
            row.addStretch(1)
            row.addWidget(self.keep)
        else:
            leave = Button("Close", "normal", "Esc")
            self.delete = Button("Delete", "danger", icon="trash-2")
            self.history = Button("History", "quiet", "Ctrl H", "history")
            self.delete.clicked.connect(self.remove)
            self.history.clicked.connect(self.show_history)
            row.addWidget(self.delete)
            row.addWidget(self.history)
            row.addStretch(1)
            row.addWidget(leave)
        leave.clicked.connect(self.dismiss)
        self.column.addLayout(row)

    def _own(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key with Ctrl does in this sheet."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.fresh:
            return self.take
        return self.show_history if event.key() == Qt.Key.Key_H and not self.fresh else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds from any field, Ctrl+H shows the history of the one under the keyboard."""
        run = self._own(event)
        if run is not None:
            run()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Add it; what must be there is asked for."""
        values = self.form.values()
        item = self.form.item.but(**values)
        missing = _missing(item)
        if missing:
            self.wrong.setText(missing)
            self.wrong.show()
            return
        self._drafts.pop(self._draft, None)
        self.fresh = False
        desk, room = self.room.desk, self.room
        doing: Doing[Any] = desk.do(add_household, item) if isinstance(item, Household) else desk.do(add_fact, item)
        doing.then(lambda _kept: room.toast(f"{item.WORDS} added.", undo=True)).otherwise(room.trouble)
        self.dismiss()

    def remove(self) -> None:
        """Delete it; undo brings it back."""
        delete(self.room, self.form.item)
        self.dismiss()

    def show_history(self) -> None:
        """Who said so, when."""
        self.form.flush()
        self.room.history(self.form.item.KIND, self.form.item.id, self.form.focused_field())

    def _changed(self, _changed: Changed) -> None:
        """Someone undid or changed it elsewhere."""
        if not self.form.live:
            return
        for form in (self.form, self.also):
            if form is not None:
                kept = self.room.desk.read(_one, type(form.item), form.item.id)
                if kept is not None:
                    form.show_item(kept)

    def _ended(self) -> None:
        self._stop()
        if self.form.live:
            self.form.flush()
        if self.also is not None:
            self.also.flush()
        if self.fresh:
            values = self.form.values()
            blank = type(self.form.item)()
            typed = {name: value for name, value in values.items() if value != getattr(blank, name)}
            if typed:
                self._drafts[self._draft] = typed
            else:
                self._drafts.pop(self._draft, None)


def _one(reader: Reader, cls: type[Record], record_id: str) -> Record | None:
    return reader.get(cls, record_id)


def _missing(item: Record) -> str:
    """What a fact can't do without, in words; empty when it says enough."""
    cls = type(item)
    fields, names = fields_of(cls), editable(cls)
    if item.KIND == "telling":
        says = any(getattr(item, name) for name in names if name != "person_id")
        return "" if says else "Nothing is said yet."
    needs = [name for name in names if fields[name].rule.ref and fields[name].rule.ref != "agency"]
    needs += [name for name in ("headline", "name") if name in fields]
    empty = [fields[name].rule.words for name in needs if not getattr(item, name)]
    if empty:
        return f"Not said yet: {', '.join(empty)}."
    return _impossible(item)


def _impossible(item: Record) -> str:
    """What can't be so: a couple of one, someone their own parent, an end before the beginning."""
    if item.KIND == "union" and getattr(item, "a_id") == getattr(item, "b_id"):  # noqa: B009 - of one kind only
        return "A couple is two different people."
    if item.KIND == "parent_link" and getattr(item, "child_id") == getattr(item, "parent_id"):  # noqa: B009
        return "Nobody is their own parent."
    since, until = getattr(item, "since", None), getattr(item, "until", None)
    if isinstance(since, date) and isinstance(until, date) and until < since:
        return "It ends before it begins."
    return ""


def delete(room: Room, item: Record) -> None:
    """Delete a fact softly, with Undo in the toast."""
    room.desk.do(remove_fact, item.KIND, item.id).then(
        lambda _gone: room.toast(f"{item.WORDS} deleted.", undo=True)
    ).otherwise(room.trouble)


def open_fact(over: QWidget, room: Room, page: FamilyPage, kind: str, record_id: str) -> FactSheet | None:
    """The sheet of a fact that exists; None when it isn't here."""
    item = room.desk.read(_one, kinds()[kind], record_id)
    if item is None or item.removed_at is not None:
        return None
    also = None
    if item.KIND == "involvement":
        also = room.desk.read(_one, Professional, getattr(item, "professional_id", ""))
    sheet = FactSheet(over, room, page, item, also=also)
    sheet.open()
    return sheet


class FactsSheet(Overlay):
    """All facts of a family, or those about one person: Enter changes, Delete deletes."""

    opened = Signal(str, str)
    add_asked = Signal()

    def __init__(self, over: QWidget, room: Room, family_id: str, person_id: str = "", title: str = "") -> None:
        super().__init__(over, title or "Facts of this family", "Enter changes, Delete deletes.", 760, 660)
        self.room, self.family_id, self.person_id = room, family_id, person_id
        self.list = RowList("Facts")
        self.list.viewport().setAutoFillBackground(False)
        self.column.addWidget(self.list, 1)
        add = Button("Add a fact", "normal", icon="plus")
        add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self.column.addLayout(row)
        self.list.opened.connect(self._open)
        self._stop = room.desk.listen(lambda _changed: self.refresh())
        self.closed.connect(self._stop)
        self.refresh()
        self.list.choose_first()

    def refresh(self) -> None:
        """Read the facts again."""
        page = self.room.desk.read(family_page, self.family_id)
        if page is None:
            return
        self.page = page
        today = clock.today()
        groups = []
        for kind in KINDS:
            items = [one for one in facts_of(page, kind) if not self.person_id or about(one, self.person_id)]
            if items:
                section = Section(kind.cls.KIND, kind.icon, None, kind.many, counted(len(items), "fact"))
                groups.append((section, [row_of(page, one, today) for one in items]))
        self.list.set_groups(groups, "" if groups else "Nothing is recorded yet.")

    def _add(self) -> None:
        self.dismiss()
        self.add_asked.emit()

    def _open(self, key: str) -> None:
        kind, _, record_id = key.partition(" ")
        open_fact(self.window(), self.room, self.page, kind, record_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen fact away."""
        if event.key() == Qt.Key.Key_Delete and self.list.current_key():
            kind, _, record_id = self.list.current_key().partition(" ")
            item = self.room.desk.read(_one, kinds()[kind], record_id)
            if item is not None:
                delete(self.room, item)
        else:
            super().keyPressEvent(event)
