"""A form over the page: fields that scroll, a button that keeps them (Ctrl+Enter), what is wrong said at the field."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules.days import day_words
from desktop_app.rules.one_day import one_day
from desktop_app.windows.checks.pick import Whose
from desktop_app.windows.finishing import FinishingOverlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room


class FormsPage(ListsPage):
    """A page whose forms can be left and taken up again: `left_lying` is what was typed, by form and field."""

    def __init__(self, room: Room, title: str) -> None:
        super().__init__(room, title)
        self.left_lying: dict[str, dict[str, str]] = {}

    @abstractmethod
    def take_list(self) -> None:
        """The keyboard goes to the list, or to what adds its first line."""


class FormSheet(FinishingOverlay):
    """`inside` takes the fields; `fields` finds each by the record's name for it.

    What was typed in a sheet that was left is there again when the same sheet is opened; `about` is the record's id.
    """

    about = ""

    def __init__(
        self, page: FormsPage, title: str, sentence: str, keep: str, width: int = 720, height: int = 640
    ) -> None:
        super().__init__(page, title, sentence, width, height)
        self.page, self.room = page, page.room
        self.fields: dict[str, Field] = {}
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(3, 4, 12, 4)  # the focus ring stands outside its field
        self.inside.setSpacing(12)
        inner = QWidget()
        inner.setLayout(self.inside)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.column.addWidget(self.scroller, 1)
        self.foot = Label("", "small", "text2", wrap=True)
        self.keep_button = Button(keep, "primary", "Ctrl Enter")
        self.keep_button.clicked.connect(lambda _on: self.finish())
        row = QHBoxLayout()
        row.addWidget(self.foot, 1)
        row.addWidget(self.keep_button)
        self.column.addLayout(row)
        self.whose: Whose | None = None
        self._begun: dict[str, str] = {}
        self._is_done = False
        self.closed.connect(self._lay_by)

    def open(self) -> None:
        """Show it, with what was typed before it was left."""
        self._begun = self._said()
        lying = self.page.left_lying.pop(self._name(), {})
        if self.whose is not None and lying.get("family_id"):
            self.whose.choose(lying["family_id"])
        for name, value in lying.items():
            if name != "family_id":
                _say(self.fields[name].editor, value)
        super().open()

    def done(self) -> None:
        """It was kept: close, and begin anew next time."""
        self._is_done = True
        self.dismiss()
        self.page.take_list()

    def _lay_by(self) -> None:
        said = self._said()
        if not self._is_done and said != self._begun:
            self.page.left_lying[self._name()] = said

    def _name(self) -> str:
        return f"{type(self).__name__} {self.about}"

    def _said(self) -> dict[str, str]:
        said = {name: words for name, field in self.fields.items() if (words := _heard(field.editor)) is not None}
        return said | {"family_id": self.whose.family_id} if self.whose is not None else said

    def ask_whose(self, heard: Callable[[str], object]) -> Whose:
        """Add the line for the family; `heard` is told its id, or nothing while it is typed in anew."""
        self.whose = Whose(self.room)
        self.whose.heard.append(heard)
        self.fields["family_id"] = self.whose.field
        self.inside.addWidget(self.whose)
        return self.whose

    def line(self, name: str, words: str, value: str = "", hint: str = "") -> LineEdit:
        """Add a field of one line."""
        edit = LineEdit(value)
        self.field(name, words, edit, hint)
        return edit

    def field(self, name: str, words: str, editor: QWidget, hint: str = "") -> Field:
        """Add a field with any editor."""
        made = Field(words, editor, hint=hint)
        self.fields[name] = made
        self.inside.addWidget(made)
        return made

    def side_by_side(self, *names: str) -> None:
        """Put the last fields beside each other."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for name in names:
            self.inside.removeWidget(self.fields[name])
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(row)

    def day(self, name: str, words: str, value: str = "", hint: str = "", *, gone: bool = False) -> LineEdit:
        """Add a field for a day; what was understood is said back while it is typed."""
        edit = self.line(name, words, value, hint)

        def say(_typed: str = "") -> None:
            found, wrong = one_day(edit.text(), clock.today(), gone=gone)
            said = day_words(found, year=True) if found else ""
            known = said == edit.text().strip()  # what is typed in full needs no saying back
            self.fields[name].understood(wrong or ("" if known else said), "soon" if wrong else "")

        edit.textChanged.connect(say)
        say()
        return edit

    def read_day(self, name: str, *, gone: bool = False) -> date | None:
        """The day in a field, or None where nothing is typed. UserError for what is no day."""
        editor = self.fields[name].editor
        found, wrong = one_day(editor.text() if isinstance(editor, LineEdit) else "", clock.today(), gone=gone)
        if wrong:
            raise UserError(wrong, field=name)
        return found

    def refused(self, problem: BaseException) -> None:
        """Say what is wrong at its field, bring it in sight, and put the keyboard there."""
        field = self.fields.get(problem.field) if isinstance(problem, UserError) else None
        if not isinstance(problem, UserError):
            self.room.trouble(problem)
        elif field is None:
            self.foot.setText(f"{problem.message} {problem.hint}".strip())
            self.foot.set_tone("late.text")
        else:
            field.refuse(problem.message, problem.hint)
            self.scroller.ensureWidgetVisible(field, 0, 40)
            field.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def clear_wrong(self) -> None:
        """Nothing is wrong so far."""
        for field in self.fields.values():
            if field.editor.property("wrong"):
                field.clear()
        self.foot.setText("")
        self.foot.set_tone("text2")

    def finish(self) -> None:
        """Ctrl+Enter or the button."""
        self.clear_wrong()
        try:
            self.take()
        except UserError as wrong:
            self.refused(wrong)

    def take(self) -> None:
        """Read the fields and do it. UserError is said at its field."""
        raise NotImplementedError


def _heard(editor: QWidget) -> str | None:
    """What an editor says, for those that can be given it back."""
    if isinstance(editor, LineEdit):
        return None if editor.isReadOnly() else editor.text()
    if isinstance(editor, TextArea):
        return editor.toPlainText()
    if isinstance(editor, Segmented):
        return editor.value()
    return editor.key() if isinstance(editor, Choice) else None


def _say(editor: QWidget, value: str) -> None:
    """Give it back, as if it were typed again."""
    if isinstance(editor, LineEdit):
        editor.setText(value)
    elif isinstance(editor, TextArea):
        editor.setPlainText(value)
    elif isinstance(editor, Segmented):
        editor.set_value(value)
        editor.chosen.emit(value)
    elif isinstance(editor, Choice):
        editor.choose(value)
