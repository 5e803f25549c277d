"""F1: every key there is, from the one table, and the conventions of typing dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.windows.overlay import Overlay
from desktop_app.windows.shortcuts import Shortcut, all_shortcuts
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.workspaces import WORKSPACES

EVERYWHERE = "Everywhere"
BETWEEN = ", "
DATES = (
    ("Tue 2pm", "the next Tuesday; on a Tuesday it is asked which"),
    ("a week on Monday 3pm", "Monday of the week after"),
    ("half 4 tomorrow", "16:30 tomorrow"),
    ("12/3/26", "12 March 2026: the day comes first"),
    ("10 working days", "counted from tomorrow, without bank holidays"),
    ("w/c 7 Dec", "Monday to Sunday of that week"),
    ("every 2 weeks on Thursday", "a series; its first date is shown back"),
)


class KeysSheet(Overlay):
    """The sheet of keys; type to narrow it down."""

    through = (Qt.Key.Key_F8,)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Keys", "Everything works without a mouse.", 720, 620)
        self.field = LineEdit()
        self.field.setAccessibleName("Find a key")
        self.list = RowList("Keys", narrow=True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.field.textChanged.connect(self.refresh)
        self.refresh("")

    def first_focus(self) -> QWidget | None:
        """Type at once."""
        return self.field

    def refresh(self, typed: str) -> None:
        """Only what has these letters in it."""
        groups: dict[str, list[Row]] = {}
        wanted = typed.casefold()
        for place, one in enumerate(told_once(all_shortcuts(WORKSPACES))):
            if wanted in f"{one.title} {one.key}".casefold():
                groups.setdefault(one.where, []).append(_row(str(place), one))
        dates = [
            Row(f"d{place}", "calendar", None, words, "", meaning)
            for place, (words, meaning) in enumerate(DATES)
            if wanted in f"{words} {meaning}".casefold()
        ]
        if dates:
            groups["Dates as you type them"] = dates
        self.list.set_groups(
            [(Section(name, "", None, name, "", sunken=True), rows) for name, rows in groups.items()],
            "" if groups else f"No key has “{typed}” in it.",
        )


def told_once(shortcuts: Sequence[Shortcut]) -> list[Shortcut]:
    """The keys as a person reads them: what every workspace has stands under "Everywhere", two keys of one thing
    on one line ("/, Ctrl+F")."""
    places = {one.where for one in shortcuts} - {EVERYWHERE}
    wheres: dict[tuple[str, str], set[str]] = {}
    for one in shortcuts:
        wheres.setdefault((one.title, one.key), set()).add(one.where)
    told: dict[tuple[str, str], Shortcut] = {}
    for one in shortcuts:
        shared = wheres[one.title, one.key] == places
        where = EVERYWHERE if shared else one.where
        before = told.get((where, one.title))
        if before is None:
            told[where, one.title] = replace(one, where=where)
        elif one.key not in before.key.split(BETWEEN):
            both = f"{before.key}{BETWEEN}{one.key}"
            told[where, one.title] = replace(before, key=both, single_letter=before.single_letter or one.single_letter)
    return list(told.values())


def _row(key: str, one: Shortcut) -> Row:
    letters = [part for part in one.key.split(BETWEEN) if len(part) == 1]
    note = "while a list has the keyboard" if one.single_letter else ""
    if note and len(letters) < len(one.key.split(BETWEEN)):
        note = f"{letters[0]} {note}"
    return Row(key, "keyboard", None, one.title, "", note, time=one.key.replace("+", " "))
