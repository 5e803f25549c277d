"""A card that Ctrl+Enter finishes: the key is the card's own, whatever it means in the workspace beneath."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.windows.overlay import Overlay

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FinishingOverlay(Overlay):
    """Without this a call in progress would end under a card with Ctrl+Enter on its button."""

    @abstractmethod
    def finish(self) -> None:
        """What the card's first button does."""

    def can_finish(self) -> bool:
        """Whether there is something to finish now."""
        return True

    def event(self, event: QEvent) -> bool:
        """Take the key before the shortcuts of the window do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_it(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter finishes."""
        if not _is_it(event):
            super().keyPressEvent(event)
        elif self.can_finish():
            self.finish()


def _is_it(event: QKeyEvent) -> bool:
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
