"""The way back from a damaged vault: choose a copy, see what it holds, then let it take the vault's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.rules.days import moment_words
from desktop_app.windows import dialogs
from desktop_app.windows.later import Later
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from desktop_app.vault.backup import Holds
    from desktop_app.vault.keys.datakey import DataKey
    from desktop_app.vault.keys.passphrase import Calibration


class RestoreSheet(Overlay):
    """The passphrase of the copy opens it; what it holds is shown before anything is replaced.

    `copy` None asks for a file first. `done` is called with words when the copy is in place.
    """

    def __init__(
        self,
        over: QWidget,
        vault: Path,
        copy: Path | None,
        later: Later,
        done: Callable[[str], object],
        calibration: Calibration | None = None,
    ) -> None:
        super().__init__(over, "Restore a backup", "No copy is chosen yet.", 560, 420)
        self._vault, self._copy = vault, copy
        self._key: DataKey | None = None
        self._later, self._done, self._calibration = later, done, calibration
        self.edit = LineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field("Passphrase of that day, or the recovery code", self.edit)
        self.holds = Label("", "body", "text2", wrap=True)
        self.other_button = Button("Choose another copy …", "quiet", icon="folder-open", small=True)
        self.look_button = Button("See what it holds", "primary", "Enter")
        self.replace_button = Button("Put it in place", "danger")
        row = QHBoxLayout()
        row.addWidget(self.replace_button)
        row.addStretch(1)
        row.addWidget(self.look_button)
        first = QHBoxLayout()
        first.addWidget(self.other_button)
        first.addStretch(1)
        self.column.addLayout(first)
        self.column.addWidget(self.field)
        self.column.addWidget(self.holds)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.replace_button.hide()
        self.other_button.clicked.connect(self.choose)
        self.look_button.clicked.connect(self.look_inside)
        self.edit.returnPressed.connect(self.look_inside)
        self.replace_button.clicked.connect(self.replace)
        self._say_copy()

    def first_focus(self) -> QWidget | None:
        """The field, or the choice of a copy while there is none."""
        return self.edit if self._copy else self.other_button

    def choose(self) -> None:
        """Another copy, from a stick or a folder."""
        chosen = dialogs.choose_files(self, "Choose a copy", "Casemate copy (casemate-*.vault)")
        if chosen:
            self._copy = chosen[0]
            self._forget()
            self._say_copy()
            self.edit.setFocus()

    def _say_copy(self) -> None:
        from desktop_app.vault import backup

        if self._copy is not None:
            self.sentence.setText(f"The copy of {moment_words(backup.made_at(self._copy))}.")
        self.look_button.setEnabled(self._copy is not None)
        self.holds.setText("")
        self.replace_button.hide()

    def _busy(self, on: bool) -> None:
        for one in (self.look_button, self.replace_button, self.other_button):
            one.setEnabled(not on)
        self.edit.setReadOnly(on)
        self.look_button.setText("Opening …" if on else "See what it holds")

    def look_inside(self) -> None:
        """Open the copy on a thread and say what it holds."""
        copy, typed, calibration = self._copy, self.edit.text(), self._calibration
        if copy is None or not self.look_button.isEnabled():
            return
        if not typed:
            self.field.refuse("Nothing is typed yet.")
            return

        def call() -> tuple[DataKey, Holds]:
            from desktop_app.vault import backup

            key = backup.open_with_either(copy, typed, calibration=calibration)
            return key, backup.holds(copy, key)

        self._busy(True)
        self._later(call, self._show, self._refuse)

    def _show(self, found: tuple[DataKey, Holds]) -> None:
        self._busy(False)
        self._key, inside = found
        self.field.clear()
        self.holds.setText(f"It holds {inside.words()} What is here now is kept beside it, under today’s date.")
        self.replace_button.show()
        self.replace_button.setFocus()

    def _refuse(self, trouble: BaseException) -> None:
        self._busy(False)
        self.field.refuse(str(trouble))
        self.edit.setFocus()
        self.edit.selectAll()

    def replace(self) -> None:
        """The copy takes the vault's place."""
        copy, key = self._copy, self._key
        if copy is None or key is None:
            return

        def call() -> object:
            from desktop_app.vault import backup

            return backup.restore(copy, self._vault, key)

        self._busy(True)
        self._later(call, lambda _kept: self._finish(), self._refuse)

    def _finish(self) -> None:
        self._forget()
        self.dismiss()
        self._done("Restored. Unlock it with the passphrase of that day.")

    def _forget(self) -> None:
        if self._key is not None:
            self._key.forget()
        self._key = None
        self.edit.clear()

    def dismiss(self) -> None:
        """Nothing secret outlives the card."""
        self._forget()
        super().dismiss()
