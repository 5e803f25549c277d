"""The list of two-line rows under folding sections: by keyboard, painted lazily, steady under refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.row_delegate import RowDelegate
from desktop_app.windows.widgets.rows import (
    ENTRY,
    AnyIndex,
    Entry,
    Foot,
    Group,
    Heading,
    Page,
    Row,
    RowsModel,
    Section,
    entry_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Row", "RowList", "Section"]

_Key = Qt.Key
_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveDown: 1,
    _Move.MoveNext: 1,
    _Move.MoveUp: -1,
    _Move.MovePrevious: -1,
}
THREE_LINES_UNDER = 430  # px of room at 100 %: below it the due label goes under the words


class RowList(QListView):
    """Call `set_groups` as often as you like: selection (by key), folding and scroll place are kept.

    `chosen` tells the key under the keyboard, `opened` Enter or a double click, `key_pressed` a single
    letter or figure typed while the list has focus ("R"), `more_asked` a press on the foot.
    """

    chosen = Signal(str)
    opened = Signal(str)
    key_pressed = Signal(str)
    more_asked = Signal()

    def __init__(self, name: str, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.narrow = narrow
        self._chosen = ""
        self._rows = RowsModel(self)
        self._delegate = RowDelegate(narrow, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.doubleClicked.connect(self._double)
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Choose two or three lines and measure again."""
        room = 0 if self.narrow else THREE_LINES_UNDER * look().scale
        self._delegate.three = look().big or 0 < self.viewport().width() < room
        self.verticalScrollBar().setSingleStep(look().line("body") + look().line("small"))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Little room turns rows into three lines."""
        before = self._delegate.three
        super().resizeEvent(event)
        room = 0 if self.narrow else THREE_LINES_UNDER * look().scale
        self._delegate.three = look().big or self.viewport().width() < room
        if self._delegate.three != before:
            self.scheduleDelayedItemsLayout()

    def set_groups(
        self, groups: Sequence[tuple[Section | None, Sequence[Row]]], foot: str = "", foot_key: str = ""
    ) -> None:
        """Show these rows. A chosen row that has left gives the choice to the one now in its place."""
        self._rows.fetch = None
        self._show(groups, Foot(foot, foot_key) if foot else None)

    def _show(self, groups: Sequence[Group], foot: Foot | None) -> None:
        place, offset = self._anchor()
        was = self.currentIndex().row()
        self._rows.groups = [(section, list(rows)) for section, rows in groups]
        self._rows.foot = foot
        if self._rows.lay_out():
            self._restore(was)
            self._scroll_back(place, offset)

    def set_source(self, fetch: Callable[[object | None], Page[Row]], section: Section | None = None) -> None:
        """Show a long list page by page: `fetch(None)` gives the first, `fetch(page.after)` the next.

        Called again, it reads as many rows as were shown, and keeps selection and scroll place.
        """
        shown = sum(isinstance(entry, Row) for entry in self._rows.entries)
        self._rows.fetch = fetch
        self._show([(section, self._rows.read(shown))], None)

    def current_key(self) -> str:
        """The key of the chosen row, or empty."""
        return self._chosen

    def choose(self, key: str) -> bool:
        """Move the keyboard to a row, opening its section; False when the list does not have it."""
        for section, rows in self._rows.groups:
            if section is not None and section.key in self._rows.folded and any(row.key == key for row in rows):
                self.fold(section.key, False)
        place = self._rows.find(key)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
        return place >= 0

    def choose_first(self) -> None:
        """Move the keyboard to the first row, if there is one."""
        place = self._next(-1, 1)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))

    def fold(self, section_key: str, folded: bool) -> None:
        """Fold or open a section; the keyboard stays on it."""
        if folded == (section_key in self._rows.folded):
            return
        (self._rows.folded.add if folded else self._rows.folded.discard)(section_key)
        inside = self._chosen
        anchor = self._anchor()
        self._rows.lay_out()
        place = self._rows.find(section_key, Heading)
        target = place if folded else self._rows.find(inside) if self._rows.find(inside) >= 0 else place + 1
        if folded and self._rows.find(inside) >= 0:
            target = self._rows.find(inside)
        self.setCurrentIndex(self._rows.index(min(target, len(self._rows.entries) - 1)))
        self._scroll_back(*anchor)

    def _entry(self, index: AnyIndex) -> Entry | None:
        found: Entry | None = index.data(ENTRY) if index.isValid() else None
        return found

    def _next(self, place: int, step: int) -> int:
        """The next entry that can be chosen from `place`, or -1."""
        entries = self._rows.entries
        place += step
        while 0 <= place < len(entries):
            entry = entries[place]
            if isinstance(entry, Row) or (isinstance(entry, Heading) and entry.folded):
                return place
            place += step
        return -1

    def _restore(self, was: int) -> None:
        place = self._rows.find(self._chosen) if self._chosen else -1
        if place < 0 and self._chosen and was >= 0:
            after = self._next(min(was, len(self._rows.entries)) - 1, 1)
            place = after if after >= 0 else self._next(len(self._rows.entries), -1)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
        elif self._chosen:
            self._chosen = ""
            self.chosen.emit("")

    def _anchor(self) -> tuple[str, int]:
        """The first row in sight and how far its top lies from the list's."""
        index = self.indexAt(self.viewport().rect().topLeft())
        entry = self._entry(index)
        while entry is not None and not isinstance(entry, Row):
            index = self._rows.index(index.row() + 1)
            entry = self._entry(index)
        if entry is None or self.verticalScrollBar().value() == 0:
            return "", 0
        return entry_key(entry), self.visualRect(index).top()

    def _scroll_back(self, key: str, offset: int) -> None:
        place = self._rows.find(key) if key else -1
        if place >= 0:
            self.executeDelayedItemsLayout()
            top = self.visualRect(self._rows.index(place)).top()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - offset)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell the new key once."""
        super().currentChanged(current, previous)
        entry = self._entry(current)
        key = entry.key if isinstance(entry, Row) else ""
        if current.isValid() and key != self._chosen:
            self._chosen = key
            self.chosen.emit(key)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings and the foot are stepped over."""
        here = self.currentIndex().row()
        if action in _STEPS:
            place = self._next(here, _STEPS[action])
        elif action == _Move.MoveHome:
            place = self._next(-1, 1)
        elif action == _Move.MoveEnd:
            place = self._next(len(self._rows.entries), -1)
        else:
            there = super().moveCursor(action, modifiers).row()
            back = 1 if action in (_Move.MovePageUp, _Move.MoveLeft) else -1
            place = self._next(there + (-1 if back == 1 else 1), back)
        return self._rows.index(place if place >= 0 else here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Left and Right fold, single letters and figures are told to the screen."""
        entry = self._entry(self.currentIndex())
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (_Key.Key_Return, _Key.Key_Enter) and plain:
            self._open(entry)
        elif key in (_Key.Key_Left, _Key.Key_Right) and plain:
            self._fold_here(entry, folded=key == _Key.Key_Left)
        elif plain and len(event.text()) == 1 and event.text().isalnum():
            self.key_pressed.emit(event.text().upper())
        elif key == _Key.Key_Space or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, entry: Entry | None) -> None:
        if isinstance(entry, Row):
            self.opened.emit(entry.key)
        elif isinstance(entry, Heading):
            self.fold(entry.section.key, False)

    def _fold_here(self, entry: Entry | None, folded: bool) -> None:
        if isinstance(entry, Heading):
            self.fold(entry.section.key, folded)
        elif isinstance(entry, Row) and folded:
            for section, rows in self._rows.groups:
                if section is not None and any(row is entry for row in rows):
                    self.fold(section.key, True)
                    return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a heading folds or opens it, a press on the foot asks for more."""
        entry = self._entry(self.indexAt(event.position().toPoint()))
        if isinstance(entry, Heading):
            self.fold(entry.section.key, not entry.folded)
        elif isinstance(entry, Foot):
            self.more_asked.emit()
        elif entry is not None:
            super().mousePressEvent(event)

    def _double(self, index: QModelIndex) -> None:
        self._open(self._entry(index))
