"""The locked window: it says nothing about anyone. Imports Qt and almost nothing else, so that it is there at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label

CARD_WIDTH = 448


class Brand(QWidget):
    """The mark and the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addStretch(1)
        row.addWidget(IconMark("app", 42, "accent_text"))
        row.addWidget(Label("Casemate", "display"))
        row.addStretch(1)


class Unlock(QWidget):
    """`asked` gives (way, text): way is passphrase, recovery or quick. The text leaves the field at once."""

    asked = Signal(str, str)
    restore_asked = Signal()

    def __init__(self, greeting: str, quick: bool = False) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self.setWindowTitle("Casemate")
        self.way = "passphrase"
        self._caps: bool | None = None
        self._card = Card(32)
        self.title = Label(greeting, "title")
        self.words = Label("Locked. Everything you typed is kept.", "body", "text2", wrap=True)
        self.edit = LineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.field = Field("Passphrase", self.edit)
        self.eye = Button("", "quiet", icon="eye", small=True)
        self.eye.setCheckable(True)
        self.eye.setAccessibleName("Show what is typed")
        self.eye.setToolTip("Show what is typed")
        self.button = Button("Unlock", "primary", "Enter", keep_key=True)
        self.quick = Button("Use this laptop’s keyring", "quiet", icon="fingerprint-pattern", small=True)
        self.other = Button("Use recovery code", "quiet", icon="life-buoy", small=True)
        self.restore = Button("Restore a backup", "quiet", icon="archive", small=True)
        self.quick.setVisible(quick)
        self.restore.hide()
        self._lay_out()
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self.ask)
        self.edit.textChanged.connect(lambda text: self.calm() if not text or self._caps is not True else None)
        self.button.clicked.connect(self.ask)
        self.quick.clicked.connect(lambda: self.asked.emit("quick", ""))
        self.other.clicked.connect(self.change_way)
        self.restore.clicked.connect(self.restore_asked)
        self.eye.toggled.connect(self._show_typed)
        look().changed.connect(self.restyle)
        self.restyle()
        self.calm()
        self.edit.setFocus()

    def _lay_out(self) -> None:
        inside = self._card.column
        inside.addWidget(self.title)
        inside.addSpacing(4)
        inside.addWidget(self.words)
        inside.addSpacing(20)
        inside.addWidget(self.field)
        eye_row = QHBoxLayout(self.edit)
        eye_row.setContentsMargins(0, 0, 6, 0)
        eye_row.addStretch(1)
        eye_row.addWidget(self.eye)
        inside.addSpacing(20)
        inside.addWidget(self.button)
        inside.addSpacing(16)
        ways = QHBoxLayout()
        ways.setContentsMargins(-10, 0, -10, 0)
        ways.setSpacing(0)
        ways.addWidget(self.quick)
        ways.addWidget(self.restore)
        ways.addStretch(1)
        ways.addWidget(self.other)
        inside.addLayout(ways)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addStretch(1)
        foot.addWidget(IconMark("shield", 14))
        foot.addWidget(Label("Encrypted on this laptop. Works without a network.", "caption", "text2"))
        foot.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(5)
        column.addWidget(Brand())
        column.addSpacing(24)
        column.addLayout(middle)
        column.addSpacing(20)
        column.addLayout(foot)
        column.addStretch(6)

    def restyle(self) -> None:
        """Width follows the text; the card never leaves a small screen."""
        self._card.setFixedWidth(min(round(CARD_WIDTH * look().scale), max(320, self.width() - 48)))
        self.edit.setTextMargins(0, 0, look().px(36), 0)

    def resizeEvent(self, event: object) -> None:  # Qt's own signature
        """Keep the card inside."""
        self.restyle()

    def calm(self) -> None:
        """The line under the field: which keyboard, and Caps Lock where it is known."""
        if self.way == "recovery":
            self.field.understood("Eight groups from the sheet you printed. Case and spaces don’t matter.")
        else:
            self.field.understood("")

    def caps_lock(self, on: bool) -> None:
        """Say it while typing, not afterwards."""
        self._caps = on
        if on:
            self.field.understood("Caps Lock is on.", "soon")
        else:
            self.calm()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A capital without Shift, or a small letter with it, tells of Caps Lock on every system."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock(letter.isupper() != shift)
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Hand over what was typed."""
        text = self.edit.text()
        if not self.button.isEnabled():
            return
        if not text:
            self.field.refuse("Nothing is typed yet.")
            return
        self.asked.emit(self.way, text)

    def busy(self, on: bool) -> None:
        """While the key is worked out: the field stays, the button says so."""
        for one in (self.button, self.quick, self.other, self.restore):
            one.setEnabled(not on)
        self.edit.setReadOnly(on)
        self.button.setText("Opening …" if on else "Unlock")

    def refuse(self, trouble: UserError | EnvironmentProblem) -> None:
        """What went wrong, beside the field; what was typed stays selected."""
        self.busy(False)
        if isinstance(trouble, UserError):
            caps = {True: "Caps Lock is on.", False: "Caps Lock is off.", None: ""}[self._caps]
            self.field.refuse(" ".join(part for part in (trouble.message, caps, trouble.hint) if part))
        else:
            self.field.refuse(str(trouble))
        self.edit.setFocus()
        self.edit.selectAll()

    def offer_quick(self, on: bool) -> None:
        """Whether this laptop's keyring can open the vault: known only after it was asked."""
        self.quick.setVisible(on)

    def offer_restore(self) -> None:
        """After damage: the way back is one press away."""
        self.restore.show()

    def change_way(self) -> None:
        """Between passphrase and recovery code."""
        recovery = self.way == "passphrase"
        self.way = "recovery" if recovery else "passphrase"
        self.field.label.setText("Recovery code" if recovery else "Passphrase")
        self.edit.setAccessibleName("Recovery code" if recovery else "Passphrase")
        self.other.setText("Use passphrase" if recovery else "Use recovery code")
        self.edit.clear()
        self.eye.setChecked(recovery)
        self.calm()
        self.edit.setFocus()

    def _show_typed(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if on else "eye")

    def forget(self) -> None:
        """Nothing typed stays in memory longer than it must."""
        self.edit.clear()
