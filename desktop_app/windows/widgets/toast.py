"""What was just done, at the bottom, with Undo. It never takes the keyboard and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label

STAYS = 10_000  # milliseconds
_ABOVE = 44  # px between the toast and the window's bottom: clear of the status bar


def raise_card(card: QWidget) -> None:
    """Give a top-level card the one shadow; high contrast has a white edge instead."""
    current, shadow = look(), look().theme.shadow
    if not shadow.blur:
        card.setGraphicsEffect(None)  # type: ignore[arg-type]  # None is how Qt takes it off
        return
    effect = QGraphicsDropShadowEffect(card)
    effect.setOffset(0, shadow.down)
    effect.setBlurRadius(shadow.blur)
    colour = QColor(shadow.colour)
    colour.setAlphaF(current.theme.shadow.strength)
    effect.setColor(colour)
    card.setGraphicsEffect(effect)


class Toast(QWidget):
    """One per window; `undone` is sent when Undo is pressed. Ctrl+Z itself belongs to the window."""

    undone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.words = Label("", "body")
        self.undo = Button("Undo", "quiet", key="Ctrl Z", small=True, keep_key=True)
        self.undo.clicked.connect(self._undo)
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(16)
        layout.addWidget(self.words)
        layout.addWidget(self.undo)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAYS)
        self._clock.timeout.connect(self.hide)
        window.installEventFilter(self)
        look().changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Shadow and place after a change of theme or text size."""
        raise_card(self)
        self._place()

    def say(self, words: str, undo: bool = True) -> None:
        """Show words for ten seconds or until the next `say` or `hide`; a screen reader hears them."""
        self.words.setText(words)
        self.undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _undo(self) -> None:
        self.hide()
        self.undone.emit()

    def _place(self) -> None:
        self._line.activate()
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - look().px(_ABOVE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre when the window changes size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The raised ground and its edge."""
        current = look()
        painter = QPainter(self)
        edge(painter, self.rect(), current.colour("raised"), current.colour("border"), 8)
        if current.theme.shadow.edge:
            edge(painter, self.rect().adjusted(1, 1, -1, -1), None, current.colour("border"), 7)
