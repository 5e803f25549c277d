"""First start in three calm steps: who you are, a passphrase, the recovery code typed back. Under two minutes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.unlock import Brand
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.label import Label

CARD_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Who:
    """What the first step asks."""

    name: str
    team: str
    workers: tuple[str, ...]


class Step(QWidget):
    """One step: title, sentence, fields, one primary button at the right, Back at the left."""

    def __init__(self, number: int, title: str, sentence: str, button: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Label(f"Step {number} of 3", "caption", "text3"))
        self.column.addWidget(Label(title, "title"))
        self.column.addWidget(Label(sentence, "body", "text2", wrap=True))
        self.button = Button(button, "primary", "Enter", keep_key=True)
        self.back = Button("Back", "quiet")
        if number == 1:
            self.back.setText("Restore a backup")

    def finish(self) -> None:
        """The buttons come last."""
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addStretch(1)
        self.column.addSpacing(8)
        self.column.addLayout(row)


class SetUp(QWidget):
    """`passphrase_chosen` asks for the vault to be prepared; `finished` says the code was typed back right."""

    judged = Signal(str)
    passphrase_chosen = Signal(object, str)
    typed_back = Signal(str)
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Casemate")
        self._who = Who("", "", ())
        self._build_who()
        self._build_passphrase()
        self._build_recovery()
        self.steps = QStackedWidget()
        for step in (self.who, self.passphrase, self.recovery):
            self.steps.addWidget(step)
        self._card = Card(32)
        self._card.column.addWidget(self.steps)
        inner = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        column = QVBoxLayout(inner)
        column.addStretch(2)
        column.addWidget(Brand())
        column.addSpacing(20)
        column.addLayout(middle)
        column.addStretch(3)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)
        look().changed.connect(self.restyle)
        self.restyle()

    def _build_who(self) -> None:
        self.who = Step(
            1, "Who works here", "Start with your social workers. Their families come in later, or add one now.", "Next"
        )
        self.name = LineEdit()
        self.team = LineEdit()
        self.workers = TextArea(lines=4)
        self.workers.setTabChangesFocus(True)
        self.name_field = Field("Your name", self.name)
        self.team_field = Field("Your team", self.team)
        self.workers_field = Field("The social workers you work for", self.workers, hint="one on each line")
        for field in (self.name_field, self.team_field, self.workers_field):
            self.who.column.addWidget(field)
        self.who.finish()
        self.who.back.clicked.connect(self.restore_asked)
        self.who.button.clicked.connect(self.take_who)
        self.name.returnPressed.connect(self.team.setFocus)
        self.team.returnPressed.connect(self.workers.setFocus)

    def _build_passphrase(self) -> None:
        self.passphrase = Step(
            2,
            "Choose a passphrase",
            "Four or five words that belong together only for you are strong and easy to type. "
            "It is asked for every time Casemate opens.",
            "Next",
        )
        self.first = LineEdit()
        self.second = LineEdit()
        for edit in (self.first, self.second):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.first_field = Field("Passphrase", self.first, hint="at least 12 characters")
        self.second_field = Field("Once more", self.second)
        self.show_typed = Button("Show what is typed", "quiet", icon="eye", small=True)
        self.show_typed.setCheckable(True)
        self.show_typed.toggled.connect(self._show)
        row = QHBoxLayout()
        row.addWidget(self.show_typed)
        row.addStretch(1)
        self.passphrase.column.addWidget(self.first_field)
        self.passphrase.column.addWidget(self.second_field)
        self.passphrase.column.addLayout(row)
        self.passphrase.finish()
        self.first.textChanged.connect(self.judged)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.take_passphrase)
        self.passphrase.button.clicked.connect(self.take_passphrase)
        self.passphrase.back.clicked.connect(lambda: self.steps.setCurrentWidget(self.who))
        self._strong = False

    def _build_recovery(self) -> None:
        self.recovery = Step(
            3,
            "Keep the recovery code",
            "It opens the vault when the passphrase is forgotten. Write it down or print it, and keep it away from "
            "the laptop. Nobody can make it again.",
            "Start Casemate",
        )
        self.code = Label("", "lead", "text")
        self.code.setFont(look().font("lead", 600, mono=True))
        self.code.setWordWrap(True)
        self.code.setAccessibleName("Recovery code")
        self.print_code = Button("Print it", "normal", icon="printer", small=True)
        self.typed = LineEdit()
        self.typed_field = Field("Type it back", self.typed, hint="case and spaces don’t matter")
        row = QHBoxLayout()
        row.addWidget(self.print_code)
        row.addStretch(1)
        card = Card(16)
        card.column.addWidget(self.code)
        self.recovery.column.addWidget(card)
        self.recovery.column.addLayout(row)
        self.recovery.column.addWidget(self.typed_field)
        self.recovery.finish()
        self.recovery.back.clicked.connect(lambda: self.steps.setCurrentWidget(self.passphrase))
        self.recovery.button.clicked.connect(lambda: self.typed_back.emit(self.typed.text()))
        self.typed.returnPressed.connect(lambda: self.typed_back.emit(self.typed.text()))

    def restyle(self) -> None:
        """The card grows with the text but never past the window."""
        self._card.setFixedWidth(min(round(CARD_WIDTH * min(look().scale, 1.6)), max(360, self.width() - 64)))
        self.code.setFont(look().font("lead", 600, mono=True))

    def resizeEvent(self, event: object) -> None:  # Qt's own signature
        """Keep the card inside."""
        self.restyle()

    def take_who(self) -> None:
        """Names are enough; a team without one is called by its assistant."""
        workers = tuple(line.strip() for line in self.workers.toPlainText().splitlines() if line.strip())
        self.name_field.clear()
        self.workers_field.clear()
        if not self.name.text().strip():
            self._refuse(self.name_field, "Your name is missing.", "It stands beside everything you write.")
            return
        if not workers:
            self._refuse(self.workers_field, "Nobody is named yet.", "Name at least one social worker.")
            return
        self._who = Who(self.name.text().strip(), self.team.text().strip() or "My team", workers)
        self.steps.setCurrentWidget(self.passphrase)
        self.first.setFocus()

    def personal_words(self) -> list[str]:
        """What a guesser would try first."""
        return [self.name.text(), self.team.text(), *self.workers.toPlainText().split()]

    def say_strength(self, words: str, ok: bool) -> None:
        """Said while it is typed: strong enough or not, and why not."""
        self._strong = ok
        self.first_field.understood(words if self.first.text() else "", "done" if ok else "soon")

    def take_passphrase(self) -> None:
        """Twice the same, and strong enough."""
        if not self.passphrase.button.isEnabled():
            return
        self.second_field.clear()
        if not self._strong:
            if not self.first.text():
                self._refuse(self.first_field, "Nothing is typed yet.", "Four or five words are enough.")
            self.first.setFocus()
            return
        if self.first.text() != self.second.text():
            self._refuse(self.second_field, "The two are not the same.", "Type it once more.")
            self.second.selectAll()
            return
        self.passphrase.button.setEnabled(False)
        self.passphrase.button.setText("Making your key …")
        self.passphrase_chosen.emit(self._who, self.first.text())

    def show_code(self, code: str) -> None:
        """The third step, with the code to copy."""
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        self.code.setText("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]))
        self.passphrase.button.setEnabled(True)
        self.passphrase.button.setText("Next")
        for edit in (self.first, self.second, self.typed):
            edit.clear()
        self.steps.setCurrentWidget(self.recovery)
        self.typed.setFocus()

    def refuse_code(self, message: str, hint: str) -> None:
        """Which group is mistyped."""
        self._refuse(self.typed_field, message, hint)

    def refuse_passphrase(self, words: str) -> None:
        """What kept the vault from being made."""
        self.passphrase.button.setEnabled(True)
        self.passphrase.button.setText("Next")
        self.steps.setCurrentWidget(self.passphrase)
        self._refuse(self.first_field, words)

    def _refuse(self, field: Field, message: str, hint: str = "") -> None:
        """Say at the field what is wrong, and bring field and words into sight once there is room for the words."""
        field.refuse(message, hint)
        field.editor.setFocus()
        QTimer.singleShot(0, self, lambda: self.scroller.ensureWidgetVisible(field, 0, look().px(24)))

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.name.setFocus()

    def forget(self) -> None:
        """Nothing secret stays in the fields or on the clipboard."""
        self.code.setText("")
        self.typed.clear()
        QGuiApplication.clipboard().clear()
