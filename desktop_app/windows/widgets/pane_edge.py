"""The edge between two panes: dragged with the mouse, moved with the arrows, put back by a double click or Home."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look.theme import look

THICK = 9
"""Pixels that take the mouse, half of them on either side of the edge."""
STEP = 16


class PaneEdge(QWidget):
    """Lies over the right edge of a pane, or over its left one when the pane stands `at_right`.

    `moved` gives the width in pixels that is wanted for the pane, `settled` comes once it stands; whoever lays the
    panes out says how much of it there is room for. `usual_asked`: as it was in the beginning.
    """

    moved = Signal(int)
    settled = Signal()
    usual_asked = Signal()

    def __init__(self, name: str, pane: QWidget, parent: QWidget, *, at_right: bool = False) -> None:
        super().__init__(parent)
        self._pane, self._over, self._outwards = pane, parent, -1 if at_right else 1
        self._held: tuple[int, int] | None = None
        self.setAccessibleName(f"Width of {name}")
        self.setAccessibleDescription("Left and Right move the edge, Home puts it back.")
        self.setToolTip("Drag, or press Left and Right; Home or a double click puts it back.")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._wanted = True
        pane.installEventFilter(self)
        look().changed.connect(self.update)
        self.follow()

    def offer(self, on: bool) -> None:
        """Whether the edge can be moved at all now."""
        self._wanted = on
        self.follow()

    def follow(self) -> None:
        """Stand where the pane's edge is; gone with the pane."""
        pane, over = self._pane, self._over
        there = self._wanted and over.isAncestorOf(pane) and pane.isVisibleTo(over)
        if there:
            corner = pane.mapTo(over, pane.rect().topLeft())
            middle = corner.x() + (pane.width() if self._outwards > 0 else 0)
            self.setGeometry(middle - THICK // 2, corner.y(), THICK, pane.height())
        self.setVisible(there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pane was moved, made wider, shown or hidden."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.follow()
            if event.type() == QEvent.Type.Show:
                self.raise_()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.globalPosition().toPoint().x(), self._pane.width()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """As far as the mouse went."""
        if self._held is not None:
            start, width = self._held
            self.moved.emit(width + self._outwards * (event.globalPosition().toPoint().x() - start))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go: here it stays."""
        if self._held is not None:
            self._held = None
            self.settled.emit()
            self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """As it was."""
        self.usual_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A step each; Home puts it back."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            by = steps[Qt.Key(event.key())] * look().px(STEP)
            self.moved.emit(self._pane.width() + self._outwards * by)
        elif event.key() == Qt.Key.Key_Home:
            self.usual_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that is held down keeps its place once."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.isAutoRepeat():
            self.settled.emit()
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line while the mouse or the keyboard is on it; else the panes' own hairline is enough."""
        current, middle = look(), THICK // 2
        if self.hasFocus() or self._held is not None:
            QPainter(self).fillRect(middle - 1, 0, 3, self.height(), current.colour("accent"))
        elif self.underMouse():
            QPainter(self).fillRect(middle, 0, 2, self.height(), current.colour("strong"))
