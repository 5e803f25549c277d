"""The push button in four kinds, with its key written inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.tip import tip

if TYPE_CHECKING:
    from desktop_app.windows.look.theme import Look, StyleName

Kind = Literal["primary", "normal", "quiet", "danger"]
_GAP = 8
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Button(QPushButton):
    """`key` is only shown: the shortcut itself lives in the table of shortcuts. An & in the text gives an Alt key."""

    def __init__(
        self,
        text: str,
        kind: Kind = "normal",
        key: str = "",
        icon: str = "",
        small: bool = False,
        keep_key: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind: Kind = kind
        self.key, self.icon_name, self.small, self.keep_key = key, icon, small, keep_key
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if key:
            self.setAccessibleDescription(f"Key {key}")
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Another icon, or none for an empty name."""
        self.icon_name = name
        self.restyle()

    def refuse(self, reason: str) -> None:
        """Switch the button off and say why, in the tooltip and to a screen reader."""
        self.setEnabled(False)
        self.setToolTip(tip(reason))
        self.setAccessibleDescription(reason)

    def allow(self) -> None:
        """Switch the button on again."""
        self.setEnabled(True)
        self.setToolTip("")
        self.setAccessibleDescription(f"Key {self.key}" if self.key else "")

    def _shown_key(self, current: Look) -> str:
        return "" if current.big and not self.keep_key else self.key

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _style(self) -> StyleName:
        return "small" if self.small else "body"

    def sizeHint(self) -> QSize:
        """Icon, words and key cap with 14 px at each side; 36 high, or 28 when small."""
        current = look()
        style = self._style()
        width = current.width(self._words(), style, 600)
        if self.icon_name:
            width += current.px(16) + (_GAP if self.text() else 0)
        key = self._shown_key(current)
        if key:
            width += _GAP + paint.key_cap_size(current, key).width()
        side = 14 if self.text() else 9
        return QSize(width + 2 * side + 2, current.line(style) + (10 if self.small else 16))

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button in windows as well as in dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

    def _colours(self, current: Look) -> tuple[QColor | None, QColor | None, QColor, str]:
        """Fill, edge, words, and the token a key cap on a filled button takes."""
        if not self.isEnabled():
            flat = self.kind == "quiet"
            fill, line = (None, None) if flat else (current.colour("surface"), current.colour("border"))
            return fill, line, current.colour("disabled"), ""
        state = "pressed" if self.isDown() else "hover" if self.underMouse() else ""
        if self.kind == "primary":
            fill = current.colour(f"accent_{state}" if state else "accent")
            return fill, None, current.colour("on_accent"), "on_accent"
        if self.kind == "quiet":
            return (current.colour(state) if state else None), None, current.colour("accent_text"), ""
        fill = current.colour(state or "surface")
        if self.kind == "danger":
            return fill, current.colour("late.icon"), current.colour("late.text"), ""
        return fill, current.colour("strong"), current.colour("text"), ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, edge, icon, words, key; the focus ring lies outside and is drawn by the frame."""
        current = look()
        painter = QPainter(self)
        fill, line, ink, on = self._colours(current)
        edge(painter, self.rect(), fill, line, 6)
        style = self._style()
        key = self._shown_key(current)
        cap = paint.key_cap_size(current, key) if key else QSize(0, 0)
        icon = current.px(16) if self.icon_name else 0
        text_width = current.width(self._words(), style, 600)
        content = icon + (_GAP if icon and self.text() else 0) + text_width + (_GAP + cap.width() if key else 0)
        x = max((self.width() - content) // 2, 4)
        if icon:
            icons.paint(painter, QRect(x, 0, icon, self.height()), self.icon_name, ink)
            x += icon + _GAP
        painter.setFont(current.font(style, 600))
        painter.setPen(ink)
        flags = int(paint.LEFT | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine)
        painter.drawText(QRect(x, 0, text_width + 2, self.height()), flags, self.text())
        if key:
            box = QRect(x + text_width + _GAP, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, box, key, on)
