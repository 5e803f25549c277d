"""The family in words, as a screen reader, minutes and an assessment have it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button


class InWords(Overlay):
    """The description, to read and to copy."""

    def __init__(self, over: QWidget, title: str, said: str) -> None:
        super().__init__(over, title, "The same facts as the drawing, in order.", 720, 560)
        self.text = QPlainTextEdit(said.replace("\n", "\n\n"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The family in words")
        self.text.setFont(look().font("note"))
        self.text.document().setDocumentMargin(12)
        self.column.addWidget(self.text, 1)
        self.copy_button = Button("Copy", "normal", icon="copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(said))
        leave = Button("Close", "quiet", "Esc")
        leave.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        self.column.addLayout(row)
