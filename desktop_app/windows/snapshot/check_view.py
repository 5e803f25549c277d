"""What was understood of a return, before any figure: each column, each cell not understood, every note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.exchange.annex_a import AnnexA, Guess
from desktop_app.exchange.annex_a.layout import layout
from desktop_app.rules.days import counted
from desktop_app.windows.snapshot.reading import Return
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.widgets.rows import Group, Page
from desktop_app.windows.widgets.segmented import Segmented

PAGE = 100
_VIEWS = (("columns", "Columns"), ("cells", "Cells not understood"), ("notes", "Notes"))


class CheckView(QWidget):
    """Enter on a column asks what it is (`column_asked` with sheet, letter and list); `agreed` goes to the figures."""

    column_asked = Signal(object)
    agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: Return | None = None
        self.said = Label("", "body", "text", wrap=True)
        self.views = Segmented(_VIEWS, "What to look at")
        self.views.chosen.connect(self.show_view)
        self.columns = RowList("Columns and what each was taken for")
        self.cells = RowList("Cells not understood")
        self.notes = RowList("Notes of the reading")
        self.stack = QStackedWidget()
        for one in (self.columns, self.cells, self.notes):
            self.stack.addWidget(one)
        self.copy_button = Button("Copy this list", key="C", icon="copy", small=True)
        self.go_button = Button("Show the figures", "primary", "Alt G")
        self.copy_button.clicked.connect(self.copy)
        self.go_button.clicked.connect(self.agreed)
        self.columns.opened.connect(self._ask)
        for one in (self.columns, self.cells, self.notes):
            one.key_pressed.connect(lambda letter: self.copy() if letter == "C" else None)
        card = Card(1)
        card.column.addWidget(self.stack)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.go_button)
        above = QHBoxLayout()
        above.addWidget(self.views)
        above.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.said)
        column.addLayout(above)
        column.addWidget(card, 1)
        column.addLayout(foot)

    def show_return(self, held: Return) -> None:
        """What was read; the columns first, those that were guessed on top."""
        self._held = held
        found = held.found
        self.said.setText(summary(found))
        for part, number in zip(self.views.parts, (None, len(found.not_understood), len(found.warnings)), strict=True):
            words = dict(_VIEWS)[part.key]
            part.setText(words if number is None else f"{words}: {number:,}")
        self.views.restyle()
        self.columns.set_groups(_columns(found.guesses))
        self.columns.choose_first()
        self.cells.set_source(self._cells)
        self.cells.choose_first()
        notes = [Row(str(at), "info", None, what, "", where) for at, (where, what) in enumerate(found.warnings)]
        self.notes.set_groups([(None, notes)])
        self.notes.choose_first()

    def forget(self) -> None:
        """Nothing of the return stays."""
        self._held = None
        for one in (self.columns, self.cells, self.notes):
            one.set_groups([])

    def show_view(self, key: str) -> None:
        """Columns, cells or notes."""
        self.views.set_value(key)
        self.stack.setCurrentIndex([one for one, _words in _VIEWS].index(key))

    def list(self) -> RowList:
        """The list in sight."""
        here = self.stack.currentWidget()
        assert isinstance(here, RowList)  # noqa: S101 - nothing else is put into it
        return here

    def _cells(self, after: object | None) -> Page[Row]:
        cells = self._held.found.not_understood if self._held else ()
        begin = after if isinstance(after, int) else 0
        end = begin + PAGE
        rows = [
            Row(
                str(at), "circle-alert", "soon", one.value.strip() or "(blank)", one.column, one.why,
                due1=one.sheet, due2=f"row {one.row}",
            )
            for at, one in enumerate(cells[begin:end], begin)
        ]  # fmt: skip
        return Page(rows, end if end < len(cells) else None)

    def _ask(self, key: str) -> None:
        if self._held is not None and key:
            self.column_asked.emit(self._held.found.guesses[int(key)])

    def guess(self, place: int) -> Guess:
        """A column by its place in the return."""
        assert self._held is not None  # noqa: S101 - asked only of an open return
        return self._held.found.guesses[place]

    def copy(self) -> None:
        """The list in sight as lines with tabs between."""
        if self._held is None:
            return
        found = self._held.found
        lines = {
            "columns": [
                "\t".join((one.sheet, one.letter, one.heading, one.column or "left out")) for one in found.guesses
            ],
            "cells": [
                "\t".join((one.sheet, str(one.row), one.column, one.value, one.why)) for one in found.not_understood
            ],
            "notes": ["\t".join(one) for one in found.warnings],
        }[self.views.value()]
        QGuiApplication.clipboard().setText("\n".join(lines))


def summary(found: AnnexA) -> str:
    """What was found, in two sentences."""
    rows = sum(len(entries) for entries in found.lists.values())
    guessed = sum(not one.sure for one in found.guesses)
    doubts = [f"{counted(guessed, 'heading')} taken by guess"] if guessed else []
    doubts += [f"{counted(len(found.not_understood), 'cell')} not understood"] if found.not_understood else []
    look = (
        f"Look at {' and '.join(doubts)}; a cell not understood counts nowhere."
        if doubts
        else "Every cell was understood."
    )
    return f"{counted(rows, 'row')} in {counted(len(found.lists), 'list')}. {look}"


def _columns(guesses: tuple[Guess, ...]) -> list[Group]:
    doubtful = [(str(at), one) for at, one in enumerate(guesses) if not one.sure]
    groups: list[Group] = []
    if doubtful:
        section = Section("doubt", "circle-question-mark", "soon", "Taken by guess", counted(len(doubtful), "column"))
        groups.append((section, [_column(key, one) for key, one in doubtful]))
    for sheet in dict.fromkeys(one.sheet for one in guesses):
        sure = [(str(at), one) for at, one in enumerate(guesses) if one.sheet == sheet and one.sure]
        if sure:
            title = f"{sheet}: {layout().lists[sure[0][1].list].title.lower()}"
            section = Section(f"sheet {sheet}", "table", None, title, counted(len(sure), "column"))
            groups.append((section, [_column(key, one) for key, one in sure]))
    return groups


def _column(key: str, one: Guess) -> Row:
    taken = f"Taken for “{one.column}”" if one.column else "Left out: it is no column of this list"
    role: str | None
    icon, role = ("check", "done") if one.sure and one.column else ("circle-question-mark", "soon")
    if one.sure and not one.column:
        icon, role = "minus", None
    return Row(
        key, icon, role, one.heading or f"Column {one.letter}", "", taken, due1=one.sheet, due2=f"column {one.letter}"
    )
