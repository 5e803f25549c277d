"""The only doors to modal windows. A test queues its answer first; an unexpected door fails the test."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label

_answers: deque[Any] = deque()
_testing = False


class UnexpectedDialog(AssertionError):
    """A window was about to wait for a person in a test that did not expect it."""


def answer_next(*answers: Any) -> None:  # noqa: ANN401 - a path, a list of paths or a bool
    """For tests: what the next doors get, in order."""
    global _testing
    _testing = True
    _answers.extend(answers)


def forget_answers() -> list[Any]:
    """For tests: what nobody asked for."""
    left = list(_answers)
    _answers.clear()
    return left


def _next(what: str) -> Any:  # noqa: ANN401
    if not _answers:
        raise UnexpectedDialog(what)
    return _answers.popleft()


def choose_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Files to bring in; empty when the person changed their mind. `kinds` as Qt writes filters."""
    if _testing:
        return list(_next(title))
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """A folder, or None."""
    if _testing:
        found: Path | None = _next(title)
        return found
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def choose_target(parent: QWidget | None, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write a file that leaves the vault, or None."""
    if _testing:
        found: Path | None = _next(title)
        return found
    name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
    return Path(name) if name else None


def confirm(parent: QWidget | None, title: str, sentence: str, do: str, leave: str = "Keep it here") -> bool:
    """Asked only where something leaves the machine or is replaced. The safe answer is the default."""
    if _testing:
        return bool(_next(title))
    dialog = Question(parent, title, sentence, do, leave)
    return dialog.exec() == QDialog.DialogCode.Accepted


def run(dialog: QDialog, title: str) -> bool:
    """A dialog of the system (the printer's): whether it was accepted."""
    if _testing:
        return bool(_next(title))
    return dialog.exec() == QDialog.DialogCode.Accepted


class Question(QDialog):
    """A question with two answers; Esc and Enter take the safe one."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, do: str, leave: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Casemate")
        self.setModal(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(Label(title, "lead", wrap=True))
        layout.addWidget(Label(sentence, "body", "text2", wrap=True))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 16, 0, 0)
        buttons.setSpacing(12)
        yes = Button(do, "danger")
        no = Button(leave, "primary", "Esc")
        no.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(yes)
        buttons.addWidget(no)
        layout.addLayout(buttons)
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        no.setFocus()
