"""A record's fields as a form that keeps itself: 0.8 s after typing, at once on leaving a field or choosing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.records.base import Record, fields_of
from desktop_app.windows.families.entries import Choices, Entry, entry_for
from desktop_app.windows.workspace import Room

WAIT_MS = 800
HIDDEN = ("place", "digits", "born_said", "due_said", "died_said")


def editable(cls: type[Record]) -> list[str]:
    """The fields of a kind that people fill in, in the order they were declared."""
    return [
        name
        for name, field in fields_of(cls).items()
        if field.rule.words and name not in HIDDEN and field.rule.ref != "family" and name != "merged_into"
    ]


class LiveForm(QWidget):
    """`live` keeps what is typed; else `values()` gives it to whoever adds the record. `fresh`: not kept yet.

    `waits_for_keeping`: it was handed over and word of it has not come back.
    With `live` and `fresh` the record is added by the first thing typed.
    """

    edited = Signal()

    def __init__(
        self,
        room: Room,
        item: Record,
        choices: Choices,
        names: Sequence[str] = (),
        *,
        live: bool = True,
        fresh: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.room, self.item = room, item
        self.live, self.fresh = live, fresh
        self.waits_for_keeping = False
        cls = type(item)
        fields = fields_of(cls)
        self.entries: dict[str, Entry] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.flush)
        for name in names or editable(cls):
            entry = entry_for(cls.KIND, fields[name], choices)
            entry.edited.connect(self._edited)
            entry.settled.connect(self._settled)
            self.entries[name] = entry
            self.column.addWidget(entry)
        self.show_item(item)

    def show_item(self, item: Record, *, afresh: bool = False) -> None:
        """Show what is kept; a field that is being typed in keeps what is typed, unless it begins `afresh`."""
        self.item = item
        if afresh:
            for entry in self.entries.values():
                entry.dirty = False
        kept = {name: getattr(item, name) for name in fields_of(type(item))}
        for entry in self.entries.values():
            entry.show_value(kept)

    def values(self) -> dict[str, Any]:
        """What the form says, by field."""
        found: dict[str, Any] = {}
        for entry in self.entries.values():
            found |= entry.values()
        return found

    def _edited(self) -> None:
        self.edited.emit()
        if self.live:
            self._wait.start()

    def _settled(self) -> None:
        if self.live:
            self.flush()
            self.room.desk.end_gesture(self._gesture())

    def _gesture(self) -> str:
        return f"form:{self.item.KIND}:{self.item.id}"

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._wait.stop()
        changed: dict[str, Any] = {}
        for entry in self.entries.values():
            if entry.dirty and self.live:
                said = entry.values()
                changed |= said
                entry.dirty = not said  # what can't be read yet stays as it is typed
        changed = {name: value for name, value in changed.items() if getattr(self.item, name) != value}
        if not changed:
            return
        desk = self.room.desk
        self.item = self.item.but(**changed)
        if self.fresh:
            self.fresh, self.waits_for_keeping = False, True
            desk.typing(self._gesture(), add_fact, self.item).otherwise(self.room.trouble)
        else:
            desk.typing(self._gesture(), change_fact, self.item.KIND, self.item.id, **changed).otherwise(
                self.room.trouble
            )

    def focused_field(self) -> str:
        """The field that has the keyboard, for its history."""
        for name, entry in self.entries.items():
            if entry.editor.hasFocus() or entry.isAncestorOf(self.window().focusWidget() or self):
                return name
        return ""
