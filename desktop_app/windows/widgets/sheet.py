"""The side panel where there is no room beside the list: a sheet over it. Enter opens, Esc closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.side_panel import WIDEST, SidePanel


class Sheet(QWidget):
    """Covers the right of its screen, or all of it at large text; gives the keyboard back on closing."""

    closed = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._content: QWidget | None = None
        self._came_from: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        screen.installEventFilter(self)
        self.hide()

    def open(self, content: QWidget) -> None:
        """Lay `content` over the screen and give it the keyboard."""
        self._came_from = self.window().focusWidget()
        if self._content is not content:
            self.release()
            self._content = content
            self._column.addWidget(content)
            if isinstance(content, SidePanel):
                content.left.connect(self.close_sheet)
                content.lie_over(True)
        self.setAccessibleName(content.accessibleName())
        content.show()
        self._place()
        self.show()
        self.raise_()
        _first_stop(content).setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> QWidget | None:
        """Close and give the content up, for when there is room beside the list again."""
        content, self._content = self._content, None
        if content is not None:
            self._column.removeWidget(content)
        if isinstance(content, SidePanel):
            content.left.disconnect(self.close_sheet)
            content.lie_over(False)
        self.hide()
        return content

    def close_sheet(self) -> None:
        """Close; the keyboard goes back to where it was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _place(self) -> None:
        screen = self._screen
        width = screen.width() if look().big else min(WIDEST + 40, screen.width())
        self.setGeometry(screen.width() - width, 0, width, screen.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the screen's right edge."""
        if event.type() == QEvent.Type.Resize and watched is self._screen:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface and a strong edge, so that it reads as lying on top."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), look().colour("strong"))


def _first_stop(content: QWidget) -> QWidget:
    """The first widget inside that Tab would reach, or the content itself."""
    found = content.nextInFocusChain()
    while found is not None and content.isAncestorOf(found):
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.isEnabled() and found.isVisibleTo(content):
            return found
        found = found.nextInFocusChain()
    content.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return content
