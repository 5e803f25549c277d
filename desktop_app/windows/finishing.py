"""A card that Ctrl+Enter finishes, whatever the key means in the workspace beneath."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.windows.overlay import Overlay

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FinishingOverlay(Overlay):
    """A card with Ctrl+Enter on its first button."""

    @abstractmethod
    def finish(self) -> None:
        """What the card's first button does."""

    def can_finish(self) -> bool:
        """Whether there is something to finish now."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter finishes."""
        if not _is_it(event):
            super().keyPressEvent(event)
        elif self.can_finish():
            self.finish()


def _is_it(event: QKeyEvent) -> bool:
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
