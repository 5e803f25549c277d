"""Preferences, made from the table of settings: what is chosen here holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.settings import TABLE, Setting, Settings, Value
from desktop_app.windows import dialogs
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.pieces_sheet import PiecesSheet
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.words_sheet import WordsSheet

if TYPE_CHECKING:
    from desktop_app.windows.shell import Shell

FEW = 4


class Preferences(Overlay):
    """One section after another; each setting in the form its kind asks for."""

    def __init__(self, shell: Shell, settings: Settings) -> None:
        super().__init__(shell, "Preferences", "They hold for this laptop, at once.", 640, 640)
        self._settings = settings
        self._shell = shell
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 16, 4)
        column.setSpacing(12)
        section = ""
        self.fields: dict[str, QWidget] = {}
        for setting in TABLE:
            if setting.key == "quick_unlock" and not shell.keyring_here:
                continue
            if setting.section != section:
                section = setting.section
                column.addSpacing(8)
                column.addWidget(Label(section, "lead"))
            made = self._field(setting)
            self.fields[setting.key] = made
            column.addWidget(made)
        column.addSpacing(8)
        column.addWidget(Label("Words", "lead"))
        column.addLayout(self._lists())
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setWidget(inner)
        # Qt fills both when the widget is set; the card's own ground must show.
        scroller.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.column.addWidget(scroller, 1)

    def _lists(self) -> QHBoxLayout:
        """The lists a team keeps stand in the vault; they open over this card."""
        row = QHBoxLayout()
        row.setSpacing(8)
        pieces = Button("Text pieces …", key="Ctrl Shift T")
        words = Button("Safeguarding words …", key="Ctrl Shift W")
        pieces.clicked.connect(lambda _on: PiecesSheet(self._shell, self._shell).open())
        words.clicked.connect(lambda _on: WordsSheet(self._shell, self._shell).open())
        for button in (pieces, words):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _field(self, setting: Setting) -> QWidget:
        value = self._settings.get(setting.key)
        if isinstance(setting.default, bool):
            return self._tick(setting, bool(value))
        if setting.choices and len(setting.choices) <= FEW:
            parts = Segmented([(str(choice), words) for choice, words in setting.choices], setting.words)
            parts.set_value(str(value))
            parts.chosen.connect(lambda key: self._set(setting, _typed(setting, key)))
            return Field(setting.words, parts, hint=setting.hint)
        if setting.choices:
            choice = Choice(setting.words, [(str(one), words) for one, words in setting.choices], str(value))
            choice.chosen.connect(lambda key: self._set(setting, _typed(setting, key)))
            return Field(setting.words, choice, hint=setting.hint)
        return self._line(setting, str(value))

    def _tick(self, setting: Setting, value: bool) -> QWidget:
        box = QCheckBox(setting.words)
        box.setChecked(value)
        box.toggled.connect(lambda on: self._set(setting, on))
        if not setting.hint:
            return box
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(box)
        column.addWidget(Label(setting.hint, "caption", "text3", wrap=True))
        return whole

    def _line(self, setting: Setting, value: str) -> Field:
        edit = LineEdit(value)
        field = Field(setting.words, edit, hint=setting.hint)

        def keep() -> None:
            try:
                self._shell.choose(setting.key, setting.check(_typed(setting, edit.text())))
                field.clear()
            except (UserError, ValueError):
                field.refuse(f"“{setting.words}” goes from {setting.least} to {setting.most}.")

        edit.editingFinished.connect(keep)
        if setting.key == "backup_folder":
            browse = Button("Choose …", small=True, icon="folder-open")
            browse.clicked.connect(lambda: self._folder(edit, keep))
            row = QHBoxLayout(edit)
            row.setContentsMargins(0, 0, 4, 0)
            row.addStretch(1)
            row.addWidget(browse)
        return field

    def _folder(self, edit: LineEdit, keep: object) -> None:
        folder = dialogs.choose_folder(self, "Folder for the daily copy")
        if folder is not None:
            edit.setText(str(folder))
            keep()  # type: ignore[operator]

    def _set(self, setting: Setting, value: Value) -> None:
        self._shell.choose(setting.key, value)
        if setting.section == "Look":
            self._shell.apply_look()
        if setting.key == "quick_unlock":
            self._shell.quick_unlock_changed.emit(bool(value))


def _typed(setting: Setting, text: str) -> Value:
    return int(text) if isinstance(setting.default, int) else text
