"""The way back from a damaged vault: choose a copy, see what it holds, then let it take the vault's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.rules.days import moment_words
from desktop_app.windows import dialogs
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label


def restore_in(over: QWidget, vault: Path, done: Callable[[str], object]) -> None:
    """Ask which copy, then show the sheet."""
    chosen = dialogs.choose_files(over, "Choose a copy", "Casemate copy (casemate-*.vault)")
    if chosen:
        RestoreSheet(over, vault, chosen[0], done).open()


class RestoreSheet(Overlay):
    """The passphrase of the copy opens it; what it holds is shown before anything is replaced."""

    def __init__(self, over: QWidget, vault: Path, copy: Path, done: Callable[[str], object]) -> None:
        from desktop_app.vault import backup

        made = moment_words(backup.made_at(copy))
        super().__init__(over, "Restore a backup", f"The copy of {made}.", 560, 380)
        self._vault, self._copy, self._done = vault, copy, done
        self.edit = LineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field("Passphrase of that day", self.edit)
        self.holds = Label("", "body", "text2", wrap=True)
        self.look_button = Button("See what it holds", "primary", "Enter")
        self.replace_button = Button("Put it in place", "danger")
        self.replace_button.hide()
        row = QHBoxLayout()
        row.addWidget(self.replace_button)
        row.addStretch(1)
        row.addWidget(self.look_button)
        self.column.addWidget(self.field)
        self.column.addWidget(self.holds)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.look_button.clicked.connect(self.look_inside)
        self.edit.returnPressed.connect(self.look_inside)
        self.replace_button.clicked.connect(self.replace)

    def look_inside(self) -> None:
        """Open the copy and say what it holds."""
        from desktop_app.vault import backup

        try:
            key = backup.open_copy(self._copy, self.edit.text())
            inside = backup.holds(self._copy, key)
        except (UserError, EnvironmentProblem) as trouble:
            self.field.refuse(str(trouble))
            return
        self._key = key
        self.field.clear()
        self.holds.setText(f"It holds {inside.words()} What is here now is kept beside it, under today’s date.")
        self.replace_button.show()

    def replace(self) -> None:
        """The copy takes the vault's place."""
        from desktop_app.vault import backup

        try:
            backup.restore(self._copy, self._vault, self._key)
        except (UserError, EnvironmentProblem) as trouble:
            self.field.refuse(str(trouble))
            return
        self._key.forget()
        self.dismiss()
        self._done("Restored. Unlock it with the passphrase of that day.")
