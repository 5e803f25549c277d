"""A card over the whole window: preferences, keys, history, search, print. Esc closes; Tab stays inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label

KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F8)
CTRL_KEYS = (
    Qt.Key.Key_L, Qt.Key.Key_Z, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0,
)  # fmt: skip
"""What still works over a card: help, a call that comes in, lock, undo and redo, the size of the text."""


def keeps_key(event: QEvent, through: tuple[Qt.Key, ...] = KEYS) -> bool:
    """Whether a card takes this key before the shortcuts of the page beneath: nobody sees what those would do."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if held == Qt.KeyboardModifier.ControlModifier:
        return event.key() not in CTRL_KEYS
    return bool(held) or event.key() not in through


class OverlayCard(QWidget):
    """The raised card itself."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and edge from the theme."""
        current = look()
        line = current.colour("strong" if current.theme.edges else "border")
        edge(QPainter(self), self.rect(), current.colour("raised"), line, 8)


class Overlay(QWidget):
    """Covers its window; `column` takes the content. The keyboard goes back where it was on closing.

    While it is open the keys of the page beneath rest, but for those it lets `through`.
    """

    closed = Signal()
    through: tuple[Qt.Key, ...] = KEYS

    def __init__(self, over: QWidget, title: str, sentence: str = "", width: int = 720, height: int = 560) -> None:
        self._over = over.window()
        super().__init__(self._over)
        self._wanted = (width, height)
        self.dismissed = False
        """Dismissed: what comes of a command now has no window to be shown in."""
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.card = OverlayCard(self)
        self.title = Label(title, "title")
        self.sentence = Label(sentence, "small", "text2", wrap=True)
        self.close_button = Button("", "quiet", icon="x", small=True)
        self.close_button.setAccessibleName("Close")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))  # only now: before it stands in the card it would be a window
        self.window().installEventFilter(self)
        look().changed.connect(self.place)
        self.hide()

    def open(self) -> None:
        """Show it; the first thing that takes the keyboard gets it."""
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes on opening."""
        for child in self.card.findChildren(QWidget):
            stops = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child is not self.close_button
            if stops and child.isEnabled() and child.isVisibleTo(self.card):
                return child
        return self.close_button

    def dismiss(self) -> None:
        """Close it and throw it away."""
        if self.isHidden():
            return
        self.hide()
        self.dismissed = True
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.window().removeEventFilter(self)
        self.closed.emit()
        self.deleteLater()

    def place(self) -> None:
        """As large as wanted, never larger than the window."""
        over = self._over
        self.setGeometry(over.rect())
        grow = look().scale ** 0.6
        width = min(round(self._wanted[0] * grow), over.width() - 48)
        height = min(round(self._wanted[1] * grow), over.height() - 48)
        self.card.setGeometry((over.width() - width) // 2, (over.height() - height) // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take a key before the shortcuts of the window do."""
        if keeps_key(event, self.through):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the card."""
        stops = [
            child
            for child in self.card.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else -1 if forward else 0
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What lies beneath steps back."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 70))
