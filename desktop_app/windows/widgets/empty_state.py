"""What a list says when it has nothing: a lead sentence, one more, one button. No drawings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label


class EmptyState(QWidget):
    """Left-aligned at the list's top."""

    pressed = Signal()

    def __init__(
        self, lead: str, body: str = "", button: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lead = Label(lead, "lead", wrap=True)
        self.body = Label(body, "body", "text2", wrap=True)
        self.button = Button(button, key=key)
        self.button.clicked.connect(self.pressed)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        layout.addWidget(self.lead)
        layout.addWidget(self.body)
        layout.addSpacing(12)
        layout.addLayout(line)
        layout.addStretch(1)
        self.say(lead, body, button)

    def say(self, lead: str, body: str = "", button: str = "") -> None:
        """Other words; an empty button is not shown."""
        self.lead.setText(lead)
        self.body.setText(body)
        self.body.setVisible(bool(body))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{lead} {body}".strip())
