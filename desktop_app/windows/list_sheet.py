"""A card with a list that can be narrowed, and a form in its place while one entry is added or changed."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk import Changed
from desktop_app.errors import UserError
from desktop_app.windows.finishing import ENTER, FinishingOverlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Group
from desktop_app.windows.workspace import Room


class ListSheet(FinishingOverlay):
    """N adds, Enter changes, Delete takes out, H shows the history. In the form Ctrl+Enter keeps, Esc goes back.

    What was typed in a form that was left is there again when the same entry is opened. `kind` is the record's.
    """

    kind = ""

    def __init__(self, over: QWidget, room: Room, title: str, sentence: str, add: str) -> None:
        super().__init__(over, title, sentence, 820, 640)
        self.room = room
        self.narrow = LineEdit()
        self.narrow.setPlaceholderText("Find")
        self.narrow.setAccessibleName("Find in this list")
        self.list = RowList(title)
        self.empty = EmptyState("", "")
        self.add_button = Button(add, "normal", "N", "plus", small=True)
        self.change_button = Button("Change", "normal", "Enter", small=True)
        self.remove_button = Button("Take out", "normal", "Delete", small=True)
        self.history_button = Button("History", "quiet", "H", small=True)
        self.heading = Label("", "lead")
        self.keep_button = Button("Keep it", "primary", "Ctrl Enter")
        self.back_button = Button("Back to the list", "quiet", "Esc")
        self.form = QWidget()
        self.fields = QVBoxLayout()
        self._opened = "none yet"
        self.is_closed = False
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        self.browse = QWidget()
        column = QVBoxLayout(self.browse)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.narrow)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        row = QHBoxLayout()
        for button in (self.add_button, self.change_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.history_button)
        column.addLayout(row)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 8, 0, 0)
        form.setSpacing(12)
        form.addWidget(self.heading)
        self.fields.setSpacing(12)
        form.addLayout(self.fields)
        keep = QHBoxLayout()
        keep.addWidget(self.keep_button)
        keep.addWidget(self.back_button)
        keep.addStretch(1)
        form.addLayout(keep)
        form.addStretch(1)
        self.column.addWidget(self.browse, 1)
        self.column.addWidget(self.form, 1)
        self.form.hide()

    def _bind(self) -> None:
        self.narrow.textChanged.connect(lambda _text: self.refresh())
        self.narrow.installEventFilter(self)
        self.list.opened.connect(lambda _key: self.change())
        self.list.chosen.connect(lambda _key: self._offer())
        self.list.key_pressed.connect(self._letter)
        self.add_button.clicked.connect(lambda _on: self.edit(""))
        self.change_button.clicked.connect(lambda _on: self.change())
        self.remove_button.clicked.connect(lambda _on: self.remove(self.list.current_key()))
        self.history_button.clicked.connect(lambda _on: self.show_history())
        self.keep_button.clicked.connect(lambda _on: self.keep())
        self.back_button.clicked.connect(lambda _on: self.go_back())
        self._stop = self.room.desk.listen(self._changed)
        self.closed.connect(self._end)

    def _end(self) -> None:
        """What was asked and comes late finds nobody to tell."""
        self._stop()
        self.is_closed = True

    # -- what each sheet says -------------------------------------------------------------------------

    @abstractmethod
    def groups(self, typed: str) -> list[Group]:
        """The rows that have these letters in them."""

    @abstractmethod
    def nothing(self, typed: str) -> tuple[str, str]:
        """What stands there when no row does: a sentence and one more."""

    @abstractmethod
    def fill(self, key: str) -> str:
        """Fill the form for a row, or for a new entry when there is no key. Gives its heading."""

    @abstractmethod
    def first_field(self) -> Field:
        """The field of the form that the keyboard goes to."""

    @abstractmethod
    def keep(self) -> None:
        """Keep what the form says."""

    @abstractmethod
    def remove(self, key: str) -> None:
        """Take an entry out."""

    @abstractmethod
    def record_of(self, key: str) -> str:
        """The id of the record behind a row; empty where there is none."""

    @abstractmethod
    def removable(self, key: str) -> bool:
        """Whether a row can be taken out."""

    # -- the list -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what there is, as far as it has the typed letters."""
        typed = self.narrow.text().strip()
        groups = self.groups(typed)
        some = any(rows for _section, rows in groups)
        self.list.set_groups(groups)
        if not self.list.current_key():
            self.list.choose_first()
        self.list.setVisible(some)
        self.empty.say(*self.nothing(typed))
        self.empty.setVisible(not some)
        self._offer()

    def _offer(self) -> None:
        key = self.list.current_key()
        self.change_button.setEnabled(bool(key))
        self.remove_button.setEnabled(bool(key) and self.removable(key))
        self.history_button.setEnabled(bool(self.record_of(key)))

    def _changed(self, changed: Changed) -> None:
        if changed.touches(self.kind):
            self.refresh()

    def _letter(self, letter: str) -> None:
        if self.room.settings.get("single_keys"):
            {"N": lambda: self.edit(""), "H": self.show_history}.get(letter, lambda: None)()

    def show_history(self) -> None:
        """Who changed it, when and why."""
        record_id = self.record_of(self.list.current_key())
        if record_id:
            self.room.history(self.kind, record_id)

    def change(self) -> None:
        """Open the chosen row."""
        if self.list.current_key():
            self.edit(self.list.current_key())

    # -- the form -------------------------------------------------------------------------------------

    def edit(self, key: str) -> None:
        """The form in the list's place, for a row or something new."""
        if key != self._opened:
            self._opened = key
            self.heading.setText(self.fill(key))
        self.browse.hide()
        self.form.show()
        self.first_field().editor.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def opened(self) -> str:
        """The key of the row the form is about; empty for a new one."""
        return self._opened

    def kept(self, words: str) -> None:
        """The form did what it was for: back to the list."""
        self._opened = "none yet"
        self.go_back()
        self.room.toast(words, undo=True)

    def refused(self, problem: BaseException, *named: Field) -> None:
        """Say at the field what is wrong. `named` are fields whose editors bear the names of the record's."""
        if not isinstance(problem, UserError):
            self.room.trouble(problem)
            return
        field = next((one for one in named if one.editor.objectName() == problem.field), self.first_field())
        field.refuse(problem.message, problem.hint)
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def go_back(self) -> None:
        """From the form to the list."""
        self.form.hide()
        self.browse.show()
        self.take_list()

    def take_list(self) -> None:
        """The keyboard goes to the list."""
        self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget:
        """The list, or what adds the first entry."""
        return self.list if self.list.isVisibleTo(self) else self.add_button

    def can_finish(self) -> bool:
        """There is a form."""
        return self.form.isVisible()

    def finish(self) -> None:
        """Ctrl+Enter."""
        self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the form to the list, then closes; Delete takes out."""
        key, in_form = event.key(), self.form.isVisible()
        if in_form and key == Qt.Key.Key_Escape:
            self.go_back()
        elif not in_form and key == Qt.Key.Key_Delete and self.list.hasFocus():
            if self.removable(self.list.current_key()):
                self.remove(self.list.current_key())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line that narrows to the list."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.narrow and self.list.isVisible()
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, *ENTER):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
