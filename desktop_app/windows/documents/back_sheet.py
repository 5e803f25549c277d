"""What a Word document that came back says otherwise: paragraph by paragraph, taken by one key or left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.commands.documents import take_back
from desktop_app.rules.days import counted
from desktop_app.rules.documents.coming_back import Difference
from desktop_app.vault.queries.documents import DocumentPage
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.workspace import Room


class BackSheet(Overlay):
    """Rows say what comes; below stands the chosen paragraph in full, as it is kept and as it came back."""

    def __init__(self, over: QWidget, room: Room, page: DocumentPage, found: Sequence[Difference]) -> None:
        many = counted(len(found), "paragraph")
        super().__init__(
            over, "What came back", f"{many} differ from what is kept. Nothing is taken unasked.", 760, 600
        )
        self.room, self.page = room, page
        self._left = {one.key: one for one in found}
        self.list = RowList("Paragraphs that differ")
        self.kept = Label("", "small", "text2", wrap=True)
        self.came = Label("", "small", "text", wrap=True)
        self.one = Button("Take this", "primary", "Enter")
        self.all = Button("Take all", "normal", "T")
        row = QHBoxLayout()
        row.addWidget(self.all)
        row.addStretch(1)
        row.addWidget(self.one)
        self.column.addWidget(self.list, 1)
        for widget in (self.kept, self.came):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self.list.chosen.connect(self._say)
        self.list.opened.connect(lambda key: self.take([key]))
        self.list.key_pressed.connect(lambda key: self.take(list(self._left)) if key == "T" else None)
        self.one.clicked.connect(lambda: self.take([self.list.current_key()]))
        self.all.clicked.connect(lambda: self.take(list(self._left)))
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The list at once."""
        return self.list

    def refresh(self) -> None:
        """Those that are left, under their sections."""
        groups = []
        for section in self.page.skeleton.sections():
            rows = [_row(one) for one in self._left.values() if one.section == section.key]
            if rows:
                groups.append((Section(section.key, "book-open", None, section.title, str(len(rows))), rows))
        self.list.set_groups(groups)
        self.list.choose_first()
        self._say(self.list.current_key())

    def _say(self, key: str) -> None:
        one = self._left.get(key)
        self.kept.setText(f"Kept: {' / '.join(one.before) or 'nothing'}" if one is not None else "")
        self.came.setText(f"Came back: {' / '.join(one.after) or 'taken out'}" if one is not None else "")

    def take(self, keys: list[str]) -> None:
        """Take these in, section by section; what is refused stays in the list."""
        by_section: dict[str, list[Difference]] = {}
        for key in keys:
            if key in self._left:
                by_section.setdefault(self._left[key].section, []).append(self._left[key])
        for section, taken in by_section.items():
            doing = self.room.desk.do(take_back, self.page.sections[section].id, taken)
            doing.then(partial(self._taken, taken)).otherwise(self.room.trouble)

    def _taken(self, taken: Sequence[Difference], _kept: object) -> None:
        """The places of those behind them in the same section move with them."""
        if self.dismissed:
            return
        gone = {one.key for one in taken}
        left = [one for key, one in self._left.items() if key not in gone]
        self._left = {one.key: one for one in (_moved(one, taken) for one in left)}
        if self._left:
            self.refresh()
        else:
            self.dismiss()
            self.room.toast("Everything that came back is taken in.", undo=True)


def _moved(one: Difference, taken: Sequence[Difference]) -> Difference:
    by = sum(len(two.after) - (two.last - two.first) for two in taken
             if two.section == one.section and two.first < one.first)  # fmt: skip
    return Difference(one.section, one.first + by, one.last + by, one.before, one.after)


def _row(one: Difference) -> Row:
    if not one.before:
        return Row(one.key, "plus", "note", one.after[0], "", "New paragraph")
    if not one.after:
        return Row(one.key, "minus", "late", one.before[0], "", "Taken out")
    return Row(one.key, "pencil", "soon", one.after[0], "", f"Was: {one.before[0]}")
