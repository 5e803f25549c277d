"""A quiet action with its icon at the left and its key at the right edge, as at the foot of a side panel."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look


class ActionRow(QPushButton):
    """30 high. `key` is only shown; the shortcut lives in the table of shortcuts."""

    def __init__(self, icon: str, text: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.icon_name, self.key = icon, key
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key:
            self.setAccessibleDescription(f"Key {key}")
        focus.outside(self, 4)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words, key."""
        current = look()
        cap = paint.key_cap_size(current, self.key).width() + 8 if self.key else 0
        return QSize(current.px(16) + 10 + current.width(self.text(), "small") + cap, current.line("small") + 12)

    def minimumSizeHint(self) -> QSize:
        """Words may end in … when there is no room."""
        return QSize(look().px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground when pointed at, icon, words, key."""
        current = look()
        painter = QPainter(self)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            edge(painter, self.rect(), current.colour("pressed" if self.isDown() else "hover"), None, 4)
        side = current.px(16)
        icons.paint(painter, QRect(0, 0, side, self.height()), self.icon_name, current.colour("text2"))
        cap = paint.key_cap_size(current, self.key) if self.key else QSize(0, 0)
        room = QRect(side + 10, 0, self.width() - side - 18 - cap.width(), self.height())
        ink = current.colour("text" if self.isEnabled() else "disabled")
        paint.words(painter, current, room, self.text(), "small", ink)
        if self.key:
            at = QRect(self.width() - cap.width(), (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, at, self.key)
