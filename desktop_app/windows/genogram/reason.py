"""Health is shown for a reason, and the audit keeps the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit


class AskReason(Overlay):
    """`then` gets the reason."""

    def __init__(self, over: QWidget, then: Callable[[str], object]) -> None:
        super().__init__(
            over, "Health", "What is known of health is shown for a reason, which the audit keeps.", 520, 270
        )
        self._then = then
        self.reason = LineEdit()
        self.field = Field("Why do you need it?", self.reason, "“strategy meeting 3 Dec”")
        self.column.addWidget(self.field)
        self.column.addStretch(1)
        self.show_button = Button("Show it", "primary", "Enter")
        leave = Button("Leave it out", "quiet", "Esc")
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.show_button)
        self.column.addLayout(row)
        self.reason.returnPressed.connect(self.take)
        self.show_button.clicked.connect(self.take)
        leave.clicked.connect(self.dismiss)

    def take(self) -> None:
        """Only with a reason."""
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.field.refuse("No reason yet.", "A few words are enough.")
            return
        self.dismiss()
        self._then(reason)
