"""One choice of a few, all of them in sight. Arrow keys move; each part is a radio button to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(QRadioButton):
    """One choice of a segmented control. `cap` is the key written before it, if it has one."""

    def __init__(self, key: str, text: str, cap: str, parent: Segmented) -> None:
        super().__init__(text, parent)
        self.key, self.cap, self._whole = key, cap, parent
        self.ring_widget: QWidget = parent
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if cap:
            self.setAccessibleDescription(f"Key {cap}")

    def _cap(self) -> QSize:
        shown = self.cap and not look().big
        return paint.key_cap_size(look(), self.cap) if shown else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Room for the words at their heaviest, so that nothing moves when the choice does."""
        current = look()
        cap = self._cap().width()
        width = current.width(self.text(), "small", 600) + (cap + 6 if cap else 0)
        return QSize(width + 22, current.line("small") + 16)

    def minimumSizeHint(self) -> QSize:
        """Choices are never cut."""
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        """The whole part can be pressed, not only where a dot would be."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and underline when chosen, then key and words; clipped to the control's round ends."""
        current = look()
        painter = QPainter(self)
        whole = QPainterPath()
        outline = QRectF(self._whole.rect()).adjusted(1, 1, -1, -1).translated(-self.x(), -self.y())
        whole.addRoundedRect(outline, 5, 5)
        painter.setClipPath(whole)
        chosen = self.isChecked()
        if chosen:
            painter.fillRect(self.rect(), current.colour("selected"))
            painter.fillRect(0, self.height() - 3, self.width(), 2, current.colour("accent_text"))
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.fillRect(self.rect(), current.colour("pressed" if self.isDown() else "hover"))
        if self is not self._whole.parts[0]:
            painter.setPen(QPen(current.colour("strong" if self.isEnabled() else "border"), 1))
            painter.drawLine(QPointF(0.5, 1), QPointF(0.5, self.height() - 1))
        weight = 600 if chosen else 400
        words = current.width(self.text(), "small", weight)
        cap = self._cap()
        x = (self.width() - words - (cap.width() + 6 if self.cap and cap.width() else 0)) // 2
        if cap.width():
            box = QRect(x, (self.height() - cap.height()) // 2, cap.width(), cap.height())
            paint.key_cap(painter, current, box, self.cap)
            x += cap.width() + 6
        ink = "disabled" if not self.isEnabled() else "accent_text" if chosen else "text"
        box = QRect(x, 0, words + 1, self.height())
        paint.words(painter, current, box, self.text(), "small", current.colour(ink), weight, elide=False)


class Segmented(QWidget):
    """`choices` are (key, words) or (key, words, key cap). The first is chosen until told otherwise."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str] | tuple[str, str, str]],
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        focus.outside(self, 6)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self.parts: list[Part] = []
        for choice in choices:
            part = Part(choice[0], choice[1], choice[2] if len(choice) == 3 else "", self)
            layout.addWidget(part)
            self._group.addButton(part)
            self.parts.append(part)
        self.parts[0].setChecked(True)
        self.setFocusProxy(self.parts[0])
        self._group.buttonToggled.connect(self._toggled)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        for part in self.parts:
            part.updateGeometry()
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        """The key of the chosen part."""
        return next(part.key for part in self.parts if part.isChecked())

    def set_value(self, key: str) -> None:
        """Choose a part; `chosen` is not sent, since no person chose."""
        part = next(part for part in self.parts if part.key == key)
        self._group.blockSignals(True)
        part.setChecked(True)
        self._group.blockSignals(False)
        self.setFocusProxy(part)
        self.update()

    def _toggled(self, part: Part, on: bool) -> None:
        if on:
            self.setFocusProxy(part)
            self.chosen.emit(part.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface, the edge and the inner lines; the parts paint themselves on top."""
        current = look()
        painter = QPainter(self)
        line = current.colour("strong" if self.isEnabled() else "border")
        edge(painter, self.rect(), current.colour("surface"), line, 6)
